"""English dates: "March 9th, 2027", "15th of June", "the 16th", "15.06.2024", "4/5", "2024-06-15"."""

from typing import cast

from bot.languages.english.amounts import number, ordinal
from bot.languages.english.day_ranges import DAYS, can_be_date, last_of_days, last_of_numbers, to_next_month
from bot.languages.english.draft import Draft
from bot.languages.english.periods import turn_of_year, year_after, year_at
from bot.languages.english.tokens import Tokens
from bot.languages.english.whereabouts import ends
from bot.languages.english.words import ABBREVIATED
from bot.languages.english.zones import offset_zone
from bot.languages.word_lists import listed
from bot.said import Clock, Numbers, Period

AFTER_NUMBER = listed(", . ! ? ; ) at by before @ to and or for with -") | {""}
PADDED_DOTTED = len("15.06.24")


def iso(t: Tokens, i: int, draft: Draft) -> int:
    """Reads 2024-06-15, 2024/6/15, 2024-06-15T17:00Z."""
    if not draft.open_for_date():
        return 0
    said = draft.said
    said.year, said.month, said.day, clock, zone = cast(
        "tuple[int, int, int, Clock | None, str | None]", t.value[i]
    )
    if clock:
        said.clock, said.zone = clock, offset_zone(zone) if zone else said.zone
    if t.low[i].isdigit():
        draft.weak = "numbers"
    return i + 1


def triple(t: Tokens, i: int, draft: Draft) -> int:
    """Reads 15.06.2024, 06/15/24: dotted dates begin with the day."""
    first, mark, second, year = cast("tuple[int, str, int, int]", t.value[i])
    if not draft.open_for_date() or not can_be_date(first, second):
        return 0
    if mark == "." and len(t.low[i]) < PADDED_DOTTED:
        draft.weak = "numbers"
    draft.said.numbers = Numbers(first, second, year, True if mark == "." else None)
    return i + 1


def pair(t: Tokens, i: int, draft: Draft) -> int:
    """Reads 4/5, 6-19, 15.06: these need company, for they are also scores, ranges and versions."""
    first, mark, second, _ = cast("tuple[int, str, int, str]", t.value[i])
    if not draft.open_for_date() or mark == "–" or not can_be_date(first, second) or t.low[i][-1].isalpha():
        return 0
    if mark == "." and second > 12:
        return 0
    if mark != "/" and t.kind[i + 1] == "meridiem":
        return 0
    draft.said.numbers = Numbers(first, second, None, True if mark == "." else None)
    draft.weak = "decimal" if mark == "." else "numbers"
    stop = mark == "." and t.low[i + 1] == "." and t.touches(i + 1) and i + 2 < t.count
    after = i + 1 + stop
    return last_of_numbers(t, after, mark, draft) or after


def day_month(t: Tokens, i: int, draft: Draft) -> int:
    """Reads 7Nov, 7/Nov/2027."""
    if not draft.open_for_date():
        return 0
    said = draft.said
    said.day, said.month, said.year = cast("tuple[int, int, int | None]", t.value[i])
    year = year_after(t, i + 1) if said.year is None else None
    if year:
        said.year, i = year[0], year[1] - 1
    return i + 1


def month_day(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "March 9th, 2027", "Nov/7", "June the 5th"; token i is the month."""
    at = i + 1
    while t.low[at] in (".", ",", "/", "-", "the") and at - i <= 3:
        at += 1
    if t.kind[at] == "day_year" and draft.open_for_date():
        draft.said.month = cast("int", t.value[i])
        draft.said.day, draft.said.year = cast("tuple[int, int]", t.value[at])
        return at + 1
    found = _day_in_month(t, at) if draft.open_for_date() else None
    if found is None:
        return to_next_month(t, at, draft)
    said = draft.said
    said.month, (said.day, after) = cast("int", t.value[i]), found
    year = year_after(t, after)
    turn = turn_of_year(t, after) if year is None else None
    if year:
        said.year, after = year
    elif turn:
        after = turn[1]
    elif t.kind[at] in ("num", "nth") and t.low[i] in ("may", "march") and t.written(i).islower():
        draft.weak = "month day"
    return after


def _day_in_month(t: Tokens, i: int) -> tuple[int, int] | None:
    """The day after a month's name and the token after it; the last one of "5-7"."""
    nth = ordinal(t, i)
    if nth:
        value, after = int(nth.value), nth.after
    elif t.kind[i] == "num" and len(t.low[i]) <= 2:
        value, after = cast("int", t.value[i]), i + 1
        if t.kind[after] in ("unit", "meridiem") or t.low[after] in ("%", ":"):
            return None
    elif t.kind[i] == "pair" and ("-" in t.low[i] or "–" in t.low[i]):
        value, after = cast("tuple[int, str, int, str]", t.value[i])[2], i + 1
    else:
        return _worded_day(t, i)
    if value in DAYS:
        return last_of_days(t, value, after)
    # A slip, as "31 Feb" is one, and not all of November; "in November 45 seals" is none.
    return (value, after) if t.kind[i] == "num" and ends(t, after) else None


def _worded_day(t: Tokens, i: int) -> tuple[int, int] | None:
    """The four of "December four"; May and March are too often verbs for that."""
    found = number(t, i) if t.kind[i] in ("small", "tens") and t.low[i - 1] not in ("may", "march") else None
    if found is None or found.value not in DAYS or not ends(t, found.after):
        return None
    return int(found.value), found.after


def day_of_month(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "15th of June", "7. May", "the 20th of next month", "the 16th"; plain numbers only before a month."""
    nth = ordinal(t, i)
    if nth and _is_open_month(draft) and nth.value in DAYS:
        draft.said.day = int(nth.value)  # "next month, on the 28th"
        return nth.after
    if not draft.open_for_date():
        return 0
    if nth:
        value, after = int(nth.value), nth.after
    elif t.kind[i] == "num" and len(t.low[i]) <= 2:
        value, after = cast("int", t.value[i]), i + 1
    elif t.kind[i] == "pair" and "." not in t.low[i] and "/" not in t.low[i]:
        value, after = cast("tuple[int, str, int, str]", t.value[i])[2], i + 1
    else:
        return 0
    if value not in DAYS:
        return 0
    found = _before_month(t, after, value, draft) or _of_turned_month(t, after, value, draft)
    if found or not nth:
        return found
    draft.said.day = value
    if draft.said.weekday is None:
        draft.weak = "ordinal" if t.kind[i] == "ordinal" else "nth"
    return after


def _is_open_month(draft: Draft) -> bool:
    """Whether a month was said and neither an end nor a day of it."""
    said = draft.said
    is_month = said.period is not None and said.period.unit == "month"
    return is_month and said.day is None and said.edge is None and said.nth is None and said.weekday is None


def _skip_to_month(t: Tokens, i: int) -> int:
    at = i + (t.low[i] == "day")
    while t.low[at] in ("of", "the", ".", "-", "/", "in", ",") and at - i <= 4:
        at += 1
    return at


def _before_month(t: Tokens, i: int, day: int, draft: Draft) -> int:
    at = _skip_to_month(t, i)
    if t.kind[at] != "month":
        return 0
    said = draft.said
    said.day, said.month = day, cast("int", t.value[at])
    after = at + 1
    after += t.low[at] in ABBREVIATED and t.low[after] == "." and t.touches(after)
    year = year_after(t, after) or _short_year(t, after)
    turn = turn_of_year(t, after) if year is None else None
    if year:
        said.year, after = year
    elif turn:
        after = turn[1]
    elif at == i and t.low[at] == "may" and t.written(at).islower():
        draft.weak = "month day"
    return after


def _of_turned_month(t: Tokens, i: int, day: int, draft: Draft) -> int:
    """The 20th of next month, the 23rd this month, the 12th day of the month."""
    at = _skip_to_month(t, i)
    turn = t.kind[at] == "turn"
    if t.kind[at + turn] != "unit" or t.value[at + turn] != "month":
        return 0
    if turn:
        draft.said.period = Period("month", cast("int", t.value[at]))
    elif at == i or t.low[at - 1] != "the":
        return 0
    draft.said.day = day
    return at + turn + 1


def _short_year(t: Tokens, i: int) -> tuple[int, int] | None:
    """The year of "9th June 27": two digits at the end of a date."""
    if (
        t.kind[i] == "num"
        and len(t.low[i]) == 2
        and t.low[i + 1] in ("", ",", ".", ";", ")")
        and t.low[i] >= "10"
    ):
        return 2000 + cast("int", t.value[i]), i + 1
    return None


def number_as_day(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "12 at 9:30", "6pm on 12", "9 - 30", "4. 6. 2026": a plain number that a time, or being all there is, makes a day."""
    day = cast("int", t.value[i])
    if not draft.open_for_day() or len(t.low[i]) > 2 or day not in DAYS:
        return 0
    if draft.said.clock:
        if t.low[i - 1] != "on" or t.low[i + 1] not in AFTER_NUMBER:
            return 0
        draft.said.day = day
        return i + 1
    if t.low[i + 1] == "." and t.low[i + 3] == "." and t.kind[i + 2] == "num":
        year = year_at(t, i + 4)
        if year and can_be_date(day, cast("int", t.value[i + 2])):
            draft.said.numbers = Numbers(day, cast("int", t.value[i + 2]), year, day_first=True)
            return i + 5
    if t.low[i + 1] in ("at", "@") and t.kind[i + 2] == "clock":
        draft.said.day, draft.weak = day, "ordinal"
        return i + 1
    if t.low[i + 1] in ("-", "/") and t.kind[i + 2] == "num" and t.is_whole(i, i + 3):
        second = cast("int", t.value[i + 2])
        if can_be_date(day, second):
            draft.said.numbers = Numbers(day, second)
            return i + 3
    return 0
