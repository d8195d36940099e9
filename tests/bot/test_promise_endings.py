"""How a promise ends: in one of five ways, with one piece of proof; what may follow, and what each step sets."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.changes import Change
from bot.promise_endings import add_proof, close, may_be_late, reword_outcome, said_kept
from bot.promises import OUTCOMES, PROOF_MAX, edit, is_late
from bot.refusals import AlreadySo, Unreadable, WrongOrder
from storage.tables import Promise
from tests.bot.test_promises import (
    ENDS,
    FRIDAY,
    MONDAY,
    NOW,
    TERMS,
    TUESDAY,
    given,
    informed,
    moved,
    promise,
    risky,
    so,
    utc,
)


def closed(row: Promise, outcome: str = "kept", proof: str = "", now: datetime = NOW) -> Promise:
    return so(row, close(row, outcome, proof=proof, by="U3", now=now))


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_ending_is_kept_with_who_when_and_proof_and_stops_the_clock(outcome: str) -> None:
    after_it = ENDS[FRIDAY] + timedelta(seconds=1)
    change = close(risky(promise()), outcome, proof=" tracking 1Z ", by="U3", now=after_it)
    assert change == Change(
        "closed",
        {
            "status": outcome,
            "closed_at": after_it,
            "closed_by": "U3",
            "tell_by": None,
            "proof": "tracking 1Z",
        },
    )


@pytest.mark.parametrize("now", [NOW, ENDS[FRIDAY]])
def test_nothing_is_kept_late_before_its_told_date_has_passed(now: datetime) -> None:
    for row in (promise(), moved(promise(), TUESDAY), moved(promise(), "2026-11-26")):
        assert not may_be_late(row, now=now)
        with pytest.raises(WrongOrder) as refused:
            closed(row, "late", now=now)
        assert refused.value.field == "outcome"
        assert "Fri 27 Nov, has not passed yet, so it cannot be kept late" in refused.value.sentence


def test_what_never_had_a_date_may_be_kept_late() -> None:
    assert closed(promise(due=None), "late").status == "late"


def test_a_promise_may_be_closed_without_proof_which_may_follow() -> None:
    row = closed(promise())
    assert row.proof == ""
    assert add_proof(row, " customer said so ") == Change("proof", {"proof": "customer said so"})


def test_the_proof_of_an_ending_that_was_taken_back_does_not_prove_the_next_one() -> None:
    row = promise()
    row.proof = "tracking 1Z"
    assert closed(row, "not kept").proof == ""


@pytest.mark.parametrize("outcome", ["", "open", "done", "Kept", "kept late"])
def test_there_is_no_other_ending(outcome: str) -> None:
    with pytest.raises(Unreadable) as refused:
        closed(promise(), outcome)
    assert "kept, kept late, partly kept, not kept, called off" in refused.value.sentence


def test_the_proof_has_a_length_that_fits_and_is_refused_beyond() -> None:
    assert closed(promise(), proof="x" * PROOF_MAX).proof == "x" * PROOF_MAX
    for act in (
        lambda: closed(promise(), proof="x" * (PROOF_MAX + 1)),
        lambda: add_proof(closed(promise()), "x" * (PROOF_MAX + 1)),
        lambda: add_proof(closed(promise()), " "),
    ):
        with pytest.raises(Unreadable) as refused:
            act()
        assert refused.value.field == "proof"


def test_proof_can_be_changed_but_not_to_the_same_and_not_while_it_is_open() -> None:
    row = closed(promise(), proof="tracking 1Z")
    assert add_proof(row, "tracking 2Z").fields == {"proof": "tracking 2Z"}
    with pytest.raises(AlreadySo):
        add_proof(row, "tracking 1Z")
    with pytest.raises(AlreadySo):
        add_proof(promise(), "tracking 1Z")


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_after_the_end_nothing_moves_and_the_refusal_says_how_it_ended(outcome: str) -> None:
    row = closed(moved(promise(), TUESDAY), outcome, now=utc(30, 8))
    acts: list[Callable[[], Promise]] = [
        lambda: closed(row),
        lambda: moved(row, MONDAY),
        lambda: risky(row),
        lambda: informed(row),
    ]
    for act in acts:
        with pytest.raises(AlreadySo) as refused:
            act()
        assert refused.value.sentence == f"P-12 is closed already: {OUTCOMES[outcome]}."


def test_what_was_logged_wrongly_can_be_put_right_after_the_end_too() -> None:
    change = edit(closed(promise()), given(words="a pump"), customer_id=5, terms=TERMS, now=NOW)
    assert change.fields == {"words": "a pump"}


@pytest.mark.parametrize(
    ("said", "now", "outcome"),
    [
        ({}, NOW, "kept"),
        ({}, ENDS[FRIDAY], "kept"),
        ({}, ENDS[FRIDAY] + timedelta(seconds=1), "late"),
        ({"due": None}, utc(1, 8, month=12), "kept"),
        ({"aim": "2026-11-26"}, utc(27, 8), "kept"),
    ],
)
def test_kept_is_judged_by_the_told_date_and_not_by_our_aim(
    said: dict[str, Any], now: datetime, outcome: str
) -> None:
    row = promise(**said)
    assert said_kept(row, now=now) == outcome
    assert is_late(row, now=now) == (outcome == "late")


def test_an_untold_new_date_makes_nothing_punctual_and_a_closed_promise_is_not_late() -> None:
    row = moved(promise(), TUESDAY)
    assert said_kept(row, now=utc(30, 8)) == "late"
    assert is_late(row, now=utc(30, 8))
    assert not is_late(closed(row, "not kept"), now=utc(30, 8))


def test_an_ending_can_be_named_rightly_afterwards() -> None:
    row = closed(promise(), "late", now=utc(30, 8))
    assert reword_outcome(row, "kept") == Change("closed", {"status": "kept"})


@pytest.mark.parametrize("outcome", ["late", "open", "done", ""])
def test_an_ending_cannot_be_renamed_to_itself_or_to_none(outcome: str) -> None:
    with pytest.raises(AlreadySo):
        reword_outcome(closed(promise(), "late", now=utc(30, 8)), outcome)


def test_an_open_promise_has_no_ending_to_rename() -> None:
    with pytest.raises(AlreadySo):
        reword_outcome(promise(), "kept")
