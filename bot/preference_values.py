"""Single values as people type them into settings: a time, a number."""

import re
from datetime import time

from bot.refusals import Unreadable

MOST_DIGITS = 12
NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
# "8", "8:30", "8.30", "8h", "0830", each perhaps with am or pm.
CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?h?\s?(am|pm|a\.m\.?|p\.m\.?)?")
LINE_MAX = 40


def a_time(typed: str, *, field: str) -> time:
    """A time of day: "8:30", "08:30", "8", "5pm" or "noon". Raises Unreadable with what was typed."""
    plain = " ".join(typed.casefold().replace("o'clock", "").replace("o’clock", "").split())
    if plain in NAMED:
        return NAMED[plain]
    read = CLOCK.fullmatch(plain) if len(plain) <= LINE_MAX else None
    if read is not None:
        hour, minute, half = int(read[1]), int(read[2] or 0), (read[3] or "")[:1]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + 12 * (half == "p")
        elif half:
            hour = 99
        if (hour < 24 and minute < 60) or (hour, minute) == (24, 0):
            return time(hour % 24, minute)
    said = f"“{plain[:LINE_MAX]}” is no time of day. " if plain else ""
    raise Unreadable(f"{said}Choose one such as 8:30, 17:00, 5pm or noon.", field=field)


def a_number(typed: str, *, most: int, field: str) -> int:
    """A whole number from nothing to `most`; "1,000" and "1 000" are a thousand, and "1,5" is none. Raises Unreadable."""
    first, *thousands = typed.strip().replace(" ", ",").split(",")
    digits = "".join([first, *thousands])
    grouped = 1 <= len(first) <= 3 and all(len(each) == 3 for each in thousands)
    if (thousands and not grouped) or not (
        digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS
    ):
        raise Unreadable("Write a whole number, for example 50.", field=field)
    if int(digits) > most:
        raise Unreadable(f"{most:,} is the most I take here.", field=field)
    return int(digits)
