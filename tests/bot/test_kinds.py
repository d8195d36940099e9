"""The kind of promise that is guessed from its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kinds import ALL, ASKED, KINDS, OTHER, guess

GUESSED = {
    "refund or payment": [
        "refund the double bill",
        "pay the deposit back",
        "Reimburse their taxi",
        "send a credit note",
        "two payments on account",
    ],
    "quote": ["a quote for three pumps", "two quotes", "send the new prices", "PROPOSAL for the west wing"],
    "repair": ["repair the gate", "replacement seal", "hotfix for the login", "swap the broken fan"],
    "visit or meeting": [
        "visit the plant",
        "demo of the new release",
        "on-site training",
        "come by with samples and meet Dana",
        "pay them a visit",
        "meet Dana",
    ],
    "call back or answer": [
        "call Dana back",
        "callback",
        "call-back to Dana",
        "ring Dana",
        "Phone the site office",
        "send an answer",
        "let her know",
        "confirm the delivery date",
    ],
    "document": ["send the report", "both invoices", "write-up of the fault", "draft of the contract"],
    "installation": ["install the router", "set up their account", "setup", "go-live of the shop"],
    "delivery": [
        "deliver the pallets",
        "send the parts",
        "ship it",
        "three samples",
        "status of their order",
    ],
    OTHER: ["look into it", "", "Ersatzteil", "東京", "think about the lights"],
}


@pytest.mark.parametrize(
    ("kind", "words"), [(kind, words) for kind, all_ in GUESSED.items() for words in all_]
)
def test_the_words_say_which_kind_it_is(kind: str, words: str) -> None:
    assert guess(words) == kind


@pytest.mark.parametrize(
    "words",
    [
        "recall the batch",
        "test the payload",
        "write down the ringtone",
        "renew the membership",
        "paint the border",
        "answerphoned",
        "a credit-card terminal",
        "look at the pre-order",
        "think again in order to be sure",
        "look at the lift that is out of order",
        "meet the deadline",
        "be on call",
    ],
)
def test_a_word_inside_another_or_in_a_set_phrase_says_nothing(words: str) -> None:
    assert guess(words) == OTHER


@pytest.mark.parametrize(
    "words", ["send the o-ring", "send 3 piston rings", "send the new phone", "parts for the ring"]
)
def test_a_ring_or_a_phone_that_is_sent_is_no_call(words: str) -> None:
    assert guess(words) == "delivery"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("refund and quote", "refund or payment"),
        ("quote and refund", "refund or payment"),
        ("quote, then a better quote, then the refund", "quote"),
        ("send the report", "document"),
    ],
)
def test_the_kind_said_most_often_wins_and_the_narrower_one_where_they_are_even(
    words: str, kind: str
) -> None:
    assert guess(words) == kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_a_kind_is_enough_to_guess_it_in_any_case(kind: str) -> None:
    for word in KINDS[kind]:
        assert guess(f"Please {word.upper()}, as agreed") == kind


def test_other_is_the_last_choice_in_the_list() -> None:
    assert (*KINDS, ASKED, OTHER) == ALL


@given(st.text(max_size=300))
def test_a_guess_is_always_one_of_the_kinds(words: str) -> None:
    assert guess(words) in ALL
