"""A mistake's life, as rules: opened, four steps, its cause, its end, goodwill."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import blame, customer_leaving, mistake_endings
from bot import mistakes as rules
from bot.changes import Change
from bot.mistakes import Given
from bot.refusals import AlreadySo, ChangedSince, Refusal, Unreadable
from storage.tables import Mistake, Promise

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
MIA, SAM = "U0MIA", "U0SAM"


def opened(words: str = "pump came late", **given: object) -> Mistake:
    said = Given(words, MIA)._replace(**given)  # type: ignore[arg-type]
    return rules.make(said, team_id="T1", customer_id=1, number=7, now=NOW)


def after(mistake: Mistake, *changes: Change) -> Mistake:
    values = mistake.model_dump()
    for each in changes:
        values |= each.fields
    return Mistake(**values)


def whole() -> Mistake:
    """A case with everything done but its closing."""
    mistake = opened()
    for step in rules.STEPS:
        mistake = after(mistake, rules.done(mistake, step, by=MIA, now=NOW))
    mistake = after(mistake, rules.own(mistake, SAM), rules.noticed(mistake, "us"))
    return after(mistake, rules.name_cause(mistake, "stock was counted wrong", "counted twice"))


def test_a_case_needs_words_and_guesses_the_rest() -> None:
    mistake = opened("they noticed that the invoice was billed twice")
    assert (mistake.kind, mistake.severity, mistake.noticed_by) == ("money or price", "high", "them")
    assert (mistake.owner_id, mistake.said_by, mistake.status) == (None, MIA, "open")
    with pytest.raises(Unreadable, match="What happened is empty"):
        opened("  ")


def test_what_a_person_chose_is_not_guessed_again() -> None:
    mistake = opened(
        "they noticed a wrong price", kind="other", severity="normal", noticed_by="", public=True
    )
    assert (mistake.kind, mistake.severity, mistake.noticed_by, mistake.public) == (
        "other",
        "normal",
        "",
        True,
    )


def test_money_stays_high_when_it_is_edited() -> None:
    mistake = opened("invoice billed twice")
    with pytest.raises(AlreadySo):
        rules.edit(mistake, Given(mistake.words, MIA, severity="normal"), customer_id=1)
    decided = rules.edit(mistake, Given("pump late", MIA, kind="guess", severity="normal"), customer_id=1)
    assert decided.fields == {"words": "pump late", "kind": "late or missed", "severity": "normal"}
    late = opened("pump late")
    became = rules.edit(
        late, Given("pump late", MIA, kind="money or price", severity="normal"), customer_id=1
    )
    assert became.fields == {"kind": "money or price", "severity": "high"}


def test_a_promise_not_kept_becomes_a_case_with_its_owner_and_money_is_high() -> None:
    promise = Promise(
        id=3, team_id="T1", number=12, customer_id=1, words="credit note", kind="refund or payment",
        owner_id=SAM, said_by=MIA, zone="UTC", created_at=NOW,
    )  # fmt: skip
    mistake = rules.of_promise(promise, number=7, by=MIA, now=NOW)
    assert (mistake.kind, mistake.owner_id, mistake.promise_id) == ("promise not kept", SAM, 3)
    assert mistake.severity == "high"
    promise.kind = "delivery"
    assert rules.of_promise(promise, number=8, by=MIA, now=NOW).severity == "normal"


@pytest.mark.parametrize("step", rules.STEPS)
def test_each_step_is_done_once_and_can_be_done_after_it_was_waived(step: str) -> None:
    mistake = opened()
    waived = after(mistake, rules.waive(mistake, step, "they closed down", by=MIA, now=NOW))
    assert getattr(waived, f"{step}_waived") == "they closed down"
    with pytest.raises(AlreadySo):
        rules.waive(waived, step, "they closed down", by=MIA, now=NOW)
    done = after(waived, rules.done(waived, step, by=SAM, now=NOW))
    assert (getattr(done, f"{step}_by"), getattr(done, f"{step}_waived")) == (SAM, "")
    with pytest.raises(AlreadySo, match="is done already"):
        rules.done(done, step, by=MIA, now=NOW)
    with pytest.raises(AlreadySo, match="nothing to waive"):
        rules.waive(done, step, "too late", by=MIA, now=NOW)


@pytest.mark.parametrize("reason", ["", "   ", "\u200b"])
def test_a_step_is_never_waived_without_a_written_reason(reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        rules.waive(opened(), "told", reason, by=MIA, now=NOW)
    assert refused.value.field == "reason"


def test_a_case_closes_only_when_each_step_is_done_or_waived_and_the_cause_is_named() -> None:
    mistake = opened()
    with pytest.raises(mistake_endings.Unfinished) as refused:
        mistake_endings.close(mistake, by=MIA, now=NOW)
    assert refused.value.missing == (*rules.STEPS, "cause", "could_have", "owner_id", "noticed_by")
    assert refused.value.sentence == (
        "M-7 stays open for now. Neither done nor waived: told them, said sorry, made it right and checked back. "
        "And nobody has said what caused it, what we could have done, who puts it right and who noticed it first."
    )
    closed = after(whole(), mistake_endings.close(whole(), by=MIA, now=NOW))
    assert (closed.status, closed.closed_by, closed.closed_at) == ("closed", MIA, NOW)
    acts: tuple[Callable[[], Change], ...] = (
        lambda: mistake_endings.close(closed, by=MIA, now=NOW),
        lambda: rules.done(closed, "told", by=MIA, now=NOW),
        lambda: rules.own(closed, SAM),
        lambda: rules.contacted_again(closed),
        lambda: rules.name_cause(closed, "x"),
    )
    for act in acts:
        with pytest.raises(AlreadySo, match="M-7 is closed"):
            act()
    assert after(closed, mistake_endings.reopen(closed)).status == "open"


@pytest.mark.parametrize(
    ("left", "column", "unsaid"),
    [
        *((step, f"{step}_at", None) for step in rules.STEPS),
        ("cause", "cause", ""),
        ("could_have", "could_have", ""),
        ("owner_id", "owner_id", None),
        ("noticed_by", "noticed_by", ""),
    ],
)
def test_one_thing_missing_keeps_it_open(left: str, column: str, unsaid: object) -> None:
    mistake = whole()
    setattr(mistake, column, unsaid)
    with pytest.raises(mistake_endings.Unfinished) as refused:
        mistake_endings.close(mistake, by=MIA, now=NOW)
    assert refused.value.missing == (left,)


@pytest.mark.parametrize(
    "cause",
    [
        "customer's fault",
        "It was the customer’s own fault",
        "user error",
        "their mistake",
        "they should have read the manual",
        "customer didn't check the size",
        "they ordered the wrong valve",
        "the customer misread the label",
        "Operator error",
    ],
)
@pytest.mark.parametrize("answer", [None, "", "nothing", "None.", "n/a"])
def test_the_customers_fault_never_stands_alone(cause: str, answer: str | None) -> None:
    with pytest.raises(Unreadable) as refused:
        rules.name_cause(opened(), cause, answer)
    assert refused.value.field == "could_have"
    assert rules.name_cause(opened(), cause, "asked for the flange size").fields["cause"] == cause


@pytest.mark.parametrize(
    "cause",
    ["two invoice runs", "our label was hard to read", "the fault was in the seal", "we did not check"],
)
def test_another_cause_may_be_named_first_and_completed_later(cause: str) -> None:
    mistake = opened()
    decided = rules.name_cause(mistake, cause)
    assert decided.fields == {"cause": cause}
    assert mistake_endings.missing(after(whole(), decided)) == ()


def test_made_right_says_how_and_what_it_cost_and_can_be_corrected() -> None:
    mistake = opened()
    decided = rules.right(mistake, how="new pump", goodwill=4990, rule="no free freight", by=MIA, now=NOW)
    assert decided.fields["right_at"] == NOW
    done = after(mistake, decided)
    assert (done.right_how, done.goodwill, done.broken_rule) == ("new pump", 4990, "no free freight")
    later = NOW + timedelta(days=1)
    again = rules.right(done, goodwill=2000, by=SAM, now=later)
    assert again.fields == {"goodwill": 2000}
    with pytest.raises(AlreadySo):
        rules.right(done, by=SAM, now=later)


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("Customer's fault, they read the date wrong", "Customer's fault"),
        ("pump sent to the old yard because they gave us the wrong address", "they gave us the wrong"),
        ("they read the delivery date on the slip wrong", "they read the delivery date on the slip wrong"),
        ("late, since the customer never told us", "since the customer never"),
        ("wrong seal, clearly user error", "user error"),
        ("the client forgot to sign", "client forgot"),
        ("they never got the invoice", ""),
        ("customer did not receive the pump", ""),
        ("their problem is still not solved", ""),
        ("our fitter forgot the seal kit", ""),
        ("they read the manual, and the wrong pump came", ""),
        ("we gave them the wrong address", ""),
    ],
)
def test_words_that_put_it_on_the_customer_are_found_and_a_plain_story_is_not(
    words: str, phrase: str
) -> None:
    assert blame.blamed(words) == phrase


@pytest.mark.parametrize("piece", ["they read ", "because the customer ", "customer's own ", "their "])
def test_words_without_end_cost_no_more_than_their_length(piece: str) -> None:
    assert blame.blamed(piece * 20_000) == ""


def test_what_made_it_right_too_is_added_and_said_once() -> None:
    planned = opened()
    planned.right_how = "a credit note is planned"
    first = after(planned, rules.right(planned, how="credit note CN-7", more=True, by=MIA, now=NOW))
    assert first.right_how == "credit note CN-7"
    both = after(first, rules.right(first, how="new pump by courier", more=True, by=SAM, now=NOW))
    assert both.right_how == "credit note CN-7; new pump by courier"
    assert (both.right_by, both.right_at) == (MIA, NOW)
    with pytest.raises(AlreadySo):
        rules.right(both, how="credit note CN-7", more=True, by=SAM, now=NOW)
    with pytest.raises(Unreadable) as refused:
        rules.right(both, how="x" * rules.HOW_MAX, more=True, by=SAM, now=NOW)
    assert refused.value.field == "how"
    assert rules.right(both, how="only a pump", by=SAM, now=NOW).fields == {"right_how": "only a pump"}


def test_who_took_most_of_the_steps_is_the_likely_owner() -> None:
    mistake = opened()
    assert rules.did_most(mistake) is None
    mistake = after(mistake, rules.done(mistake, "told", by=MIA, now=NOW))
    assert rules.did_most(mistake) == MIA
    mistake = after(mistake, rules.waive(mistake, "sorry", "not needed", by=MIA, now=NOW))
    mistake = after(mistake, rules.right(mistake, by=SAM, now=NOW))
    assert rules.did_most(mistake) == SAM
    mistake = after(mistake, rules.waive(mistake, "checked", "closed down", by=MIA, now=NOW))
    mistake = after(mistake, rules.done(mistake, "sorry", by=SAM, now=NOW))
    assert rules.did_most(mistake) == SAM


def test_a_call_of_a_leader_counts_as_told_once() -> None:
    mistake = opened()
    first = rules.called(mistake, by=SAM, now=NOW)
    assert (first.what, first.fields["told_by"]) == ("called", SAM)
    second = rules.called(after(mistake, first), by=MIA, now=NOW)
    assert (second.what, second.fields) == ("called", {"said_by": MIA})


def test_an_undo_never_leaves_a_closed_case_with_a_step_open() -> None:
    closed = after(whole(), mistake_endings.close(whole(), by=MIA, now=NOW))
    with pytest.raises(ChangedSince, match="Open it again first"):
        mistake_endings.check_undo(closed, {"told_at": None, "told_by": None})
    mistake_endings.check_undo(closed, {"status": "open", "closed_at": None, "closed_by": None})
    mistake_endings.check_undo(closed, {"removed_at": NOW})
    reopened = after(closed, mistake_endings.reopen(closed))
    mistake_endings.check_undo(reopened, {"told_at": None})
    reopened.told_at = None
    with pytest.raises(ChangedSince):
        mistake_endings.check_undo(reopened, {"status": "closed", "closed_at": NOW, "closed_by": MIA})


def test_a_case_that_was_released_without_a_cause_can_be_released_again_and_corrected() -> None:
    mistake = opened()
    release = customer_leaving.release(mistake, by=MIA, now=NOW)
    mistake_endings.check_undo(mistake, release.fields)
    closed = after(mistake, release)
    mistake_endings.check_undo(closed, {"words": "pump came very late"})
    with pytest.raises(ChangedSince):
        mistake_endings.check_undo(closed, {"told_at": None})


STEP = st.sampled_from(list(rules.STEPS))
ACTS = st.one_of(
    st.tuples(st.just("done"), STEP),
    st.tuples(st.just("waive"), STEP),
    st.tuples(st.sampled_from(["right", "cause", "close", "reopen", "undo"]), st.just("")),
)


@given(st.lists(ACTS, max_size=30))
def test_whatever_is_done_in_whatever_order_a_closed_case_is_whole(acts: list[tuple[str, str]]) -> None:
    mistake = opened(owner_id=SAM, noticed_by="us")
    steps: list[dict[str, object]] = []
    for act, step in acts:
        try:
            if act == "undo":
                fields = steps[-1] if steps else {}
                mistake_endings.check_undo(mistake, fields)
                decided = Change("undone", fields)
            else:
                decided = {
                    "done": lambda m, s: rules.done(m, s, by=MIA, now=NOW),
                    "waive": lambda m, s: rules.waive(m, s, "not needed", by=MIA, now=NOW),
                    "right": lambda m, s: rules.right(m, how="new pump", by=MIA, now=NOW),
                    "cause": lambda m, s: rules.name_cause(m, "no second look", "looked twice"),
                    "close": lambda m, s: mistake_endings.close(m, by=MIA, now=NOW),
                    "reopen": lambda m, s: mistake_endings.reopen(m),
                }[act](mistake, step)
                steps.append({name: getattr(mistake, name) for name in decided.fields})
        except Refusal:
            continue
        mistake = after(mistake, decided)
        assert mistake.status == "open" or not mistake_endings.missing(mistake)
