"""English weekdays and near days: "Friday", "Friday week", "next Tuesday", "today", "tomorrow", "this afternoon"."""

from typing import cast

from bot.languages.english.counted_days import nth_of
from bot.languages.english.draft import Draft
from bot.languages.english.month_days import month_day
from bot.languages.english.named_days import feast, period
from bot.languages.english.tokens import Tokens
from bot.languages.english.whereabouts import ends
from bot.languages.english.words import ABBREVIATED, AMBIGUOUS
from bot.languages.word_lists import listed
from bot.said import Part, Shift

HABITS = listed("mornings afternoons evenings nights")
WORKDAY_WORDS = listed("business working work")
TURNS = {"week": 1, "fortnight": 2}
AFTER_NUMBER = listed(", . ! ? ; ) at by before @ to and or for with -") | {""}


def weekday(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "Friday", "Fri.", "Friday week", "Monday after next", "Tuesday 19"."""
    if not _may_be_said(draft):
        return 0
    said, open_for_date = draft.said, draft.open_for_date()
    said.weekday = cast("int", t.value[i])
    after = i + 1
    after += t.low[i] in ABBREVIATED and t.low[after] == "." and t.touches(after)
    if t.low[after] in HABITS:
        said.weekday = None
        return 0
    name_ends = after
    if t.low[after] in ("week", "wk") and t.low[i - 1] != "every":
        said.turns, after = 1, after + 1
    elif t.low[after] == "fortnight":
        said.turns, after = 2, after + 1
    elif t.low[after] == "after" and t.low[after + 1] == "next":
        said.turns, after = 1, after + 2
    elif open_for_date and _is_day_number(t, after):
        said.bare_number, after = cast("int", t.value[after]), after + 1
    if after == name_ends:
        draft.weak = _weakness(t, i)
    return after


def _may_be_said(draft: Draft) -> bool:
    said = draft.said
    if said.weekday is not None or said.feast or said.bare_number is not None:
        return False
    if said.period and said.period.unit not in ("week", "weekend") and said.nth_of != "week":
        return False
    return not (said.shift and said.anchor)


def _weakness(t: Tokens, i: int) -> str:
    if t.low[i] in AMBIGUOUS:
        return "weekday"
    if t.low[i].endswith("'s"):
        return "possessive"
    return "short weekday" if t.low[i] in ABBREVIATED else "full weekday"


def _is_day_number(t: Tokens, i: int) -> bool:
    return (
        t.kind[i] == "num"
        and len(t.low[i]) <= 2
        and 1 <= cast("int", t.value[i]) <= 31
        and (t.low[i + 1] in AFTER_NUMBER or t.kind[i + 1] in ("clock", "part"))
    )


def today(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "today", "tomorrow", "tonight"."""
    if not draft.open_for_day():
        return 0
    days_on = cast("int", t.value[i])
    if t.kind[i] == "tonight" and draft.said.part is None:
        draft.said.part = "night"
    if t.low[i] == "tom":
        draft.weak = "tom"
    elif t.low[i].endswith("'s"):
        draft.weak = "possessive"
    turns = TURNS.get(t.low[i + 1], 0) if days_on >= 0 and t.kind[i] == "today" and ends(t, i + 2) else 0
    draft.said.days_on = days_on + 7 * turns
    return i + 1 + bool(turns)


def turned(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "next Tuesday", "this week", "last Friday of May", "this afternoon", "next day"."""
    offset, at = cast("int", t.value[i]), i + 1
    found = nth_of(t, i, draft) if offset < 0 else 0
    if found:
        return found
    while t.kind[at] == "turn" or t.low[at] == "very":
        offset, at = offset or cast("int", t.value[at] or 0), at + 1
    if t.kind[at] == "weekday":
        return _turned_weekday(t, at, draft, offset)
    if t.kind[at] == "part":
        return _turned_part(t, at, draft, offset)
    if t.kind[at] == "meridiem" and t.low[i] == "this":
        return _turned_half(t, at, draft)
    if not draft.open_for_date():
        return 0
    return _next_day(t, at, draft, offset) or _turned_date(t, i, at, draft)


def _turned_weekday(t: Tokens, i: int, draft: Draft, offset: int) -> int:
    after = weekday(t, i, draft) if draft.open_for_day() else 0
    if after:
        draft.weak = ""
        if offset < 0:
            draft.said.turns = -1
    return after


def _turned_part(t: Tokens, i: int, draft: Draft, offset: int) -> int:
    free = draft.open_for_day()
    if draft.said.part is not None or (offset and not free):
        return 0
    if free:
        draft.said.days_on = offset
    draft.said.part = cast("Part", t.value[i])
    return i + 1


def _turned_half(t: Tokens, i: int, draft: Draft) -> int:
    """Reads the "pm" of "this pm"; this PM is a person."""
    if (
        draft.said.part is not None
        or not draft.open_for_day()
        or not t.written(i).islower()
        or not ends(t, i + 1)
    ):
        return 0
    draft.said.days_on, draft.said.part = 0, "morning" if t.low[i][0] == "a" else "afternoon"
    return i + 1


def _next_day(t: Tokens, i: int, draft: Draft, offset: int) -> int:
    if offset > 0 and t.low[i] in WORKDAY_WORDS and t.low[i + 1] == "day":
        draft.said.shift = Shift(((1, "workday"),))
        return i + 2
    if offset > 0 and t.low[i] in ("workday", "weekday"):
        draft.said.shift = Shift(((1, "workday"),))
        return i + 1
    if offset > 0 and t.low[i] == "day" and draft.open_for_day():
        draft.said.days_on = 1
        return i + 1
    return 0


def _turned_date(t: Tokens, first: int, i: int, draft: Draft) -> int:
    """A feast, a month or another period after "this" or "next"; `first` is the token of that word."""
    kind = t.kind[i]
    found = feast(t, i, draft) or (month_day(t, i, draft) if kind == "month" else 0)
    if found:
        draft.weak = ""
        return found
    found = period(t, first, draft)
    if found:
        lone = kind == "month" and t.low[i] in AMBIGUOUS and found == i + 1
        draft.weak = "turned month" if lone else ""
    return found
