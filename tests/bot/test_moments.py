"""Dates, hours and spans as people read them."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.moments import day_in_words, how_long, moment_in_words, place, wall_in_words

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("zone", "called"),
    [
        ("Europe/Tallinn", "Tallinn time"),
        ("America/New_York", "New York time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
        ("Etc/GMT", "GMT"),
        ("Etc/GMT+5", "UTC-5"),
        ("Etc/GMT-14", "UTC+14"),
        ("GB", "GB"),
    ],
)
def test_a_zone_is_called_by_its_city_or_its_hours_from_greenwich(zone: str, called: str) -> None:
    assert place(zone) == called


@pytest.mark.parametrize(
    ("wall", "shown"),
    [
        ("2026-11-23", "Mon 23 Nov"),
        ("2026-11-24", "Tue 24 Nov"),
        ("2026-11-25", "Wed 25 Nov"),
        ("2026-11-26T23:59", "Thu 26 Nov"),
        ("2026-11-27", "Fri 27 Nov"),
        ("2026-11-28", "Sat 28 Nov"),
        ("2026-11-29", "Sun 29 Nov"),
        ("2027-01-04", "Mon 4 Jan 2027"),
        ("2025-12-31", "Wed 31 Dec 2025"),
    ],
)
def test_a_day_has_weekday_and_month_name_and_a_year_only_if_it_is_another(wall: str, shown: str) -> None:
    assert day_in_words(wall, now=NOW, zone="Europe/Tallinn") == shown


def test_every_month_has_its_name() -> None:
    shown = [day_in_words(f"2026-{month:02}-01", now=NOW, zone="UTC").split()[2] for month in range(1, 13)]
    assert shown == ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@pytest.mark.parametrize(
    ("zone", "shown"), [("Europe/Tallinn", "Thu 1 Jan"), ("America/New_York", "Thu 1 Jan 2026")]
)
def test_which_year_is_this_one_depends_on_the_readers_own_clock(zone: str, shown: str) -> None:
    new_year = datetime(2025, 12, 31, 23, 0, tzinfo=UTC)
    assert day_in_words("2026-01-01", now=new_year, zone=zone) == shown


@pytest.mark.parametrize(
    ("wall", "ends", "shown"),
    [
        ("2026-11-27T17:00", time(17), "Fri 27 Nov, 17:00 (Tallinn time)"),
        ("2026-11-27T09:05", time(17), "Fri 27 Nov, 09:05 (Tallinn time)"),
        ("2026-11-27T00:00", time(17), "Fri 27 Nov, 00:00 (Tallinn time)"),
        ("2026-11-27", time(17), "Fri 27 Nov, end of the working day (17:00 Tallinn time)"),
        ("2026-11-27", time(18, 30), "Fri 27 Nov, end of the working day (18:30 Tallinn time)"),
    ],
)
def test_a_due_date_is_echoed_with_weekday_date_time_and_zone(wall: str, ends: time, shown: str) -> None:
    assert wall_in_words(wall, "Europe/Tallinn", ends, now=NOW) == shown


@pytest.mark.parametrize(
    ("at", "zone", "shown"),
    [
        (datetime(2026, 11, 25, 12, 30, tzinfo=UTC), "Europe/Tallinn", "today 14:30"),
        (datetime(2026, 11, 24, 22, 0, tzinfo=UTC), "Europe/Tallinn", "today 00:00"),
        (datetime(2026, 11, 25, 22, 0, tzinfo=UTC), "Europe/Tallinn", "tomorrow 00:00"),
        (datetime(2026, 11, 26, 21, 59, tzinfo=UTC), "Europe/Tallinn", "tomorrow 23:59"),
        (datetime(2026, 11, 26, 22, 0, tzinfo=UTC), "Europe/Tallinn", "Fri 27 Nov, 00:00"),
        (datetime(2026, 11, 24, 21, 59, tzinfo=UTC), "Europe/Tallinn", "Tue 24 Nov, 23:59"),
        (datetime(2026, 11, 25, 22, 0, tzinfo=UTC), "America/New_York", "today 17:00"),
        (datetime(2027, 1, 4, 8, 0, tzinfo=UTC), "UTC", "Mon 4 Jan 2027, 08:00"),
    ],
)
def test_a_moment_is_told_on_the_readers_clock_as_today_tomorrow_or_a_date(
    at: datetime, zone: str, shown: str
) -> None:
    assert moment_in_words(at, zone, now=NOW) == shown


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (timedelta(seconds=-5), "less than a minute"),
        (timedelta(0), "less than a minute"),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=23, minutes=59), "23 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=3, hours=5), "3 days"),
    ],
)
def test_a_span_is_told_in_its_largest_whole_unit(span: timedelta, shown: str) -> None:
    assert how_long(span) == shown
