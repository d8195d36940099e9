"""Dates of a promise that are asked about, since what stands around them makes them others than they seem."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import dates, wording
from bot.dates import Doubt
from bot.doubtful_dues import bare
from tests.sizes import examples

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Europe/Tallinn"))
FRI, MON = date(2026, 11, 27), date(2026, 11, 30)


def read(text: str) -> wording.Said:
    return wording.read_promise(text, now=NOW, order=None, languages=("en", "et"))


def due(text: str) -> dates.Found:
    found = read(text).due
    assert isinstance(found, dates.Found), found
    return found


@pytest.mark.parametrize(
    ("typed", "words", "said"),
    [
        ("seals by 31 Feb", "seals", "31 Feb"),
        ("seals by Nov 32", "seals", "Nov 32"),
        ("seals by the 31st of April", "seals", "31st of April"),
        ("seals on 31 June 2027", "seals", "31 June 2027"),
        ("seals by 32 Nov", "seals", "32 Nov"),
        ("by 45th of May the seals", "the seals", "45th of May"),
        ("seals (by 13/13)", "seals", "13/13"),
        ("seals by 2026-13-40", "seals", "2026-13-40"),
        ("seals by 25:00", "seals", "25:00"),
        ("call them at 12:75", "call them", "12:75"),
        ("tihendid 31. veebruariks", "tihendid", "31. veebruariks"),
    ],
)
def test_what_no_calendar_and_no_clock_has_is_no_date_and_leaves_the_words(
    typed: str, words: str, said: str
) -> None:
    found = read(typed)
    assert due(typed).doubt is Doubt.NO_SUCH_DATE
    assert found.words == words
    assert bare(found.due_text) == said


@pytest.mark.parametrize(
    "typed", ["part 13/13 of the set", "50 seals", "seals for line 32", "mix them 25:00"]
)
def test_numbers_that_are_no_dates_stay_in_the_words(typed: str) -> None:
    assert read(typed) == wording.Said("", typed)


def test_beside_a_date_that_is_one_nothing_else_is_looked_for() -> None:
    assert due("50 Nov issues by Fri")[2:7] == (FRI, None, True, False, None)


def test_an_aim_that_is_no_date_is_one_too() -> None:
    found = read("seals by Fri, aim 31 Feb")
    assert isinstance(found.aim, dates.Found)
    assert (found.aim.doubt, found.aim_text, found.words) == (Doubt.NO_SUCH_DATE, "31 Feb", "seals")


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("2 pumps by Fri; 3 seals by Mon", ((FRI, None), (MON, None))),
        ("pump by Fri 5pm for line 2 and by Mon the manual", ((FRI, time(17)), (MON, None))),
        ("the drawings before Friday and the quote by Monday", ((FRI, None), (MON, None))),
    ],
)
def test_of_two_deadlines_neither_is_taken_and_both_stay_in_the_words(
    typed: str, readings: tuple[dates.Moment, ...]
) -> None:
    assert (due(typed).doubt, due(typed).readings) == (Doubt.SEVERAL, readings)
    assert read(typed).words == typed


@pytest.mark.parametrize(
    "typed",
    [
        "seals by Fri and pump by Fri",
        "pump by Fri, before 5pm",
        "quote valid until 31 Dec, sent by Fri",
        "pump not before Thu but by Fri",
        "the report of last Monday by Fri",
    ],
)
def test_one_deadline_said_twice_or_beside_another_date_is_one(typed: str) -> None:
    assert (due(typed).day, due(typed).doubt) == (FRI, None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("seals not before Friday", "not before Friday"),
        ("seals after Friday", "after Friday"),
        ("seals no earlier than Friday", "no earlier than Friday"),
        ("seals, not sooner than Fri 5pm", "not sooner than Fri 5pm"),
    ],
)
def test_from_when_is_not_by_when(typed: str, said: str) -> None:
    found = read(typed)
    assert due(typed).doubt is Doubt.FROM_WHEN
    assert found.words == typed
    assert found.due_text == said


@pytest.mark.parametrize("typed", ["call after lunch on Friday", "seals before Friday", "seals by Friday"])
def test_what_only_sounds_like_it_is_a_date(typed: str) -> None:
    assert (due(typed).day, due(typed).doubt) == (FRI, None)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("seals by Fri 5pm their time", "seals"),
        ("seals by Fri 5pm (their local time)", "seals"),
        ("by Fri 5pm the customer's time the seals", "the seals"),
    ],
)
def test_a_clock_that_nobody_knows_is_asked_about(typed: str, words: str) -> None:
    assert due(typed).doubt is Doubt.THEIR_CLOCK
    assert read(typed).words == words


def test_a_clock_that_has_a_name_is_known() -> None:
    assert (due("seals by 5pm London time").time, due("seals by 5pm London time").doubt) == (time(19), None)
    assert due("seals by Fri, their time slot is early").doubt is None


@pytest.mark.parametrize(
    ("typed", "hours"),
    [("pump by Fri 5pm or 4pm", (17, 16)), ("pump by 4pm or 5pm on Friday", (16, 17))],
)
def test_two_hours_are_both_of_the_day_that_was_said(typed: str, hours: tuple[int, int]) -> None:
    assert due(typed).doubt is Doubt.EITHER
    assert due(typed).readings == tuple((FRI, time(hour)) for hour in hours)


PIECES = [
    "by",
    "not",
    "before",
    "after",
    "31",
    "Feb",
    "Fri",
    "5pm",
    "their",
    "time",
    "(",
    ")",
    ";",
    "25:00",
    "13/13",
]


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_such_text_is_too_much(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = read(text)
    if found.due is not None:
        assert found.due_text in text
