"""Leaving and parting: no reason stands alone as the customer's fault, and the note says facts alone."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.customer_leaving import REASONS, blames, lost, part, parting_note, record_in_words, release
from bot.refusals import AlreadySo, Refusal
from storage.tables import Customer, Mistake, Promise, Waiting

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def customer(**columns: Any) -> Customer:
    made: dict[str, Any] = {
        "team_id": "T",
        "number": 1,
        "name": "Acme",
        "created_at": NOW,
        "created_by": "U1",
    }
    return Customer(**(made | columns))


def promise(words: str = "pump", **columns: Any) -> Promise:
    made: dict[str, Any] = {"team_id": "T", "number": 1, "customer_id": 1, "words": words, "kind": "other"}
    made |= {"owner_id": "U1", "said_by": "U1", "zone": "Europe/Tallinn", "created_at": NOW}
    return Promise(**(made | columns))


@pytest.mark.parametrize(
    "words",
    [
        "It was their own fault",
        "honestly the customer's mistake",
        "They never read the manual.",
        "they didn't listen",
        "They should have told us earlier",
        "She only has herself to blame",
        "Impossible customer.",
        "not our fault",
    ],
)
def test_words_that_put_it_on_the_customer_are_noticed(words: str) -> None:
    assert blames(words)


@pytest.mark.parametrize(
    "words",
    [
        "We were late twice.",
        "They found somebody nearer.",
        "Nobody told them that the price had changed.",
        "our fault, plainly",
        "They read the manual and it was wrong.",
        "",
    ],
)
def test_words_about_us_or_about_nobody_are_left_alone(words: str) -> None:
    assert not blames(words)


@given(st.text())
def test_any_words_can_be_looked_at(words: str) -> None:
    assert blames(words) in {True, False}


@pytest.mark.parametrize(
    ("reason", "words", "could_have", "field"),
    [
        ("", "", "", "reason"),
        ("because", "", "", "reason"),
        ("misunderstood", "They thought seals were included.", "", "could_have"),
        ("misunderstood", "", "  ", "could_have"),
        ("something else", "They should have asked.", "", "could_have"),
        ("someone failed", "it was their fault", "They should have called.", "could_have"),
        ("not as promised", "x" * 1001, "", "words"),
    ],
)
def test_a_reason_that_lies_with_them_needs_what_we_could_have_done(
    reason: str, words: str, could_have: str, field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        lost(customer(), reason, words=words, could_have=could_have)
    assert refusal.value.field == field


@pytest.mark.parametrize("reason", REASONS)
def test_each_of_the_four_reasons_is_kept_with_their_words(reason: str) -> None:
    change = lost(customer(), reason, words=" Too slow for us. ", could_have="Say the date ourselves.")
    assert change.what == "lost"
    assert change.fields == {
        "stage": "lost",
        "lost_reason": reason,
        "lost_words": "Too slow for us.",
        "could_have": "Say the date ourselves.",
    }
    gone = customer(**change.fields)
    with pytest.raises(AlreadySo):
        lost(gone, reason, words="Too slow for us.", could_have="Say the date ourselves.")


def test_we_part_once() -> None:
    assert part(customer()).fields == {"stage": "parting"}
    with pytest.raises(AlreadySo):
        part(customer(stage="parting"))


def test_what_is_released_is_closed_and_says_so() -> None:
    assert release(promise(), by="U2", now=NOW).fields == {
        "status": "called off",
        "proof": "We part ways with them.",
        "closed_at": NOW,
        "closed_by": "U2",
    }
    waiting = Waiting(
        team_id="T", number=1, customer_id=1, words="call", owner_id="U1", said_by="U1", since_at=NOW,
        zone="UTC", created_at=NOW,
    )  # fmt: skip
    assert release(waiting, by="U2", now=NOW).fields["status"] == "done"
    with pytest.raises(AlreadySo):
        release(promise(status="kept"), by="U2", now=NOW)


def test_a_released_case_has_each_step_that_was_left_waived_with_the_reason() -> None:
    case = Mistake(
        team_id="T", number=1, customer_id=1, words="late", kind="other", severity="high", said_by="U1",
        told_at=NOW, told_by="U1", created_at=NOW,
    )  # fmt: skip
    fields = release(case, by="U2", now=NOW).fields
    assert fields["status"] == "closed"
    assert "told_waived" not in fields
    assert {fields[f"{step}_waived"] for step in ("sorry", "right", "checked")} == {"We part ways with them."}


def test_the_note_thanks_and_says_what_is_finished_and_what_is_not() -> None:
    finishing = [promise(due_wall="2026-11-27T17:00"), promise("manual")]
    note = parting_note(customer(since="2019-03-01"), finishing, [promise("trial")], now=NOW)
    assert note.splitlines() == [
        "Thank you for working with us since Mar 2019. We are bringing our work with you to an end, and want to do it properly.",
        "",
        "This we still do for you:",
        "• pump: by Fri 27 Nov, 17:00 (Tallinn time)",
        "• manual",
        "",
        "This we will not be able to do any more:",
        "• trial",
        "",
        "If I have missed something, tell me, and I will see to it.",
    ]
    assert "Nothing that we promised you is open." in parting_note(customer(), [], [], now=NOW)


def test_our_history_is_said_in_counts_and_names_nobody() -> None:
    said = record_in_words(
        {"kept": 9, "late": 2, "not kept": 1, "open": 3},
        {"open": 1, "closed": 3},
        met=12,
        attempts=2,
        last_met=datetime(2026, 11, 4, 8, 0, tzinfo=UTC),
        praise=1,
        now=NOW,
    )
    assert said == [
        "Promises: 9 kept, 2 kept late, 1 not kept, 3 open.",
        "Mistakes of ours: 4, 1 of them still open.",
        "Contacts: 12, the last one 21 days ago.",
        "Attempts without an answer: 2.",
        "Kind words from them: 1.",
    ]
    nothing = record_in_words({}, {}, met=0, attempts=0, last_met=None, praise=0, now=NOW)
    assert nothing == ["No promises were logged.", "No contact was logged."]
