"""English times of day and the zones said with them: "half past 3", "8.30pm", "17h", "noon", "5pm PT"."""

from dataclasses import replace
from datetime import tzinfo
from typing import NamedTuple, cast

from bot.languages.english.amounts import number
from bot.languages.english.numerals import clock_of
from bot.languages.english.tokens import Tokens
from bot.languages.english.zones import BELTS, CAPITALS_ONLY, PLACES, offset_zone, zone
from bot.languages.word_lists import listed
from bot.said import Clock

MIDNIGHT, NOON = Clock(24, 0, exact=True), Clock(12, 0, exact=True)
BEFORE_HOUR = {"past": 1, "after": 1, "to": -1, "before": -1, "till": -1, "til": -1, "of": -1}


COUNTS = listed("num small tens")
HOUR_LEADS = listed("at @ by before until till")
SEASONS = listed("standard daylight summer")
TWO_LETTERS = {"ny": "et", "la": "pt", "sf": "pt"}
OWN_TIME = listed("my our local")
RANGE_WORDS = listed("to - – till until and")


class Time(NamedTuple):
    """A time of day and the token after it; `bare` when it is a mere number that company must make a time."""

    clock: Clock
    after: int
    bare: bool = False


def time_of_day(t: Tokens, i: int) -> Time | None:
    """The time of day that begins at token i."""
    return _past_or_to(t, i) or _plain(t, i)


def _plain(t: Tokens, i: int) -> Time | None:
    kind = t.kind[i]
    if kind == "clock":
        return _finished(t, cast("Clock", t.value[i]), i + 1)
    if kind == "noon":
        return Time(NOON, i + 1)
    if kind == "midnight":
        return Time(MIDNIGHT, i + 1)
    if kind == "pair":
        return _dotted(t, i)
    if kind == "num":
        return _digits(t, i)
    if kind == "measure":
        return _hours_form(t, i)
    return _worded(t, i) if kind in ("small", "tens") else None


def _finished(t: Tokens, clock: Clock, after: int, *, bare: bool = False) -> Time | None:
    """What may stand after a clock time: am, o'clock, -ish, sharp, hrs."""
    if t.low[after] == "-" and t.low[after + 1] == "ish":
        after += 2
    o_clock = 1 if t.kind[after] == "oclock" else 2 * (t.low[after : after + 2] == ["o", "clock"])
    if o_clock or t.low[after] in ("sharp", "ish"):
        bare, after = False, after + (o_clock or 1)
        after += bool(o_clock) and t.low[after] in ("sharp", "ish")
    elif t.low[after] in ("hrs", "hours", "h") and clock.minute == 0 and not bare:
        after += 1
    mark = t.low[after] == "in" and t.low[after + 1] == "the" and t.low[after + 2] in ("am", "pm")
    at = after + 2 if mark else after
    if t.kind[at] == "meridiem" and not (clock.exact and clock.hour > 12):
        return _with_meridiem(clock, t.low[at][0], at + 1)
    return Time(clock, after, bare)


def _with_meridiem(clock: Clock, letter: str, after: int) -> Time | None:
    said = clock_of(clock.hour, clock.minute, letter)
    return Time(said, after) if said else None


def _dotted(t: Tokens, i: int) -> Time | None:
    hour, mark, minute, digits = cast("tuple[int, str, int, str]", t.value[i])
    if mark in ("-", "–") and t.kind[i + 1] == "meridiem" and 1 <= hour <= 12:
        return _with_meridiem(Clock(minute), t.low[i + 1][0], i + 2)  # the end of "5-6 pm"
    if mark != "." or len(digits) != 2:
        return None
    clock = clock_of(hour, minute, None)
    if clock and clock.exact and t.low[i - 1] in HOUR_LEADS and t.low[i + 1] in ("hrs", "hours", "h"):
        return Time(clock, i + 2)
    return _finished(t, clock, i + 1, bare=True) if clock else None


def _digits(t: Tokens, i: int) -> Time | None:
    value, written = cast("int", t.value[i]), t.low[i]
    if len(written) == len("930"):
        return _three_digits(t, i, value)
    apart = len(t.low[i + 1]) == len("30") and t.kind[i + 1] == "num" and t.kind[i + 2] == "meridiem"
    spoken = clock_of(value, cast("int", t.value[i + 1]), t.low[i + 2]) if apart else None
    if spoken:
        return Time(spoken, i + 3)
    if len(written) <= 2:
        return (
            _noon_or_midnight(t, i)
            or _finished(t, Clock(value, 0, value > 12 or written[0] == "0"), i + 1, bare=True)
            if value <= 24
            else None
        )
    clock = clock_of(value // 100, value % 100, None, exact=written[0] == "0") if len(written) == 4 else None
    if clock is None:
        return None
    if t.low[i + 1] in ("hrs", "hours", "h", "hr"):
        return Time(replace(clock, exact=True), i + 2)
    return _finished(t, clock, i + 1, bare=True)


def _three_digits(t: Tokens, i: int, value: int) -> Time | None:
    """At 930, by 1045: only the quarters of an hour, for other such numbers count something."""
    if t.low[i - 1] not in HOUR_LEADS or value % 100 not in (15, 30, 45):
        return None
    return _finished(t, Clock(value // 100, value % 100), i + 1, bare=True)


def _noon_or_midnight(t: Tokens, i: int) -> Time | None:
    if t.low[i] in ("12", "twelve") and t.kind[i + 1] in ("noon", "midnight"):
        return Time(NOON if t.kind[i + 1] == "noon" else MIDNIGHT, i + 2)
    return None


def _hours_form(t: Tokens, i: int) -> Time | None:
    """19h is a time as well as a length: company decides."""
    amounts = cast("tuple[tuple[float, str], ...]", t.value[i])
    hour, unit = amounts[0]
    if unit != "hour" or len(amounts) > 1 or hour > 24 or not t.low[i].endswith("h"):
        return None
    return Time(Clock(int(hour), 0, exact=True), i + 1, bare=True)


def _worded(t: Tokens, i: int) -> Time | None:
    hour = _hour_word(t, i)
    if hour is None:
        return None
    value, after = hour
    twelve = _noon_or_midnight(t, i)
    if twelve:
        return twelve
    minutes_at = after + (t.low[after] == "-")
    minutes = number(t, minutes_at) if t.kind[minutes_at] in ("tens", "small") else None
    if t.low[minutes_at] in ("oh", "o"):
        minutes = number(t, minutes_at + 1)
    if minutes and (10 <= minutes.value < 60 or t.low[minutes_at] in ("oh", "o")):
        return _finished(t, Clock(value, int(minutes.value)), minutes.after, bare=True)
    return _finished(t, Clock(value), after, bare=True)


def _hour_word(t: Tokens, i: int) -> tuple[int, int] | None:
    if t.kind[i] != "small" or not 1 <= cast("int", t.value[i]) <= 12:
        return None
    return cast("int", t.value[i]), i + 1


def _past_or_to(t: Tokens, i: int) -> Time | None:
    """Half past three, a quarter to ten, 20 minutes past 4pm, ten to five."""
    minutes = _minutes(t, i)
    if minutes is None:
        return None
    count, after = minutes
    if t.low[i - 1] == "from" or (t.kind[i] == "num" and count % 5 and t.low[after] == "to"):
        return None  # "from 5 to 6pm", "3 to 4 pm"
    sign = BEFORE_HOUR.get(t.low[after])
    hour = _hour(t, after + 1) if sign else None
    if hour is None or sign is None:
        return _half_hour(t, i)
    clock = hour.clock
    total = clock.hour * 60 + sign * count
    if not clock.exact and total < 60:
        total += 12 * 60
    bare = hour.bare and t.kind[i] in COUNTS and t.value[after - 1] != "minute"
    return Time(Clock(total // 60 % 24, total % 60, clock.exact), hour.after, bare)


def _minutes(t: Tokens, i: int) -> tuple[int, int] | None:
    at = i + (t.low[i] in ("a", "an"))
    if t.low[at] in ("half", "quarter"):
        return 30 if t.low[at] == "half" else 15, at + 1 + (t.low[at + 1] == "-")
    count = number(t, i) if t.kind[i] in ("num", "small", "tens") else None
    if count is None or not 1 <= count.value <= 59 or count.value % 1:
        return None
    return int(count.value), count.after + (t.value[count.after] == "minute")


def _hour(t: Tokens, i: int) -> Time | None:
    found = _plain(t, i)
    return found if found and not found.clock.minute else None


def _half_hour(t: Tokens, i: int) -> Time | None:
    """Half three is half past, when it is a time at all."""
    if t.low[i] != "half":
        return None
    hour = _hour(t, i + 1)
    if hour is None or not 1 <= hour.clock.hour <= 12 or not (hour.bare or t.kind[i + 1] == "clock"):
        return None
    return Time(replace(hour.clock, minute=30), hour.after, bare=hour.bare)


def range_end(t: Tokens, i: int) -> Time | None:
    """The later time of "3pm to 5pm", when token i joins two times; both must be sure."""
    if t.low[i] not in RANGE_WORDS:
        return None
    end = time_of_day(t, i + 1)
    return end if end and not end.bare else None


def own_time(t: Tokens, i: int) -> int:
    """The token after the "my time" or "local time" at token i, or i."""
    return i + 2 if t.low[i] in OWN_TIME and t.low[i + 1] == "time" else i


def zone_after(t: Tokens, i: int) -> tuple[tzinfo, int] | None:
    """The time zone that begins at token i and the token after it: "PT", "(CET)", "UTC+3", "London time"."""
    at = i + (t.low[i] == "(")
    if t.low[at] in TWO_LETTERS and t.low[at + 1] == "time":
        found: tuple[tzinfo, int] | None = zone(TWO_LETTERS[t.low[at]]), at + 1
    elif t.low[at] == "new" and t.low[at + 1] == "york":
        found = (zone("et"), at + 2) if t.low[at + 2] == "time" else None
    elif t.kind[at] == "zone":
        found = _named_zone(t, at)
    else:
        return None
    if found is None:
        return None
    after = found[1]
    after += t.low[after] in SEASONS and t.low[after + 1] == "time"
    after += t.low[after] == "time"
    if at > i:
        return (found[0], after + 1) if t.low[after] == ")" else None
    return found[0], after


def zone_before(t: Tokens, i: int) -> tzinfo | None:
    """The zone that is said right before the time at token i: "EST 5pm"."""
    found = _named_zone(t, i - 1) if i and t.kind[i - 1] == "zone" and t.written(i - 1).isupper() else None
    return found[0] if found and found[1] == i else None


def _named_zone(t: Tokens, i: int) -> tuple[tzinfo, int] | None:
    low = t.low[i]
    if low in CAPITALS_ONLY and not t.written(i).isupper():
        return None
    if low in PLACES and len(low) > 2 and t.low[i + 1] != "time" and low not in BELTS:
        return None
    if low in ("utc", "gmt") and t.low[i + 1] in ("+", "-") and t.touches(i + 2):
        offset = offset_zone(t.low[i + 1] + t.low[i + 2])
        return (offset, i + 3) if offset else None
    return zone(low), i + 1
