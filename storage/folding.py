"""Words as they are looked for: without case, accents and punctuation, alike for what is kept and for what is asked.

Both databases are handed words that are cut and folded here, so that they find the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# Nobody types more of a word; PostgreSQL takes 2,046 bytes.
LONGEST = 64
ASCII_WORD = re.compile(r"[a-z0-9]+")
# Marks that people leave out: accents, and the vowel points of Hebrew and Arabic. Others make another letter of the one
# before, as in Japanese and Devanagari. https://www.unicode.org/reports/tr44/#Canonical_Combining_Class_Values
ACCENTS = frozenset([1, *range(10, 37), *range(200, 241)])
# Letters that Unicode does not take apart, and what people type where they have no such key.
PLAIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
# Scripts without blanks between their words: Thai, Lao, Burmese, Khmer, kana and Han.
# https://www.unicode.org/charts/
UNBROKEN = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3041, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


class Cut(NamedTuple):
    """A folded word, and where it stands in the text. `last` is the last sign of a longer run in a script without
    blanks: kept, so that it is found alone, and never asked for together with the others."""

    word: str
    start: int
    end: int
    last: bool = False


def folded(text: str) -> str:
    """Every word of a text, each once, with blanks between: as it is kept to be found."""
    if text.isascii():
        return " ".join(dict.fromkeys(word[:LONGEST] for word in ASCII_WORD.findall(text.lower())))
    return " ".join(dict.fromkeys(cut.word for cut in cuts(text)))


def asked(text: str) -> list[str]:
    """The words of a question, each once: what is kept has to hold each of them, or begin with it."""
    return list(dict.fromkeys(cut.word for cut in cuts(text) if not cut.last))


def fits(word: str, wanted: str) -> bool:
    """Whether a kept word answers a wanted one: it is that, or begins with it where that is more than one letter."""
    return word == wanted or (is_beginning(wanted) and word.startswith(wanted))


def is_beginning(wanted: str) -> bool:
    """Whether longer words are meant too; a lone letter or digit means itself, a lone sign without blanks does not."""
    return len(wanted) > 1 or _is_unbroken(wanted)


def cuts(text: str) -> Iterator[Cut]:
    """The folded words of a text with their places; what has no blanks between its words is cut into pairs of signs."""
    if text.isascii():
        for found in ASCII_WORD.finditer(text.lower()):
            yield Cut(found[0][:LONGEST], found.start(), found.end())
        return
    for run, unbroken in _runs(text):
        if not unbroken:
            yield Cut("".join(sign for sign, _, _ in run)[:LONGEST], run[0][1], run[-1][2])
            continue
        for (one, start, _), (other, _, end) in pairwise(run):
            yield Cut((one + other)[:LONGEST], start, end)
        yield Cut(run[-1][0][:LONGEST], run[-1][1], run[-1][2], last=len(run) > 1)


Sign = tuple[str, int, int]  # folded, and where it stands


def _runs(text: str) -> Iterator[tuple[list[Sign], bool]]:
    """Signs that belong together, and whether they are of a script without blanks."""
    run: list[Sign] = []
    unbroken = False
    for place, char in enumerate(text):
        sign = _sign(char)
        if sign == "":  # an accent or something invisible: part of what it follows
            if run:
                run[-1] = (run[-1][0], run[-1][1], place + 1)
            continue
        for part in sign:
            if part == " ":
                if run:
                    yield run, unbroken
                run = []
            elif run and _is_mark(part):
                run[-1] = (run[-1][0] + part, run[-1][1], place + 1)
            else:
                if run and _is_unbroken(part) != unbroken:
                    yield run, unbroken
                    run = []
                unbroken = _is_unbroken(part)
                run.append((part, place, place + 1))
    if run:
        yield run, unbroken


@lru_cache(maxsize=4096)
def _sign(char: str) -> str:
    """One character, folded: what is left of it, nothing where it belongs to the one before, a blank between words."""
    # A capital may hide in a compatibility character, so case goes before the parts are taken apart and after.
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char.casefold()).casefold())
    return unicodedata.normalize("NFC", "".join(map(_part, parts)))


def _part(char: str) -> str:
    if char in PLAIN:
        return PLAIN[char]
    if char.isalnum():
        return str(unicodedata.decimal(char, char))
    kind = unicodedata.category(char)
    if kind == "Cf" or unicodedata.combining(char) in ACCENTS or "\ufe00" <= char <= "\ufe0f":
        return ""
    return char if kind in {"Mn", "Mc"} else " "


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Mc"}


@lru_cache(maxsize=4096)
def _is_unbroken(sign: str) -> bool:
    return any(first <= ord(sign[0]) <= last for first, last in UNBROKEN)
