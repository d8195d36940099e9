"""English days counted within a period: "the first Monday of May", "last working day of the month"."""

from typing import cast

from bot.languages.english.amounts import ordinal
from bot.languages.english.draft import Draft
from bot.languages.english.periods import counted_period, period_at
from bot.languages.english.tokens import Tokens
from bot.languages.word_lists import listed
from bot.said import Unit

WORKDAY_WORDS = listed("business working work")


def nth_of(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "the first Monday of May", "third last day of", "second week of July", "fourth quarter", "first half of June"."""
    nth, after = _nth(t, i) if draft.open_for_day() else (0, i)
    if not nth:
        return 0
    named = counted_period(t, nth, after) if nth > 0 else None
    if named:
        draft.said.period = named.period
        return named.after
    if t.low[after] == "half" and nth in (1, 2):
        return _half_of_month(t, after + 1, draft, nth)
    return _counted(t, after, draft, nth)


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
    """The first half of a month ends in its middle."""
    named = period_at(t, i + (t.low[i] == "of"))
    if named is None or named.period.unit != "month":
        return 0
    draft.said.period, draft.said.edge = named.period, "mid" if nth == 1 else "late"
    return named.after


def _nth(t: Tokens, i: int) -> tuple[int, int]:
    """A count from the start, or from the end when negative, and the token after it; (0, i) when there is none."""
    if t.low[i] in ("last", "final"):
        return -1, i + 1
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
    if t.low[i] in ("day", "week"):
        return cast("Unit", t.low[i]), i + 1
    if t.low[i] in ("weekday", "workday"):
        return "workday", i + 1
    return None, i
