"""Which customer is meant: names folded so that typing finds them, close ones offered, never merged silently."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from bot.changes import Change, differing
from bot.refusals import AlreadySo, Unreadable
from bot.text import NAME_MAX, clean, one_line
from storage.tables import Channel, Customer

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
OTHER_NAMES_MAX = 20


def fold(name: str) -> str:
    """A name as it is compared: no case, accents, punctuation or legal form, single blanks. Never empty for a name
    that has a letter or digit in any script."""
    if name.isascii():
        plain = BETWEEN_WORDS.sub(" ", name.lower())
    else:
        # A capital may hide in a compatibility character, so case goes before the parts are taken apart and after.
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name.casefold()).casefold())
        plain = "".join(map(_letter, plain))
    words = INITIAL.sub(r"\1", plain).replace(".", " ").split()
    short = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(short or words) or one_line(name.casefold())


def make(
    name: str,
    *,
    other_names: str = "",
    owner_id: str | None,
    team_id: str,
    number: int,
    by: str,
    now: datetime,
) -> Customer:
    """A new customer. Raises Unreadable for a name that cannot be kept."""
    return Customer(
        team_id=team_id,
        number=number,
        name=_name(name),
        other_names=_others(other_names),
        owner_id=owner_id,
        created_at=now,
        created_by=by,
    )


def edit(customer: Customer, name: str, *, other_names: str, owner_id: str | None) -> Change:
    """New names or another owner. Raises Unreadable, or AlreadySo if nothing differs."""
    fields = differing(
        customer, {"name": _name(name), "other_names": _others(other_names), "owner_id": owner_id}
    )
    if not fields:
        raise AlreadySo("Nothing was changed: it says that already.")
    return Change("edited", fields)


def link(channel: Channel, customer_id: int) -> Change:
    """That talk in this channel is about this customer unless another is named."""
    if channel.customer_id == customer_id:
        raise AlreadySo("This channel is linked to them already.")
    return Change("linked", {"customer_id": customer_id})


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
    ids = dict.fromkeys(names[index][0] for _, _, index in found)
    return list(ids)[:MOST_CLOSE]


def _name(name: str) -> str:
    return clean(one_line(name), what="The name", most=NAME_MAX, field="name")


def _others(names: str) -> str:
    """One name a line, commas taken for line ends, each once."""
    parts = (one_line(part) for part in names.replace(",", "\n").splitlines())
    kept = dict.fromkeys(
        clean(part, what="Another name", most=NAME_MAX, field="other_names") for part in parts if part
    )
    if len(kept) > OTHER_NAMES_MAX:
        raise Unreadable(
            f"Those are {len(kept)} other names, and {OTHER_NAMES_MAX} is the most I keep. Leave some out.",
            field="other_names",
        )
    return "\n".join(kept)


def _letter(char: str) -> str:
    """A character as it counts in a folded name: itself, nothing (accents, invisible ones), or a blank."""
    if char.isalnum() or char == ".":
        return char
    kind = unicodedata.category(char)
    if kind == "Cf" or unicodedata.combining(char) in ACCENTS or "\ufe00" <= char <= "\ufe0f":
        return ""
    return char if kind in {"Mn", "Mc"} else " "
