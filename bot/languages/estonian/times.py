"""Estonian times and distances: "kell 15.30", "kella viieks", "pool neli", "õhtuks", "kahe nädala pärast", "3 päeva jooksul"."""

from bot.languages.estonian.days import day
from bot.languages.estonian.reading import Read
from bot.languages.estonian.tokens import Tokens
from bot.languages.estonian.words import (
    BY,
    DAY_PARTS,
    HOURS,
    HOURS_BY,
    HOURS_UNTIL,
    NUMBERS,
    PART,
    PLAIN,
    UNITS,
    UNTIL,
)
from bot.said import Clock, Said, Shift

CLOCK_WORDS = ("kell", "kella", "kl", "kellaks")
QUARTERS = {"pool": 30, "veerand": 15, "kolmveerand": 45}
"""Each counts towards the hour that follows: "pool neli" is half past three."""
BACK = ("pärast", "peale")
NEXT = ("järgmise", "järgneva", "lähima")
BEGINNINGS = {*CLOCK_WORDS, *BACK, *NEXT}.union(DAY_PARTS, NUMBERS, UNITS)
"""The words that a time or a distance begins with where it begins with no number and nothing was said before it."""


def time(t: Tokens, i: int, said: Said) -> Read | None:
    """Reads a time of day or a part of the day."""
    found = _clock(t, i, said)
    return found or _part(t, i, said)


def _clock(t: Tokens, i: int, said: Said) -> Read | None:
    if said.clock:
        return None
    led = t.low[i] in CLOCK_WORDS
    at = i + led + (led and t.low[i] == "kl" and t.low[i + 1] == ".")
    read = _digits(t, at, led=led, beside=said.has_day()) or _worded(t, at, led=led or said.has_day())
    if read is None:
        return None
    clock, after, case = read
    said.clock = clock
    return Read(after, case)


def _digits(t: Tokens, i: int, *, led: bool, beside: bool) -> tuple[Clock, int, str] | None:
    number = t.number[i]
    if number is None or not number.is_clock or number.ordinal:
        return None
    minutes = number.second or 0
    if not led and (number.second is None or not (number.colon or beside)):
        return None
    exact = number.colon or number.second is not None or number.first > 12 or number.first == 0
    return Clock(number.first, minutes, exact and not 1 <= number.first <= 6), i + 1, number.case or PLAIN


def _worded(t: Tokens, i: int, *, led: bool) -> tuple[Clock, int, str] | None:
    """Kell kolm, kella viieks, pool neli, veerand viieks."""
    to = QUARTERS.get(t.low[i])
    if to is not None:
        hour = HOURS.get(t.low[i + 1]) or HOURS_BY.get(t.low[i + 1])
        number = t.number[i + 1]
        if hour is None and number and number.is_count and 1 <= number.first <= 12:
            hour = number.first
        if hour and led:
            case = BY if t.low[i + 1] in HOURS_BY else PLAIN
            return Clock((hour - 1) or 12, to), i + 2, case
        return None
    if not led:
        return None
    for forms, case in ((HOURS, PLAIN), (HOURS_BY, BY), (HOURS_UNTIL, UNTIL)):
        if t.low[i] in forms and t.low[i - 1] in CLOCK_WORDS:
            return Clock(forms[t.low[i]]), i + 1, case
    return None


def _part(t: Tokens, i: int, said: Said) -> Read | None:
    if said.part is not None:
        return None
    if t.low[i] in BACK and t.low[i + 1] == "lõunat":
        said.part = "afternoon"
        return Read(i + 2, PLAIN)
    found = DAY_PARTS.get(t.low[i])
    if found is None:
        return None
    said.part = found[0]
    return Read(i + 1, found[1], weak=found[1] == PLAIN)


def distance(t: Tokens, i: int, said: Said) -> Read | None:
    """Reads "nädala pärast", "30 minuti pärast", "kahe ja poole tunni pärast", "3 tööpäeva jooksul", "2 päeva enne jõule", "nädal aega pärast reedet"."""
    if said.has_day() or said.clock:
        return None
    ahead = i + (t.low[i] in NEXT) * (t.number[i + 1] is not None or t.low[i + 1] in NUMBERS)
    count, at = _amount(t, ahead)
    unit = UNITS.get(t.low[at])
    if unit is None or (
        count is None
        and not (t.low[at] == "nädal" and t.low[at + 1] == "aega")
        and t.low[at] not in ("minuti", "tunni", "päeva", "tööpäeva", "nädala", "kuu", "kvartali", "aasta")
    ):
        return None
    said_count = 1.0 if count is None else count
    amounts = ((said_count, unit),)
    at += t.low[at + 1] == "aja"
    at += t.low[at + 1] == "aega"
    link = t.low[at + 1]
    anchor = Said()
    after = day(t, at + 2, anchor) if link == "pärast" else None
    if after and after.case == PART:
        said.shift, said.anchor = Shift(amounts), anchor
        return Read(after.after, PLAIN)
    if link == "pärast" or (link == "jooksul" and ahead >= i):
        said.shift = Shift(amounts)
        return Read(at + 2, BY if link == "jooksul" else PLAIN)
    if link in ("enne", "peale") and count is not None:
        found = day(t, at + 2, anchor)
        if found and found.case in (PART, PLAIN):
            said.shift, said.anchor = Shift(amounts, sign=-1 if link == "enne" else 1), anchor
            return Read(found.after, BY if link == "enne" else PLAIN)
    return None


def _amount(t: Tokens, i: int) -> tuple[float | None, int]:
    """How many units, in digits or words, and the token after it; None where no number was said."""
    number = t.number[i]
    if number and number.is_count:
        return float(number.first), i + 1
    if t.low[i] in NUMBERS:
        value = float(NUMBERS[t.low[i]])
        if t.low[i + 1] == "ja" and t.low[i + 2] in ("poole", "pool"):
            return value + 0.5, i + 3
        if value == 20 and NUMBERS.get(t.low[i + 1], 99) < 10:
            return value + NUMBERS[t.low[i + 1]], i + 2
        return value, i + 1
    return None, i
