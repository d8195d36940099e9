"""English days counted within a period: "the first Monday of May", "last working day of the month"."""

from typing import cast

from bot.languages.english.amounts import number, ordinal
from bot.languages.english.draft import Draft
from bot.languages.english.periods import Named, counted_period, period_at
from bot.languages.english.tokens import Tokens
from bot.languages.word_lists import listed
from bot.said import Unit

FEW = 3
WORKDAY_WORDS = listed("business working work")


def nth_of(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "the first Monday of May", "third last day of", "second week of July", "fourth quarter", "first half of June"."""
    nth, after = _nth(t, i) if draft.open_for_day() else (0, i)
    if not nth:
        return 0
    named = counted_period(t, nth, after) if nth > 0 else _last_quarter(t, after, nth)
    if named:
        draft.said.period = named.period
        unnamed = named.period.year is None and named.period.offset is None
        draft.weak = named.period.unit if unnamed else ""
        return named.after
    if t.low[after] == "half" and nth in (1, 2):
        return _half_of_month(t, after + 1, draft, nth)
    several = _several(t, after, nth)
    if several:
        nth, after = several
    found = _counted(t, after, draft, nth)
    draft.said.vague = draft.said.vague or bool(found and several)
    return found


def _last_quarter(t: Tokens, i: int, nth: int) -> Named | None:
    """The last quarter of a year that is said; by itself it is the one that has passed."""
    if nth != -1 or t.value[i] != "quarter":
        return None
    named = counted_period(t, 4, i)
    said = named is not None and (named.period.year is not None or named.period.offset is not None)
    return named if said else None


def _several(t: Tokens, i: int, nth: int) -> tuple[int, int] | None:
    """The last one of "the first two weeks", "the first days", "the last 3 days", and the token of their unit."""
    count = number(t, i)
    at = count.after if count else i
    if nth not in (1, -1) or t.low[at] not in ("days", "weeks") or (count and count.value % 1):
        return None
    return (int(count.value) if count else FEW) if nth > 0 else -1, at


def _counted(t: Tokens, i: int, draft: Draft, nth: int) -> int:
    unit, after = _counted_unit(t, i)
    at = after + (t.low[after] in ("of", "in"))
    if unit is None or (at == after and t.kind[at] not in ("turn", "month")):
        return 0
    inside = period_at(t, at)
    if inside is None or inside.period.unit in ("day", "weekend"):
        return 0
    if inside.period.unit == "week" and unit not in ("day", "workday"):
        return 0
    said = draft.said
    said.nth, said.nth_of, said.period = nth, unit, inside.period
    return inside.after


def _half_of_month(t: Tokens, i: int, draft: Draft, nth: int) -> int:
    """The first half of a month or a week ends in its middle."""
    named = period_at(t, i + (t.low[i] == "of"))
    if named is None or named.period.unit not in ("month", "week"):
        return 0
    draft.said.period, draft.said.edge = named.period, "mid" if nth == 1 else "late"
    return named.after


def _nth(t: Tokens, i: int) -> tuple[int, int]:
    """A count from the start, or from the end when negative, and the token after it; (0, i) when there is none."""
    if t.low[i] in ("last", "final"):
        return -1, i + 1
    if t.low[i : i + 2] == ["latter", "half"]:
        return 2, i + 1
    if t.low[i] == "penultimate":
        return -2, i + 1
    if t.low[i : i + 3] == ["next", "to", "last"]:
        return -2, i + 3
    found = ordinal(t, i)
    if found is None:
        return 0, i
    nth, at = int(found.value), found.after
    while t.low[at] in ("-", "to", "from") and at - found.after < 3:
        at += 1
    if t.low[at] in ("last", "final"):
        return -nth, at + 1
    return nth, found.after


def _counted_unit(t: Tokens, i: int) -> tuple[Unit | int | None, int]:
    if t.kind[i] == "weekday":
        return cast("int", t.value[i]), i + 1
    if t.low[i] in WORKDAY_WORDS and t.low[i + 1] == "day":
        return "workday", i + 2
    if t.low[i] in ("day", "week", "days", "weeks"):
        return cast("Unit", t.value[i]), i + 1
    if t.low[i] in ("weekday", "workday"):
        return "workday", i + 1
    return None, i
