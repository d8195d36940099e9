"""What a history line says: every kind of thing and every change in words, with what it was and what it became."""

import ast
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from handlers.views import mistake_history
from handlers.views.history import in_pieces, in_words
from handlers.views.history_words import ANY, DONE
from storage.tables import History

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
# What is said in words of its own, made of the values.
SAID = {
    "moved",
    "moved, customer not told yet",
    "closed",
    "handed over",
    "next step",
    "sounded",
    "edited",
    "tagged",
}
SAID |= {"waived"}


def entry(kind: str, what: str, before: dict[str, Any], after: dict[str, Any]) -> History:
    return History(
        team_id="T1",
        kind=kind,
        row_id=1,
        at=NOW,
        by="U1",
        via="form",
        what=what,
        before=json.dumps(before),
        after=json.dumps(after),
    )


@pytest.mark.parametrize(
    ("kind", "what", "before", "after", "said"),
    [
        ("promise", "given", {}, {"words": "pump"}, "gave the promise"),
        ("promise", "moved", {"due_wall": "2026-11-27"}, {"due_wall": "2026-12-01"}, "moved it to Tue 1 Dec"),
        (
            "promise",
            "moved",
            {"new_due_wall": "2026-12-01"},
            {"new_due_wall": None},
            "moved it back to its old date",
        ),
        ("promise", "closed", {"status": "open"}, {"status": "late"}, "closed it as kept late"),
        ("promise", "handed over", {"owner_id": "U2"}, {"owner_id": "U1"}, "took it over"),
        ("customer", "handed over", {"backup_id": "U2"}, {"backup_id": None}, "took out the backup"),
        ("customer", "handed over", {"backup_id": "U2"}, {"backup_id": "U3"}, "named another backup"),
        ("promise", "edited", {"words": "pump"}, {"words": "seal"}, "changed the words from pump to seal"),
        ("promise", "edited", {"words": "x" * 41}, {"words": "seal"}, "changed the words"),
        (
            "promise",
            "edited",
            {"due_wall": "2026-11-27T17:00", "due_at": "x"},
            {"due_wall": "2027-01-04", "due_at": "y"},
            "changed the date from Fri 27 Nov to Mon 4 Jan 2027",
        ),
        (
            "promise",
            "edited",
            {"due_wall": None},
            {"due_wall": "2026-12-01"},
            "changed the date to Tue 1 Dec",
        ),
        (
            "promise",
            "edited",
            {"aim_wall": "2026-12-01"},
            {"aim_wall": None},
            "changed our aim from Tue 1 Dec to none",
        ),
        ("promise", "edited", {"owner_id": "U1"}, {"owner_id": "U2"}, "changed the owner"),
        ("promise", "edited", {"due_at": "x"}, {"due_at": "y"}, "changed it"),
        ("customer", "edited", {"tier": "silver"}, {"tier": "gold"}, "changed the tier from silver to gold"),
        (
            "customer",
            "edited",
            {"tier": "silver", "rhythm_days": None, "dos": ""},
            {"tier": "gold", "rhythm_days": 1, "dos": "call first"},
            "changed the tier from silver to gold, the rhythm to 1 day and the do's to call first",
        ),
        (
            "customer",
            "edited",
            {"tier": "", "dos": "", "donts": "", "reach": ""},
            {"tier": "gold", "dos": "a", "donts": "b", "reach": "c"},
            "changed the tier, the do's, the don'ts and how they like to be reached",
        ),
        ("customer", "tagged", {"tags": "a"}, {"tags": "a\nb"}, "changed the tags from a to a, b"),
        ("customer", "handed over", {"owner_id": "U1"}, {"owner_id": "U2"}, "handed it over"),
        ("customer", "handed over", {"owner_id": "U1"}, {"owner_id": None}, "left it without an owner"),
        ("customer", "merged away", {}, {"merged_into": 2}, "made them a part of another customer"),
        ("customer", "dormant", {"stage": "active"}, {"stage": "dormant"}, "noted that they are dormant"),
        ("channel", "linked", {"customer_id": None}, {"customer_id": 1}, "linked a channel"),
        (
            "customer_person",
            "edited",
            {"role": ""},
            {"role": "buyer"},
            "corrected one of the customer's people",
        ),
        ("mistake", "waived", {"told_waived": ""}, {"told_waived": "they know"}, "waived “told them”"),
        (
            "mistake",
            "edited",
            {"severity": "normal"},
            {"severity": "high"},
            "changed the severity from normal to high",
        ),
        ("mistake", "owner", {"owner_id": None}, {"owner_id": "U2"}, "handed it over"),
        ("contact", "next step", {}, {"next_wall": "2026-12-01"}, "planned the next step for Tue 1 Dec"),
        ("contact", "next step", {}, {"next_wall": None}, "planned the next step"),
        ("contact", "sounded", {"sounded": ""}, {"sounded": "glad"}, "noted that they sounded glad"),
        ("contact", "edited", {"at": "x"}, {"people": "3\n4"}, "changed who was met"),
        ("waiting", "closed", {"status": "open"}, {"status": "done"}, "answered them"),
        (
            "waiting",
            "edited",
            {"since_at": "2026-11-25T07:00:00+00:00"},
            {"since_at": "2026-11-25T07:30:00+00:00"},
            "changed since when they wait from today 09:00 to today 09:30",
        ),
        (
            "praise",
            "edited",
            {"quotable": "yes"},
            {"quotable": ""},
            "changed whether we may quote it from yes to none",
        ),
        ("setting", "set", {"value": "1"}, {"value": "2"}, "changed it"),
        ("praise", "undone", {}, {"removed_at": "x"}, "took that back"),
        ("customer_person", "imported", {}, {"name": "Dana"}, "took that in from a file"),
    ],
)
def test_a_change_is_said_in_words(
    kind: str, what: str, before: dict[str, Any], after: dict[str, Any], said: str
) -> None:
    assert in_words(entry(kind, what, before, after), now=NOW, zone="Europe/Tallinn") == said


def test_colleagues_are_named_where_names_can_stand() -> None:
    pieces = in_pieces(
        entry("customer", "edited", {"owner_id": "U1"}, {"owner_id": "U2"}), now=NOW, zone="Europe/Tallinn"
    )
    assert [piece if isinstance(piece, str) else piece["user_id"] for piece in pieces] == [
        "changed ",
        "the owner",
        " from ",
        "U1",
        " to ",
        "U2",
    ]


def changes_in_code() -> set[str]:
    """Every change that a rule decides, and every beginning of a row, by its name in the code."""
    found: set[object] = set()
    for path in [*(ROOT / "bot").glob("*.py"), *(ROOT / "handlers").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in {"Change", "_changed"}:
                found |= {
                    arg.value
                    for arg in node.args
                    if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                }
            if called in {"begin", "begin_many"}:
                found |= {
                    keyword.value.value
                    for keyword in node.keywords
                    if keyword.arg == "what" and isinstance(keyword.value, ast.Constant)
                }
    return {str(what) for what in found}


def test_every_change_that_the_code_can_make_has_words() -> None:
    known = SAID | set(ANY) | set(mistake_history.DONE) | {what for whats in DONE.values() for what in whats}
    found = changes_in_code()
    assert len(found) > 25
    assert found - known == set()
