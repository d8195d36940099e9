"""When a lead hears that the month's draft is there."""

from datetime import UTC, datetime

import pytest

from bot.attention_lessons import asked
from bot.calendar import WorkingHours
from storage.tables import Desk

TALLINN = "Europe/Tallinn"


def look(now: str, count: int = 2) -> tuple[list[str], str]:
    """What is said at an instant (UTC), and when it is looked at next."""
    asks, at = asked(
        Desk(team_id="T1", person_id="U1"),
        count,
        TALLINN,
        WorkingHours(),
        datetime.fromisoformat(now).replace(tzinfo=UTC),
    )
    return [each.why for each in asks], f"{at:%Y-%m-%dT%H:%M}"


def test_on_the_first_working_day_of_a_month_it_is_said_and_on_no_other() -> None:
    said, at = look("2026-11-30T22:30")  # Tuesday 1 December in Tallinn
    assert said == [
        "2 mistakes were owned up to in November 2026. A draft of what we got wrong and fixed is there, without names, for "
        "you to publish if you like."
    ]
    assert at == "2026-12-01T22:00"
    assert look("2026-12-02T08:00") == ([], "2026-12-31T22:00")
    assert look("2026-12-01T08:00", count=1)[0][0].startswith("1 mistake was owned up to in November 2026.")


@pytest.mark.parametrize(
    ("now", "count", "at"),
    [
        ("2026-12-01T08:00", 0, "2026-12-31T22:00"),
        ("2026-08-01T08:00", 2, "2026-08-02T21:00"),  # a Saturday: on Monday, then
    ],
)
def test_nothing_is_said_without_a_mistake_or_on_a_day_off(now: str, count: int, at: str) -> None:
    assert look(now, count) == ([], at)
