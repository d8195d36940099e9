"""An apology from facts alone, and the turns in people's words that sound defensive."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import apologies, mistake_brief
from bot import mistakes as rules
from bot.mistakes import Given
from bot.notes import Draft
from storage.tables import Customer, Mistake, Promise

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def case(how: str = "", *, done: bool = False) -> Mistake:
    mistake = rules.make(
        Given("invoice billed twice", "U0MIA"), team_id="T1", customer_id=1, number=7, now=NOW
    )
    mistake.right_how, mistake.right_at = how, NOW if done else None
    return mistake


def test_without_the_facts_there_is_no_apology_and_it_says_which_are_missing() -> None:
    assert apologies.draft(case(), now=NOW) == Draft("", ("what we do about it", "by when"))
    assert apologies.draft(case("a credit note"), now=NOW).missing == ("by when",)
    assert apologies.draft(case(done=True), now=NOW).missing == ("what we did about it",)


def test_with_the_facts_it_says_them_and_nothing_else() -> None:
    planned = case("a credit note")
    planned.right_wall, planned.right_zone = "2026-11-27T17:00", "Europe/Tallinn"
    written = apologies.draft(planned, now=NOW).text
    assert written.splitlines() == [
        "What happened: invoice billed twice",
        "That was our mistake, and I am sorry.",
        "",
        "What we are doing about it: a credit note",
        "You have it by: Fri 27 Nov 2026, 17:00 (Tallinn time)",
    ]
    done = apologies.draft(case("a credit note", done=True), now=NOW).text
    assert "What we have done about it: a credit note" in done
    assert "by" not in done.splitlines()[-1].split()


def test_a_promise_that_was_not_kept_is_named_as_one() -> None:
    promise = Promise(
        id=1, team_id="T1", number=1, customer_id=1, words="replacement pump", kind="delivery", owner_id="U0MIA",
        said_by="U0MIA", zone="Europe/Tallinn", due_wall="2026-11-24", created_at=NOW,
    )  # fmt: skip
    mistake = rules.of_promise(promise, number=7, by="U0MIA", now=NOW)
    mistake.right_how, mistake.right_wall, mistake.right_zone = "a courier brings it", "2026-11-26", "UTC"
    written = apologies.draft(mistake, promise, now=NOW).text
    assert written.startswith("What we promised you, for Tue 24 Nov: replacement pump\nWe did not do it.\n")
    assert written.endswith("You have it by: Thu 26 Nov 2026")


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("Unfortunately you sent it to the old address", "Unfortunately you"),
        ("No refund, as per our policy", "as per our policy"),
        ("as per policy we wait ten days", "as per policy"),
        ("We are sorry if anyone was upset", "sorry if"),
        ("Sorry for any inconvenience", "Sorry for any"),
        ("Mistakes were made in dispatch", "Mistakes were made"),
        ("you should have told us sooner", "you should have"),
        ("To be fair, the label was there", "To be fair"),
        ("sorry you feel that way", "sorry you feel"),
        ("It’s our policy to charge freight", "It’s our policy"),
        ("that is not our fault", "that is not our fault"),
        ("it was beyond our control", "beyond our control"),
        ("as we told you before, it takes a week", "as we told you before"),
        ("there was a misunderstanding about the size", "there was a misunderstanding"),
        ("nobody else complained", "nobody else complained"),
        ("our hands are tied", "our hands are tied"),
        ("only a minor delay", "only a minor delay"),
        ("the system did that by itself", "the system did"),
    ],
)
def test_defensive_turns_are_quoted_as_they_were_written_with_what_to_say_instead(
    words: str, phrase: str
) -> None:
    turns = apologies.defensive(words)
    assert turns[0].phrase == phrase
    assert turns[0].instead


@pytest.mark.parametrize(
    "words",
    [
        "We billed you twice. That was our mistake.",
        "I am sorry that the pump was late.",
        "The insurance policy was not attached",
        "You told us on Monday, and we did nothing until Thursday",
        "a fair price was agreed",
        "We should have called",
        "The control panel beyond the gate leaks",
    ],
)
def test_plain_words_are_left_alone(words: str) -> None:
    assert apologies.defensive(words) == []


def test_a_phrase_is_pointed_at_once_and_only_the_first_few() -> None:
    turns = apologies.defensive(
        "to be fair, to be fair", "To be fair, you should have, as per policy, in our defence"
    )
    assert [turn.phrase for turn in turns] == ["to be fair", "you should have", "as per policy"]


@given(st.text(max_size=400))
def test_no_text_is_too_strange(text: str) -> None:
    assert len(apologies.defensive(text)) <= apologies.MOST_TURNS


def test_a_brief_has_five_lines_whatever_was_written() -> None:
    mistake = case("credit note\nand a call")
    mistake.words = "billed\ntwice"
    mistake.told_at, mistake.sorry_at, mistake.sorry_waived = NOW, NOW, "by phone"
    customer = Customer(
        id=1,
        team_id="T1",
        number=1,
        name="Acme",
        matters="no surprises",
        reach="by phone",
        created_at=NOW,
        created_by="U",
    )
    lines = mistake_brief.lines(mistake, customer, owner="Sam Okafor").splitlines()
    assert len(lines) == 5
    assert lines[0] == "Customer: Acme (M-7, money or price). What matters to them: no surprises"
    assert lines[1] == "What happened: billed twice"
    assert (
        lines[2]
        == "Where it stands: told them: yes, said sorry: waived, made it right: not yet, checked back: not yet"
    )
    assert lines[3] == "What we do about it: credit note and a call"
    assert lines[4] == "The repair is with: Sam Okafor. They like to be reached so: by phone"
    assert (
        mistake_brief.lines(case(), customer, owner="")
        .splitlines()[4]
        .startswith("The repair is with: nobody yet")
    )
