"""Cuts an Estonian text into words, and numbers in the forms that dates and times have: "15.06", "20.", "15-ks"."""

import re
from dataclasses import dataclass

from bot.languages.estonian.words import BY, CASES, PART

TOKEN = re.compile(
    r"(?P<skip>```.*?```|`[^`\n]*`|<[^<>\n]*>|(?:https?://|www\.)\S+|@\w[\w.-]*|:[a-z][\w+-]{1,40}:)"
    r"|(?P<number>\d[\d.:]*(?:-?[^\W\d_]+)?)"
    r"|(?P<word>[^\W\d_]+(?:[-'][^\W\d_]+)?)"
    r"|(?P<mark>[^\s\w]|_)",
    re.IGNORECASE | re.DOTALL,
)
"""Code, links, mentions and emoji are skipped whole. No part repeats what a part inside it repeats."""

NUMBER = re.compile(r"(\d{1,4})(?:([.:])(\d{1,2}))?(?:\.(\d{4}|\d{2}))?(\.?)(?:-?([^\W\d_]{1,6}))?")
DAYS, MONTHS_IN_YEAR, HOURS_IN_DAY, MINUTE_DIGITS = 31, 12, 24, 2
PADDING = 6
NO_WORDS, NO_NUMBERS = [""] * PADDING, [None] * PADDING


@dataclass(slots=True)
class Number:
    """What a run of digits may be: a `count`, the day of the month of "20.", a day and month, hours and minutes; `case`
    where an ending hangs on it."""

    first: int
    second: int | None = None
    year: int | None = None
    colon: bool = False
    dotted: bool = False
    case: str = ""
    ordinal: bool = False
    digits: int = 0

    @property
    def is_count(self) -> bool:
        """Whether it is a plain number, perhaps with an ending."""
        return self.second is None and not self.dotted and not self.ordinal

    @property
    def is_day(self) -> bool:
        """Whether it may be a day of the month."""
        return self.second is None and 1 <= self.first <= DAYS and self.digits <= 2

    @property
    def is_date(self) -> bool:
        """Whether it may be a day and a month."""
        return (
            self.second is not None
            and not self.colon
            and 1 <= self.first <= DAYS
            and 1 <= self.second <= MONTHS_IN_YEAR
        )

    @property
    def is_clock(self) -> bool:
        """Whether it may be a time of day."""
        return (
            self.first <= HOURS_IN_DAY
            and self.year is None
            and (self.second is None or self.second <= 59)
            and self.digits <= 2
        )


@dataclass(slots=True)
class Tokens:
    """A text's tokens as parallel lists; `low` in small letters."""

    text: str
    low: list[str]
    kind: list[str]
    number: list[Number | None]
    start: list[int]
    end: list[int]
    count: int

    def touches(self, i: int) -> bool:
        """Whether token i stands right against the one before it."""
        return 0 < i < self.count and self.start[i] == self.end[i - 1]

    @classmethod
    def of(cls, text: str) -> "Tokens":
        """The tokens of a text; takes time linear in its length."""
        lows: list[str] = []
        kinds: list[str] = []
        numbers: list[Number | None] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in TOKEN.finditer(text):
            kind, low = match.lastgroup or "", match[0].lower()
            lows.append(low)
            kinds.append(kind)
            numbers.append(_number(low) if kind == "number" else None)
            starts.append(match.start())
            ends.append(match.end())
        count, beyond = len(lows), [len(text) + 1] * PADDING
        lows += NO_WORDS
        kinds += NO_WORDS
        numbers += NO_NUMBERS
        starts += beyond
        ends += beyond
        return cls(text, lows, kinds, numbers, starts, ends, count)


def _number(low: str) -> Number | None:
    match = NUMBER.fullmatch(low)
    if match is None:
        return None
    first, mark, second, year, dot, ending = match.groups()
    if (year and mark != ".") or (mark == ":" and len(second) < MINUTE_DIGITS):
        return None
    number = Number(
        int(first), int(second) if second else None, None, mark == ":", bool(dot), digits=len(first)
    )
    if year:
        number.year = int(year) + (2000 if len(year) == 2 else 0)
    if ending:
        stem = ending.removeprefix("nda").removeprefix("da") if ending.startswith(("nda", "da")) else ending
        number.ordinal = stem != ending
        if stem not in CASES and stem not in ("t", "ne", "nes"):
            return None
        number.case = CASES.get(stem, PART)
        if stem == "s" and not number.ordinal:
            number.case = BY if ending == "ks" else number.case
    return number
