"""Dates and spans in words: always with weekday and month name, and with the zone where a time is said."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.calendar import read_wall

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=1000)
def place(zone: str) -> str:
    """A zone as people call it: `America/New_York` is "New York time", UTC stays UTC, and `Etc/GMT+5` is "UTC-5".

    The tz database counts the hours of `Etc/` zones west of Greenwich, everybody else those to the east.
    """
    if zone.startswith(("Etc/GMT+", "Etc/GMT-")):
        return f"UTC{'-' if zone[7] == '+' else '+'}{zone[8:]}"
    if "/" not in zone or zone.startswith("Etc/"):
        return zone.removeprefix("Etc/")
    return zone.rpartition("/")[2].replace("_", " ") + " time"


def day_in_words(wall: str, *, now: datetime, zone: str) -> str:
    """A wall's day: "Fri 27 Nov", with the year where it is not this one."""
    return name_of_day(read_wall(wall)[0], now=now, zone=zone)


def name_of_day(day: date, *, now: datetime, zone: str) -> str:
    """The same of a day: "Fri 27 Nov"."""
    year = "" if day.year == now.astimezone(ZoneInfo(zone)).year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def wall_in_words(wall: str, zone: str, ends: time, *, now: datetime) -> str:
    """What a person checks to see that they were understood.

    "Fri 27 Nov, 17:00 (Tallinn time)", or for a day "Fri 27 Nov, end of the working day (17:00 Tallinn time)", where it
    `ends` there.
    """
    day, at = read_wall(wall)
    named = name_of_day(day, now=now, zone=zone)
    if at is None:
        return f"{named}, end of the working day ({ends.isoformat('minutes')} {place(zone)})"
    # Said at every promise; a format with per cents takes four times as long.
    return f"{named}, {at.isoformat('minutes')} ({place(zone)})"


def moment_in_words(at: datetime, zone: str, *, now: datetime) -> str:
    """An instant on a person's own clock: "today 14:30", "tomorrow 09:00" or "Mon 30 Nov, 10:00"."""
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    if local.date() == today:
        return f"today {local:%H:%M}"
    if local.date() == today + timedelta(days=1):
        return f"tomorrow {local:%H:%M}"
    return f"{day_in_words(local.date().isoformat(), now=now, zone=zone)}, {local:%H:%M}"


def how_long(span: timedelta) -> str:
    """A span in its largest fitting unit, of calendar time: "3 days", "2 hours", "20 minutes"."""
    minutes = max(int(span.total_seconds() // 60), 0)
    for size, unit in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = minutes // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "less than a minute"


def open_for(span: timedelta) -> str:
    """For how long something has been open: "open for 3 days", "just opened"."""
    return "just opened" if span < timedelta(minutes=1) else f"open for {how_long(span)}"
