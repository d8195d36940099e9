"""Dates and moments as a nudge says them: so that they are still true when somebody reads it on another day."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.calendar import read_wall
from bot.moments import name_of_day, place


def date_of(wall: str, zone: str, *, now: datetime) -> str:
    """A date as it was meant in its zone: "Fri 27 Nov", or "Fri 27 Nov, 15:00 (Tallinn time)"."""
    day, at = read_wall(wall)
    clock = f", {at:%H:%M} ({place(zone)})" if at else ""
    return name_of_day(day, now=now, zone=zone) + clock


def day_of(at: datetime, zone: str, *, now: datetime) -> str:
    """The day of an instant on a zone's calendar: "Fri 27 Nov"."""
    return name_of_day(at.astimezone(ZoneInfo(zone)).date(), now=now, zone=zone)


def moment_of(at: datetime, zone: str, *, now: datetime) -> str:
    """An instant on a zone's clock: "Wed 25 Nov, 12:00 (Tallinn time)"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{name_of_day(local.date(), now=now, zone=zone)}, {local:%H:%M} ({place(zone)})"
