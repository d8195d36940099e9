"""When a step of the ladder is due, and how it comes: with the next brief of whoever it reaches, so that nobody has their
day interrupted by what others were asked [practice 12]."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from bot.attention import Asking
from bot.calendar import WorkingHours, add_working_time
from bot.quiet import next_brief, speaks_at
from bot.standing_in import Circle
from bot.working_days import day_at

# A step is due at a time as people say one; what was said a moment after the quarter of an hour counts from there.
STEP_MINUTES = 15
A_MOMENT = timedelta(minutes=5)
A_MINUTE = timedelta(minutes=1)
# Where a customer has a right to be told by then, a brief that is far off is not waited for; every lead hears of it then.
ALL_LEADS = frozenset({"promise_tell", "mistake_tell"})
# While a customer waits nobody's brief is waited for, but one that comes so soon.
AT_ONCE: Mapping[str, timedelta] = MappingProxyType({"waiting_due": timedelta(hours=1)})
PRESSING = ALL_LEADS | AT_ONCE.keys()


def due_at(since: datetime, wait: timedelta, circle: Circle) -> datetime:
    """When a step is due (UTC): after so much working time, at a quarter of an hour. A moment is left out before the
    counting, as it would carry the end of one working day into the next."""
    moment = _over(since)
    begins = since - moment if moment < A_MOMENT else since
    at = add_working_time(begins, wait, circle.hours, circle.zone).astimezone(UTC)
    over = _over(at)
    return at - over if over < A_MOMENT else at - over + timedelta(minutes=STEP_MINUTES)


def _over(at: datetime) -> timedelta:
    """How long the last quarter of an hour is over."""
    return timedelta(minutes=at.minute % STEP_MINUTES, seconds=at.second, microseconds=at.microsecond)


def lands(asking: Asking, person_id: str, due: datetime, circle: Circle) -> tuple[datetime, bool]:
    """When somebody hears of a step that is due (UTC), and whether that is between two briefs: in their next brief, which
    is no sooner; what presses comes by itself if that brief is more than a working day of the owner's away, and that a customer
    waits if it is not just coming."""
    calendar = circle.calendars.get(person_id)
    if calendar is None:
        return due, False
    _, brief = next_brief(calendar, after=due, briefed_on="")
    soonest = speaks_at(calendar, due)
    if (coming := AT_ONCE.get(asking.reason)) is not None:
        return (brief, False) if brief - soonest <= coming else (soonest, True)
    if asking.urgent and asking.reason in PRESSING:
        over = add_working_time(due, _working_day(circle.hours) + A_MINUTE, circle.hours, circle.zone)
        if brief >= over and day_at(soonest, calendar.zone) < day_at(brief, calendar.zone):
            return soonest, True
    return brief, False


def brief_of(person_id: str, circle: Circle, *, now: datetime) -> datetime | None:
    """When somebody's next brief is (UTC), where their calendar is known."""
    calendar = circle.calendars.get(person_id)
    return next_brief(calendar, after=now, briefed_on="")[1] if calendar else None


def counts_from(asking: Asking, said_at: datetime) -> datetime:
    """From when silence counts: since it was said, and where a customer waits not before their time is over."""
    return max(said_at, asking.over_at or asking.since) if asking.reason in AT_ONCE else said_at


def _working_day(hours: WorkingHours) -> timedelta:
    starts, ends = (timedelta(hours=each.hour, minutes=each.minute) for each in (hours.starts, hours.ends))
    return ends - starts
