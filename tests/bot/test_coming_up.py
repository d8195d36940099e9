"""What is planned in the next two weeks, by customer."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.coming_up import Planning, coming_up
from storage.tables import Contact, Customer

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)  # a Wednesday, 10:00 in Tallinn
TODAY = date(2026, 11, 25)
PLANNING = Planning({"": 45}, (2, 14), NOW, "Europe/Tallinn")


def customer(number: int = 1, **fields: Any) -> Customer:
    """Somebody met yesterday."""
    values: dict[str, Any] = {
        "id": number,
        "team_id": "T1",
        "number": number,
        "name": f"Customer {number}",
        "stage": "active",
        "tier": "",
        "created_at": NOW - timedelta(days=400),
        "met_at": NOW - timedelta(days=1),
    }
    return Customer(**{**values, **fields})


def step(wall: str | None, words: str = "demo") -> Contact:
    """A next step."""
    return Contact(
        team_id="T1",
        customer_id=1,
        how="call",
        by_id="U1",
        said_by="U1",
        words="called Dana",
        zone="Europe/Tallinn",
        at=NOW,
        created_at=NOW,
        next="planned",
        next_words=words,
        next_wall=wall,
    )


def said(*customers: Customer, steps: tuple[Contact, ...] = ()) -> list[str]:
    """Each line as it is read: name, day, what."""
    found = coming_up(customers, [(each, "Customer 1", 1) for each in steps], PLANNING)
    return [f"{each.name}, {touch.day}: {touch.what}" for each in found for touch in each.touches]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"since": "2026-11-20"}, "Customer 1, 2026-12-04: day 14 of their first days with us"),
        (
            {"since": "2026-11-20", "met_at": NOW - timedelta(days=48)},
            "Customer 1, 2026-12-04: day 14 of their first days with us",
        ),
        ({"since": "2021-12-01"}, "Customer 1, 2026-12-01: 5 years with us"),
        ({"met_at": NOW - timedelta(days=40)}, "Customer 1, 2026-11-30: a word is due by their rhythm"),
        ({"met_at": NOW - timedelta(days=48)}, "Customer 1, 2026-11-25: a word overdue by 3 days"),
    ],
)
def test_what_comes_within_two_weeks_is_said_with_its_day(fields: dict[str, Any], line: str) -> None:
    assert said(customer(**fields)) == [line]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"since": "2026-11-10", "start_plan": "off"},
        {"since": "2026-11-20", "stage": "lost"},
        {"met_at": NOW - timedelta(days=90), "stage": "parting"},
        {"since": "2021-12-30"},
        {"since": "once upon a time"},
    ],
)
def test_what_is_further_off_or_not_wanted_is_left_out(fields: dict[str, Any]) -> None:
    assert said(customer(**fields)) == []


def test_a_step_takes_the_place_of_the_word_that_would_be_due_after_it_and_comes_in_its_order() -> None:
    due = customer(met_at=NOW - timedelta(days=40))
    assert said(due, steps=(step("2026-11-27"),)) == ["Customer 1, 2026-11-27: demo"]
    assert said(due, steps=(step("2026-12-02"), step(None), step("2027-02-01"))) == [
        "Customer 1, 2026-11-30: a word is due by their rhythm",
        "Customer 1, 2026-12-02: demo",
    ]
    assert said(customer(2, met_at=NOW - timedelta(days=33)), steps=(step("2026-11-24", ""),)) == [
        "Customer 1, 2026-11-24: a word with them (its day has passed)",
        "Customer 2, 2026-12-07: a word is due by their rhythm",
    ]
