"""The note to a customer says the facts that are known and nothing else."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.notes import Draft, at_risk
from storage.tables import Promise

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def promise(**known: Any) -> Promise:
    return Promise(
        **{
            "team_id": "T1",
            "number": 12,
            "customer_id": 1,
            "words": "replacement pump",
            "kind": "repair",
            "owner_id": "U1",
            "said_by": "U1",
            "zone": "Europe/Tallinn",
            "due_wall": "2026-11-27",
            "created_at": NOW,
            **known,
        }
    )


WHAT, HOW_OR_WHEN = "what happened", "either a new date or what we do about it"


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ({}, (WHAT, HOW_OR_WHEN)),
        ({"risk_why": "It is stuck in customs."}, (HOW_OR_WHEN,)),
        ({"risk_plan": "A rented pump comes."}, (WHAT,)),
        ({"new_due_wall": "2026-12-01"}, (WHAT,)),
    ],
)
def test_without_the_facts_there_is_no_note_and_it_says_which_are_missing(
    known: dict[str, str], missing: tuple[str, ...]
) -> None:
    assert at_risk(promise(**known), now=NOW) == Draft("", missing)


@pytest.mark.parametrize(
    ("known", "note"),
    [
        (
            {
                "risk_why": "It is stuck in customs.",
                "risk_plan": "A rented pump comes.",
                "new_due_wall": "2026-12-01",
            },
            "What we promised you, for Fri 27 Nov: replacement pump\n"
            "It will not go as we said, and I want you to know now.\n"
            "\n"
            "What happened: It is stuck in customs.\n"
            "What we are doing about it: A rented pump comes.\n"
            "The new date: Tue 1 Dec",
        ),
        (
            {"risk_why": "It broke.", "risk_plan": "We repair it."},
            "What we promised you, for Fri 27 Nov: replacement pump\n"
            "It will not go as we said, and I want you to know now.\n"
            "\n"
            "What happened: It broke.\n"
            "What we are doing about it: We repair it.",
        ),
        (
            {"risk_why": "It broke.", "new_due_wall": "2027-01-04", "due_wall": None},
            "What we promised you: replacement pump\n"
            "Something has come up with it, and I want you to know now.\n"
            "\n"
            "What happened: It broke.\n"
            "The new date: Mon 4 Jan 2027",
        ),
        (
            {"risk_why": "Traffic.", "new_due_wall": "2026-11-27T18:30", "due_wall": "2026-11-27T15:00"},
            "What we promised you, for Fri 27 Nov, 15:00 (Tallinn time): replacement pump\n"
            "It will not go as we said, and I want you to know now.\n"
            "\n"
            "What happened: Traffic.\n"
            "The new date: Fri 27 Nov, 18:30 (Tallinn time)",
        ),
    ],
    ids=["all facts", "a plan and no date", "a date and no plan, no date before", "later the same day"],
)
def test_the_note_holds_the_known_facts_and_an_hour_only_where_one_was_said(
    known: dict[str, Any], note: str
) -> None:
    assert at_risk(promise(**known), now=NOW) == Draft(note)
