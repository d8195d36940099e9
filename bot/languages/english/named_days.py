"""English feasts, and periods said whole: "Christmas", "Easter 2026", "March", "Q3", "this summer"."""

from typing import cast

from bot.calendar_days import Feast
from bot.languages.english.draft import Draft
from bot.languages.english.feasts import BY_NAME, LONGEST, plain
from bot.languages.english.month_days import month_day
from bot.languages.english.periods import Named, period_at, turn_of_year, year_after
from bot.languages.english.tokens import Tokens
from bot.languages.english.words import AMBIGUOUS
from bot.said import Period


def feast(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "Christmas", "New Year's Eve", "Thanksgiving 2026", "Black Friday this year"."""
    if t.kind[i] not in ("feast", "month", "last") or not draft.open_for_day():
        return 0
    named = _longest_name(t, i)
    if named is None:
        return 0
    draft.said.feast, after = named
    year = year_after(t, after)
    turn = turn_of_year(t, after) if year is None else None
    if year:
        draft.said.year, after = year
    elif turn:
        draft.said.period, after = Period("year", turn[0]), turn[1]
    else:
        draft.weak = "feast"
    return after


def _longest_name(t: Tokens, i: int) -> tuple[Feast, int] | None:
    words: list[str] = []
    best, at = None, i
    while at < t.count and len(words) < LONGEST:
        if t.kind[at] != "mark":
            words.append(plain(t.low[at]))
            rule = BY_NAME.get(tuple(words))
            best = (rule, at + 1) if rule else best
        elif t.low[at] not in "-.'’" or not t.touches(at):
            break
        at += 1
    return best


def month(t: Tokens, i: int, draft: Draft) -> int:
    """Reads what begins with a month's name: a feast ("May Day"), a date, or the month as a whole."""
    return feast(t, i, draft) or month_day(t, i, draft) or period(t, i, draft)


def period(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "March", "Q3", "27q2", "this summer": a window, whose day the conventions choose."""
    named = period_at(t, i) if draft.open_for_date() else None
    if named is None or named.period.unit == "day":
        return 0
    if draft.said.weekday is not None and named.period.unit != "week":
        return 0
    draft.said.period = named.period
    draft.weak = _weakness(t, i, named)
    return named.after


def _weakness(t: Tokens, i: int, named: Named) -> str:
    kind, unit = t.kind[i], named.period.unit
    if not named.bare:
        return ""
    if kind == "unit":
        return "unit" if named.period.number is None else ""
    if kind == "month":
        return "month" if t.low[i] in AMBIGUOUS else "month name"
    if kind == "num":
        return "year"
    if kind == "year_month":
        return "numbers"
    return cast("str", unit) if named.period.year is None and named.period.offset is None else ""
