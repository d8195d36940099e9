"""Dates as colleagues write them in a hurry: zones beside the end of a day, ranges, moved dates, calendar weeks."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.dates import Found, due, find

NOW = datetime(2026, 3, 11, 10, 0, tzinfo=ZoneInfo("Europe/Tallinn"))
"""A Wednesday morning."""


def moment(text: str, now: datetime = NOW) -> str | None:
    found = due(text, now=now, order="month")
    if not isinstance(found, Found):
        return None
    return found.day.isoformat() + (found.time.strftime(" %H:%M") if found.time else "")


ENDS = {
    "by EOD CET": "2026-03-11",
    "COB PT Thursday": "2026-03-12",
    "eod my time Friday": "2026-03-13",
    "close of business local time on Monday": "2026-03-16",
    "by the day's end": "2026-03-11",
    "by the week's end": "2026-03-13",
    "before the week is out": "2026-03-13",
    "before the month ends": "2026-03-31",
    "by close of Q2": "2026-06-30",
    "Q2 close": "2026-06-30",
    "close of the quarter": "2026-03-31",
    "by the end of the working week": "2026-03-13",
    "by month end April": "2026-04-30",
    "year-end 2027": "2027-12-31",
    "by the end of the second quarter": "2026-06-30",
    "end of the next business day": "2026-03-12",
    "end of office hours Friday": "2026-03-13",
    "by the end of the morning": "2026-03-11 12:00",
    "by the end of the afternoon": "2026-03-11",
    "within the day": "2026-03-11",
    "by 2pm at the latest tomorrow": "2026-03-12 14:00",
    "Friday at the very latest": "2026-03-13",
}
RANGES = {
    "Friday from 3 to 4 pm": "2026-03-13 16:00",
    "3 to 4 pm on Friday": "2026-03-13 16:00",
    "tomorrow 5-6 pm": "2026-03-12 18:00",
    "April 4 - 6": "2026-04-06",
    "April 4 to 6, 2027": "2027-04-06",
    "April 4 until 6": "2026-04-04 18:00",
    "April 4th through 6th": "2026-04-06",
    "March 30-April 4": "2026-04-04",
    "30.3. - 4.4.": "2026-04-04",
    "from 3/30 to 4/4": "2026-04-04",
    "April 20th-22nd": "2026-04-22",
    "through Friday": "2026-03-13",
    "valid thru 3/20": "2026-03-20",
}
WEEKS = {
    "Tuesday in two weeks": "2026-03-24",
    "Friday in a fortnight": "2026-03-27",
    "a week next Friday": "2026-03-20",
    "week from today": "2026-03-18",
    "week on Monday": "2026-03-23",
    "fortnight from Monday": "2026-03-30",
    "today fortnight": "2026-03-25",
    "Tues wk": "2026-03-24",
    "first two weeks of April": "2026-04-17",
    "the first days of April": "2026-04-03",
    "the last days of April": "2026-04-30",
    "last quarter of 2027": "2027-12-31",
    "in August sometime": "2026-08-31",
    "one evening next week": "2026-03-20 23:59",
    "next Monday week": "2026-03-23",
    "next weekend, Saturday": "2026-03-21",
    "after the weekend": "2026-03-16",
    "calendar week 14": "2026-04-03",
    "CW 14": "2026-04-03",
    "by KW14": "2026-04-03",
    "2026-W14": "2026-04-03",
    "in week 14": "2026-04-03",
    "end of week 9 of 2027": "2027-03-05",
    "week 40 of 2026": "2026-10-02",
    "calendar week 2": "2027-01-15",
    "Easter week": "2026-04-03",
    "the week of Christmas": "2026-12-25",
    "Easter weekend": "2026-04-05",
    "first half of next week": "2026-03-18",
    "early part of next week": "2026-03-17",
    "in the course of next week": "2026-03-20",
    "in the course of the week": "2026-03-13",
    "in the next week or two": "2026-03-25",
    "the latter half of April": "2026-04-30",
}
COUNTED = {
    "the last Friday before Easter": "2026-04-03",
    "the first Monday of the new year": "2027-01-04",
    "next month, on the 28th": "2026-04-28",
    "in June on the 5th": "2026-06-05",
    "next workday": "2026-03-12",
    "within two (2) working days": "2026-03-13",
    "within 3 bus. days": "2026-03-16",
    "in 3bd": "2026-03-16",
    "in several days": "2026-03-15",
    "in a hundred days": "2026-06-19",
    "3 weeks down the line": "2026-04-01",
    "two hours before 5pm Friday": "2026-03-13 15:00",
    "in 2 h": "2026-03-11 12:00",
    "in 2,5 hours": "2026-03-11 12:30",
    "in 3/4 of an hour": "2026-03-11 10:45",
    "2 hours past noon": "2026-03-11 14:00",
    "December four": "2026-12-04",
    "hour from now": "2026-03-11 11:00",
}
WRITTEN = {
    "tomorrow @9": "2026-03-12 09:00",
    "friday@9am": "2026-03-13 09:00",
    "tomorrow at 930": "2026-03-12 09:30",
    "5 30 pm": "2026-03-11 17:30",
    "at 16.15 hrs": "2026-03-11 16:15",
    "this aft": "2026-03-11",
    "17:00h": "2026-03-11 17:00",
    "half-past five": "2026-03-11 17:30",
    "twenty-five past two": "2026-03-11 14:25",
    "11:30ish on Thursday": "2026-03-12 11:30",
    "half ten on Friday": "2026-03-13 10:30",
    "a quarter before nine tomorrow": "2026-03-12 08:45",
    "Apr-12-2027": "2027-04-12",
    "Dec 4 at twelve noon": "2026-12-04 12:00",
    "eight o clock tonight": "2026-03-11 20:00",
    "8 o'clock sharp tonight": "2026-03-11 20:00",
    "Thursday, 19 March · 10:00 – 11:00": "2026-03-19 11:00",
    "tomorrow five thirty": "2026-03-12 17:30",
    "first thing in the AM": "2026-03-12 12:00",
    "this pm": "2026-03-11",
    "by 5 my time": "2026-03-11 17:00",
    "the 4 th of April": "2026-04-04",
    "April twenty-two": "2026-04-22",
    "20. 4. 2026": "2026-04-20",
    "2moro": "2026-03-12",
    "20260420T0800Z": "2026-04-20 11:00",
    "2026-04-20 17:00+03:00": "2026-04-20 17:00",
    "17:00Z": "2026-03-11 19:00",
    "midnight UTC": "2026-03-12 02:00",
    "tomorrow CET 15:00": "2026-03-12 16:00",
    "9 am Eastern Standard Time Friday": "2026-03-13 15:00",
    "4pm NY time": "2026-03-11 22:00",
    "5pm GMT +2": "2026-03-11 17:00",
    "by Friday's demo": "2026-03-13",
    "delivery date 3/20": "2026-03-20",
    "kick-off pushed to 3/20": "2026-03-20",
    "the audit slipped back to the 20th": "2026-03-20",
    "review in August bank holiday week": "2026-09-04",
}
NOT_MEANT = {
    "we can do Thursday but not Friday": "2026-03-12",
    "if not Friday then Monday": "2026-03-16",
    "why not Friday?": "2026-03-13",
}


@pytest.mark.parametrize("phrases", [ENDS, RANGES, WEEKS, COUNTED, WRITTEN, NOT_MEANT])
def test_what_is_written_in_a_hurry_means_its_day(phrases: dict[str, str]) -> None:
    assert {text: moment(text) for text in phrases} == phrases


NONE = [
    "earlier this week the pump failed",
    "earlier today it leaked",
    "have a great Friday",
    "the Monday mornings are slow",
    "the third quarter results",
    "At the end of the day, it's their valve",
    "back in the day",
    "they may second the motion",
    "may third parties see the drawing?",
    "wed to the old plan",
    "a 16:9 screen",
    "a 1:1 with Sam",
    "week 20 numbers",
    "week 40's report",
    "week 3 of the roll-out",
    "in week 2 of it",
    "by today's standards",
    "sorry for Monday's outage",
    "this am a test",
    "trust in the PM",
    "at 930 litres",
    "by 730 users",
    "EOD+1",
    "within days",
    "on sun4 hosts",
    "mon0 is up",
    "the first quarter-final",
    "the last two weeks were bad",
    "several pumps leak",
    "Chinese New Year",
    "Orthodox Easter",
    "moved to the 2nd floor",
    "bumped to 3.12",
    "changed to 4/5 stars",
    "12,5 kg",
    "not today",
]


def test_what_only_sounds_like_a_date_is_none() -> None:
    found = {text: find(text, now=NOW, order="month", languages=("en", "et")) for text in NONE}
    assert {text: answers for text, answers in found.items() if answers} == {}


@pytest.mark.parametrize(("hour", "day"), [(11, "2026-03-11 12:00"), (12, "2026-03-12 12:00")])
def test_the_end_of_the_morning_is_today_until_noon(hour: int, day: str) -> None:
    assert moment("by the end of the morning", NOW.replace(hour=hour)) == day


def test_a_calendar_week_that_is_over_is_next_years() -> None:
    assert moment("calendar week 10") == "2027-03-12"
    assert moment("calendar week 11") == "2026-03-13"


def test_a_year_without_a_53rd_week_has_none() -> None:
    assert moment("week 53 of 2027") is None


def test_the_end_of_a_counted_period_is_a_deadline() -> None:
    found = due("end of the second quarter", now=NOW, order=None)
    assert isinstance(found, Found)
    assert found.deadline
    assert not found.vague


def test_a_calendar_week_is_a_window() -> None:
    found = due("in week 40", now=NOW, order=None)
    assert isinstance(found, Found)
    assert found.vague
