"""English distances: "in 2 weeks", "within 3 working days", "two days after Christmas", "a week from Friday"."""

from collections.abc import Callable
from typing import cast

from bot.languages.english.amounts import Length, length, number
from bot.languages.english.draft import Draft
from bot.languages.english.tokens import Tokens
from bot.languages.word_lists import listed
from bot.said import Period, Said, Shift, Unit

Anchor = Callable[[Tokens, int], tuple[Said, int] | None]
"""Reads the day that a distance is counted from, and tells the token after it."""

HEDGES = listed(
    "about around approximately roughly approx ~ maybe under exactly say only just less more no than at most"
)
NAMED = listed("the another next coming following upcoming course of space")
SINGLE_UNITS = listed("minute hour day week month quarter year")
LONG_UNITS = listed("week month quarter year")
FORTNIGHT = 14
QUARTER: tuple[tuple[float, Unit], ...] = ((1, "quarter"),)
WEEKS_ON = listed("week month year")
BEFORE_UNIT = listed("by until before in for done ready due about around , : - (") | {""}
WEEKS_ON_BARE = listed("week fortnight month")
BARE_UNITS = WEEKS_ON_BARE | listed("hour day quarter year")
BACK = listed("before prior ahead")
MOST_WEEKDAYS = 60


def _skip(t: Tokens, i: int, words: frozenset[str]) -> int:
    while t.low[i] in words:
        i += 1
    return i


def ahead(t: Tokens, i: int, draft: Draft, anchor: Anchor) -> int:
    """Reads "in 2 weeks", "in the next 3 days", "within 48 hours", "within the month", "+2 days"."""
    if not draft.open_for_date():
        return 0
    within = t.low[i] in ("within", "inside")
    at = _skip(t, i + 1, HEDGES)
    if within and t.low[at] == "the" and t.low[at + 1] == "day":
        draft.said.end_of_day = draft.said.deadline = True
        return at + 2
    if within and t.low[at] == "the" and t.kind[at + 1] == "unit" and t.value[at + 1] in LONG_UNITS:
        draft.said.period, draft.said.deadline = Period(cast("Unit", t.value[at + 1]), 0), True
        return at + 2
    named = t.low[at] in ("the", "another", "next")
    the = at
    if t.low[the : the + 3] == ["the", "course", "of"] and t.kind[the + 3] in ("turn", "today"):
        return 0  # what is in the course of next week is next week
    at = _skip(t, at, NAMED) if named else at
    found = length(t, at)
    if t.low[the : the + 4] == ["the", "course", "of", "the"] and t.value[at] in LONG_UNITS:
        draft.said.period = Period(cast("Unit", t.value[at]), 0)
        return at + 1
    counted = within or (named and (t.low[the] != "the" or at > the + 1 or t.value[at] == "hour"))
    if found is None and t.kind[at] == "unit" and counted:
        found = _single(t, at)
    if found is None:
        return _weekdays_ahead(t, at, draft)
    _set(draft, found)
    draft.said.deadline = draft.said.deadline or within
    draft.weak = "plus" if t.low[i] == "+" else ""
    return _from_tail(t, found, draft, anchor, within=within) or found.after


def weeks_beside(t: Tokens, i: int, draft: Draft, anchor: Anchor) -> int:
    """Reads the "in two weeks" of "Tuesday in two weeks"."""
    if t.low[i] != "in" or draft.said.weekday is None or not draft.open_for_date():
        return 0
    found = length(t, i + 1)
    if found is None or len(found.amounts) > 1:
        return 0
    count, unit = found.amounts[0]
    if unit != "week" and not (unit == "day" and count % FORTNIGHT == 0):
        return 0
    return ahead(t, i, draft, anchor)


def _single(t: Tokens, i: int) -> Length | None:
    """The hour of "within the hour"; with "a day" understood in "within the next day and 2 hours"."""
    unit = cast("Unit", t.value[i])
    if unit not in SINGLE_UNITS or t.low[i].endswith("s"):
        return None  # "within days" says no number
    more = length(t, i + 2) if t.low[i + 1] == "and" else None
    if more:
        return Length(((1, unit), *more.amounts), more.after, more.loose)
    if t.low[i + 1] == "or" and t.low[i + 2] in ("two", "so"):
        return Length(((2 if t.low[i + 2] == "two" else 1, unit),), i + 3, loose=True)
    return Length(((1, unit),), i + 1, loose=False)


def _set(draft: Draft, found: Length, base: Said | None = None, sign: int = 1) -> None:
    draft.said.shift = Shift(found.amounts, sign)
    draft.said.anchor = base
    draft.said.vague = draft.said.vague or found.loose


def _weekdays_ahead(t: Tokens, i: int, draft: Draft) -> int:
    """Reads the "two Fridays" of "in two Fridays"."""
    count = number(t, i) if draft.said.weekday is None else None
    if count is None or t.kind[count.after] not in ("weekday", "weekdays"):
        return 0
    if count.value % 1 or count.value > MOST_WEEKDAYS:
        return 0
    draft.said.shift = Shift(((count.value, "week"),), weekday=cast("int", t.value[count.after]))
    return count.after + 1


def distance(t: Tokens, i: int, draft: Draft, anchor: Anchor) -> int:
    """Reads "3 days from now", "two weeks after Easter", "a week on Friday", "two Fridays later", "next 6 weeks"."""
    if not draft.open_for_date() or draft.depth:
        return 0
    upcoming = t.kind[i] == "turn"
    if upcoming and t.value[i] != 1:
        return 0
    found = length(t, i + upcoming)
    if found is None:
        return _weekdays_from(t, i + upcoming, draft)
    if upcoming or "upcoming" in t.low[i : found.after] or "coming" in t.low[i : found.after]:
        _set(draft, found)
        draft.said.vague = draft.said.vague or found.amounts[0][1] in LONG_UNITS
        return found.after
    return _tail(t, found, draft, anchor)


def _weekdays_from(t: Tokens, i: int, draft: Draft) -> int:
    after = _weekdays_ahead(t, i, draft)
    if after and t.low[after] in ("later", "hence"):
        return after + 1
    if after and t.low[after] == "from" and t.low[after + 1] in ("now", "today"):
        return after + 2
    if after:
        draft.said.shift = None
    return 0


def _tail(t: Tokens, found: Length, draft: Draft, anchor: Anchor) -> int:
    """What a bare length is counted from: now, today, another day; 0 when nothing says so."""
    i = found.after
    low = t.low[i]
    if low in ("later", "hence", "ago") or (low == "out" and t.low[i + 1] in ("", ".", ",")):
        _set(draft, found, sign=-1 if low == "ago" else 1)
        return i + 1
    if low == "down" and t.low[i + 1] == "the" and t.low[i + 2] in ("line", "road"):
        _set(draft, found)
        return i + 3
    if low in ("from", "after") or low in BACK or (low == "past" and _is_short(found)):
        return _counted_from(t, found, draft, anchor)
    count, unit = found.amounts[0]
    if len(found.amounts) == 1 and (unit in WEEKS_ON or (unit == "day" and count == FORTNIGHT)):
        return _weeks_on(t, found, draft, anchor)
    return 0


def _from_tail(t: Tokens, found: Length, draft: Draft, anchor: Anchor, *, within: bool) -> int:
    """What a length after "in" or "within" is counted from, where that is said."""
    low = t.low[found.after]
    if low in ("from", "after") or (low == "of" and within):
        return _counted_from(t, found, draft, anchor)
    return 0


def _counted_from(t: Tokens, found: Length, draft: Draft, anchor: Anchor) -> int:
    i = found.after
    sign = -1 if t.low[i] in BACK else 1
    at = i + 1 + (t.low[i] in ("prior", "ahead") and t.low[i + 1] in ("to", "of"))
    at += t.low[at] == "right" and t.low[at + 1] == "now"
    if sign > 0 and t.low[at] in ("now", "today"):
        _set(draft, found)
        return at + 1
    base = anchor(t, at)
    if base is None or not (base[0].has_day() or _is_short(found)):
        return 0
    if found.amounts == QUARTER and base[0].clock:
        return 0  # "a quarter before nine"
    _set(draft, found, base[0], sign)
    return base[1]


def _is_short(found: Length) -> bool:
    """Whether it can be counted from a time of day."""
    return all(unit in ("minute", "hour") for _, unit in found.amounts)


def _weeks_on(t: Tokens, found: Length, draft: Draft, anchor: Anchor) -> int:
    """Reads the end of "a week today", "two weeks on Friday", "a month tomorrow"."""
    at = found.after + (t.low[found.after] == "on")
    turned = t.kind[at] == "turn" and t.kind[at + 1] == "weekday" and t.value[at] in (0, 1)
    if t.kind[at] != "weekday" and not turned and not (t.kind[at] == "today" and t.value[at] in (0, 1)):
        return 0
    base = anchor(t, at)
    if base is None:
        return 0
    _set(draft, found, base[0])
    return base[1]


def bare_unit(t: Tokens, i: int, draft: Draft, anchor: Anchor) -> int:
    """Reads "week from Monday", "fortnight on Friday", "month from today": one such unit."""
    low = t.low[i]
    if low not in BARE_UNITS or not (
        t.low[i + 1] == "from" or (t.low[i + 1] == "on" and low in WEEKS_ON_BARE)
    ):
        return 0
    if not draft.open_for_date() or draft.depth or draft.parts or (i and t.low[i - 1] not in BEFORE_UNIT):
        return 0
    amounts: tuple[tuple[float, Unit], ...] = ((1, cast("Unit", low)),)
    found = Length(((FORTNIGHT, "day"),) if low == "fortnight" else amounts, i + 1, loose=False)
    return _tail(t, found, draft, anchor)


def beside_day(t: Tokens, i: int, draft: Draft, anchor: Anchor) -> int:
    """Reads "the day after tomorrow", "the week before Easter", "the Monday after New Year", "the day before"."""
    counted = t.kind[i] == "weekday" or t.low[i] in ("day", "week")
    if not counted or t.low[i + 1] not in ("after", "before", "following") or not draft.open_for_day():
        return 0
    base = anchor(t, i + 2) if t.low[i + 2] != "next" and not draft.depth else None
    if base is None or not base[0].has_day() or (t.kind[i] == "weekday" and base[0].weekday is not None):
        return 0
    sign = -1 if t.low[i + 1] == "before" else 1
    if t.kind[i] == "weekday":
        draft.said.shift = Shift(((1, "week"),), sign, weekday=cast("int", t.value[i]))
    else:
        draft.said.shift = Shift(((1, cast("Unit", t.low[i])),), sign)
    draft.said.anchor = base[0]
    return base[1]
