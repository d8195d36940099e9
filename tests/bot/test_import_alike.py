"""Names that may well be one customer, and those that are two."""

import pytest

from bot.customer_names import fold
from bot.import_alike import legal_form, look_alikes, may_be_one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "Acme Industries"),
        ("Acme Industries", "Acme Industires"),
        ("Industries Acme", "Acme Industries"),
        ("Blue Harbor", "BlueHarbor"),
        ("Асme Bottling", "Acme Bottling"),
        ("Hartwell Hospital", "Hartwel Hospital"),
    ],
)
def test_may_be_one(one: str, other: str) -> None:
    assert may_be_one(fold(one), fold(other))
    assert look_alikes([(0, fold(one))], [(7, fold(other))]) == {0: [7]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Unit 11", "Unit 12"),
        ("Nordic Pumps", "Nordic Steel"),
        ("ABB", "ABC"),
        ("Bau", "Bau Meier"),
        ("Globex", "Initech"),
        ("Oak Mill 2", "Oak Mill"),
    ],
)
def test_are_two(one: str, other: str) -> None:
    assert not may_be_one(fold(one), fold(other))


@pytest.mark.parametrize(
    ("name", "form"),
    [("Acme Ltd", "ltd"), ("Acme Limited", "ltd"), ("Acme OÜ", "ou"), ("Acme B.V.", "bv"), ("Acme", "")],
)
def test_legal_forms_are_told_apart(name: str, form: str) -> None:
    assert legal_form(name) == form


def test_a_name_among_many_is_compared_with_its_neighbours_and_found() -> None:
    known = [(number, f"customer number {number}") for number in range(5000)] + [
        (9999, "blue harbor fisheries")
    ]
    assert look_alikes([(0, "blue harbour fisheries"), (1, "customer number 77")], known) == {0: [9999]}
