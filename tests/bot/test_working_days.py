"""Working days on a calendar."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar import WorkingHours, add_working_time
from bot.working_days import day_at, later, morning, new_week, on_or_after, time_before, time_between
from tests.bot.looked_at import CALENDARS, HOURS, TALLINN, ZONES, at

NEVER = WorkingHours(days=frozenset())
WED, FRI, SAT, SUN, MON = (date(2026, 11, day) for day in (25, 27, 28, 29, 30))
MOMENTS = st.datetimes(at("01-01 00:00").replace(tzinfo=None), at("12-31 00:00").replace(tzinfo=None)).map(
    lambda each: each.replace(tzinfo=at("01-01 00:00").tzinfo)
)


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (WED, 2, FRI),
        (WED, 3, MON),
        (MON, -1, FRI),
        (SUN, -1, FRI),
        (SAT, 1, MON),
        (SAT, 0, FRI),
        (WED, 0, WED),
    ],
)
def test_working_days_are_counted_over_weekends(day: date, count: int, found: date) -> None:
    assert later(day, count, HOURS) == found


def test_public_holidays_are_not_counted() -> None:
    hours = WorkingHours(days_off={date(2026, 11, 26), MON})
    assert later(WED, 1, hours) == FRI
    assert on_or_after(SAT, hours) == date(2026, 12, 1)


def test_to_whom_never_works_every_day_counts() -> None:
    assert later(FRI, 2, NEVER) == SUN
    assert later(SUN, -2, NEVER) == FRI
    assert later(SAT, 0, NEVER) == on_or_after(SAT, NEVER) == SAT


@pytest.mark.parametrize(
    ("end", "hours", "found"),
    [
        ("11-25 10:00", 1, "11-25 09:00"),
        ("11-30 08:00", 2, "11-27 14:00"),  # Monday 10:00 in Tallinn: Friday 16:00
        ("11-28 12:00", 1, "11-27 14:00"),  # Saturday
        ("11-25 20:00", 1, "11-25 14:00"),  # after hours
    ],
)
def test_working_time_is_counted_back_over_nights_and_weekends(end: str, hours: int, found: str) -> None:
    assert time_before(at(end), timedelta(hours=hours), HOURS, TALLINN) == at(found)


@given(MOMENTS, st.integers(1, 30), st.sampled_from(ZONES), st.sampled_from(CALENDARS[:4]))
def test_counting_working_time_back_and_on_again_leads_to_the_same_instant(
    end: datetime, hours: int, zone: str, calendar: WorkingHours
) -> None:
    span = timedelta(hours=hours)
    before = time_before(end, span, calendar, zone)
    assert before <= end - span
    assert add_working_time(before, span, calendar, zone) <= end


def test_a_midnight_that_a_clock_change_skips_is_the_end_of_the_gap() -> None:
    # In Asunción clocks went from midnight to one on 6 October 2024.
    begins = morning(date(2024, 10, 6), "America/Asuncion")
    assert day_at(begins, "America/Asuncion") == date(2024, 10, 6)
    assert day_at(begins - timedelta(seconds=1), "America/Asuncion") == date(2024, 10, 5)


@pytest.mark.parametrize(
    ("day", "hours", "found"),
    [
        (WED, HOURS, MON),
        (MON, HOURS, MON),
        (WED, WorkingHours(days_off={MON}), date(2026, 12, 1)),
        (WED, WorkingHours(days_off={MON + timedelta(days=each) for each in range(5)}), date(2026, 12, 7)),
        # Somebody whose week is Sunday to Thursday, or who has every second day off.
        (WED, WorkingHours(days=frozenset({6, 0, 1, 2, 3})), SUN),
        (WED, WorkingHours(days=frozenset({0, 2, 4})), MON),
        (WED, WorkingHours(days=frozenset({2})), WED),
        (WED, WorkingHours(days=frozenset(range(7))), MON),
        (WED, NEVER, MON),
    ],
)
def test_a_week_begins_on_its_first_working_day(day: date, hours: WorkingHours, found: date) -> None:
    assert new_week(day, hours) == found


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(CALENDARS))
def test_a_week_begins_once_in_seven_days_or_after_days_off(day: date, hours: WorkingHours) -> None:
    begins = new_week(day, hours)
    assert begins >= day
    assert hours.works_on(begins) or not hours.days
    assert all(new_week(day + timedelta(days=each), hours) == begins for each in range((begins - day).days))
    assert new_week(begins, hours) == begins


@given(MOMENTS, st.timedeltas(timedelta(), timedelta(hours=60)), st.sampled_from(ZONES))
def test_the_working_time_between_two_moments_is_what_was_added(
    start: datetime, span: timedelta, zone: str
) -> None:
    assert time_between(start, add_working_time(start, span, HOURS, zone), HOURS, zone) == span
    assert time_between(start, start - span, HOURS, zone) == timedelta()
    assert time_between(start, start + span, NEVER, zone) == span
