"""English days from one to another, of which the last counts: "March 4 - 6", "30.3. - 4.4.", "March 30-April 4"."""

from typing import cast

from bot.languages.english.amounts import ordinal
from bot.languages.english.draft import Draft
from bot.languages.english.periods import year_after
from bot.languages.english.tokens import Tokens
from bot.languages.english.whereabouts import ends
from bot.languages.word_lists import listed
from bot.said import Numbers

DAYS = range(1, 32)
TO = listed("- – to through thru until till")


def can_be_date(first: int, second: int) -> bool:
    """Whether two numbers may be a day and a month."""
    return 1 <= min(first, second) <= 12 and max(first, second) <= 31


def last_of_days(t: Tokens, first: int, i: int) -> tuple[int, int]:
    """The last day of "4 - 6" or "4th to 6th", of which the first is read, and the token after it."""
    if t.low[i] not in TO:
        return first, i
    nth = ordinal(t, i + 1)
    if nth:
        last, after = int(nth.value), nth.after
    elif t.kind[i + 1] == "num" and len(t.low[i + 1]) <= 2 and t.low[i] not in ("till", "until"):
        last, after = cast("int", t.value[i + 1]), i + 2
    else:
        return first, i
    if not first < last or last not in DAYS or not (ends(t, after) or year_after(t, after)):
        return first, i
    return (last, after) if t.low[after] not in (":", "-") else (first, i)


def to_next_month(t: Tokens, i: int, draft: Draft) -> int:
    """Reads the "30-Dec 4" of "Nov 30-Dec 4", whose end counts."""
    if t.kind[i] != "day_month" or "-" not in t.low[i] or t.kind[i + 1] not in ("num", "ordinal"):
        return 0
    day = cast("int", t.value[i + 1])
    if day not in DAYS or not draft.open_for_date():
        return 0
    draft.said.month, draft.said.day = cast("tuple[int, int, int | None]", t.value[i])[1], day
    return i + 2


def last_of_numbers(t: Tokens, i: int, mark: str, draft: Draft) -> int:
    """The end of "30.11. - 4.12." or "11/30 to 12/4", of which the beginning is read."""
    if t.low[i] not in TO or t.kind[i + 1] != "pair":
        return 0
    first, other, second, _ = cast("tuple[int, str, int, str]", t.value[i + 1])
    if other != mark or not can_be_date(first, second) or (mark == "." and second > 12):
        return 0
    draft.said.numbers = Numbers(first, second, None, True if mark == "." else None)
    return i + 2 + (mark == "." and t.low[i + 2] == "." and t.touches(i + 2))
