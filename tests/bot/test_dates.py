"""Which day and time a date phrase means, seen from a Wednesday morning."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.dates import Found, NoDateYet, due, find, phrase

TALLINN = ZoneInfo("Europe/Tallinn")
NOW = datetime(2026, 3, 11, 10, 0, tzinfo=TALLINN)


def only(text: str, now: datetime = NOW) -> Found:
    found = find(text, now=now, order="day")
    assert len(found) == 1, found
    assert isinstance(found[0], Found)
    return found[0]


def moment(text: str, now: datetime = NOW) -> str:
    found = only(text, now)
    return found.day.isoformat() + (found.time.strftime(" %H:%M") if found.time else "")


WEEKDAYS = {
    "Friday": "2026-03-13",
    "by Thurs.": "2026-03-12",
    "wed": "2026-03-18",
    "next Tuesday": "2026-03-17",
    "this coming Sunday": "2026-03-15",
    "Saturday week": "2026-03-21",
    "Thursday fortnight": "2026-03-26",
    "Monday after next": "2026-03-23",
    "Tuesday next week": "2026-03-17",
    "next week on Thursday": "2026-03-19",
    "Friday this week": "2026-03-13",
    "wendsday": "2026-03-18",
    "by Firday": "2026-03-13",
    "Friday the 13th": "2026-03-13",
    "Monday 16": "2026-03-16",
    "first thing Monday": "2026-03-16 12:00",
    "Thursday pm": "2026-03-12",
    "Wednesday EOD": "2026-03-11",
}
NEAR_DAYS = {
    "today": "2026-03-11",
    "tmrw": "2026-03-12",
    "by tom": "2026-03-12",
    "the day after tomorrow": "2026-03-13",
    "tomorrow week": "2026-03-19",
    "this afternoon": "2026-03-11",
    "tonight": "2026-03-11 23:59",
    "tomorrow morning": "2026-03-12 12:00",
    "in the morning": "2026-03-12 12:00",
    "by lunch": "2026-03-11 12:00",
    "EOD": "2026-03-11",
    "by close of business tomorrow": "2026-03-12",
    "end of the working day": "2026-03-11",
    "next working day": "2026-03-12",
}
DATES = {
    "30 March": "2026-03-30",
    "March 30th": "2026-03-30",
    "the 3rd of June": "2026-06-03",
    "twenty-second of June": "2026-06-22",
    "june the ninth": "2026-06-09",
    "9 Feb": "2027-02-09",
    "Sept. 9, 2027": "2027-09-09",
    "9 Sep '27": "2027-09-09",
    "9-Sep-2027": "2027-09-09",
    "Sep9": "2026-09-09",
    "febuary 9": "2027-02-09",
    "the 16th": "2026-03-16",
    "before the 3rd": "2026-04-03",
    "the 11th": "2026-03-11",
    "on the 31st": "2026-03-31",
    "the 10th of next month": "2026-04-10",
    "the 23rd of this month": "2026-03-23",
    "29 February": "2028-02-29",
    "2026-04-02": "2026-04-02",
    "2026/4/2": "2026-04-02",
    "02.04.2026": "2026-04-02",
    "2.4.26": "2026-04-02",
    "by 02.04.": "2026-04-02",
    "2/4": "2026-04-02",
    "on 2/4/2026": "2026-04-02",
    "by 4/22": "2026-04-22",
    "April 20-22": "2026-04-22",
    "20-22 April": "2026-04-22",
}
DISTANCES = {
    "in 2 weeks": "2026-03-25",
    "in a fortnight": "2026-03-25",
    "in three days' time": "2026-03-14",
    "within 5 working days": "2026-03-18",
    "in 3 business days": "2026-03-16",
    "a month from today": "2026-04-11",
    "six weeks from now": "2026-04-22",
    "10 days later": "2026-03-21",
    "in 4-5 weeks": "2026-04-15",
    "in a week or two": "2026-03-25",
    "a week from Friday": "2026-03-20",
    "two weeks on Monday": "2026-03-30",
    "in two Mondays": "2026-03-23",
    "2 days after Christmas": "2026-12-27",
    "5 days before the end of the month": "2026-03-26",
    "the Monday before Christmas": "2026-12-21",
    "Tuesday three weeks from now": "2026-03-31",
    "in half a year": "2026-09-11",
    "in a year and 2 months": "2027-05-11",
    "in half an hour": "2026-03-11 10:30",
    "in 1h30": "2026-03-11 11:30",
    "in an hour and a half": "2026-03-11 11:30",
    "in 2½ hours": "2026-03-11 12:30",
    "in 1h20m": "2026-03-11 11:20",
    "within 48 hours": "2026-03-13 10:00",
    "in a quarter of an hour": "2026-03-11 10:15",
    "in a day and 3 hours": "2026-03-12 13:00",
    "+2d": "2026-03-13",
}
PERIODS = {
    "this week": "2026-03-13",
    "next week": "2026-03-20",
    "the week after next": "2026-03-27",
    "early next week": "2026-03-17",
    "midweek": "2026-03-11",
    "mid next week": "2026-03-18",
    "end of week": "2026-03-13",
    "EOW": "2026-03-13",
    "this weekend": "2026-03-15",
    "before the weekend": "2026-03-13",
    "end of month": "2026-03-31",
    "by month-end": "2026-03-31",
    "next month": "2026-04-30",
    "start of June": "2026-06-01",
    "early May": "2026-05-10",
    "mid March": "2026-03-15",
    "late May": "2026-05-31",
    "end May": "2026-05-31",
    "before June": "2026-05-31",
    "mid month": "2026-03-15",
    "beginning of the month": "2026-04-01",
    "June after next": "2027-06-30",
    "Q3": "2026-09-30",
    "end of next quarter": "2026-06-30",
    "by the second quarter of 2027": "2027-06-30",
    "H1": "2026-06-30",
    "this summer": "2026-08-31",
    "next spring": "2027-05-31",
    "by end of year": "2026-12-31",
    "next year": "2027-12-31",
    "by 2028": "2028-12-31",
    "the week of April 20": "2026-04-24",
}
COUNTED = {
    "last Friday of the month": "2026-03-27",
    "second Tuesday in May": "2026-05-12",
    "the first Monday of next month": "2026-04-06",
    "first Tuesday of the month": "2026-04-07",
    "last working day of May": "2026-05-29",
    "the third last day of April": "2026-04-28",
    "first week of July": "2026-07-10",
    "first half of June": "2026-06-15",
}
FEASTS = {
    "Christmas": "2026-12-25",
    "by New Year's Eve": "2026-12-31",
    "Easter": "2026-04-05",
    "Easter 2027": "2027-03-28",
    "Whit Monday": "2026-05-25",
    "Black Friday": "2026-11-27",
    "MLK day": "2027-01-18",
    "memorial day": "2026-05-25",
    "halloween": "2026-10-31",
    "valentine's": "2027-02-14",
    "may day": "2026-05-01",
    "next christmas": "2026-12-25",
}
TIMES = {
    "tomorrow 3pm": "2026-03-12 15:00",
    "Fri 17:00": "2026-03-13 17:00",
    "noon tomorrow": "2026-03-12 12:00",
    "at 2 tomorrow": "2026-03-12 14:00",
    "tomorrow at 9": "2026-03-12 09:00",
    "Friday at half past two": "2026-03-13 14:30",
    "quarter to five": "2026-03-11 16:45",
    "ten to noon": "2026-03-11 11:50",
    "5ish": "2026-03-11 17:00",
    "17h": "2026-03-11 17:00",
    "at 17.30": "2026-03-11 17:30",
    "1700 hrs": "2026-03-11 17:00",
    "tomorrow 5.30pm": "2026-03-12 17:30",
    "by 4": "2026-03-11 16:00",
    "9am": "2026-03-12 09:00",
    "8 in the evening": "2026-03-11 20:00",
    "seven tonight": "2026-03-11 19:00",
    "six thirty pm": "2026-03-11 18:30",
    "Monday 7 o'clock": "2026-03-16 07:00",
    "midnight Friday": "2026-03-14 00:00",
    "by EOD 4pm Friday": "2026-03-13 16:00",
    "tomorrow from 2pm to 4pm": "2026-03-12 16:00",
    "on the 20th between 9:00 and 11:00": "2026-03-20 11:00",
    "today at 8": "2026-03-11 20:00",
}
ZONES = {
    "5pm PT tomorrow": "2026-03-13 02:00",
    "15:00 UTC": "2026-03-11 17:00",
    "Friday 3pm CET": "2026-03-13 16:00",
    "4pm London time": "2026-03-11 18:00",
    "4pm UTC+4": "2026-03-11 14:00",
    "16:00 (EST)": "2026-03-11 23:00",
    "2026-03-12T08:00Z": "2026-03-12 10:00",
}


@pytest.mark.parametrize(
    "phrases", [WEEKDAYS, NEAR_DAYS, DATES, DISTANCES, PERIODS, COUNTED, FEASTS, TIMES, ZONES]
)
def test_a_phrase_means_its_day(phrases: dict[str, str]) -> None:
    assert {text: moment(text) for text in phrases} == phrases


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("we ship the pump by Friday 5pm, promised", "by Friday 5pm"),
        ("Quote goes out no later than 20 March.", "no later than 20 March"),
        ("Valve replaced before the 20th", "before the 20th"),
        ("drawing reviewed on or before Monday", "on or before Monday"),
        ("they need it Thursday at the latest", "Thursday at the latest"),
        ("ready until the end of the month, I hope", "until the end of the month"),
        ("prior to Friday", "prior to Friday"),
    ],
)
def test_the_span_holds_the_phrase_with_its_leading_word(text: str, span: str) -> None:
    found = only(text)
    assert text[found.start : found.end] == span
    assert found.deadline


@pytest.mark.parametrize("text", ["Friday", "on Friday", "in 2 weeks", "tomorrow 3pm", "next week"])
def test_a_date_without_a_deadline_word_is_no_deadline(text: str) -> None:
    assert not only(text).deadline


@pytest.mark.parametrize(
    "text", ["by Friday", "before noon", "within 3 days", "EOD", "due 20 March", "ETA: Friday"]
)
def test_deadline_words_make_a_deadline(text: str) -> None:
    assert only(text).deadline


@pytest.mark.parametrize(
    "text", ["next week", "mid March", "Q3", "this summer", "in a few days", "in 2-3 weeks"]
)
def test_windows_are_vague(text: str) -> None:
    assert only(text).vague


@pytest.mark.parametrize("text", ["end of month", "Friday", "in 2 weeks", "before June", "Tuesday next week"])
def test_single_days_are_not_vague(text: str) -> None:
    assert not only(text).vague


@pytest.mark.parametrize(
    "text",
    ["ASAP", "soon", "shortly", "when possible", "as soon as we can", "in a bit", "in the coming days"],
)
def test_words_without_a_date_are_no_date_yet(text: str) -> None:
    assert find(text, now=NOW, order=None) == [NoDateYet(0, len(text))]


@pytest.mark.parametrize(
    "text", ["by Nov 32", "the pump by November 45.", "Dec 99", "by 31 Nov", "by 30 February"]
)
def test_a_day_that_its_month_has_not_is_no_date(text: str) -> None:
    assert find(text, now=NOW, order=None) == []


def test_a_number_of_things_after_a_month_is_no_slip() -> None:
    assert moment("in November 45 seals") == moment("in November")


def test_phrases_come_by_position() -> None:
    found = find("call on Monday, quote by Friday, the rest soon", now=NOW, order=None)
    assert [(type(item).__name__, item.start) for item in found] == [
        ("Found", 5),
        ("Found", 22),
        ("NoDateYet", 42),
    ]


def test_the_deadline_is_due_even_when_another_date_follows() -> None:
    answer = due("drawing by Friday, then we meet on Tuesday", now=NOW, order=None)
    assert isinstance(answer, Found)
    assert answer.day == date(2026, 3, 13)


def test_the_last_date_ahead_is_due_without_a_deadline() -> None:
    answer = due("since we met on 2 March 2026: call tomorrow, visit Friday", now=NOW, order=None)
    assert isinstance(answer, Found)
    assert answer.day == date(2026, 3, 13)


def test_a_past_date_alone_is_not_due() -> None:
    assert due("the pump broke yesterday", now=NOW, order=None) is None


def test_today_at_a_past_hour_is_due_so_that_it_is_asked() -> None:
    answer = due("call back today 9am", now=NOW, order=None)
    assert isinstance(answer, Found)
    assert answer.time == time(9)


def test_no_date_yet_is_due_when_nothing_else_is() -> None:
    assert isinstance(due("will send it asap", now=NOW, order=None), NoDateYet)


def test_a_date_wins_over_no_date_yet() -> None:
    assert isinstance(due("soon, Friday I think", now=NOW, order=None), Found)


@pytest.mark.parametrize(
    "text", ["Tue", "to Tue", "by Friday 5pm.", " on 20 March! ", "in 2 weeks", "4/5", "Jun"]
)
def test_a_text_that_is_only_a_date_is_a_phrase(text: str) -> None:
    assert isinstance(phrase(text, now=NOW, order="day"), Found)


@pytest.mark.parametrize("text", ["Tue we meet", "call Tue", "Mon, Tue", "", "pump", "5", "P-12"])
def test_a_text_with_more_than_a_date_is_no_phrase(text: str) -> None:
    assert phrase(text, now=NOW, order="day") is None


def test_asap_alone_is_a_phrase() -> None:
    assert isinstance(phrase("asap", now=NOW, order=None), NoDateYet)
