"""English feasts, and periods said whole: "Christmas", "Easter 2026", "March", "Q3", "this summer"."""

from typing import cast

from bot.calendar_days import FRIDAY, Feast
from bot.languages.english.draft import Draft
from bot.languages.english.feasts import BY_NAME, LONGEST, plain
from bot.languages.english.month_days import month_day
from bot.languages.english.periods import Named, period_at, turn_of_year, year_after
from bot.languages.english.tokens import Tokens
from bot.languages.english.whereabouts import ends
from bot.languages.english.words import AMBIGUOUS
from bot.languages.word_lists import listed
from bot.said import Period, Said, Shift

OTHER_RITES = listed("chinese lunar jewish orthodox greek coptic persian islamic hindu tamil thai")
"""A feast of this name that falls on another day."""


def feast(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "Christmas", "New Year's Eve", "Thanksgiving 2026", "Black Friday this year"."""
    if t.kind[i] not in ("feast", "month", "last") or not draft.open_for_day():
        return 0
    named = _longest_name(t, i) if t.low[i - 1] not in OTHER_RITES else None
    if named is None:
        return 0
    draft.said.feast, after = named
    if t.low[after] in ("week", "weekend"):
        return _around_feast(t, after, draft)
    year = year_after(t, after)
    turn = turn_of_year(t, after) if year is None else None
    if year:
        draft.said.year, after = year
    elif turn:
        draft.said.period, after = Period("year", turn[0]), turn[1]
    else:
        draft.weak = "feast"
    return after


def _around_feast(t: Tokens, i: int, draft: Draft) -> int:
    """Christmas week is the one that holds it, up to its Friday; Easter weekend is over with Easter."""
    said = draft.said
    if t.low[i] == "week":
        anchor, said.feast = Said(feast=said.feast), None
        said.anchor, said.shift, said.weekday = anchor, Shift(((0, "day"),)), FRIDAY
    said.vague, draft.weak = True, "feast"
    return i + 1


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
    if draft.said.weekday is not None and named.period.unit not in ("week", "weekend"):
        return 0
    if draft.said.weekday is not None and named.bare and t.kind[i] == "unit" and t.low[i - 1] != "the":
        return 0
    draft.said.period = named.period
    if t.kind[i] == "half_year" and t.low[named.after] in ("end", "close") and ends(t, named.after + 1):
        draft.said.edge, draft.said.deadline = "end", True
        return named.after + 1
    draft.weak = _weakness(t, i, named)
    return named.after


def _weakness(t: Tokens, i: int, named: Named) -> str:
    kind, unit = t.kind[i], named.period.unit
    if not named.bare:
        return ""
    if unit == "week" and named.period.number is not None:
        return "numbered week" if named.period.year is None else ""
    if kind == "unit":
        return "unit" if named.period.number is None else ""
    if kind == "month":
        return "month" if t.low[i] in AMBIGUOUS else "month name"
    if kind == "num":
        return "year"
    if kind == "year_month":
        return "numbers"
    return cast("str", unit) if named.period.year is None and named.period.offset is None else ""
