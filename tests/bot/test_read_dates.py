"""The command that reads due dates from JSON lines: one answer a line, and a bad line stops nothing."""

import json

import pytest

from bot.read_dates import answer

REFERENCE = {"reference": "2026-03-11T10:00:00", "timezone": "Europe/Tallinn"}


def ask(**fields: object) -> dict[str, object]:
    (line,) = answer([json.dumps({"id": 1, **REFERENCE, **fields})], "month")
    found: dict[str, object] = json.loads(line)
    return found


def test_a_day_is_answered_to_the_day() -> None:
    assert ask(text="quote by Friday") == {"id": 1, "due": "2026-03-13", "grain": "day", "span": "by Friday"}


def test_a_time_is_answered_to_the_minute() -> None:
    assert ask(text="call tomorrow 3pm") == {
        "id": 1,
        "due": "2026-03-12T15:00",
        "grain": "minute",
        "span": "tomorrow 3pm",
    }


@pytest.mark.parametrize("text", ["no date here", "as soon as possible", ""])
def test_no_date_is_null(text: str) -> None:
    assert ask(text=text) == {"id": 1, "due": None, "grain": None, "span": None}


@pytest.mark.parametrize(
    ("zone", "due"),
    [("-02:00", "2026-03-11T14:00"), ("+0530", "2026-03-11T21:30"), ("UTC", "2026-03-11T16:00")],
)
def test_a_zone_may_be_an_offset(zone: str, due: str) -> None:
    assert ask(text="16:00 UTC", timezone=zone)["due"] == due


def test_the_order_of_day_and_month_is_the_callers() -> None:
    line = json.dumps({"id": "a", "text": "by 4/5", **REFERENCE})
    assert [json.loads(next(answer([line], order)))["due"] for order in ("day", "month")] == [
        "2026-05-04",
        "2026-04-05",
    ]


def test_a_past_date_is_answered_only_where_it_is_the_whole_text() -> None:
    assert ask(text="yesterday")["due"] == "2026-03-10"
    assert ask(text="it broke yesterday")["due"] is None


def test_a_reference_with_an_offset_is_turned_into_the_zone() -> None:
    assert ask(text="today", reference="2026-03-11T23:30:00+00:00")["due"] == "2026-03-12"


def test_without_a_reference_the_present_in_utc_is_used() -> None:
    (line,) = answer([json.dumps({"id": 2, "text": "9 September 2090"})], "month")
    assert json.loads(line)["due"] == "2090-09-09"


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1]",
        '{"id": 1}',
        '{"id": 1, "text": 5}',
        '{"id": 1, "text": "Friday", "timezone": "Mars/Olympus"}',
        '{"id": 1, "text": "Friday", "timezone": "../etc"}',
        '{"id": 1, "text": "Friday", "timezone": "+99:00"}',
        '{"id": 1, "text": "Friday", "timezone": 7}',
        '{"id": 1, "text": "Friday", "reference": "next week"}',
    ],
)
def test_a_bad_line_gets_a_sentence_and_does_not_stop_the_run(line: str) -> None:
    good = json.dumps({"id": 9, "text": "Friday", **REFERENCE})
    bad, fine = (json.loads(out) for out in answer([line, "\n", good], "month"))
    assert set(bad) == {"id", "error"}
    assert str(bad["error"]).endswith(".")
    assert fine["due"] == "2026-03-13"
