"""A kind word: its words without the marks around them, and whom it is about."""

import pytest

from bot.praise import take_colleague, unquoted


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"the fitter was brilliant"', "the fitter was brilliant"),
        ("“the fitter was brilliant”", "the fitter was brilliant"),
        ("„der Monteur war toll“", "der Monteur war toll"),
        ("«bravo»", "bravo"),
        ("the fitter was brilliant", "the fitter was brilliant"),
        ('"great" and "quick"', '"great" and "quick"'),
        ('"', '"'),
        ("", ""),
    ],
)
def test_the_marks_around_all_of_it_go(typed: str, words: str) -> None:
    assert unquoted(typed) == words


@pytest.mark.parametrize(
    ("typed", "words", "who"),
    [
        ('Acme: "brilliant" <@U1|tom>', 'Acme: "brilliant"', "U1"),
        ('Acme: "brilliant" (<@U1>).', 'Acme: "brilliant"', "U1"),
        ("<@U1> Acme: brilliant", "Acme: brilliant", "U1"),
        ("Acme: <@U1> was brilliant", "Acme: <@U1> was brilliant", None),
        ("Acme: brilliant", "Acme: brilliant", None),
    ],
)
def test_the_colleague_stands_first_or_last(typed: str, words: str, who: str | None) -> None:
    assert take_colleague(typed) == (words, who)
