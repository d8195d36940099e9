"""When one may speak, and the next brief: quiet hours over midnight, days off, moves between zones, changes of settings."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar import WorkingHours, instant, read_wall
from bot.holidays import of_country
from bot.quiet import Calendar, hour_of_brief, kept_back, next_brief, speaks_at, today
from tests.bot.test_calendar import MOMENT, SOME_ZONE, utc, working_hours

TALLINN = "Europe/Tallinn"
NIGHT = (time(19), time(8))
NEVER = (time(0), time(0))
EVERY_DAY = WorkingHours(days=frozenset(range(7)))
MIA = Calendar(TALLINN, WorkingHours(days_off=of_country("EE")), NIGHT, time(9))
MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    starts, length = draw(MINUTES), draw(st.integers(0, 22 * 60))
    ends = (datetime.combine(date(2026, 1, 1), starts) + timedelta(minutes=length)).time()
    return Calendar(draw(SOME_ZONE), draw(working_hours()), (starts, ends), draw(MINUTES))


@pytest.mark.parametrize(
    ("local", "reason"),
    [
        ("2026-11-25T08:00", ""),
        ("2026-11-25T18:59", ""),
        ("2026-11-25T19:00", "quiet hours until 08:00"),
        ("2026-11-26T00:00", "quiet hours until 08:00"),
        ("2026-11-26T07:59", "quiet hours until 08:00"),
        ("2026-11-28T12:00", "it is a weekend"),
        ("2026-11-29T23:00", "it is a weekend"),
        ("2026-02-24T12:00", "public holiday: Independence Day"),
        ("2026-12-25T03:00", "public holiday: Christmas Day"),
        ("2026-12-26T12:00", "it is a weekend"),
    ],
)
def test_what_keeps_back_is_said_in_words(local: str, reason: str) -> None:
    assert kept_back(MIA, instant(local, TALLINN, MIA.hours)) == reason


def test_a_week_of_ones_own_and_a_day_off_are_named_too() -> None:
    part = replace(MIA, hours=WorkingHours(days=frozenset({0, 1, 5}), days_off={date(2026, 11, 24)}))
    assert kept_back(part, utc(2026, 11, 25, 10)) == "Wednesday is no working day"
    assert kept_back(part, utc(2026, 11, 24, 10)) == "it is a day off"
    assert kept_back(part, utc(2026, 11, 28, 10)) == ""


@pytest.mark.parametrize(
    ("quiet", "local", "kept"),
    [
        ((time(12), time(13)), "2026-11-25T12:30", True),
        ((time(12), time(13)), "2026-11-25T13:00", False),
        ((time(22), time(0)), "2026-11-25T23:59", True),
        ((time(22), time(0)), "2026-11-25T00:00", False),
        ((time(0), time(6)), "2026-11-25T05:59", True),
        (NEVER, "2026-11-25T03:00", False),
        ((time(7), time(7)), "2026-11-25T07:00", False),
    ],
)
def test_quiet_hours_over_midnight_within_a_day_and_none(
    quiet: tuple[time, time], local: str, kept: bool
) -> None:
    calendar = replace(MIA, quiet=quiet)
    assert bool(kept_back(calendar, instant(local, TALLINN, MIA.hours))) is kept


@pytest.mark.parametrize(
    ("at", "speaks"),
    [
        pytest.param("2026-11-25T10:00", "2026-11-25T10:00", id="at once"),
        pytest.param("2026-11-25T20:00", "2026-11-26T08:00", id="in the morning"),
        pytest.param("2026-11-27T19:30", "2026-11-30T08:00", id="over the weekend"),
        pytest.param("2026-12-23T19:00", "2026-12-28T08:00", id="over Christmas"),
        pytest.param("2028-02-28T19:00", "2028-02-29T08:00", id="on 29 February"),
    ],
)
def test_what_is_kept_back_is_said_when_it_may_be(at: str, speaks: str) -> None:
    found = speaks_at(MIA, instant(at, TALLINN, MIA.hours))
    assert found == instant(speaks, TALLINN, MIA.hours)
    assert found.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("calendar", "after", "briefed_on", "wall"),
    [
        pytest.param(MIA, "2026-11-25T07:00", "2026-11-24", "2026-11-25T09:00", id="today"),
        pytest.param(MIA, "2026-11-25T09:00", "2026-11-25", "2026-11-26T09:00", id="tomorrow"),
        pytest.param(MIA, "2026-11-27T09:00", "2026-11-27", "2026-11-30T09:00", id="over the weekend"),
        pytest.param(MIA, "2026-12-23T09:00", "2026-12-23", "2026-12-28T09:00", id="over Christmas"),
        pytest.param(MIA, "2028-02-28T09:00", "2028-02-28", "2028-02-29T09:00", id="on 29 February"),
        pytest.param(MIA, "2026-04-30T09:00", "2026-04-30", "2026-05-04T09:00", id="over the end of a month"),
        pytest.param(MIA, "2026-11-25T15:00", "", "2026-11-26T09:00", id="the first waits for its hour"),
        pytest.param(MIA, "2026-11-25T09:00", "", "2026-11-25T09:00", id="the first, just in time"),
        pytest.param(
            replace(MIA, brief_at=time(7)), "2026-11-25T05:00", "2026-11-24", "2026-11-25T08:00",
            id="not before the quiet hours end",
        ),
        pytest.param(
            replace(MIA, brief_at=time(20)), "2026-11-27T05:00", "2026-11-26", "2026-11-27T08:00",
            id="an hour in the evening's quiet hours: their end on that day",
        ),
        pytest.param(
            replace(MIA, brief_at=time(8)), "2026-11-25T08:30", "2026-11-24", "2026-11-25T08:30",
            id="the hour was moved into the past: at once",
        ),
        pytest.param(
            replace(MIA, brief_at=time(8)), "2026-11-25T19:30", "2026-11-24", "2026-11-26T08:00",
            id="and not any more in the evening",
        ),
        pytest.param(
            replace(MIA, hours=EVERY_DAY, quiet=NEVER, brief_at=time(3, 30)),
            "2026-03-28T12:00", "2026-03-28", "2026-03-29T04:30",
            id="an hour that the clock skips is moved on",
        ),
        pytest.param(
            replace(MIA, zone="Africa/Cairo", hours=EVERY_DAY, quiet=NEVER, brief_at=time(0)),
            "2026-04-23T12:00", "2026-04-23", "2026-04-24T01:00",
            id="a midnight that there is not",
        ),
    ],
)  # fmt: skip
def test_the_next_brief(calendar: Calendar, after: str, briefed_on: str, wall: str) -> None:
    found, at = next_brief(
        calendar, after=instant(after, calendar.zone, calendar.hours), briefed_on=briefed_on
    )
    assert found == wall
    assert at == instant(wall, calendar.zone, calendar.hours)


def test_an_hour_that_comes_twice_is_briefed_at_the_first() -> None:
    twice = replace(MIA, hours=EVERY_DAY, quiet=NEVER, brief_at=time(3, 30))
    wall, at = next_brief(twice, after=utc(2026, 10, 24, 12), briefed_on="2026-10-24")
    assert (wall, at) == ("2026-10-25T03:30", utc(2026, 10, 25, 0, 30))
    assert next_brief(twice, after=at, briefed_on="2026-10-25")[0] == "2026-10-26T03:30"


def test_quiet_hours_hold_for_the_hour_that_comes_twice_both_times() -> None:
    early = replace(MIA, hours=EVERY_DAY, quiet=(time(22), time(3, 30)))
    assert kept_back(early, utc(2026, 10, 25, 0, 15))
    assert not kept_back(early, utc(2026, 10, 25, 0, 45))
    assert kept_back(early, utc(2026, 10, 25, 1, 15)), "the clock shows 03:15 again"
    assert speaks_at(early, utc(2026, 10, 25, 1, 15)) == utc(2026, 10, 25, 1, 30)


def test_quiet_hours_whose_end_the_clock_skips_end_as_much_later() -> None:
    early = replace(MIA, hours=EVERY_DAY, quiet=(time(22), time(3, 30)))
    assert speaks_at(early, utc(2026, 3, 28, 22)) == utc(2026, 3, 29, 1, 30)
    assert kept_back(early, utc(2026, 3, 29, 1, 10)), "04:10, which was to be 03:10"
    late = replace(MIA, hours=EVERY_DAY, quiet=(time(3, 30), time(8)))
    assert kept_back(late, utc(2026, 3, 29, 0, 59)) == ""
    assert kept_back(late, utc(2026, 3, 29, 1, 0)), "the clock shows 04:00 at once"


@given(calendars())
def test_the_hour_that_people_are_told_is_when_the_brief_comes(calendar: Calendar) -> None:
    here = replace(calendar, zone="UTC")
    wall, _ = next_brief(here, after=utc(2026, 11, 24), briefed_on="2026-11-24")
    assert read_wall(wall)[1] == hour_of_brief(here.quiet, here.brief_at)


def test_a_day_that_a_zone_skipped_has_no_brief() -> None:
    apia = Calendar("Pacific/Apia", EVERY_DAY, NIGHT, time(9))
    wall, _ = next_brief(apia, after=utc(2011, 12, 29, 20), briefed_on="2011-12-29")
    assert wall == "2011-12-31T09:00"


@pytest.mark.parametrize(
    ("from_zone", "to_zone", "moved", "days"),
    [
        # Briefed on Wednesday in the one, and in the other on each working day from then on, once.
        ("Pacific/Honolulu", "Asia/Tokyo", utc(2026, 11, 26, 3), ["2026-11-26", "2026-11-27", "2026-11-30"]),
        ("Asia/Tokyo", "Pacific/Honolulu", utc(2026, 11, 25, 1), ["2026-11-26", "2026-11-27", "2026-11-30"]),
        ("Europe/Tallinn", "America/New_York", utc(2026, 11, 25, 9), ["2026-11-26", "2026-11-27"]),
        ("America/New_York", "Europe/Tallinn", utc(2026, 11, 25, 20), ["2026-11-26", "2026-11-27"]),
    ],
)
def test_whoever_moves_has_one_brief_a_working_day(
    from_zone: str, to_zone: str, moved: datetime, days: list[str]
) -> None:
    before = Calendar(from_zone, WorkingHours(), NIGHT, time(9))
    after = replace(before, zone=to_zone)
    first = next_brief(before, after=utc(2026, 11, 24, 13), briefed_on="2026-11-24")[0][:10]
    assert first == "2026-11-25"
    assert briefs(after, moved, first, len(days)) == days


def briefs(calendar: Calendar, now: datetime, briefed_on: str, count: int) -> list[str]:
    """The days of the next briefs, each decided at its hour."""
    found = []
    for _ in range(count):
        _, now = next_brief(calendar, after=now, briefed_on=briefed_on)
        briefed_on = today(calendar, now)
        found.append(briefed_on)
    return found


@given(calendars(), MOMENT)
def test_when_one_may_speak_nothing_keeps_back_and_it_is_no_later_than_needed(
    calendar: Calendar, at: datetime
) -> None:
    found = speaks_at(calendar, at)
    assert found >= at
    assert kept_back(calendar, found) == ""
    step = (found - at) / 7
    assert all(kept_back(calendar, at + step * n) for n in range(7)) or found == at


@given(calendars(), MOMENT, st.lists(st.tuples(calendars(), st.integers(1, 60 * 30)), max_size=4))
def test_through_moves_and_new_settings_nobody_is_briefed_twice_a_day_or_in_quiet_hours(
    calendar: Calendar, now: datetime, changes: list[tuple[Calendar, int]]
) -> None:
    days: list[str] = []
    for then, minutes in [*changes, (calendar, 60 * 24 * 9)]:
        until = now + timedelta(minutes=minutes)
        while True:
            wall, at = next_brief(calendar, after=now, briefed_on=max(days, default=""))
            assert at >= now
            assert kept_back(calendar, at) == ""
            if at >= until:
                break
            local = at.astimezone(ZoneInfo(calendar.zone))
            assert read_wall(wall) == (local.date(), local.time().replace(second=0, microsecond=0))
            days.append(today(calendar, at))
            now = at
        calendar, now = then, until
    assert days == sorted(set(days))


@given(calendars(), MOMENT)
def test_a_month_has_its_brief_on_each_working_day(calendar: Calendar, now: datetime) -> None:
    begun = today(calendar, now)
    found = briefs(calendar, now, begun, 20)
    first, last = date.fromisoformat(begun) + timedelta(days=1), date.fromisoformat(found[-1])
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert found == [day.isoformat() for day in every if calendar.hours.works_on(day)]


def test_who_never_works_still_has_quiet_hours() -> None:
    never = replace(MIA, hours=WorkingHours(days=frozenset()))
    assert speaks_at(never, utc(2026, 11, 25, 20)) == utc(2026, 11, 26, 6)
    assert next_brief(never, after=utc(2026, 11, 25, 20), briefed_on="")[1] > utc(2026, 11, 25, 20)
