"""Cells of an imported file, each read as its column says, or doubted with a reason."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import import_cells as cells
from bot.import_cells import Colleague, Colleagues, Doubt, Places

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2019-05-04", None, "2019-05-04"),
        ("2019/5/4", None, "2019-05-04"),
        ("4.5.2019", None, "2019-05-04"),
        ("04.05.2019", "month", "2019-05-04"),
        ("25/4/2019", None, "2019-04-25"),
        ("4/25/2019", None, "2019-04-25"),
        ("4/5/2019", "day", "2019-05-04"),
        ("4/5/2019", "month", "2019-04-05"),
        ("5/5/2019", None, "2019-05-05"),
        ("4 May 2019", None, "2019-05-04"),
        ("May 4, 2019", None, "2019-05-04"),
        ("2019-05-04T10:00:00", None, "2019-05-04"),
        ("2019-05-04 00:00", None, "2019-05-04"),
        ("2019", None, "2019-01-01"),
        (" 1998 ", None, "1998-01-01"),
    ],
)
def test_days_are_read(cell: str, order: cells.DateOrder | None, day: str) -> None:
    assert cells.since(cell, order=order, today=TODAY) == day


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("4/5/2019", "could be two days"),
        ("2027", "has not been yet"),
        ("0019", "can't read"),
        ("May 2019", "can't read “May 2019” as a date. Write it like 2019-05-04"),
        ("30.2.2019", "can't read"),
        ("4/5/19", "can't read"),
        ("43589", "can't read"),
        ("2027-01-01", "has not been yet"),
        ("1066-10-14", "too long ago"),
        ("long ago", "can't read"),
    ],
)
def test_days_that_are_not_certain_are_doubted(cell: str, says: str) -> None:
    with pytest.raises(Doubt, match=says):
        cells.since(cell, order=None, today=TODAY)


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["4/5/2019", "25/4/2019"], "day"),
        (["4/5/2019", "4/25/2019"], "month"),
        (["4/5/2019"], None),
        (["25/4/2019", "4/25/2019"], None),
        (["2019-25-04", "x"], None),
    ],
)
def test_one_date_of_a_column_tells_how_the_others_are_read(column: list[str], order: str | None) -> None:
    assert cells.order_of(column) == order


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.rhythm, "14", 14),
        (cells.rhythm, "every 2 weeks", 14),
        (cells.rhythm, "3 months", 90),
        (cells.rhythm, "14.0", 14),
        (cells.rhythm, "Bi-weekly", 14),
        (cells.stage, "Active", "active"),
        (cells.stage, "LEAD", "prospect"),
        (cells.stage, "churned", "lost"),
        (cells.style, "Likes a chat", "likes a chat"),
        (cells.tags, "Pumps; nordic", ["pumps", "nordic"]),
        (cells.tags, "#Pumps, pumps", ["pumps"]),
        (cells.other_names, "Acme, Acme, Inc.", ["Acme"]),
        (cells.other_names, "Acme | ACME Bottling", ["Acme", "ACME Bottling"]),
        (cells.other_names, "a;b,", ["a;b"]),
        (cells.READ["tier"], " GOLD ", "gold"),
    ],
)
def test_cells_are_read(read: Callable[[str], Any], cell: str, value: object) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (cells.rhythm, "0"),
        (cells.rhythm, "1001"),
        (cells.rhythm, "often"),
        (cells.rhythm, "2 fortnights"),
        (cells.stage, "purple"),
        (cells.style, "chatty"),
        (cells.tags, ",".join(map(str, range(21)))),
        (cells.tags, "x" * 41),
        (cells.READ["matters"], "x" * 1001),
        (cells.READ["matters"], "a\0b"),
    ],
)
def test_cells_that_cannot_be_kept_are_doubted(read: Callable[[str], Any], cell: str) -> None:
    with pytest.raises(Doubt):
        read(cell)


PEOPLE = Colleagues(
    [
        Colleague("U0MIA000001", ["mia", "Mia Tamm", "mia@example.com"]),
        Colleague("U0SAM000001", ["sam", "Sam Okafor"]),
        Colleague("U0SAM000002", ["sam2", "Sam Okafor"]),
        Colleague("U0GUS000001", ["gus"], "is a guest here"),
    ]
)


@pytest.mark.parametrize(
    "cell",
    ["mia", "@mia", "@Mia", "Mia Tamm", "mia  tamm", "MIA@example.com", "U0MIA000001", "<@U0MIA000001|mia>"],
)
def test_colleagues_are_found_by_all_they_are_called(cell: str) -> None:
    assert PEOPLE.find(cell) == "U0MIA000001"


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("Sam Okafor", "2 colleagues"),
        ("gus", "is a guest here"),
        ("U0GUS000001", "is a guest here"),
        ("nobody", "no colleague"),
        ("U0NOBODY001", "no colleague"),
    ],
)
def test_who_is_not_certain_or_cannot_own_is_doubted(cell: str, says: str) -> None:
    with pytest.raises(Doubt, match=says):
        PEOPLE.find(cell)


def test_without_slack_ids_alone_are_known() -> None:
    assert Colleagues(None).find("U0MIA000001") == "U0MIA000001"
    assert Places(None).find("C0ACCOUNTS1") == "C0ACCOUNTS1"
    with pytest.raises(Doubt):
        Colleagues(None).find("mia")
    with pytest.raises(Doubt):
        Places(None).find("#accounts")


def test_channels_are_found_by_name_and_id() -> None:
    places = Places({"accounts": "C0ACCOUNTS1"})
    assert places.find("#Accounts") == places.find("C0ACCOUNTS1") == "C0ACCOUNTS1"
    with pytest.raises(Doubt):
        places.find("C0OTHER0001")


READERS = [cells.rhythm, cells.stage, cells.style, cells.tags, cells.other_names, *cells.READ.values()]


@given(st.text(max_size=40), st.sampled_from(["day", "month", None]))
def test_no_cell_does_more_harm_than_a_doubt(cell: str, order: cells.DateOrder | None) -> None:
    readers: list[Callable[[str], object]] = [*READERS, PEOPLE.find]
    readers.append(lambda text: cells.since(text, order=order, today=TODAY))
    for read in readers:
        try:
            read(cell)
        except Doubt as doubt:
            assert doubt.sentence
