"""English times and parts of a day as parts of a phrase: "at 5pm PT", "in the morning", "first thing"."""

from typing import cast

from bot.languages.english.clocks import MIDNIGHT, Time, range_end, time_of_day, zone_after
from bot.languages.english.draft import Draft
from bot.languages.english.tokens import Tokens
from bot.languages.english.whereabouts import hour_may_stand
from bot.languages.word_lists import listed
from bot.said import Part

INTENSITY = listed("early late very mid later the of -")
THING_DAYS = listed("weekday today part turn month")


def clock(t: Tokens, i: int, draft: Draft) -> int:
    """Reads a time of day with its zone; of a range, its end."""
    said = draft.said
    if said.clock:
        return 0
    found = time_of_day(t, i)
    if found is None or (found.bare and t.kind[found.after] == "unit"):
        return 0
    end = range_end(t, found.after)
    found = end or found
    part, after = _part_after(t, found, draft)
    zone = zone_after(t, after)
    weak = "hour" if found.bare and zone is None and part is None else ""
    if weak and draft.parts and not hour_may_stand(t, i, after, draft.said):
        return 0
    if found.clock == MIDNIGHT:
        said.part = "midnight"
    else:
        said.clock, said.part = found.clock, part or said.part
    if zone:
        said.zone, after = zone
    draft.weak = (
        "letter" if t.kind[i] == "clock" and t.low[i].endswith("a") and not zone and not end else weak
    )
    return after


def _part_after(t: Tokens, found: Time, draft: Draft) -> tuple[Part | None, int]:
    """The part of the day said after an hour: "6 in the morning", "8 at night"."""
    at = found.after
    if t.low[at] not in ("in", "at") or draft.said.part:
        return None, at
    at += 1 + (t.low[at + 1] == "the")
    if t.kind[at] != "part" or t.value[at] == "lunch":
        return None, found.after
    return cast("Part", t.value[at]), at + 1


def part_of_day(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "morning", "early afternoon", "lunch", "night", after "in the" or a day."""
    at = i
    while t.low[at] in INTENSITY:
        at += 1
    if t.kind[at] != "part" or draft.said.part not in (None, t.value[at]):
        return 0
    part = cast("Part", t.value[at])
    draft.said.part = "afternoon" if part == "lunch" and t.low[at - 1] == "after" else part
    draft.weak = "part"
    return at + 1 + (t.low[at + 1] == "time" and part == "lunch")


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
    if t.kind[at] not in THING_DAYS and not draft.parts:
        return 0
    draft.said.part = "afternoon" if t.low[i] == "last" else "morning"
    return at + 1 if t.kind[at] == "part" else i + 2
