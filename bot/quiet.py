"""When one may speak to somebody by oneself, and when their daily brief is: quiet hours, days off and clock changes.

Everything is compared in UTC. A wall time that a clock change skips is moved on by the gap, and one that happens twice is
the first; quiet hours hold both for the hours that were meant so and for whatever the person's clock shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import LONGEST_REST, WorkingHours, wall_of
from bot.holidays import PublicHolidays

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SATURDAY = 5
A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)
# From when to when it is quiet (UTC): the hours that begin on one day.
Night = tuple[datetime, datetime]


@dataclass(frozen=True)
class Calendar:
    """On which clock somebody lives: `zone` of the tz database, when they work (`hours` know public holidays), from when to
    when nothing is said (over midnight where it begins later than it ends; the same twice: never), and when their brief
    is to come.

    A calendar is made anew for each look, and whatever is looked at together asks it for the same few days: what it found
    out about a day stays with it."""

    zone: str
    hours: WorkingHours
    quiet: tuple[time, time]
    brief_at: time
    nights: dict[date, Night] = field(default_factory=dict, init=False, repr=False, compare=False)
    briefs: dict[date, datetime | None] = field(default_factory=dict, init=False, repr=False, compare=False)


def kept_back(calendar: Calendar, now: datetime) -> str:
    """Why nothing may be said now, in words: "it is a weekend", "public holiday: Epiphany", "quiet hours until 08:00";
    empty where one may speak."""
    day = now.astimezone(ZoneInfo(calendar.zone)).date()
    if not calendar.hours.works_on(day):
        return _day_off(calendar.hours, day)
    if _quiet_until(calendar, now) is not None:
        return f"quiet hours until {calendar.quiet[1]:%H:%M}"
    return ""


def speaks_at(calendar: Calendar, at: datetime) -> datetime:
    """The first instant (UTC), not before `at`, at which one may speak. Somebody who never works has their quiet hours
    only."""
    found = _speaks_at(calendar, at, days_too=True)
    return found or _speaks_at(calendar, at, days_too=False) or at.astimezone(UTC)


def next_brief(calendar: Calendar, *, after: datetime, briefed_on: str) -> tuple[str, datetime]:
    """The wall and the instant (UTC) of the next brief: on the first working day later than `briefed_on`, and not before
    `after`.

    `briefed_on` (YYYY-MM-DD, or "" for nobody yet) is the day on the person's calendar on which the last brief was decided,
    also where it was empty; `today` says which that is. If the hour of the brief lies in the quiet hours, it is the end of
    these on that day. Somebody whose clock or settings moved the hour into the past is briefed at once, as long as the day
    lasts, so that each working day has its one brief; but the first brief of all waits for its hour.
    """
    last = date.fromisoformat(briefed_on) if briefed_on else None
    for day in _days_from(calendar, after, last):
        if not calendar.hours.works_on(day):
            continue
        at = _brief_on(calendar, day)
        if at is not None and at < after:
            at = _on_day(calendar, day, speaks_at(calendar, after)) if last else None
        if at is not None:
            return _wall(calendar, at), at
    at = speaks_at(calendar, after + A_DAY)  # who never works, or has no hour that is not quiet
    return _wall(calendar, at), at


def hour_of_brief(quiet: tuple[time, time], brief_at: time) -> time:
    """When the brief comes on the wall clock: at its hour, or where that lies in the quiet hours, when they end."""
    starts, ends = quiet
    return ends if _within(brief_at, starts, ends) else brief_at


def today(calendar: Calendar, now: datetime) -> str:
    """The day on the person's calendar, YYYY-MM-DD."""
    return now.astimezone(ZoneInfo(calendar.zone)).date().isoformat()


def _days_from(calendar: Calendar, after: datetime, last: date | None) -> Iterator[date]:
    first = after.astimezone(ZoneInfo(calendar.zone)).date()
    if last is not None and last >= first:
        first = last + A_DAY
    return (first + A_DAY * on for on in range(LONGEST_REST))


def _brief_on(calendar: Calendar, day: date) -> datetime | None:
    """When the brief of a day is; None for a day that the zone has skipped, or all of whose hours are quiet."""
    if day not in calendar.briefs:
        hours = (calendar.brief_at, calendar.quiet[1], calendar.hours.starts)
        calendar.briefs[day] = next(filter(None, (_brief_at(calendar, day, each) for each in hours)), None)
    return calendar.briefs[day]


def _brief_at(calendar: Calendar, day: date, at: time) -> datetime | None:
    found = _speaks_at(calendar, _instant(day, at, calendar.zone), days_too=False)
    return _on_day(calendar, day, found) if found is not None else None


def _on_day(calendar: Calendar, day: date, at: datetime) -> datetime | None:
    return at if at.astimezone(ZoneInfo(calendar.zone)).date() == day else None


def _wall(calendar: Calendar, at: datetime) -> str:
    local = at.astimezone(ZoneInfo(calendar.zone))
    return wall_of(local.date(), local.time())


def _speaks_at(calendar: Calendar, at: datetime, *, days_too: bool) -> datetime | None:
    """The first instant from then on that is not quiet, with `days_too` on a working day; None where none is near."""
    zone, at = ZoneInfo(calendar.zone), at.astimezone(UTC)
    latest = at + A_DAY * LONGEST_REST
    while at < latest:
        day = at.astimezone(zone).date()
        if days_too and not calendar.hours.works_on(day):
            at = max(_instant(day + A_DAY, time(0), calendar.zone), at + A_MINUTE)
        elif until := _quiet_until(calendar, at):
            at = until
        else:
            return at
    return None


def _quiet_until(calendar: Calendar, at: datetime) -> datetime | None:
    """When the quiet hours end in which an instant lies (UTC), None where it lies in none."""
    starts, ends = calendar.quiet
    local = at.astimezone(ZoneInfo(calendar.zone))
    for day in (local.date() - A_DAY, local.date()):
        since, until = _night(calendar, day)
        if starts != ends and since <= at < until:
            return until
    wall = local.time()
    if not _within(wall, starts, ends):
        return None
    # The clock shows a quiet hour that the ones above do not know: it came by a clock change.
    day = local.date() if wall < ends else local.date() + A_DAY
    first, second = (
        datetime.combine(day, ends, ZoneInfo(calendar.zone)).replace(fold=fold).astimezone(UTC)
        for fold in (0, 1)
    )
    return first if first > at else second if second > at else at + A_MINUTE


def _night(calendar: Calendar, day: date) -> Night:
    """The quiet hours that begin on a day."""
    if (found := calendar.nights.get(day)) is None:
        starts, ends = calendar.quiet
        until = _instant(day + A_DAY if ends <= starts else day, ends, calendar.zone)
        found = calendar.nights[day] = _instant(day, starts, calendar.zone), until
    return found


def _within(wall: time, starts: time, ends: time) -> bool:
    if starts <= ends:
        return starts <= wall < ends
    return wall >= starts or wall < ends


def _instant(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def _day_off(hours: WorkingHours, day: date) -> str:
    if day.weekday() in hours.days:
        name = hours.days_off.name(day) if isinstance(hours.days_off, PublicHolidays) else ""
        return f"public holiday: {name}" if name else "it is a day off"
    if day.weekday() >= SATURDAY:
        return "it is a weekend"
    return f"{WEEKDAYS[day.weekday()]} is no working day"
