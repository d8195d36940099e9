"""English ends, starts and middles: "end of the month", "mid-March", "early next week", "EOD", "month end"."""

from typing import cast

from bot.calendar_days import FRIDAY
from bot.languages.english import month_days
from bot.languages.english.draft import Draft, Reader
from bot.languages.english.named_days import month, period
from bot.languages.english.periods import period_at, skip_the
from bot.languages.english.tokens import Tokens
from bot.languages.english.weekdays import today, weekday
from bot.languages.word_lists import listed
from bot.said import Edge, Period, Shift, Unit

OURS = listed("business working work our my your")
CLOSES = listed("business play trading")
ENDING_UNITS = listed("week month quarter year")


def edge(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "end of the month", "mid-March", "early next week", "close of business Friday", "later today"."""
    which = cast("Edge", t.value[i])
    at = i + 1
    while t.low[at] in ("of", "-", "on", "in") and at - i <= 3:
        at += 1
    linked = at > i + 1
    at = skip_the(t, at)
    if t.low[i] == "close" and t.low[at] not in CLOSES:
        return 0
    if which in ("end", "start"):
        found = _edge_of_working_day(t, at, draft, which)
        if found:
            return found
    return _edge_of_named_day(t, at, draft, which) or _edge_of_period(t, at, draft, which, linked=linked)


def _edge_of_working_day(t: Tokens, i: int, draft: Draft, which: Edge) -> int:
    """The end of the day, close of business."""
    at = i
    while t.low[at] in OURS and t.low[at + 1] in ("day", "workday", "hours"):
        at += 1
    if t.low[at] not in ("day", "workday", "hours") and t.low[at] not in CLOSES:
        return 0
    if which == "end":
        draft.said.end_of_day = draft.said.deadline = True
    else:
        draft.said.part = "morning"
    return at + 1 + (t.low[at + 1] == "hours")


def _edge_of_named_day(t: Tokens, i: int, draft: Draft, which: Edge) -> int:
    at = i + (t.kind[i] == "turn" and t.kind[i + 1] == "weekday")
    if t.kind[i] == "today":
        after = today(t, i, draft)
    elif t.kind[at] == "weekday":
        after = weekday(t, at, draft) if draft.open_for_day() else 0
    else:
        return 0
    if not after:
        return 0
    draft.weak = ""
    if which == "end":
        draft.said.end_of_day = draft.said.deadline = True
    elif which in ("start", "early") and draft.said.part is None:
        draft.said.part = "morning"
    return after


def _edge_of_period(t: Tokens, i: int, draft: Draft, which: Edge, *, linked: bool) -> int:
    named = period_at(t, i) if draft.open_for_day() else None
    if named is None or named.period.unit == "day":
        return 0
    if t.kind[i] == "unit":
        far = which in ("end", "start", "late") and not linked and t.low[i - 1] != "the"
        if far or t.low[i].endswith("s"):
            return 0
    if t.low[i] == "may" and not linked:
        draft.weak = "turned month"
    draft.said.period, draft.said.edge = named.period, which
    draft.said.deadline = draft.said.deadline or which == "end"
    return named.after


def end_of(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "EOD", "COB", "EOW", "EOM"."""
    unit = cast("Unit", t.value[i])
    if unit == "day":
        draft.said.end_of_day = draft.said.deadline = True
        return i + 1
    if not draft.open_for_day():
        return 0
    draft.said.period, draft.said.edge, draft.said.deadline = Period(unit, 0), "end", True
    return i + 1


def midweek(_t: Tokens, i: int, draft: Draft) -> int:
    """Reads "midweek"."""
    if not draft.open_for_day():
        return 0
    draft.said.period, draft.said.edge = Period("week", 0, rolls=True), "mid"
    return i + 1


def unit_edge(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "month end", "the weekend", "the week after next", "the week of May 20"."""
    after = i + 1 + (t.low[i + 1] == "-")
    ending = t.low[after] == "end" and t.low[after + 1] != "of" and t.low[i] in ENDING_UNITS
    if ending and draft.open_for_day():
        draft.said.period, draft.said.edge = Period(cast("Unit", t.value[i]), 0), "end"
        draft.said.deadline = True
        return after + 1
    return _week_of(t, i, draft) or period(t, i, draft)


DATE_READERS: dict[str, Reader] = {
    "iso": month_days.iso,
    "triple": month_days.triple,
    "day_month": month_days.day_month,
    "month": month,
    "num": month_days.day_of_month,
    "ordinal": month_days.day_of_month,
    "pair": month_days.pair,
}


def _week_of(t: Tokens, i: int, draft: Draft) -> int:
    """The week of a date is that week's Friday."""
    if t.low[i] not in ("week", "wk") or not draft.open_for_day():
        return 0
    at = i + 1
    while t.low[at] in ("of", "the", "commencing", "starting", "beginning", "on") and at - i <= 3:
        at += 1
    inner = Draft(depth=1)
    reader = DATE_READERS.get(t.kind[at]) if at > i + 1 else None
    after = reader(t, at, inner) if reader else 0
    if not after or inner.said.period:
        return 0
    said = draft.said
    said.anchor, said.shift, said.weekday, said.vague = inner.said, Shift(((0, "day"),)), FRIDAY, True
    return after
