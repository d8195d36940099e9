"""A month's draft of what we got wrong and fixed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.lessons import Month, draft, month_of
from storage.tables import Mistake, SystemFix

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
TODAY = date(2026, 11, 25)
NOVEMBER = Month(date(2026, 11, 1))


def case(**fields: Any) -> Mistake:
    """Something that went wrong."""
    values: dict[str, Any] = {
        "team_id": "T1",
        "number": 1,
        "customer_id": 1,
        "words": "invoice billed twice",
        "kind": "money or price",
        "severity": "high",
        "said_by": "U1",
        "created_at": NOW,
    }
    return Mistake(**{**values, **fields})


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", date(2026, 10, 1)),
        ("last month", date(2026, 10, 1)),
        ("this month", date(2026, 11, 1)),
        ("October", date(2026, 10, 1)),
        ("nov", date(2026, 11, 1)),
        ("December", date(2025, 12, 1)),
        ("feb 2026", date(2026, 2, 1)),
        ("December 2026", None),
        ("ma", None),
        ("ju", None),
        ("June 20x6", None),
        ("June ²026", None),
        ("June 0000", None),
        ("yesterday", None),
    ],
)
def test_a_month_is_the_latest_that_has_begun(typed: str, first: date | None) -> None:
    found = month_of(typed, TODAY)
    assert (found.first if found else None) == first


def test_causes_are_counted_the_fixes_said_and_names_taken_out() -> None:
    twice: dict[str, Any] = {"cause": "Acme was on two invoice runs", "noticed_by": "us", "status": "closed"}
    cases = [case(**twice), case(**twice, could_have="locked the first run for Acme."), case()]
    fix = SystemFix(
        team_id="T1", number=1, cause="two runs", words="One run only.", created_at=NOW, created_by="U1"
    )
    said = draft(NOVEMBER, cases, [fix], lambda words: words.replace("Acme", "a customer"))
    assert said.splitlines() == [
        "What we got wrong in November 2026, and what we did about it",
        "",
        "We owned up to 3 mistakes, 2 of them found by us. 2 of them are put right from end to end by now.",
        "",
        "What it came from:",
        "• a customer was on two invoice runs (2 times). We could have: locked the first run for a customer",
        "• money or price (we do not know the cause yet).",
        "",
        "What we changed, so that it does not happen again:",
        "• One run only",
        "",
        "Thank you to everybody who said so when something went wrong: that is how it gets better.",
    ]


@pytest.mark.parametrize(
    ("cases", "line"),
    [
        ([case()], "We owned up to 1 mistake. It is not put right from end to end yet."),
        (
            [case(status="closed", noticed_by="us")],
            "We owned up to 1 mistake, found by us. It is put right from end to end by now.",
        ),
        (
            [case(status="closed"), case(status="closed")],
            "We owned up to 2 mistakes. All of them are put right from end to end by now.",
        ),
        ([], "Nothing was logged as gone wrong this month."),
    ],
)
def test_it_is_counted_in_words(cases: list[Mistake], line: str) -> None:
    assert line in draft(NOVEMBER, cases, [], str)


def test_no_half_of_a_name_is_left_where_words_are_cut() -> None:
    told = case(cause="x" * 294 + " Acme Industries")
    said = draft(NOVEMBER, [told], [], lambda words: words.replace("Acme Industries", "a customer"))
    assert "Acm" not in said
