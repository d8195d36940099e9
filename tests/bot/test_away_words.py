"""What somebody says of being away: from when, until when, who stands in; asked about wherever it is not certain."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.away_words import Said, read, spoken

# A Wednesday.
NOW = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Europe/Tallinn"))


def said(text: str) -> Said:
    return read(text, now=NOW, order=None)


def day(month: int, of_month: int, year: int = 2026) -> date:
    return date(year, month, of_month)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("until Fri", day(11, 25), day(11, 27)),
        ("till Friday please", day(11, 25), day(11, 27)),
        ("today", day(11, 25), day(11, 25)),
        ("tomorrow", day(11, 26), day(11, 26)),
        ("on Monday", day(11, 30), day(11, 30)),
        ("24 Dec to 2 Jan", day(12, 24), day(1, 2, 2027)),
        ("from 24 Dec until 2 Jan", day(12, 24), day(1, 2, 2027)),
        ("24-28 Dec", day(12, 24), day(12, 28)),
        ("24th to 28th Dec", day(12, 24), day(12, 28)),
        ("Dec 24 - 28", day(12, 24), day(12, 28)),
        ("Dec 24 - Jan 2", day(12, 24), day(1, 2, 2027)),
        ("2026-12-24 to 2027-01-02", day(12, 24), day(1, 2, 2027)),
        ("Mon to Fri", day(11, 30), day(12, 4)),
        ("from tomorrow until Fri", day(11, 26), day(11, 27)),
        ("today until Friday", day(11, 25), day(11, 27)),
        ("tomorrow - Fri", day(11, 26), day(11, 27)),
        ("next Monday through Wednesday", day(11, 30), day(12, 2)),
        ("Monday and Tuesday", day(11, 30), day(12, 1)),
        ("next week", day(11, 30), day(12, 4)),
        ("this week", day(11, 25), day(11, 27)),
        ("for the rest of the week", day(11, 25), day(11, 27)),
        ("all day", day(11, 25), day(11, 25)),
        ("for three days", day(11, 25), day(11, 27)),
        ("for a week", day(11, 25), day(12, 1)),
        ("tomorrow for 2 days", day(11, 26), day(11, 27)),
        ("until the end of the month", day(11, 25), day(11, 30)),
        ("back on Monday", day(11, 25), day(11, 29)),
        ("tomorrow, back Monday", day(11, 26), day(11, 29)),
    ],
)
def test_whole_days_are_understood(text: str, first: date, last: date) -> None:
    assert said(text) == Said(first, last)


@pytest.mark.parametrize(
    ("text", "last", "at"),
    [
        ("until Fri 3pm", day(11, 27), time(15)),
        ("until 14:30", day(11, 25), time(14, 30)),
        ("back tomorrow at noon", day(11, 26), time(12)),
    ],
)
def test_a_time_is_when_they_are_back(text: str, last: date, at: time) -> None:
    assert said(text) == Said(day(11, 25), last, at)


@pytest.mark.parametrize(
    ("text", "first", "begins", "last", "at"),
    [
        ("tomorrow afternoon", day(11, 26), time(12), day(11, 26), None),
        ("for the afternoon", day(11, 25), time(12), day(11, 25), None),
        ("Fri pm", day(11, 27), time(12), day(11, 27), None),
        ("tomorrow morning", day(11, 26), None, day(11, 26), time(12)),
        ("this morning", day(11, 25), None, day(11, 25), time(12)),
        ("Fri afternoon until Tue", day(11, 27), time(12), day(12, 1), None),
        ("tomorrow from 14:00", day(11, 26), time(14), day(11, 26), None),
        ("today from 2 to 4pm", day(11, 25), time(14), day(11, 25), time(16)),
        ("tomorrow from 10 to 14:30", day(11, 26), time(10), day(11, 26), time(14, 30)),
    ],
)
def test_half_a_day_is_half_a_day(
    text: str, first: date, begins: time | None, last: date, at: time | None
) -> None:
    assert said(text) == Said(first, last, at, begins=begins)


@pytest.mark.parametrize(
    ("text", "mentioned", "name"),
    [
        ("until Fri cover <@U0SAM000001>", "U0SAM000001", ""),
        ("until Fri cover <@U0SAM000001|sam>", "U0SAM000001", ""),
        ("until Fri, <@U0SAM000001> covers for me", "U0SAM000001", ""),
        ("cover <@U0SAM000001> until Fri", "U0SAM000001", ""),
        ("until Fri, Sam covers", "", "Sam"),
        ("until Fri and Sam Okafor will cover for me", "", "Sam Okafor"),
        ("until Fri, covered by Sam", "", "Sam"),
        ("cover Sam until Fri", "", "Sam"),
        ("until Fri cover @sam", "", "sam"),
    ],
)
def test_who_stands_in_is_understood(text: str, mentioned: str, name: str) -> None:
    assert said(text) == Said(day(11, 25), day(11, 27), cover_id=mentioned, cover_name=name)


@pytest.mark.parametrize(
    "text",
    [
        "until further notice",
        "until Fri or Mon",
        "until next week",
        "in December",
        "in 2 weeks",
        "from Monday",
        "at 3pm",
        "Monday and Thursday",
        "for 0 days",
        "until Fri to see Acme",
        "4/5 until 6/5",
        "until yesterday",
        "soon",
        "for two weeks from Monday",
        "until Fri <@U0SAM000001> <@U0JOE000001>",
        "until " + "very " * 100 + "late",
    ],
)
def test_what_is_not_certain_is_asked_about(text: str) -> None:
    assert said(text).question


@pytest.mark.parametrize(
    "cover", ["cover <@U0SAM000001>", "<@U0SAM000001> covers", "covered by <@U0SAM000001>"]
)
@pytest.mark.parametrize("days", ["from tomorrow until Fri", "tomorrow to Fri", "Thu to Fri"])
def test_two_days_are_understood_with_who_stands_in_right_behind_them(days: str, cover: str) -> None:
    assert said(f"{days} {cover}") == Said(day(11, 26), day(11, 27), cover_id="U0SAM000001")


def test_nothing_said_asks_for_nothing() -> None:
    assert said("") == said("  ") == Said()


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("I'm away until Friday, Sam covers", "away until Friday, Sam covers"),
        ("I’m away until Fri.", "away until Fri"),
        ("away until Fri", "away until Fri"),
        ("I'll be out of office tomorrow", "away tomorrow"),
        (
            "On vacation 24 Dec to 2 Jan, covered by <@U0SAM000001>",
            "away 24 Dec to 2 Jan, covered by <@U0SAM000001>",
        ),
        ("I'm sick today", "away today"),
        ("I'm back", "back"),
        ("back again!", "back"),
        ("I'm away", ""),
        ("I'm off to Acme tomorrow", ""),
        ("I'm back at Acme on Monday", ""),
        ("sick pump at Acme today", ""),
        ("promised Acme a pump by Friday", ""),
        ("away with the old pump by Friday", ""),
        ("We called Acme and left a message", ""),
        ("", ""),
    ],
)
def test_in_a_message_only_what_says_it_whole_is_taken_for_it(text: str, order: str) -> None:
    assert spoken(text) == order


WORDS = st.lists(
    st.sampled_from(
        [
            "until",
            "till",
            "from",
            "to",
            "back",
            "cover",
            "covers",
            "Sam",
            "<@U0SAM000001>",
            "Fri",
            "Monday",
            "24",
            "28",
            "Dec",
            "Jan",
            "3pm",
            "next",
            "this",
            "week",
            "for",
            "a",
            "3",
            "days",
            "-",
            ",",
            "and",
            "or",
            "the",
            "tomorrow",
            "today",
            "away",
            "\x01",
            "\x02",
            "9999",
            "31",
            "Feb",
            "0",
        ]
    ),
    max_size=14,
).map(" ".join)


@given(WORDS | st.text(max_size=80))
def test_whatever_is_typed_it_is_understood_asked_about_or_empty(text: str) -> None:
    found = said(text)
    if found.first is not None and found.last is not None and not found.question:
        assert NOW.date() <= found.first <= found.last
    assert (found.first is None) == (found.last is None)
    if "cover" not in text:  # what follows that is a name
        assert said(f"{text} pump").question
    again = spoken(text)
    assert again in {"", "back"} or again.startswith("away ")
