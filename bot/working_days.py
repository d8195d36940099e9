"""Working days on somebody's calendar: counting them, and when a working week begins.

A day begins at its midnight, since a brief may come before the working day does. All instants are UTC.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.calendar import LONGEST_REST, WorkingHours

A_DAY = timedelta(days=1)
A_WEEK = 7


def day_at(at: datetime, zone: str) -> date:
    """The calendar day of an instant in a zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def morning(day: date, zone: str) -> datetime:
    """When a calendar day begins in a zone; a midnight that a clock change skips is the end of the gap."""
    return datetime.combine(day, time(0), ZoneInfo(zone)).astimezone(UTC)


def opens(day: date, hours: WorkingHours, zone: str) -> datetime:
    """When work begins on a day."""
    return datetime.combine(day, hours.starts, ZoneInfo(zone)).astimezone(UTC)


def later(day: date, count: int, hours: WorkingHours) -> date:
    """So many working days after a day, or before it where `count` is negative; for 0 the day itself or, where nobody
    works then, the last working day before it. To whom no working day is near every day counts."""
    if count == 0:
        return day if hours.works_on(day) else (_near(day, -A_DAY, hours) or day)
    step, days, off = A_DAY if count > 0 else -A_DAY, hours.days, hours.days_off
    for _ in range(abs(count)):
        coming = day + step
        # Almost always somebody works on the next day, and this is asked for every row that is looked at.
        works = coming.weekday() in days and coming not in off
        day = coming if works else (_near(coming, step, hours) or coming)
    return day


def on_or_after(day: date, hours: WorkingHours) -> date:
    """The day itself, or the first working day after it."""
    return day if hours.works_on(day) else (_near(day, A_DAY, hours) or day)


def _near(day: date, step: timedelta, hours: WorkingHours) -> date | None:
    """The next working day in that direction, None where none is near."""
    for _ in range(LONGEST_REST):
        day += step
        if hours.works_on(day):
            return day
    return None


def time_before(end: datetime, span: timedelta, hours: WorkingHours, zone: str) -> datetime:
    """The instant from which `span` of working time is left until `end`: two hours before Monday at 10:00 are Friday at
    16:00. On a calendar without working days all time counts."""
    place, left = ZoneInfo(zone), span
    day, rested = day_at(end, zone), 0
    while rested < LONGEST_REST:
        rested += 1
        if hours.works_on(day):
            opened = datetime.combine(day, hours.starts, place).astimezone(UTC)
            closed = min(end, datetime.combine(day, hours.ends, place).astimezone(UTC))
            if closed - left >= opened:
                return closed - left
            if closed > opened:
                left -= closed - opened
                rested = 0
        day -= A_DAY
    return end - span


def time_between(start: datetime, end: datetime, hours: WorkingHours, zone: str) -> timedelta:
    """How much working time lies between two instants; on a calendar without working days all time counts."""
    if not hours.days:
        return max(end - start, timedelta(0))
    place, found = ZoneInfo(zone), timedelta(0)
    day, last = day_at(start, zone), day_at(end, zone)
    while day <= last:
        if hours.works_on(day):
            opened = max(start, datetime.combine(day, hours.starts, place).astimezone(UTC))
            closed = min(end, datetime.combine(day, hours.ends, place).astimezone(UTC))
            found += max(closed - opened, timedelta(0))
        day += A_DAY
    return found


def new_week(day: date, hours: WorkingHours) -> date:
    """The day itself, or the first day after it, on which a working week begins: its first working day, which mostly is a
    Monday; a week without any has none."""
    begins = _week_begins(hours.days)
    monday = day - A_DAY * ((day.weekday() - begins) % A_WEEK)
    if day > monday and hours.works_on(monday):
        monday += A_DAY * A_WEEK
    if hours.works_on(monday):
        return monday  # almost always, and this is asked for every row that is looked at
    for _ in range(LONGEST_REST // A_WEEK + 1):
        found = on_or_after(monday, hours)
        if day <= found < monday + A_DAY * A_WEEK:
            return found
        monday += A_DAY * A_WEEK
    return on_or_after(day, hours)


@cache
def _week_begins(days: frozenset[int]) -> int:
    """The weekday (Monday is 0) after the longest rest; Monday for who works every day, or never."""

    def rest(day: int) -> int:
        return next((back for back in range(A_WEEK) if (day - back - 1) % A_WEEK in days), 0)

    return max(sorted(days), key=rest, default=0)
