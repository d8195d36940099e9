"""The brief in every zone of the tz database: one on each working day, never in quiet hours, through every change of the
clocks of two years; with KEPT_EVERY_DAY=1 on all days of them (`make chaos`)."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from bot.calendar import WorkingHours
from bot.quiet import Calendar, kept_back, next_brief, today
from tests.bot.test_calendar import ZONES

# Every day, since clocks change on days when few people work.
EVERY_DAY = WorkingHours(days=frozenset(range(7)))
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
A_DAY = timedelta(days=1)
AROUND = 2 * A_DAY
# When the brief is to come, and the quiet hours: as most have it, in the hours that clocks skip or repeat, at midnight,
# and with quiet hours that begin or end there.
WAYS = [
    (time(9), time(19), time(8)),
    (time(2, 30), time(0), time(0)),
    (time(0), time(12), time(23, 30)),
    (time(0, 30), time(2, 30), time(23)),
    (time(23, 30), time(4), time(1, 30)),
    (time(1, 15), time(22), time(0, 30)),
    (time(3), time(21), time(2, 45)),
]
ALL = os.environ.get("KEPT_EVERY_DAY") == "1"


@cache
def changes(zone: str) -> list[date]:
    """The days on which the zone's clocks change."""
    place, found = ZoneInfo(zone), []
    day, before = FIRST, None
    while day <= LAST:
        offset = datetime.combine(day, time(12), place).utcoffset()
        if before is not None and offset != before:
            found.append(day)
        day, before = day + A_DAY, offset
    return found


def spans(zone: str) -> Iterator[tuple[date, date]]:
    """The first and the last day of each stretch that is walked through."""
    if ALL:
        yield FIRST, LAST
        return
    for day in changes(zone) or [date(2028, 2, 29)]:
        yield day - AROUND, day + AROUND


def walked(calendar: Calendar, first: date, last: date) -> list[str]:
    """The days that were briefed, each as soon as its hour came."""
    days: list[str] = []
    briefed_on = (first - A_DAY).isoformat()
    now = datetime.combine(first - A_DAY, time(12), ZoneInfo(calendar.zone)).astimezone(UTC)
    while True:
        wall, at = next_brief(calendar, after=now, briefed_on=briefed_on)
        assert at >= now
        if wall[:10] > last.isoformat():
            return days
        check_hour(calendar, at, wall)
        now, briefed_on = at, today(calendar, at)
        days.append(briefed_on)


def check_hour(calendar: Calendar, at: datetime, wall: str) -> None:
    """Never in quiet hours, by the rule and by the clock on the wall; at its own hour unless a change moved it."""
    local = at.astimezone(ZoneInfo(calendar.zone))
    shown, (starts, ends) = local.time(), calendar.quiet
    assert kept_back(calendar, at) == ""
    assert not (starts <= shown < ends if starts <= ends else shown >= starts or shown < ends)
    assert wall == f"{local:%Y-%m-%dT%H:%M}"
    in_quiet = (
        starts <= calendar.brief_at < ends if starts <= ends else not ends <= calendar.brief_at < starts
    )
    meant = ends if in_quiet and starts != ends else calendar.brief_at
    assert shown == meant or local.date() in changes(calendar.zone)
    assert abs(
        datetime.combine(local.date(), shown) - datetime.combine(local.date(), meant)
    ) <= 3 * timedelta(hours=1)


@pytest.mark.parametrize("letter", sorted({zone[:4] for zone in ZONES}))
@pytest.mark.parametrize("hours", [EVERY_DAY, WorkingHours()], ids=["every day", "Mon-Fri"])
def test_each_working_day_has_one_brief(letter: str, hours: WorkingHours) -> None:
    for zone in (each for each in ZONES if each.startswith(letter)):
        for brief_at, starts, ends in WAYS:
            calendar = Calendar(zone, hours, (starts, ends), brief_at)
            for first, last in spans(zone):
                every = [first + A_DAY * n for n in range((last - first).days + 1)]
                expected = [day.isoformat() for day in every if hours.works_on(day)]
                assert walked(calendar, first, last) == expected, zone
