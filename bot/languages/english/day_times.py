"""English times and parts of a day as parts of a phrase: "at 5pm PT", "in the morning", "first thing"."""

from typing import cast

from bot.languages.english.clocks import (
    MIDNIGHT,
    Time,
    own_time,
    range_end,
    time_of_day,
    zone_after,
    zone_before,
)
from bot.languages.english.draft import Draft
from bot.languages.english.tokens import Tokens
from bot.languages.english.whereabouts import HOUR_LINKS, hour_may_stand
from bot.languages.english.zones import offset_zone
from bot.languages.word_lists import listed
from bot.said import Clock, Part

INTENSITY = listed("early late very mid later the of -")
THING_DAYS = listed("weekday today part turn month")


def clock(t: Tokens, i: int, draft: Draft) -> int:
    """Reads a time of day with its zone; of a range, its end."""
    said = draft.said
    if said.clock:
        return 0
    found = time_of_day(t, i)
    if found is None or (found.bare and (t.kind[found.after] == "unit" or _is_one(t, i, found))):
        return 0
    end = range_end(t, found.after)
    found = end or found
    part, after = _part_after(t, found, draft)
    zone = zone_after(t, after)
    own = own_time(t, after)
    weak = "hour" if found.bare and zone is None and part is None and own == after else ""
    weak = "half hour" if weak and t.low[i] == "half" else weak
    if weak and draft.parts and not hour_may_stand(t, i, after, draft.said):
        return 0
    before = zone_before(t, i) if zone is None else None
    if found.clock == MIDNIGHT and zone is None and before is None:
        said.part = "midnight"
    else:
        said.clock, said.part = found.clock, part or said.part
    said.zone, after = zone or (before or said.zone, own)
    draft.weak = (
        "letter" if t.kind[i] == "clock" and t.low[i].endswith("a") and not zone and not end else weak
    )
    return after


def _is_one(t: Tokens, i: int, found: Time) -> bool:
    """Whether the hour is the "one" of "one evening next week"."""
    return t.low[i] == "one" and found.after == i + 1 and t.low[i - 1] not in HOUR_LINKS


def _part_after(t: Tokens, found: Time, draft: Draft) -> tuple[Part | None, int]:
    """The part of the day said after an hour: "6 in the morning", "8 at night"."""
    at = found.after
    if t.low[at] not in ("in", "at") or draft.said.part:
        return None, at
    at += 1 + (t.low[at + 1] == "the")
    if t.kind[at] != "part" or t.value[at] == "lunch":
        return None, found.after
    return cast("Part", t.value[at]), at + 1


def clock_with_zone(t: Tokens, i: int, draft: Draft) -> int:
    """Reads 17:00Z, 17:00+02:00."""
    if draft.said.clock:
        return 0
    draft.said.clock, offset = cast("tuple[Clock, str]", t.value[i])
    draft.said.zone = offset_zone(offset)
    return i + 1


def part_of_day(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "morning", "early afternoon", "lunch", "night", after "in the" or a day."""
    at = i
    while t.low[at] in INTENSITY:
        at += 1
    if t.kind[at] == "meridiem" and t.low[at - 1] == "the" and t.low[at - 2] == "in":
        return _half_after_the(t, at, draft)
    if t.kind[at] != "part" or draft.said.part not in (None, t.value[at]):
        return 0
    part = cast("Part", t.value[at])
    draft.said.part = "afternoon" if part == "lunch" and t.low[at - 1] == "after" else part
    draft.weak = "part"
    return at + 1 + (t.low[at + 1] == "time" and part == "lunch")


def _half_after_the(t: Tokens, i: int, draft: Draft) -> int:
    """Reads the "am" of "in the am"; the PM in capitals is a person."""
    if draft.said.part is not None or (t.low[i][0] == "p" and t.written(i)[0].isupper()):
        return 0
    draft.said.part, draft.weak = "morning" if t.low[i][0] == "a" else "afternoon", "part"
    return i + 1


def half_of_day(t: Tokens, i: int, draft: Draft) -> int:
    """Reads the "pm" of "Thursday pm"."""
    if not draft.parts or draft.said.part is not None or draft.said.clock:
        return 0
    draft.said.part = "morning" if t.low[i][0] == "a" else "afternoon"
    return i + 1


def first_thing(t: Tokens, i: int, draft: Draft) -> int:
    """Reads the beginning of "first thing Monday", "1st thing tomorrow", "first thing in the morning"."""
    if (
        t.low[i] not in ("first", "1st", "last")
        or t.low[i + 1] != "thing"
        or draft.said.part not in (None, "morning")
    ):
        return 0
    at = i + 2
    while t.low[at] in ("on", "in", "the", "of") and at - i <= 4:
        at += 1
    half = t.kind[at] == "meridiem" and t.low[at - 1] == "the"
    if t.kind[at] not in THING_DAYS and not draft.parts and not half:
        return 0
    draft.said.part = "afternoon" if t.low[i] == "last" else "morning"
    return at + 1 if t.kind[at] == "part" or half else i + 2
