"""Days as instants and working time, in every zone and over every change of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar import WorkingHours, add_working_time, instant, read_wall, wall_of, wall_on

TALLINN = "Europe/Tallinn"
HOURS = WorkingHours()
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
# Clocks that change at midnight, by half an hour, by two hours or around Ramadan; offsets that are no whole hours.
ODD_ZONES = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
]
SOME_ZONE = st.sampled_from(ODD_ZONES) | st.sampled_from(ZONES)
MOMENT = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda at: at.replace(second=0, microsecond=0)
)
MINUTE = st.times().map(lambda at: at.replace(second=0, microsecond=0))
SPAN = st.integers(0, 60 * 400).map(lambda minutes: timedelta(minutes=minutes))


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@st.composite
def working_hours(draw: st.DrawFn) -> WorkingHours:
    begins = draw(st.integers(0, 22 * 60))
    closes = draw(st.integers(begins + 60, 24 * 60 - 1))
    starts, ends = time(begins // 60, begins % 60), time(closes // 60, closes % 60)
    days = draw(st.sets(st.integers(0, 6), min_size=1))
    days_off = draw(st.sets(st.dates(date(2020, 1, 1), date(2020, 3, 1)), max_size=5))
    return WorkingHours(starts, ends, frozenset(days), days_off)


@pytest.mark.parametrize(
    ("day", "at", "wall"),
    [
        (date(2026, 11, 27), None, "2026-11-27"),
        (date(2026, 11, 27), time(9, 5), "2026-11-27T09:05"),
        (date(2026, 11, 27), time(0), "2026-11-27T00:00"),
        (date(1, 2, 3), None, "0001-02-03"),
    ],
)
def test_a_wall_is_written_as_a_day_or_a_minute_and_read_back(day: date, at: time | None, wall: str) -> None:
    assert wall_of(day, at) == wall
    assert read_wall(wall) == (day, at)


@given(st.dates(), st.none() | MINUTE)
def test_every_day_and_minute_survives_being_written(day: date, at: time | None) -> None:
    assert read_wall(wall_of(day, at)) == (day, at)


@pytest.mark.parametrize(
    ("wall", "zone", "expected"),
    [
        pytest.param("2026-11-27T17:00", TALLINN, utc(2026, 11, 27, 15), id="winter"),
        pytest.param("2026-07-01T17:00", TALLINN, utc(2026, 7, 1, 14), id="summer"),
        pytest.param("2026-11-27", TALLINN, utc(2026, 11, 27, 15), id="a day ends with its working time"),
        pytest.param("2026-11-28", TALLINN, utc(2026, 11, 28, 15), id="a Saturday too"),
        pytest.param("2026-11-27T00:00", TALLINN, utc(2026, 11, 26, 22), id="midnight is no missing time"),
        pytest.param(
            "2026-11-27", "Asia/Kathmandu", utc(2026, 11, 27, 11, 15), id="a quarter of an hour off"
        ),
        pytest.param("2026-03-29T03:30", TALLINN, utc(2026, 3, 29, 1, 30), id="skipped: moved on by the gap"),
        pytest.param("2026-03-29T02:59", TALLINN, utc(2026, 3, 29, 0, 59), id="just before the gap"),
        pytest.param("2026-03-29T04:00", TALLINN, utc(2026, 3, 29, 1), id="just after the gap"),
        pytest.param("2026-10-25T03:30", TALLINN, utc(2026, 10, 25, 0, 30), id="twice: the first"),
        pytest.param("2026-10-25T04:00", TALLINN, utc(2026, 10, 25, 2), id="after both"),
    ],
)
def test_a_wall_means_one_instant(wall: str, zone: str, expected: datetime) -> None:
    assert instant(wall, zone, HOURS) == expected


def test_a_skipped_half_hour_shows_as_half_an_hour_later() -> None:
    at = instant("2026-03-29T03:30", TALLINN, HOURS).astimezone(ZoneInfo(TALLINN))
    assert f"{at:%H:%M}" == "04:30"


def test_a_day_ends_when_this_company_stops_working() -> None:
    assert instant("2026-11-27", TALLINN, WorkingHours(ends=time(18, 30))) == utc(2026, 11, 27, 16, 30)


@pytest.mark.parametrize(
    ("wall", "other", "there"),
    [
        ("2026-11-27T12:00", "America/New_York", "2026-11-27T05:00"),
        ("2026-11-27T12:00", TALLINN, "2026-11-27T12:00"),
        ("2026-11-27T00:30", "America/New_York", "2026-11-26T17:30"),
        ("2026-11-27", "America/New_York", "2026-11-27"),
        ("2026-11-27", "Pacific/Kiritimati", "2026-11-27"),
        ("2026-03-29T03:30", "UTC", "2026-03-29T01:30"),
    ],
)
def test_in_another_zone_a_time_is_the_same_moment_and_a_day_stays_that_day(
    wall: str, other: str, there: str
) -> None:
    assert wall_on(wall, TALLINN, other) == there


@given(MOMENT, SOME_ZONE)
def test_a_moments_wall_leads_back_to_it_except_in_the_repeated_hour_where_the_first_counts(
    at: datetime, zone: str
) -> None:
    local = at.astimezone(ZoneInfo(zone))
    back = instant(wall_of(local.date(), local.time()), zone, HOURS)
    assert back == (at if local.fold == 0 else local.replace(fold=0).astimezone(UTC))
    assert back <= at


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), MINUTE, SOME_ZONE)
def test_an_instants_wall_is_the_one_that_was_said_or_a_later_one_where_that_does_not_exist(
    day: date, at: time, zone: str
) -> None:
    local = instant(wall_of(day, at), zone, HOURS).astimezone(ZoneInfo(zone))
    shown, said = local.replace(tzinfo=None), datetime.combine(day, at)
    assert shown >= said
    if shown != said:
        assert instant(wall_of(shown.date(), shown.time()), zone, HOURS) == local


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        pytest.param("2026-11-25T09:00", timedelta(hours=2), "2026-11-25T11:00", id="within a day"),
        pytest.param("2026-11-25T15:00", timedelta(hours=2), "2026-11-25T17:00", id="to its very end"),
        pytest.param("2026-11-25T16:00", timedelta(hours=2), "2026-11-26T10:00", id="over night"),
        pytest.param("2026-11-27T16:00", timedelta(hours=2), "2026-11-30T10:00", id="over the weekend"),
        pytest.param("2026-11-28T12:00", timedelta(hours=2), "2026-11-30T11:00", id="from a Saturday"),
        pytest.param("2026-11-25T05:00", timedelta(hours=2), "2026-11-25T11:00", id="from before work"),
        pytest.param("2026-11-25T22:00", timedelta(hours=2), "2026-11-26T11:00", id="from after work"),
        pytest.param("2026-11-25T17:00", timedelta(minutes=1), "2026-11-26T09:01", id="from closing time"),
        pytest.param("2026-11-25T10:00", timedelta(0), "2026-11-25T10:00", id="no time at all"),
        pytest.param("2026-11-28T12:00", timedelta(0), "2026-11-30T09:00", id="no time, from a Saturday"),
        pytest.param("2026-11-25T09:00", timedelta(hours=16), "2026-11-26T17:00", id="two whole days"),
        pytest.param("2026-12-23T16:00", timedelta(hours=2), "2026-12-28T10:00", id="over days off"),
        pytest.param(
            "2026-03-27T16:00", timedelta(hours=2), "2026-03-30T10:00", id="over the change to summer time"
        ),
        pytest.param(
            "2026-10-23T16:00", timedelta(hours=2), "2026-10-26T10:00", id="over the change from it"
        ),
        pytest.param("2026-01-05T09:00", timedelta(hours=8 * 5 * 20), "2026-05-22T17:00", id="twenty weeks"),
    ],
)
def test_working_time_passes_only_in_working_hours(start: str, span: timedelta, end: str) -> None:
    christmas = {date(2026, 12, 24), date(2026, 12, 25)}
    hours = WorkingHours(days_off=christmas)
    assert add_working_time(instant(start, TALLINN, hours), span, hours, TALLINN) == instant(
        end, TALLINN, hours
    )


def test_working_hours_are_those_of_the_zone() -> None:
    start = utc(2026, 11, 25, 16)
    assert add_working_time(start, timedelta(hours=2), HOURS, TALLINN) == utc(2026, 11, 26, 9)
    assert add_working_time(start, timedelta(hours=2), HOURS, "America/New_York") == utc(2026, 11, 25, 18)


def test_an_hour_that_the_clocks_skip_or_repeat_within_working_time_counts_as_it_passes() -> None:
    nights = WorkingHours(time(1), time(6), frozenset(range(7)))
    spring, autumn = utc(2026, 3, 28, 23), utc(2026, 10, 24, 22)
    assert add_working_time(spring, timedelta(hours=4), nights, TALLINN) == utc(2026, 3, 29, 3)
    assert add_working_time(autumn, timedelta(hours=6), nights, TALLINN) == utc(2026, 10, 25, 4)


def test_a_calendar_without_working_days_does_not_stop_the_clock_for_ever() -> None:
    never = WorkingHours(days=frozenset())
    assert add_working_time(utc(2026, 11, 25), timedelta(hours=2), never, TALLINN) == utc(2026, 11, 25, 2)


def worked(start: datetime, end: datetime, hours: WorkingHours, zone: str) -> timedelta:
    """The working time between two instants, added up day by day."""
    place, total = ZoneInfo(zone), timedelta(0)
    day, last = start.astimezone(place).date(), end.astimezone(place).date()
    while day <= last:
        if hours.works_on(day):
            opens = datetime.combine(day, hours.starts, place).astimezone(UTC)
            closes = datetime.combine(day, hours.ends, place).astimezone(UTC)
            total += max(min(closes, end) - max(opens, start), timedelta(0))
        day += timedelta(days=1)
    return total


@given(MOMENT, SPAN, SOME_ZONE, working_hours())
def test_between_the_start_and_the_end_lies_exactly_that_much_working_time(
    start: datetime, span: timedelta, zone: str, hours: WorkingHours
) -> None:
    end = add_working_time(start, span, hours, zone)
    assert end >= start
    assert worked(start, end, hours, zone) == span


@given(MOMENT, SPAN, SOME_ZONE)
def test_the_end_lies_within_working_hours(start: datetime, span: timedelta, zone: str) -> None:
    end = add_working_time(start, span, HOURS, zone).astimezone(ZoneInfo(zone))
    assert HOURS.works_on(end.date())
    assert HOURS.starts <= end.time() <= HOURS.ends


@given(MOMENT, SPAN, SPAN, st.timedeltas(timedelta(0), timedelta(days=9)), SOME_ZONE, working_hours())
def test_a_longer_span_or_a_later_start_never_ends_earlier(
    start: datetime, span: timedelta, more: timedelta, later: timedelta, zone: str, hours: WorkingHours
) -> None:
    end = add_working_time(start, span, hours, zone)
    assert add_working_time(start, span + more, hours, zone) >= end
    assert add_working_time(start + later, span, hours, zone) >= end
