"""Snoozes: that somebody wants to hear nothing of one thing for a while, how long that holds, and the same in words."""

from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot import moments
from bot.attention_words import day_of
from bot.calendar import WorkingHours, instant
from storage.tables import Snooze

UNTIL, REPLY, STOP = "until", "reply", "stop"
# What was to be heard of at an hour is said then; if that could not be, it comes with the next brief.
JUST_OVER = timedelta(hours=1)


class Rest(NamedTuple):
    """For how long: `how` as a snooze has it, and the wall (with a time) on the person's clock until which it holds."""

    how: str
    wall: str


def make(
    rest: Rest,
    *,
    team_id: str,
    kind: str,
    row_id: int,
    customer_id: int | None,
    person_id: str,
    zone: str,
    now: datetime,
) -> Snooze:
    """The snooze of one person about one thing."""
    return Snooze(
        team_id=team_id,
        kind=kind,
        row_id=row_id,
        customer_id=customer_id,
        person_id=person_id,
        how=rest.how,
        until_at=instant(rest.wall, zone, WorkingHours()),
        until_wall=rest.wall,
        zone=zone,
        created_at=now,
    )


def holds(snooze: Snooze, *, now: datetime, heard_at: datetime | None) -> bool:
    """Whether it still keeps the thing quiet. `heard_at` is when the customer was last heard of (UTC): that ends every
    snooze but a stop, since whoever hears from them wants to know what is open."""
    if snooze.removed_at is not None or (snooze.until_at is not None and snooze.until_at <= now):
        return False
    return snooze.how == STOP or heard_at is None or heard_at <= snooze.created_at


def just_over(snooze: Snooze, *, now: datetime) -> bool:
    """Whether its time was up a moment ago."""
    until = snooze.until_at
    return snooze.removed_at is None and until is not None and until <= now < until + JUST_OVER


def in_words(snooze: Snooze, *, now: datetime, zone: str, lasting: bool = False) -> str:
    """Until when, to be read after "quiet": "until Thu 26 Nov, 09:00", "until they reply, or until … at the latest".
    `lasting`: without "tomorrow", as it is read on another day, too."""
    at = snooze.until_at or now
    when = moments.moment_in_words(at, zone, now=now)
    if lasting:
        when = f"{day_of(at, zone, now=now)}, {at.astimezone(ZoneInfo(zone)):%H:%M}"
    said = f"until {when}"
    if snooze.how == REPLY:
        return f"until they reply, or {said} at the latest"
    return f"{said}, whatever happens" if snooze.how == STOP else said
