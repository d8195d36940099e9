"""What a search is for: words, a customer, a kind of thing, or a reference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.refusals import Unreadable
from bot.searching import KINDS, LONGEST, Asked, read
from storage.rows import KINDS as TABLES


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("pump", Asked("pump")),
        ("replacement   pump", Asked("replacement pump")),
        ("pump in Acme", Asked("pump", "Acme")),
        ("pump at Acme Industries", Asked("pump", "Acme Industries")),
        ("pump in Acme promises", Asked("pump", "Acme", "promises")),
        ("pump promises in Acme", Asked("pump", "Acme", "promises")),
        ("invoice mistakes", Asked("invoice", kind="mistakes")),
        ("invoice CASES", Asked("invoice", kind="mistakes")),
        ("promises", Asked("promises")),
        ("in Acme", Asked("", "Acme")),
        ("dispute in court in Acme", Asked("dispute in court", "Acme")),
        ("in", Asked("in")),
        ("pump in", Asked("pump in")),
        ("", Asked("")),
        ("M-7", Asked("M-7", reference=("mistake", 7))),
        ("M-7 invoice", Asked("M-7 invoice")),
    ],
)
def test_a_line_is_read(typed: str, asked: Asked) -> None:
    assert read(typed) == asked


def test_a_name_that_is_no_customers_is_words_again() -> None:
    assert read("invoice in March").whole() == Asked("invoice March")


def test_too_many_words_are_refused_with_the_number() -> None:
    with pytest.raises(Unreadable, match="201 characters"):
        read("x" * (LONGEST + 1))


def test_every_kind_is_held_by_tables_that_there_are() -> None:
    assert {table for tables in KINDS.values() for table in tables} <= set(TABLES)


@given(st.text(max_size=LONGEST))
def test_whatever_is_typed_is_read_and_no_word_is_lost(text: str) -> None:
    asked = read(text)
    left = f"{asked.words} {asked.customer}".split()
    assert set(left) <= set(text.split())
    assert len(text.split()) - len(left) <= 3
