"""How a promise stands, as people answer; and what asking the customer afterwards comes to."""

from typing import Any

import pytest

from bot import promise_checks as rules
from bot import promise_endings, promises
from bot.promises import Given, Terms
from bot.refusals import AlreadySo, Unreadable
from storage.tables import Promise
from tests.bot.looked_at import HOURS, TALLINN, at

TERMS = Terms(HOURS)
NOW = at("11-25 08:00")
LATER = at("11-26 08:00")


def make(**facts: Any) -> Promise:
    given = Given("pump", "U1", "U1", TALLINN, "2026-12-18")
    row = promises.make(given, team_id="T1", customer_id=1, number=12, terms=TERMS, now=NOW)
    return put(row, facts)


def put(row: Promise, fields: Any) -> Promise:
    for name, value in fields.items():
        setattr(row, name, value)
    return row


@pytest.mark.parametrize(
    ("before", "fields"),
    [
        ({}, {"answered_at": LATER}),
        ({"health": "unknown"}, {"answered_at": LATER, "health": "on track"}),
        (
            {"health": "at risk", "risk_at": NOW, "tell_by": LATER},
            {"answered_at": LATER, "health": "on track", "tell_by": None},
        ),
        # A later date that they do not know of is still to be told; an earlier one has no clock.
        ({"new_due_at": at("12-22 15:00"), "tell_by": LATER}, {"answered_at": LATER}),
    ],
)
def test_an_answer_is_noted_with_its_time(before: dict[str, Any], fields: dict[str, Any]) -> None:
    change = rules.answered(make(**before), what="started", now=LATER)
    assert (change.what, change.fields) == ("started", fields)


def test_an_answer_given_twice_at_once_or_about_what_is_closed_is_none() -> None:
    with pytest.raises(AlreadySo, match="noted already"):
        rules.answered(make(answered_at=NOW), now=NOW)
    with pytest.raises(AlreadySo, match="closed already: kept"):
        rules.answered(make(status="kept"), now=NOW)


def test_the_last_word_on_it_counts() -> None:
    assert rules.heard_at(make()) is None
    row = make(risk_at=NOW, answered_at=LATER, told_at=NOW)
    assert rules.heard_at(row) == LATER


@pytest.mark.parametrize(("found", "what"), [("right", "was right"), ("no answer", "no answer")])
def test_what_came_of_asking_is_kept(found: str, what: str) -> None:
    change = rules.check_back(
        make(status="partly", closed_at=NOW), found, zone=TALLINN, terms=TERMS, now=LATER
    )
    assert (change.what, change.fields) == (what, {"checked": found, "checked_at": LATER})


def test_what_they_say_of_it_joins_the_proof() -> None:
    row = make(status="kept", closed_at=NOW, proof="sent")
    change = rules.check_back(row, "right", words="they love it", zone=TALLINN, terms=TERMS, now=LATER)
    assert change.fields["proof"] == "sent · they love it"
    row.proof = "x" * 490
    change = rules.check_back(row, "right", words="they love it", zone=TALLINN, terms=TERMS, now=LATER)
    assert change.fields == {"checked": "right", "checked_at": LATER}, "there is no place for more"


def test_not_quite_opens_it_again_and_closing_it_again_forgets_that() -> None:
    row = make(status="kept", closed_at=at("12-01 08:00"), closed_by="U1", health="at risk")
    change = rules.check_back(row, "not quite", zone=TALLINN, terms=TERMS, now=at("12-21 08:00"))
    assert change.what == "not quite"
    assert change.fields == {
        "checked": "not quite",
        "checked_at": at("12-21 08:00"),
        "status": "open",
        "closed_at": None,
        "closed_by": None,
        "health": "on track",
    }
    assert rules.is_reopened(put(row, change.fields))
    moved = promises.move(row, "2027-01-08", TALLINN, told=True, terms=TERMS, now=at("12-21 08:00"))
    assert not rules.is_reopened(put(row, moved.fields)), "it has a date to come"
    closed = promise_endings.close(row, "kept", proof="", by="U1", now=at("12-22 08:00"))
    assert put(row, closed.fields).checked is None


@pytest.mark.parametrize(
    ("facts", "found", "refusal", "said"),
    [
        ({}, "right", AlreadySo, "still open"),
        ({"status": "called off"}, "right", AlreadySo, "was closed as called off"),
        ({"status": "kept"}, "maybe", Unreadable, "right, not quite, no answer"),
        ({"status": "kept", "checked": "right"}, "right", AlreadySo, "says that already"),
        (
            {"status": "kept", "checked": "no answer", "checked_at": NOW},
            "no answer",
            AlreadySo,
            "says that already",
        ),
    ],
)
def test_what_cannot_be_so_is_refused(
    facts: dict[str, Any], found: str, refusal: type[Exception], said: str
) -> None:
    with pytest.raises(refusal, match=said):
        rules.check_back(make(**facts), found, zone=TALLINN, terms=TERMS, now=NOW)
