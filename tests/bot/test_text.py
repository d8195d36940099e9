"""What people type is kept whole or refused with a reason, and shown short where there is little room."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.refusals import Unreadable
from bot.text import NAME_MAX, WORDS_MAX, clean, one_line, shorten, without_tail


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a pump\n", "a pump"),
        ("two\nlines\tand  blanks", "two\nlines\tand  blanks"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("🎉", "🎉"),
        ("👩\u200d🔧 fits it", "👩\u200d🔧 fits it"),
        ("0", "0"),
        ("ポンプ", "ポンプ"),
    ],
)
def test_text_is_kept_as_typed_but_for_blanks_around_it_and_the_form_of_accents(
    typed: str, kept: str
) -> None:
    assert clean(typed, what="The promise") == kept


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "\u200b", "\ufeff \u2060", "\u202e", "\x07"])
def test_text_without_anything_to_see_is_refused_as_empty(typed: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        clean(typed, what="The promise", field="words")
    assert refusal.value.sentence == "The promise is empty. Say it in a few words."
    assert refusal.value.field == "words"


@pytest.mark.parametrize("typed", ["a\0b", "\ud83d", "pump \udfff", "\ud800"])
def test_characters_that_no_database_takes_are_refused(typed: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        clean(typed, what="The name", field="name")
    assert refusal.value.sentence.startswith("The name holds a character that cannot be stored.")
    assert refusal.value.field == "name"


@pytest.mark.parametrize("most", [1, NAME_MAX, WORDS_MAX])
def test_the_longest_text_is_kept_and_one_more_character_is_refused_with_both_numbers(most: int) -> None:
    assert clean(" " + "x" * most + " ", what="The promise", most=most) == "x" * most
    with pytest.raises(Unreadable) as refusal:
        clean("x" * (most + 1), what="The promise", most=most, field="words")
    assert f"is {most + 1:,} characters long, and {most:,} is the most" in refusal.value.sentence
    assert refusal.value.field == "words"


def test_length_is_counted_as_it_will_be_kept() -> None:
    assert clean("e\u0301" * 10, what="The name", most=10) == "\u00e9" * 10


@given(st.text(max_size=60))
def test_what_was_kept_once_is_kept_the_same_again(typed: str) -> None:
    try:
        kept = clean(typed, what="The promise")
    except Unreadable:
        return
    assert clean(kept, what="The promise") == kept
    assert unicodedata.is_normalized("NFC", kept)


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("pump", 4, "pump"),
        ("pumps", 4, "pum…"),
        ("a pump by Friday", 8, "a pump…"),
        ("", 3, ""),
        ("ab", 1, "…"),
    ],
)
def test_a_text_that_does_not_fit_ends_with_an_ellipsis(text: str, most: int, shown: str) -> None:
    assert shorten(text, most) == shown


@given(st.text(max_size=40), st.integers(1, 40))
def test_a_shortened_text_always_fits(text: str, most: int) -> None:
    assert len(shorten(text, most)) <= most


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\n\nb", "a b"), ("  a \t b  ", "a b"), ("a\u00a0b\u2028c", "a b c"), ("", ""), ("\r\n", "")],
)
def test_one_line_makes_every_run_of_white_space_one_blank(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a pump; ,", "a pump"),
        ("more than 5 &gt;", "more than 5 &gt;"),
        ("more than 5 &gt;;", "more than 5 &gt;"),
        ("Smith &amp; , ", "Smith &amp;"),
        ("R&D;", "R&D"),
        ("", ""),
    ],
)
def test_what_is_cut_off_at_the_end_is_no_part_of_an_escaped_character(text: str, kept: str) -> None:
    assert without_tail(text, " ,;") == kept
