"""When a person is asked instead of a date being guessed, and what the clock changes do."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.dates import Doubt, Found, NoDateYet, Order, due, find, phrase

TALLINN = ZoneInfo("Europe/Tallinn")
NOW = datetime(2026, 3, 11, 10, 0, tzinfo=TALLINN)


def only(text: str, now: datetime = NOW, order: Order | None = "day") -> Found:
    found = find(text, now=now, order=order)
    assert len(found) == 1, found
    assert isinstance(found[0], Found)
    return found[0]


@pytest.mark.parametrize(
    ("order", "expected"),
    [("day", date(2026, 5, 4)), ("month", date(2026, 4, 5))],
)
def test_the_workspace_decides_which_number_is_the_day(order: Order, expected: date) -> None:
    found = only("by 4/5", order=order)
    assert (found.day, found.doubt) == (expected, None)


def test_without_the_setting_both_readings_are_asked() -> None:
    found = only("by 4/5", order=None)
    assert found.doubt is Doubt.DAY_OR_MONTH
    assert set(found.readings) == {(date(2026, 5, 4), None), (date(2026, 4, 5), None)}


@pytest.mark.parametrize("text", ["by 22/4", "by 4/22", "by 5/5", "by 04.05.", "2026-04-05"])
def test_numbers_with_one_reading_are_not_doubtful(text: str) -> None:
    assert only(text, order=None).doubt is None


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "3 days ago",
        "last Friday",
        "9 March 2020",
        "today 9am",
        "this morning at 8",
        "by Monday this week",
    ],
)
def test_a_moment_before_now_is_doubtful(text: str) -> None:
    assert only(text).doubt is Doubt.PAST


def test_today_is_not_past_late_in_the_evening() -> None:
    assert only("today", now=NOW.replace(hour=23)).doubt is None


def test_a_weekday_that_disagrees_with_its_date_is_doubtful() -> None:
    assert only("Monday 20 March").doubt is Doubt.WEEKDAY
    assert only("Friday 20 March").doubt is None


def test_a_weekday_and_a_distant_day_of_the_month_keep_both_readings() -> None:
    found = only("Tuesday the 20th")
    assert found.doubt is Doubt.WEEKDAY
    assert found.readings == ((date(2026, 10, 20), None), (date(2026, 3, 20), None))


def test_a_small_number_after_a_weekday_may_be_a_day_or_an_hour() -> None:
    found = only("Friday 3")
    assert found.doubt is Doubt.DAY_OR_HOUR
    assert found.readings == ((date(2026, 4, 3), None), (date(2026, 3, 13), time(15)))


def test_a_small_number_after_a_weekday_is_an_hour_where_no_such_day_is_near() -> None:
    found = only("Friday 4")
    assert (found.day, found.time, found.doubt) == (date(2026, 3, 13), time(16), None)


def test_a_morning_hour_that_is_over_may_be_tonight() -> None:
    found = only("by 9")
    assert found.doubt is Doubt.AM_OR_PM
    assert found.readings == ((date(2026, 3, 12), time(9)), (date(2026, 3, 11), time(21)))


@pytest.mark.parametrize(
    "text", ["30 February", "February 30", "31.04.2026", "2026-13-01", "14pm", "25:00", "10:75"]
)
def test_days_and_times_that_do_not_exist_are_nothing(text: str) -> None:
    assert find(text, now=NOW, order="day") == []


def test_a_time_the_clocks_skip_moves_forward() -> None:
    found = only("29 March 3:30am")
    assert (found.day, found.time) == (date(2026, 3, 29), time(4, 30))


def test_hours_are_elapsed_time_across_a_clock_change() -> None:
    found = only("in 3 hours", now=datetime(2026, 3, 29, 2, 0, tzinfo=TALLINN))
    assert found.time == time(6)


def test_days_keep_the_wall_clock_across_a_clock_change() -> None:
    found = only("in 2 days at 9:30", now=datetime(2026, 3, 28, 9, 0, tzinfo=TALLINN))
    assert (found.day, found.time) == (date(2026, 3, 30), time(9, 30))


def test_the_end_of_a_week_said_on_its_weekend_is_sunday() -> None:
    assert only("this week", now=NOW.replace(day=14)).day == date(2026, 3, 15)


def test_a_named_zone_is_read_in_that_zone_when_no_day_is_said() -> None:
    found = only("9am PT", now=datetime(2026, 3, 12, 1, 0, tzinfo=TALLINN))
    assert (found.day, found.time) == (date(2026, 3, 12), time(18))


@pytest.mark.parametrize(
    ("text", "undated"),
    [
        ("price list for next year ASAP", True),
        ("call them soon about the plans for March", True),
        ("ASAP, by Friday at the latest", False),
        ("soon, on 3 December", False),
    ],
)
def test_asap_is_the_deadline_where_only_a_vague_span_stands_beside_it(text: str, undated: bool) -> None:
    assert isinstance(due(text, now=NOW, order=None), NoDateYet) is undated


@pytest.mark.parametrize("text", ["by Fri or Mon", "on Friday, or by Monday", "send it Fri or Mon please"])
def test_one_date_or_another_is_asked(text: str) -> None:
    found = due(text, now=NOW, order="day")
    assert isinstance(found, Found)
    assert found.doubt is Doubt.EITHER
    assert found.readings == ((date(2026, 3, 13), None), (date(2026, 3, 16), None))
    assert text[found.start : found.end].endswith(("Mon", "Monday"))


def test_a_field_that_holds_two_dates_is_asked_about_too() -> None:
    found = phrase("Fri or Mon", now=NOW, order="day")
    assert isinstance(found, Found)
    assert found.doubt is Doubt.EITHER


def test_two_dates_without_an_or_are_no_choice() -> None:
    found = due("the report of Fri by Mon", now=NOW, order="day")
    assert isinstance(found, Found)
    assert (found.day, found.doubt) == (date(2026, 3, 16), None)


@pytest.mark.parametrize("text", ["by Fri 25pm", "on Friday at 13:75", "Fri, 99 am"])
def test_an_hour_that_no_clock_has_is_asked_about(text: str) -> None:
    found = due(text, now=NOW, order="day")
    assert isinstance(found, Found)
    assert (found.day, found.doubt) == (date(2026, 3, 13), Doubt.NO_SUCH_TIME)
    assert text[found.start : found.end] == text


@pytest.mark.parametrize("text", ["by Fri 25 pumps", "by Friday 250 tons", "by Fri 3 amps"])
def test_a_number_of_something_beside_a_date_is_no_hour(text: str) -> None:
    found = due(text, now=NOW, order="day")
    assert isinstance(found, Found)
    assert found.doubt is None
