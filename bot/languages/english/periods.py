"""English names of weeks, months, quarters and years: "next month", "Q3 2024", "week 32", "the week after next"."""

from typing import NamedTuple, cast

from bot.languages.english.amounts import WORKING
from bot.languages.english.tokens import Tokens
from bot.languages.word_lists import listed
from bot.said import Period, Unit

PERIOD_UNITS = listed("week weekend month quarter year day")
ARTICLES = listed("the around about approximately calendar very")
WHOLE = listed("calendar fiscal whole entire full")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
LOWEST_WEEK, WEEKS = 13, 53


class Named(NamedTuple):
    """A period, the token after it, and whether only its bare name was said ("March")."""

    period: Period
    after: int
    bare: bool = False


def skip_the(t: Tokens, i: int) -> int:
    """The token after "the" and hedges such as "around"."""
    while t.low[i] in ARTICLES or (t.low[i] in WORKING and t.low[i + 1] == "week"):
        i += 1
    return i


def year_at(t: Tokens, i: int) -> int | None:
    """The four-digit year at token i, or None."""
    if t.kind[i] == "num" and len(t.low[i]) == 4 and EARLIEST_YEAR <= cast("int", t.value[i]) <= LATEST_YEAR:
        return cast("int", t.value[i])
    return None


def year_after(t: Tokens, i: int) -> tuple[int, int] | None:
    """The year that follows a month or a day, and the token after it: "2024", ", 2024", "of 2024", "'24"."""
    at = i
    while t.low[at] in (",", "of", "in", ".", "/", "-") and at - i < 2:
        at += 1
    year = year_at(t, at)
    if year is not None:
        return year, at + 1 + (t.low[at + 1] in ("ad", "ce"))
    if t.low[i] in ("'", "’") and t.kind[i + 1] == "num" and len(t.low[i + 1]) == 2 and t.touches(i + 1):
        return 2000 + cast("int", t.value[i + 1]), i + 2
    return None


def turn_of_year(t: Tokens, i: int) -> tuple[int, int] | None:
    """What "this year" or "of next year" at token i says (0, 1), and the token after it."""
    at = i + (t.low[i] in ("of", "in"))
    if t.kind[at] == "turn" and t.kind[at + 1] == "unit" and t.value[at + 1] == "year":
        return cast("int", t.value[at]), at + 2
    return None


def period_at(t: Tokens, i: int) -> Named | None:
    """The period that begins at token i."""
    i = skip_the(t, i)
    kind = t.kind[i]
    if t.low[i : i + 2] == ["new", "year"]:
        return Named(Period("year", 1), i + 2)
    if kind == "turn":
        return _turned(t, i)
    if kind == "month":
        return _month(t, i)
    if kind == "half_year":
        return _half_or_quarter(t, i)
    if kind == "unit":
        return _unit(t, i)
    if kind == "season":
        return _with_year(t, Period("season", number=cast("int", t.value[i])), i + 1)
    if kind == "year_month":
        year, month = cast("tuple[int, int]", t.value[i])
        return Named(Period("month", number=month, year=year), i + 1, bare=True)
    return _year(t, i)


def _year(t: Tokens, i: int) -> Named | None:
    year = year_at(t, i)
    if year is None:
        return None
    return Named(Period("year", number=1, year=year), i + 1 + (t.low[i + 1] in ("ad", "ce")), bare=True)


def _turned(t: Tokens, i: int) -> Named | None:
    offset, at = cast("int", t.value[i]), i + 1
    if t.kind[at] == "turn":
        offset, at = offset or cast("int", t.value[at]), at + 1
    at += t.low[at] in WHOLE or (t.low[at] in WORKING and t.low[at + 1] == "week")
    kind = t.kind[at]
    if kind == "unit" and t.value[at] in PERIOD_UNITS:
        return Named(Period(cast("Unit", t.value[at]), offset), at + 1)
    if kind == "month":
        return _turned_month(t, at, offset)
    if kind == "season" and offset >= 0:
        return Named(Period("season", number=cast("int", t.value[at]), coming=offset > 0), at + 1)
    return None


def _turned_month(t: Tokens, i: int, offset: int) -> Named | None:
    named = _month(t, i)
    if named is None or named.period.year is not None:
        return named
    if offset < 0:
        return None
    return Named(Period("month", number=cast("int", t.value[i]), coming=offset > 0), named.after)


def _unit(t: Tokens, i: int) -> Named | None:
    unit = cast("Unit", t.value[i])
    if unit not in PERIOD_UNITS:
        return None
    if t.low[i + 1 : i + 3] == ["after", "next"]:
        return Named(Period(unit, 2), i + 3)
    if unit == "quarter" and t.low[i + 1] in ("1", "2", "3", "4"):
        return _with_year(t, Period("quarter", number=int(t.low[i + 1])), i + 2)
    if unit == "week" and t.kind[i + 1] == "num":
        return _numbered_week(t, i)
    return Named(Period(unit, 0, rolls=True), i + 1, bare=True)


def _numbered_week(t: Tokens, i: int) -> Named | None:
    """The calendar week of "week 32"; low numbers count the weeks of a project unless it is said to be the calendar's."""
    number = cast("int", t.value[i + 1])
    if not 1 <= number <= WEEKS:
        return None
    named = _with_year(t, Period("week", number=number), i + 2)
    if number < LOWEST_WEEK and t.low[i - 1] != "calendar" and named.period.year is None:
        return None
    return None if t.low[named.after] in ("of", "'", "’") else named


def _month(t: Tokens, i: int) -> Named | None:
    number, after = cast("int", t.value[i]), i + 1
    after += t.low[after] == "." and t.touches(after)
    if t.low[after : after + 2] == ["after", "next"]:
        return Named(Period("month", number=number, years_on=1), after + 2)
    year = year_after(t, after)
    if year:
        return Named(Period("month", number=number, year=year[0]), year[1])
    turn = turn_of_year(t, after)
    if turn:
        return Named(Period("month", turn[0], number), turn[1])
    return Named(Period("month", number=number), i + 1, bare=True)


def _half_or_quarter(t: Tokens, i: int) -> Named | None:
    name, year = cast("tuple[str, int | None]", t.value[i])
    if name[1] == "w":
        week = int(name[2:])
        return _with_year(t, Period("week", number=week, year=year), i + 1) if 1 <= week <= WEEKS else None
    unit: Unit = "quarter" if name[0] == "q" else "half"
    if unit == "half" and name[1] > "2":
        return None
    return _with_year(t, Period(unit, number=int(name[1]), year=year), i + 1)


def _with_year(t: Tokens, period: Period, after: int) -> Named:
    year = year_after(t, after) if period.year is None else None
    turn = turn_of_year(t, after) if year is None else None
    if year:
        period.year, after = year
    elif turn:
        period.offset, after = turn
    return Named(period, after, bare=True)


def counted_period(t: Tokens, nth: int, i: int) -> Named | None:
    """The fourth quarter, the second half of 2025: the ordinal is read, token i is the unit."""
    if t.kind[i] == "unit" and t.value[i] == "quarter" and 1 <= nth <= 4:
        return _with_year(t, Period("quarter", number=nth), i + 1)
    if t.low[i] == "half" and nth in (1, 2):
        return _counted_half(t, nth, skip_the(t, i + 1 + (t.low[i + 1] == "of")))
    return None


def _counted_half(t: Tokens, nth: int, i: int) -> Named | None:
    year = year_at(t, i)
    if year is not None:
        return Named(Period("half", number=nth, year=year), i + 1)
    turn = turn_of_year(t, i)
    if turn:
        return Named(Period("half", turn[0], nth), turn[1])
    if t.kind[i] == "unit" and t.value[i] == "year":
        return Named(Period("half", number=nth), i + 1)
    return None
