"""Whatever people type, reading dates stays safe: spans fit, nothing raises, the words around change nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dates import MAX_TEXT, Found, NoDateYet, Order, due, find, phrase
from tests.sizes import examples

NOW = datetime(2026, 3, 11, 10, 0, tzinfo=ZoneInfo("Europe/Tallinn"))
ORDERS: list[Order | None] = ["day", "month", None]

PIECES = st.sampled_from(
    [
        "by",
        "before",
        "until",
        "on",
        "at",
        "in",
        "within",
        "the",
        "a",
        "an",
        "of",
        "and",
        "or",
        "to",
        "from",
        "after",
        "next",
        "last",
        "this",
        "end",
        "start",
        "mid",
        "early",
        "late",
        "Monday",
        "fri",
        "Sat",
        "sun",
        "may",
        "March",
        "31",
        "30",
        "29",
        "0",
        "5",
        "12",
        "24",
        "99",
        "1999",
        "2026",
        "4/5",
        "31/02",
        "15.06",
        "9.9.99",
        "2026-02-30",
        "10:30",
        "5pm",
        "14pm",
        "3rd",
        "31st",
        "first",
        "second",
        "twenty",
        "week",
        "weeks",
        "day",
        "month",
        "quarter",
        "year",
        "hours",
        "half",
        "couple",
        "few",
        "ago",
        "later",
        "now",
        "today",
        "tomorrow",
        "tonight",
        "morning",
        "night",
        "noon",
        "midnight",
        "EOD",
        "Christmas",
        "Easter",
        "eve",
        "q3",
        "PT",
        "UTC",
        "+3",
        "½",
        "99999999",
        "weekend",
        "9999",
        "asap",
        "soon",
        ",",
        ".",
        ":",
        "-",
        "/",
        "(",
        ")",
        "@",
        "#",
        "`",
        "<",
        ">",
        "'",
        "–",
    ]
)
SENTENCES = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "  ", "\n"])), max_size=14).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


def check(text: str, order: Order | None) -> None:
    end = 0
    for item in find(text, now=NOW, order=order):
        assert end <= item.start < item.end <= len(text)
        end = item.end
    for answer in (due(text, now=NOW, order=order), phrase(text, now=NOW, order=order)):
        assert answer is None or isinstance(answer, Found | NoDateYet)


@settings(max_examples=examples(400), deadline=None)
@given(SENTENCES, st.sampled_from(ORDERS))
def test_any_mix_of_date_words_is_read_without_failing(text: str, order: Order | None) -> None:
    check(text, order)


@settings(max_examples=examples(200), deadline=None)
@given(st.text(max_size=200), st.sampled_from(ORDERS))
def test_any_text_is_read_without_failing(text: str, order: Order | None) -> None:
    check(text, order)


GOOD = [
    "by Friday 5pm",
    "in 2 weeks",
    "before the 20th",
    "tomorrow at noon",
    "end of next month",
    "by 20.04.2026",
]
PLAIN = st.lists(st.sampled_from(["pump", "quote", "we", "send", "Acme", "valve", "drawing"]), max_size=6)


@given(st.sampled_from(GOOD), PLAIN, PLAIN)
def test_plain_words_around_a_date_change_nothing(
    date_phrase: str, ahead: list[str], behind: list[str]
) -> None:
    text = " ".join([*ahead, date_phrase + ",", *behind])
    (alone,) = find(date_phrase, now=NOW, order="day")
    (found,) = find(text, now=NOW, order="day")
    assert isinstance(alone, Found)
    assert isinstance(found, Found)
    assert text[found.start : found.end] == date_phrase
    assert (found.day, found.time, found.deadline) == (alone.day, alone.time, alone.deadline)


@given(SENTENCES)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert find(text, now=NOW, order="day") == find(text, now=NOW, order="day")


def test_of_a_long_text_the_beginning_and_the_end_are_read() -> None:
    long = "x " * MAX_TEXT
    assert find(f"{long} by Friday {long}", now=NOW, order="day") == []
    for text in (f"by Friday {long}", f"{long}by Friday", f"{long}by Friday{' x' * 90}"):
        (found,) = find(text, now=NOW, order="day")
        assert text[found.start : found.end] == "by Friday"
    assert find("x" * 3 * MAX_TEXT, now=NOW, order="day") == []
    assert len(find(f"by Friday {long}, by Monday", now=NOW, order="day")) == 2


@pytest.mark.parametrize(
    "now", [datetime(9999, 12, 30, tzinfo=NOW.tzinfo), datetime(1, 1, 2, tzinfo=NOW.tzinfo)]
)
@pytest.mark.parametrize(
    "text", ["in 9999 years", "9000 years ago", "next week", "tomorrow midnight", "yesterday", "Easter"]
)
def test_dates_beyond_the_calendar_are_nothing_or_a_day(text: str, now: datetime) -> None:
    assert all(isinstance(item, Found) for item in find(text, now=now, order="day"))
