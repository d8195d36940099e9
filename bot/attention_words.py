"""Dates and moments as a nudge says them: so that they are still true when somebody reads it on another day."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.calendar import read_wall
from bot.moments import day_in_words, place


def date_of(wall: str, zone: str, *, now: datetime) -> str:
    """A date as it was meant in its zone: "Fri 27 Nov", or "Fri 27 Nov, 15:00 (Tallinn time)"."""
    at = read_wall(wall)[1]
    clock = f", {at:%H:%M} ({place(zone)})" if at else ""
    return day_in_words(wall, now=now, zone=zone) + clock


def day_of(at: datetime, zone: str, *, now: datetime) -> str:
    """The day of an instant on a zone's calendar: "Fri 27 Nov"."""
    return day_in_words(at.astimezone(ZoneInfo(zone)).date().isoformat(), now=now, zone=zone)


def moment_of(at: datetime, zone: str, *, now: datetime) -> str:
    """An instant on a zone's clock: "Wed 25 Nov, 12:00 (Tallinn time)"."""
    return f"{day_of(at, zone, now=now)}, {at.astimezone(ZoneInfo(zone)):%H:%M} ({place(zone)})"
