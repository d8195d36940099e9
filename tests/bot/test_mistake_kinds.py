"""What a mistake's words say about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import mistake_kinds as kinds


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("invoice billed twice", "money or price"),
        ("we overcharged them for the seal kit", "money or price"),
        ("their refund is still not there", "return or refund"),
        ("they want to return two valves", "return or refund"),
        ("fitter came two hours late", "late or missed"),
        ("we forgot the yearly service", "late or missed"),
        ("the delivery never arrived", "late or missed"),
        ("they didn’t show up at the plant", "late or missed"),
        ("wrong pump on the pallet", "wrong or damaged"),
        ("housing cracked on arrival", "wrong or damaged"),
        ("wrong data sheet went out", "wrong information"),
        ("we misquoted the flow rate", "wrong information"),
        ("forty minutes on hold, then passed around", "hard to deal with us"),
        ("the portal is confusing", "hard to deal with us"),
        ("something odd in Tacoma", "other"),
        ("", "other"),
    ],
)
def test_the_kind_is_guessed_from_the_words(words: str, kind: str) -> None:
    assert kinds.guess(words) == kind


@pytest.mark.parametrize(
    ("kind", "said", "words", "severity"),
    [
        ("money or price", None, "", "high"),
        ("money or price", "normal", "", "high"),
        ("late or missed", "high", "", "high"),
        ("late or missed", "normal", "urgent", "normal"),
        ("late or missed", None, "late by a day", "normal"),
        ("wrong or damaged", None, "a fitter was injured", "high"),
        ("wrong or damaged", None, "their line is down since noon", "high"),
        ("other", "very", "", "normal"),
    ],
)
def test_money_is_always_high_then_what_was_said_then_how_it_sounds(
    kind: str, said: str | None, words: str, severity: str
) -> None:
    assert kinds.severity(kind, said, words) == severity


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("we noticed that the seal was dry", "us"),
        ("billed twice, they don't know yet", "us"),
        ("we have just found two loose bolts", "us"),
        ("they noticed a wrong price", "them"),
        ("customer complained about the noise", "them"),
        ("she called about the missing valve", "them"),
        ("invoice billed twice", ""),
    ],
)
def test_who_noticed_first_is_taken_from_the_words_where_they_say_so(words: str, who: str) -> None:
    assert kinds.noticed_first(words) == who


@pytest.mark.parametrize(
    ("words", "public"),
    [
        ("they wrote a review: pump dead after a week", True),
        ("one-star on the map, rude on the phone", True),
        ("bad review about the delay", True),
        ("we review the drawing too late", False),
        ("the public tender was missed", False),
    ],
)
def test_a_public_review_is_noticed(words: str, public: bool) -> None:
    assert kinds.is_public(words) is public


@given(st.text(max_size=300))
def test_a_guess_is_always_one_of_the_kinds(words: str) -> None:
    assert kinds.guess(words) in kinds.ALL
    assert kinds.severity(kinds.guess(words), None, words) in {"high", "normal"}
