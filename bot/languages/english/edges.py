"""English ends, starts and middles: "end of the month", "mid-March", "early next week", "EOD", "month end"."""

from typing import cast

from bot.calendar_days import FRIDAY
from bot.languages.english import month_days
from bot.languages.english.amounts import ordinal
from bot.languages.english.clocks import own_time, zone_after
from bot.languages.english.draft import Draft, Reader
from bot.languages.english.named_days import feast, month, period
from bot.languages.english.periods import Named, counted_period, period_at, skip_the
from bot.languages.english.tokens import Tokens
from bot.languages.english.weekdays import WORKDAY_WORDS, today, turned, weekday
from bot.languages.word_lists import listed
from bot.said import Edge, Part, Period, Shift, Unit

OURS = listed("business working work office our my your")
CLOSES = listed("business play trading")
ENDING_UNITS = listed("week month quarter year")
OVER = (["is", "out"], ["is", "over"], ["is", "up"], ["is", "done"], ["ends"], ["closes"])


def edge(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "end of the month", "mid-March", "early next week", "close of business Friday", "later today"."""
    which = cast("Edge", t.value[i])
    at = i + 1
    at += t.low[at] == "part" and t.low[at + 1] == "of"
    while t.low[at] in ("of", "-", "on", "in") and at - i <= 3:
        at += 1
    linked = at > i + 1
    at = skip_the(t, at)
    if t.low[i] == "close" and t.low[at] not in CLOSES and not _closes_a_period(t, i, at):
        return 0
    if which in ("end", "start"):
        found = _edge_of_working_day(t, at, draft, which)
        if found:
            return found
    return _edge_of_named_day(t, at, draft, which) or _edge_of_period(t, at, draft, which, linked=linked)


def _closes_a_period(t: Tokens, i: int, at: int) -> bool:
    """Whether it is the "close of the week" or the like."""
    return t.low[i + 1] == "of" and (
        t.kind[at] in ("turn", "half_year", "month") or t.low[at] in ENDING_UNITS
    )


def _past_zone(t: Tokens, i: int) -> int:
    """The token after a zone beside the end of a day: the day is the same one."""
    zone = zone_after(t, i)
    return zone[1] if zone else own_time(t, i)


def _edge_of_working_day(t: Tokens, i: int, draft: Draft, which: Edge) -> int:
    """The end of the day, close of business, the end of the morning."""
    if which == "end" and t.kind[i] == "part" and t.low[i - 1] == "the" and draft.said.part is None:
        draft.said.part, draft.said.edge, draft.said.deadline = cast("Part", t.value[i]), "end", True
        return i + 1
    at = i
    while t.low[at] in OURS and t.low[at + 1] in ("day", "workday", "hours"):
        at += 1
    if t.low[at] not in ("day", "workday", "hours") and t.low[at] not in CLOSES:
        return 0
    if which == "end":
        draft.said.end_of_day = draft.said.deadline = True
    else:
        draft.said.part = "morning"
    return _past_zone(t, at + 1 + (t.low[at + 1] == "hours"))


def _edge_of_named_day(t: Tokens, i: int, draft: Draft, which: Edge) -> int:
    at = i + (t.kind[i] == "turn" and t.kind[i + 1] == "weekday")
    if t.kind[i] == "turn" and (t.low[i + 1] in WORKDAY_WORDS or t.low[i + 1] == "day"):
        after = turned(t, i, draft)
    elif t.kind[i] == "today":
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
    named = (period_at(t, i) or _counted(t, i)) if draft.open_for_day() else None
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


def _counted(t: Tokens, i: int) -> Named | None:
    """The first quarter of "the end of the first quarter"."""
    nth = ordinal(t, i)
    return counted_period(t, int(nth.value), nth.after) if nth else None


def end_of(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "EOD", "COB", "EOW", "EOM"."""
    unit = cast("Unit", t.value[i])
    if unit == "day":
        if t.low[i + 1] == "+" and t.touches(i + 1):
            return 0  # a rule of somebody's own: "EOD+1"
        draft.said.end_of_day = draft.said.deadline = True
        return _past_zone(t, i + 1)
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
    """Reads "month end", "the week's end", "the weekend", "the week after next", "the week of May 20"."""
    after = _ending(t, i)
    if after and draft.open_for_day():
        if t.value[i] == "day":
            draft.said.end_of_day = draft.said.deadline = True
            return _past_zone(t, after)
        unit = cast("Unit", t.value[i])
        named = period_at(t, after + (t.low[after] in ("of", "in")))
        is_same = named is not None and named.period.unit == unit and t.kind[after] != "unit"
        draft.said.period = named.period if named and is_same else Period(unit, 0)
        draft.said.edge, draft.said.deadline = "end", True
        return named.after if named and is_same else after
    return _week_of(t, i, draft) or period(t, i, draft)


def _ending(t: Tokens, i: int) -> int:
    """The token after the "week-end" that is no weekend, "year's end", "before the month is out" at token i, or 0."""
    after = i + 1 + (t.low[i + 1] == "-")
    name = t.low[i].removesuffix("'s")
    if t.low[after] == "end" and t.low[after + 1] != "of":
        return after + 1 if name in ENDING_UNITS or t.low[i] == "day's" else 0
    if t.low[i] in ENDING_UNITS and t.low[i - 1] == "the" and t.low[i - 2] == "before":
        return next((i + 1 + len(over) for over in OVER if t.low[i + 1 : i + 1 + len(over)] == over), 0)
    return 0


DATE_READERS: dict[str, Reader] = {
    "iso": month_days.iso,
    "triple": month_days.triple,
    "day_month": month_days.day_month,
    "month": month,
    "num": month_days.day_of_month,
    "ordinal": month_days.day_of_month,
    "pair": month_days.pair,
    "feast": feast,
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
