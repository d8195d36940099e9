"""English numbers, ordinals and lengths of time: "twenty-five", "the 3rd", "an hour and a half"."""

from typing import NamedTuple, cast

from bot.languages.english.tokens import Tokens
from bot.said import Unit

LOOSE = {"couple": 2.0, "few": 3.0, "several": 4.0, "dozen": 12.0}
WORKING = frozenset({"business", "working", "work", "bus", "biz"})
FILLERS = frozenset(
    {"more", "other", "full", "whole", "short", "additional", "calendar", "upcoming", "coming", "further"}
)
MOST_PARTS = 5


class Number(NamedTuple):
    """A number, the token after it, and whether it was said loosely ("a few")."""

    value: float
    after: int
    loose: bool = False


class Length(NamedTuple):
    """A length of time as amounts of units, the token after it, and whether it was said loosely."""

    amounts: tuple[tuple[float, Unit], ...]
    after: int
    loose: bool


def number(t: Tokens, i: int) -> Number | None:
    """The number that begins at token i, in digits or words."""
    kind, low = t.kind[i], t.low[i]
    if kind == "num":
        return _with_fraction(t, i, cast("int", t.value[i]))
    if kind == "pair":
        return _written_pair(t, i)
    if kind in ("fraction", "half"):
        return Number(cast("float", t.value[i]), i + 1)
    if kind in ("small", "tens"):
        return _worded(t, i)
    if low in ("a", "an"):
        return _after_article(t, i)
    if low in ("couple", "few", "several"):
        return Number(LOOSE[low], i + 1 + (t.low[i + 1] == "of"), loose=low != "couple")
    return None


def _with_fraction(t: Tokens, i: int, value: float) -> Number:
    if t.kind[i + 1] == "pair" and _is_fraction(t, i + 1):
        first, _, second, _ = cast("tuple[int, str, int, str]", t.value[i + 1])
        return Number(value + first / second, i + 2)
    if t.low[i + 1 : i + 4] == ["and", "a", "half"]:
        return Number(value + 0.5, i + 4)
    return Number(value, i + 1)


def _is_fraction(t: Tokens, i: int) -> bool:
    return t.low[i] in ("1/2", "1/4", "3/4", "1/3", "2/3")


def _written_pair(t: Tokens, i: int) -> Number | None:
    first, mark, second, _ = cast("tuple[int, str, int, str]", t.value[i])
    if mark == ".":
        return Number(float(t.low[i]), i + 1)
    if mark == "/":
        return Number(first / second, i + 1) if _is_fraction(t, i) else None
    return Number(max(first, second), i + 1, loose=True)


def _worded(t: Tokens, i: int) -> Number:
    value, after = cast("int", t.value[i]), i + 1
    if t.kind[i] == "tens":
        ones = after + (t.low[after] == "-")
        if t.kind[ones] == "small" and 0 < cast("int", t.value[ones]) < 10:
            value, after = value + cast("int", t.value[ones]), ones + 1
    if t.low[after] == "hundred":
        return Number(value * 100, after + 1)
    if t.low[after : after + 3] == ["(", str(value), ")"]:
        return Number(value, after + 3)  # as contracts say it: "five (5) days"
    return (
        Number(value + 0.5, after + 3)
        if t.low[after : after + 3] == ["and", "a", "half"]
        else Number(value, after)
    )


def _after_article(t: Tokens, i: int) -> Number:
    low = t.low[i + 1]
    if low in LOOSE:
        return Number(LOOSE[low], i + 2 + (t.low[i + 2] == "of"), loose=low == "few")
    if low == "half":
        return Number(0.5, i + 2)
    if low == "hundred":
        return Number(100, i + 2)
    if low in ("good", "whole", "full", "single", "further"):
        return Number(1, i + 2)
    return Number(1, i + 1)


SO_LONG = frozenset({"in", "within"})
ENDINGS = frozenset({"st", "nd", "rd", "th"})
LAST_DAY = 31


def ordinal(t: Tokens, i: int) -> Number | None:
    """The ordinal that begins at token i: "3rd", "3 rd", "third", "twenty-third"."""
    kind = t.kind[i]
    if kind in ("ordinal", "nth"):
        return Number(cast("int", t.value[i]), i + 1)
    if kind == "num" and t.low[i + 1] in ENDINGS and 1 <= cast("int", t.value[i]) <= LAST_DAY:
        return Number(cast("int", t.value[i]), i + 2)
    if kind == "tens":
        ones = i + 1 + (t.low[i + 1] == "-")
        if t.kind[ones] == "nth" and cast("int", t.value[ones]) < 10:
            return Number(cast("int", t.value[i]) + cast("int", t.value[ones]), ones + 1)
    return None


def length(t: Tokens, i: int) -> Length | None:
    """The length of time that begins at token i: "2h", "3 working days", "a year, 2 months and a day"."""
    found: list[tuple[float, Unit]] = []
    loose, at = False, i
    while len(found) < MOST_PARTS:
        part = _part(t, at)
        if part is None:
            break
        found.extend(part.amounts)
        loose, i = loose or part.loose, part.after
        at = i + (t.low[i] in (",", "and")) + (t.low[i] == "," and t.low[i + 1] == "and")
    return Length(tuple(found), i, loose) if found else None


def _part(t: Tokens, i: int) -> Length | None:
    if t.kind[i] == "measure":
        return Length(cast("tuple[tuple[float, Unit], ...]", t.value[i]), i + 1, loose=False)
    if t.kind[i] == "clock" and i and t.low[i - 1] in SO_LONG and t.low[i].partition("h")[0].isdigit():
        hours, mark, minutes = t.low[i].partition("h")  # "in 1h30"; "at 1h30" is a time of day
        if mark and minutes.isdigit():
            return Length(((float(hours), "hour"), (float(minutes), "minute")), i + 1, loose=False)
    quarters = _quarters_of_hour(t, i)
    if quarters:
        return quarters
    count = number(t, i)
    if count is None:
        return None
    after = count.after
    if t.low[after] in ("to", "or", "-", "–"):
        more = number(t, after + 1)
        if more and more.value > count.value:
            count, after = Number(more.value, more.after, loose=True), more.after
    after += t.low[after] == "-"
    while t.low[after] in FILLERS or (count.value < 1 and t.low[after] in ("a", "an", "of")):
        after += 1
    working = t.low[after] in WORKING
    after += working + (working and t.low[after + 1] == ".")
    return _unit(t, after, count, working=working)


def _unit(t: Tokens, i: int, count: Number, *, working: bool) -> Length | None:
    hours = t.low[i] == "h" and t.low[i - 1][-1:].isdigit()
    if not hours and (t.kind[i] != "unit" or t.value[i] == "second"):
        return None
    unit, value, loose = cast("Unit", "hour" if hours else t.value[i]), count.value, count.loose
    i += 1
    if t.low[i : i + 3] == ["and", "a", "half"]:
        value, i = value + 0.5, i + 3
    if t.low[i] == "or" and t.low[i + 1] in ("two", "so"):
        value, loose, i = max(value, 2 if t.low[i + 1] == "two" else value), True, i + 2
    if t.low[i] == "'" and t.low[i + 1] == "time":
        i += 1
    i += t.low[i] == "time"
    if str(unit) == "fortnight":
        return Length(((value * 14, "day"),), i, loose)
    return Length(((value, "workday" if working and unit == "day" else unit),), i, loose)


def _quarters_of_hour(t: Tokens, i: int) -> Length | None:
    """Reads "a quarter of an hour", "three quarters of an hour", "quarter hour"."""
    count, at = 1.0, i
    if t.low[at] in ("a", "an"):
        at += 1
    elif t.low[at] in ("three", "3"):
        count, at = 3.0, at + 1
    if t.low[at] not in ("quarter", "quarters"):
        return None
    at += 1
    at += t.low[at] == "of"
    at += t.low[at] in ("an", "a")
    return Length(((count / 4, "hour"),), at + 1, loose=False) if t.low[at] == "hour" else None
