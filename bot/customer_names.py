"""How a customer's name is compared: folded so that typing finds it, close ones offered, look-alikes told apart."""

import re
import unicodedata
from collections.abc import Iterable

from bot.text import one_line
from storage.tables import Customer

# Left out when names are compared: people rarely say them.
LEGAL_FORMS = frozenset(
    [
        "inc",
        "incorporated",
        "ltd",
        "limited",
        "llc",
        "llp",
        "plc",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "ag",
        "kg",
        "ou",
        "as",
        "ab",
        "oy",
        "sa",
        "sas",
        "sarl",
        "srl",
        "bv",
        "nv",
        "sia",
        "uab",
    ]
)
CLOSE_ENOUGH = 72  # of 100; measured on slips of one or two letters in short names
MOST_CLOSE = 4
# B.V., S.A.: letters with a dot between them are one word.
INITIAL = re.compile(r"(?<!\w)([^\W\d_])\.(?=[^\W\d_](?!\w))")
BETWEEN_WORDS = re.compile(r"[^a-z0-9.]+")
# Marks that people leave out: accents, and the vowel points of Hebrew and Arabic. Others make another letter of the one
# before, as in Japanese and Devanagari. https://www.unicode.org/reports/tr44/#Canonical_Combining_Class_Values
ACCENTS = frozenset([1, *range(10, 37), *range(200, 241)])
# Folded letters of other scripts by the Latin letter that their small or large form looks like.
LOOKS_LIKE = str.maketrans(
    {
        other: letter
        for letter, others in {
            "a": "аαɑ",
            "b": "вβ",
            "c": "сϲ",
            "d": "ԁđ",
            "e": "еεє",
            "f": "ϝ",
            "g": "ց",
            "h": "нһηհħ",
            "i": "іιıі",
            "j": "јյ",
            "k": "кκ",
            "l": "ӏł",
            "m": "мμ",
            "n": "ոп",
            "o": "оοσօø",
            "p": "рρ",
            "q": "ԛ",
            "s": "ѕ",
            "t": "тτ",
            "u": "υս",
            "v": "νѵ",
            "w": "ԝω",
            "x": "хχ",
            "y": "уγү",
            "z": "ζ",
        }.items()
        for other in others
    }
)
DIGITS = re.compile(r"\d+")
A_SLIP = 90  # of 100: one or two letters of a name of ten or twenty
SHORTEST_SLIP = 6


def fold(name: str) -> str:
    """A name as it is compared: no case, accents, punctuation or legal form, single blanks. Never empty for a name
    that has a letter or digit in any script."""
    if name.isascii():
        plain = BETWEEN_WORDS.sub(" ", name.lower())
    else:
        # A capital may hide in a compatibility character, so case goes before the parts are taken apart and after.
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name.casefold()).casefold())
        plain = "".join(map(_letter, plain))
    if "." in plain:
        plain = INITIAL.sub(r"\1", plain).replace(".", " ")
    words = plain.split()
    short = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(short or words) or one_line(name.casefold())


def skeleton(folded: str) -> str:
    """A folded name as the eye sees it: letters of other scripts made the Latin ones that they look like.

    A small table of our own, after the idea of https://www.unicode.org/reports/tr39/#Confusable_Detection
    """
    return folded.translate(LOOKS_LIKE)


def names_of(customer: Customer) -> list[tuple[str, str]]:
    """Every name of a customer with its folded form, each form once."""
    names = [customer.name, *customer.other_names.splitlines()]
    return [(name, form) for form, name in {fold(name): name for name in reversed(names)}.items()]


def close_ones(typed: str, known: Iterable[tuple[int, str]]) -> list[int]:
    """The ids of up to four customers whose names look like what was typed, the closest first.

    `known` are all names, as (customer id, folded name).
    """
    # Imported late: 2.6 MB that most people who spell a name rightly never need.
    from rapidfuzz import fuzz, process

    names = list(known)
    wanted = fold(typed)
    found = process.extract(
        wanted,
        [folded for _, folded in names],
        scorer=fuzz.WRatio,
        score_cutoff=CLOSE_ENOUGH,
        limit=MOST_CLOSE * 3,
    )
    alike = _same_to_the_eye(wanted, names)
    ids = dict.fromkeys([*alike, *(names[index][0] for _, _, index in found)])
    return list(ids)[:MOST_CLOSE]


def look_alikes(folded: str, known: Iterable[tuple[int, str]]) -> list[int]:
    """The ids of up to four customers whose names may well be the same as this one: they look alike to the eye, or
    differ by a slip of a letter or two in a long name. "Unit 11" and "Unit 12" are two.

    `known` are all names, as (customer id, folded name). Equal names are none of these: `named` finds them.
    """
    from rapidfuzz import fuzz, process

    names = [each for each in known if each[1] != folded]
    alike = _same_to_the_eye(folded, names)
    if len(folded) >= SHORTEST_SLIP:
        found = process.extract(
            folded, [name for _, name in names], scorer=fuzz.ratio, score_cutoff=A_SLIP, limit=MOST_CLOSE * 3
        )
        digits = DIGITS.findall(folded)
        alike += [
            names[place][0]
            for name, _, place in found
            if len(name) >= SHORTEST_SLIP and DIGITS.findall(name) == digits
        ]
    return list(dict.fromkeys(alike))[:MOST_CLOSE]


def _same_to_the_eye(folded: str, names: Iterable[tuple[int, str]]) -> list[int]:
    """Those whose names look the same; of two plain Latin ones none does."""
    seen, plain = skeleton(folded), folded.isascii()
    return [
        customer_id
        for customer_id, name in names
        if len(name) == len(seen)
        and name != folded
        and not (plain and name.isascii())
        and skeleton(name) == seen
    ]


def _letter(char: str) -> str:
    """A character as it counts in a folded name: itself, nothing (accents, invisible ones), or a blank."""
    if char.isalnum() or char == ".":
        return char
    kind = unicodedata.category(char)
    if kind == "Cf" or unicodedata.combining(char) in ACCENTS or "\ufe00" <= char <= "\ufe0f":
        return ""
    return char if kind in {"Mn", "Mc"} else " "
