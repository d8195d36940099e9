"""Calendar arithmetic: working days, months of unequal length, weekdays and Easter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar_days import (
    add_months,
    add_working_days,
    coming_weekday,
    easter,
    nth_weekday,
    weekday_of_week,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
        (2049, date(2049, 4, 18)),
    ],
)
def test_easter_falls_on_its_known_days(year: int, day: date) -> None:
    assert easter(year) == day


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_from_22_march_to_25_april(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 3, 13), 1, date(2026, 3, 16)),
        (date(2026, 3, 14), 1, date(2026, 3, 16)),
        (date(2026, 3, 11), 5, date(2026, 3, 18)),
        (date(2026, 3, 16), -1, date(2026, 3, 13)),
        (date(2026, 3, 15), -2, date(2026, 3, 12)),
    ],
)
def test_working_days_skip_weekends(start: date, count: int, end: date) -> None:
    assert add_working_days(start, count) == end


@given(DAYS, st.integers(1, 300))
def test_working_days_ahead_are_counted_one_by_one(start: date, count: int) -> None:
    end = add_working_days(start, count)
    between = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert sum(day.weekday() < 5 for day in between) == count
    assert end.weekday() < 5


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 3, 15), -3, date(2025, 12, 15)),
    ],
)
def test_months_keep_the_day_or_end_with_the_month(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@given(DAYS, st.integers(0, 6))
def test_the_coming_weekday_is_within_the_next_seven_days(day: date, weekday: int) -> None:
    coming = coming_weekday(day, weekday)
    assert coming.weekday() == weekday
    assert 1 <= (coming - day).days <= 7


@given(DAYS, st.integers(0, 6))
def test_a_weekday_of_a_week_stays_in_it(day: date, weekday: int) -> None:
    assert weekday_of_week(day, weekday).isocalendar()[:2] == day.isocalendar()[:2]


def test_a_month_has_no_fifth_weekday_that_it_lacks() -> None:
    assert nth_weekday(2026, 2, 0, 5) is None
    assert nth_weekday(2026, 3, 0, 5) == date(2026, 3, 30)
    assert nth_weekday(2026, 3, 4, -1) == date(2026, 3, 27)
