"""What people say for short of a customer's name, and what is too common to mean them."""

import pytest

from bot.listening_names import KnownNames
from bot.short_names import short_of, shorts


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Hartwell Hospital", "Hartwell"),
        ("Oakline Furniture OÜ", "Oakline"),
        ("Acme Industries, Inc.", "Acme"),
        ("Blue Harbor Foods", "Blue Harbor"),
        ("Blue Harbor", ""),
        ("Northern Foods", ""),
        ("Tallinn Water", ""),
        ("April Foods", ""),
        ("Summit Water", ""),
        ("Anna Tamm", ""),
        ("Water Group", ""),
        ("AB Foods", ""),
        ("Globex", ""),
    ],
)
def test_a_name_is_shortened_to_what_means_them_alone(name: str, short: str) -> None:
    assert short_of(name) == short


def test_what_is_somebodys_own_name_is_nobody_elses_short_one() -> None:
    names = [("hartwell hospital", "Hartwell Hospital"), ("oakline furniture", "Oakline Furniture")]
    assert shorts(names, {"hartwell"}) == {"oakline furniture": "Oakline"}


def test_a_short_name_counts_only_as_it_is_written() -> None:
    known = KnownNames([("h", "Hartwell Hospital")], ["ile"], [("h", "Hartwell")])
    assert [each.customer for each in known.found("Called Hartwell, and Hartwell Hospital too")] == ["h", "h"]
    assert known.found("we saw a hartwell") == []
    assert [each.customer for each in known.found("Helistan Hartwellile homme")] == ["h"]
