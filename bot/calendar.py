"""Working time: what a day means as an instant, and how long two working hours take.

Local times are walls (`YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, without a zone) and instants are UTC; a zone is a name of
the tz database. Both are kept, because the rules of a zone can change after a date was given.
"""

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

# Nobody is that many days from a working hour; it only keeps a calendar without working days from looping.
LONGEST_REST = 60


class WorkingHours(NamedTuple):
    """When people work: from and to on the wall clock, on which weekdays (Monday is 0), and the days off."""

    starts: time = time(9)
    ends: time = time(17)
    days: frozenset[int] = frozenset(range(5))
    days_off: Container[date] = ()

    def works_on(self, day: date) -> bool:
        """Whether people work on that calendar day."""
        return day.weekday() in self.days and day not in self.days_off


def wall_of(day: date, at: time | None) -> str:
    """The wall of a day, or of a minute in it."""
    return day.isoformat() if at is None else f"{day.isoformat()}T{at.isoformat('minutes')}"


def read_wall(wall: str) -> tuple[date, time | None]:
    """A wall's calendar day, and its time if it has one."""
    day, _, at = wall.partition("T")
    return date.fromisoformat(day), time.fromisoformat(at) if at else None


def instant(wall: str, zone: str, hours: WorkingHours) -> datetime:
    """The UTC instant that a wall means in a zone; a day means the end of its working time.

    A wall that a clock change skips is moved on by the gap; one that happens twice is the first. Raises
    OverflowError for the last hours of the year 9999.
    """
    day, at = read_wall(wall)
    local = datetime.combine(day, at or hours.ends, ZoneInfo(zone))
    return local.astimezone(UTC)


def wall_on(wall: str, zone: str, other: str) -> str:
    """A wall of one zone as it reads in another: a time is the same moment there, and a day stays that day, since nobody
    who says "Tuesday" to a customer means another day."""
    day, at = read_wall(wall)
    if at is None or zone == other:
        return wall
    moment = datetime.combine(day, at, ZoneInfo(zone)).astimezone(ZoneInfo(other))
    return wall_of(moment.date(), moment.time())


def add_working_time(start: datetime, span: timedelta, hours: WorkingHours, zone: str) -> datetime:
    """The UTC instant at which `span` of working time has passed since `start`, on the zone's calendar.

    Outside working hours the clock stands still: two hours from Friday 16:00 end on Monday at 10:00. On a calendar
    without working days it never does.
    """
    left, place = span, ZoneInfo(zone)
    day, rested = start.astimezone(place).date(), 0
    while rested < LONGEST_REST:
        rested += 1
        if hours.works_on(day):
            opens = max(start, datetime.combine(day, hours.starts, place).astimezone(UTC))
            closes = datetime.combine(day, hours.ends, place).astimezone(UTC)
            if opens + left <= closes:
                return opens + left
            if opens < closes:
                left -= closes - opens
                rested = 0
        day += timedelta(days=1)
    return start + span
