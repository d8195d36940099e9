"""The written forms of numbers that dates and times are made of: 15.06.2024, 8:30pm, 3rd, 14-May, 2h."""

import re

from bot.languages.english.words import MONTH_NUMBERS, SHORT_UNITS, UNIT_NAMES
from bot.patterns import pattern
from bot.said import Clock

Value = tuple[str, object]
JUNK: Value = ("junk", None)
AROUND_THE_CLOCK = "24/7"
TOMORROW = frozenset({"2moro", "2morrow", "2mrw"})

ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?:[:.](\d{2})(?:[.,]\d{1,6})?)?(am|pm|a\.m|p\.m|a|p)?(?:-?ish)?"
)
DAY_YEAR = pattern(r"(\d{1,2})-(\d{4})")
CLOCK_ZONE = pattern(r"(\d{1,2}):(\d{2})(?::\d{2})?(z|[+-]\d{2}:?\d{2})")
DAY_RANGE = pattern(r"(\d{1,2})(?:st|nd|rd|th)[-–](\d{1,2})(?:st|nd|rd|th)")
COMPACT_CLOCK = re.compile(r"(\d{1,2})(\d{2})(am|pm|a|p|h|hrs|hours)")
COMPACT_ISO = pattern(r"(\d{4})(\d{2})(\d{2})t(\d{2})(\d{2})(?:\d{2})?(z?)")
ISO = re.compile(
    r"(\d{4})([-/.:])(\d{1,2})\2(\d{1,2})(?:t(\d{2}):?(\d{2})(?::?\d{2}(?:[.,]\d{1,9})?)?(z|[+-]\d{2}:?(?:\d{2})?)?)?"
)
TRIPLE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
PAIR = re.compile(r"(\d{1,2})([-/.–])(\d{1,2})")
YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{2})|(\d{1,2})/(\d{4})")
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/.]?([a-z]{3,9})(?:[-/.,]?(\d{4}|\d{2}))?")
YEAR_MONTH_DAY = pattern(r"(\d{4})[-/.]([a-z]{3,9})[-/.](\d{1,2})")
QUARTER = re.compile(r"(\d{4}|\d{2})[-/]?(q[1-4]|h[12])")
WEEK = pattern(r"(\d{4})-?(w\d{2})")
QUARTER_FIRST = pattern(r"([1-4])q(\d{4}|\d{2})?")
MEASURE = re.compile(r"(\d{1,4}(?:\.\d)?)-?([a-z]{1,8})")
HOURS_MINUTES = re.compile(r"(\d{1,3})h(\d{1,2})(?:m|min|mins)")
DECIMAL = pattern(r"(\d{1,3}),(\d)")
HALVES = pattern(r"(\d{0,3})½")
RANGE = re.compile(r"([\d:.apm]{1,8})[-–]([\d:.apm]{1,8})")


def full_year(digits: str) -> int:
    """A year of four digits, or of two in this century."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def numeral(text: str) -> Value:
    """What a run of digits, letters and marks (small letters) is; ("junk", None) when it is no part of a date."""
    if (not text.isascii() and "½" not in text and "–" not in text) or text == AROUND_THE_CLOCK:
        return JUNK
    if text.isdigit():
        return _digits(text)
    if text[-1] == "½":
        return _halves(text) or JUNK
    if text in TOMORROW:
        return "today", 1
    for reader in ENDING_IN_A_DIGIT if text[-1].isdigit() else ENDING_IN_A_LETTER:
        found = reader(text)
        if found:
            return found
    return JUNK


def _digits(text: str) -> Value:
    if len(text) == 8:
        year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
        return ("iso", (year, month, day, None, None)) if 1990 <= year <= 2100 and 1 <= month <= 12 else JUNK
    return ("num", int(text)) if len(text) <= 4 and text.isascii() else JUNK


def _ordinal(text: str) -> Value | None:
    match = ORDINAL.fullmatch(text)
    return ("ordinal", int(match[1])) if match and 1 <= int(match[1]) <= 31 else None


def _pair(text: str) -> Value | None:
    match = PAIR.fullmatch(text)
    return ("pair", (int(match[1]), match[2], int(match[3]), match[3])) if match else None


def _clock(text: str) -> Value | None:
    match = CLOCK.fullmatch(text[:-1] if ":" in text and text[-1] == "h" and text[-2].isdigit() else text)
    if match is None:
        return None
    hour, minutes, seconds, meridiem = match.groups()
    if seconds and ":" not in text:
        return None
    exact = bool(seconds) or hour[0] == "0" or text[len(hour) : len(hour) + 1] == "h"
    clock = clock_of(int(hour), int(minutes or 0), meridiem, exact=exact)
    return ("clock", clock) if clock else JUNK


def _clock_zone(text: str) -> Value | None:
    match = CLOCK_ZONE.fullmatch(text)
    clock = clock_of(int(match[1]), int(match[2]), None, exact=True) if match else None
    return ("clock_zone", (clock, match[3])) if match and clock else None


def _day_range(text: str) -> Value | None:
    match = DAY_RANGE.fullmatch(text)
    return ("pair", (int(match[1]), "-", int(match[2]), match[2])) if match else None


def _compact_clock(text: str) -> Value | None:
    match = COMPACT_CLOCK.fullmatch(text)
    if match is None:
        return None
    meridiem = match[3] if match[3][0] in "ap" else None
    if meridiem is None and len(match[1]) < 2:
        return None
    clock = clock_of(int(match[1]), int(match[2]), meridiem, exact=True)
    return ("clock", clock) if clock else JUNK


def clock_of(hour: int, minute: int, meridiem: str | None, *, exact: bool = False) -> Clock | None:
    """A time of day; None when there is none such (14pm, 25:00)."""
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    if meridiem is None:
        return Clock(hour, minute, exact or hour > 12 or hour == 0)
    if not 1 <= hour <= 12:
        return None
    return Clock(hour % 12 + (12 if meridiem[0] == "p" else 0), minute, exact=True)


def _iso(text: str) -> Value | None:
    compact = COMPACT_ISO.fullmatch(text)
    match = None if compact else ISO.fullmatch(text)
    if compact:
        year, month, day, hour, minute, zone = compact.groups()
    elif match:
        year, _, month, day, hour, minute, zone = match.groups()
    else:
        return None
    clock = clock_of(int(hour), int(minute), None, exact=True) if hour else None
    if hour and clock is None:
        return JUNK
    return "iso", (int(year), int(month), int(day), clock, zone or None)


def _triple(text: str) -> Value | None:
    match = TRIPLE.fullmatch(text)
    return ("triple", (int(match[1]), match[2], int(match[3]), full_year(match[4]))) if match else None


def _year_month(text: str) -> Value | None:
    match = YEAR_MONTH.fullmatch(text)
    if match is None:
        return None
    year, month = int(match[1] or match[4]), int(match[2] or match[3])
    return ("year_month", (year, month)) if 1 <= month <= 12 and 1990 <= year <= 2100 else JUNK


def _day_month(text: str) -> Value | None:
    match = DAY_MONTH.fullmatch(text)
    if match and match[2] in MONTH_NUMBERS:
        year = full_year(match[3]) if match[3] else None
        return "day_month", (int(match[1]), MONTH_NUMBERS[match[2]], year)
    match = YEAR_MONTH_DAY.fullmatch(text)
    if match and match[2] in MONTH_NUMBERS:
        return "day_month", (int(match[3]), MONTH_NUMBERS[match[2]], int(match[1]))
    return None


def _quarter(text: str) -> Value | None:
    match = WEEK.fullmatch(text)
    if match:
        return "half_year", ("k" + match[2], int(match[1]))
    match = QUARTER.fullmatch(text)
    if match:
        return "half_year", (match[2], full_year(match[1]))
    match = QUARTER_FIRST.fullmatch(text)
    return ("half_year", ("q" + match[1], full_year(match[2]) if match[2] else None)) if match else None


def _measure(text: str) -> Value | None:
    match = HOURS_MINUTES.fullmatch(text)
    if match:
        return "measure", ((float(match[1]), "hour"), (float(match[2]), "minute"))
    match = MEASURE.fullmatch(text)
    unit = match and (SHORT_UNITS.get(match[2]) or UNIT_NAMES.get(match[2]))
    return ("measure", ((float(match[1]), unit),)) if match and unit else None


def _day_year(text: str) -> Value | None:
    """The 12-2027 of Jun-12-2027."""
    match = DAY_YEAR.fullmatch(text)
    return ("day_year", (int(match[1]), int(match[2]))) if match else None


def _decimal(text: str) -> Value | None:
    """2,5 as much of Europe writes it: a length's number, and nothing else."""
    match = DECIMAL.fullmatch(text)
    return ("fraction", float(f"{match[1]}.{match[2]}")) if match else None


def _halves(text: str) -> Value | None:
    match = HALVES.fullmatch(text)
    return ("fraction", float(match[1] or 0) + 0.5) if match else None


def _range(text: str) -> Value | None:
    """From one time to another: the later one counts."""
    match = RANGE.fullmatch(text)
    if match is None or _clock(match[1]) in (None, JUNK):
        return None
    end = _clock(match[2])
    return ("clock", end[1]) if end and end is not JUNK else None


ENDING_IN_A_LETTER = (
    _clock,
    _ordinal,
    _compact_clock,
    _measure,
    _day_month,
    _quarter,
    _iso,
    _range,
    _clock_zone,
    _day_range,
)
ENDING_IN_A_DIGIT = (
    _pair,
    _iso,
    _triple,
    _clock,
    _day_month,
    _year_month,
    _quarter,
    _range,
    _decimal,
    _clock_zone,
    _day_year,
)
"""What is tried, in this order: forms that end so, and no others."""
