"""Whom of a customer's people words name, and names that nobody there has yet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contact_names import listed_names, names_in, people_met, who_is
from tests.sizes import examples

KNOWN = [(1, "Dana Reyes"), (2, "Tom Hill"), (3, "Tom Berg"), (4, "Олена"), (5, "May Lin")]


@pytest.mark.parametrize(
    ("words", "ids", "unclear"),
    [
        ("called Dana", [1], []),
        ("called Dana Reyes", [1], []),
        ("Dana’s boss called", [1], []),
        ("called Dana Smith", [], []),
        ("met Dana and Tom", [1], ["Tom"]),
        ("met Tom Berg", [3], []),
        ("called Олена", [4], []),
        ("it may rain", [], []),
        ("called dana", [], []),
        ("", [], []),
    ],
)
def test_the_people_of_the_customer_are_found_by_name(words: str, ids: list[int], unclear: list[str]) -> None:
    assert people_met(words, KNOWN) == (ids, unclear)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("called Dana, happy", ["Dana"]),
        ("Called Dana Reyes about the pump", ["Dana Reyes"]),
        ("met Dana and Tom", ["Dana", "Tom"]),
        ("talked to Dana at Acme", ["Dana"]),
        ("lunch with Kim", ["Kim"]),
        ("called on Monday", []),
        ("called Monday", []),
        ("visited the Larch Mill", []),
        ("called, Happy with it", []),
        ("mailed Merry Christmas! by the way, all fine", []),
        ("texted Happy Easter to all", []),
        ("texted Kim Happy Birthday", ["Kim"]),
        ("mailed Season’s Greetings", []),
        ("called. Happy with the seals", []),
        ("called Dana. Next she is away", ["Dana"]),
        ("met Tuesday, then March was busy", []),
        ("called Dana Friday", ["Dana"]),
        ("mailed Invoice 4711", []),
        ("mailed Catalogue and Kim", []),
        ("happy with Seals from us", []),
        ("not happy with Larch", []),
        ("a problem with Larch", []),
        ("wrote to Purchasing", []),
        ("spoke to Support, met HQ", []),
        ("met CFO, saw P-12 and Z3", []),
        ("visited Hannover", []),
        ("called Everybody", []),
        ("Merry Christmas to Dana", []),
        ("The pump runs. Called Will and Joan of the mill", ["Will", "Joan"]),
        ("went through it with Kim O’Hara", ["Kim O’Hara"]),
        ("with Abe with Ben with Cal with Dov", ["Abe", "Ben", "Cal"]),
    ],
)
def test_names_stand_after_what_was_done(words: str, names: list[str]) -> None:
    assert names_in(words) == names


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("dana", [1]),
        ("Dana Reyes", [1]),
        ("DANA REYES", [1]),
        ("Dana I", []),
        ("Tom", [2, 3]),
        ("Tom Berg", [3]),
        ("Reyes", []),
        ("олена", [4]),
    ],
)
def test_a_name_in_a_field_means_who_is_called_so_or_by_that_first_name(name: str, ids: list[int]) -> None:
    assert who_is(name, KNOWN) == ids


def test_a_fields_names_are_taken_once_each() -> None:
    assert listed_names(" Dana  Reyes, tom; dana reyes\nOlga,") == ["dana reyes", "tom", "Olga"]


@settings(max_examples=examples(100))
@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=5))
def test_whatever_the_words_and_names_nobody_is_met_who_is_not_known(words: str, names: list[str]) -> None:
    ids, _ = people_met(words, list(enumerate(names)))
    assert set(ids) <= set(range(len(names)))
    assert len(names_in(words)) <= 3
    listed_names(words)
