"""Headings of other systems, and which column of ours each one is."""

import pytest

from bot.import_columns import guess


@pytest.mark.parametrize(
    ("headings", "places"),
    [
        ("Company", {"name": [0]}),
        ("Customer Name,Account Owner,Customer Tier", {"name": [0], "owner": [1], "tier": [2]}),
        ("account;owner e-mail;status".replace(";", ","), {"name": [0], "owner": [1], "stage": [2]}),
        (
            "Company,First Name,Last Name,E-mail,Phone Number,Job Title",
            {
                "name": [0],
                "person_first": [1],
                "person_last": [2],
                "person_email": [3],
                "person_phone": [4],
                "person_role": [5],
            },
        ),
        ("Company,Name,E-Mail", {"name": [0], "person": [1], "person_email": [2]}),
        ("Firma,Betreuer,Notizen,Kunde seit", {"name": [0], "owner": [1], "matters": [2], "since": [3]}),
        ("ETTEVÕTE,haldur,Märkused", {"name": [0], "owner": [1], "matters": [2]}),
        ("name,other_names,rhythm_days,do's,don'ts", {
            "name": [0], "other_names": [1], "rhythm_days": [2], "dos": [3], "donts": [4],
        }),
        ("name,owner,owner_name", {"name": [0], "owner": [1, 2]}),
    ],
)  # fmt: skip
def test_columns_are_known_by_what_people_call_them(headings: str, places: dict[str, list[int]]) -> None:
    found = guess(headings.split(","))
    assert found is not None
    assert found.places == places


def test_what_means_nothing_here_is_named_and_what_follows_from_other_things_is_not() -> None:
    found = guess(["name", "VAT id", "", "met_at", "created_at"])
    assert found is not None
    assert found.unused == ["VAT id"]


def test_without_a_column_of_names_there_is_no_guess() -> None:
    assert guess(["owner", "tier"]) is None
