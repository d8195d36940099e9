"""Merging: the one that stays keeps its own, its gaps are filled, and no name is lost."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.customer_merging import Compared, compare, merge
from bot.refusals import AlreadySo, Refusal
from storage.tables import Customer

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def customer(id_: int, name: str, **columns: Any) -> Customer:
    made: dict[str, Any] = {"id": id_, "team_id": "T", "number": id_, "name": name}
    return Customer(**(made | {"created_at": NOW, "created_by": "U1"} | columns))


def test_the_one_that_stays_wins_and_its_gaps_are_filled() -> None:
    into = customer(1, "Acme", tier="gold", matters="line 2", tags="pumps")
    other = customer(2, "Acme Inc", tier="silver", reach="by phone", tags="pumps\nnordic", owner_id="U2")
    stays, goes = merge(into, other, now=NOW)
    # "Acme Inc" is the same name as "Acme" when it is typed
    assert stays.fields == {"owner_id": "U2", "reach": "by phone", "tags": "pumps\nnordic"}
    assert goes.fields == {"removed_at": NOW, "merged_into": 1}


@pytest.mark.parametrize(
    ("into", "other", "found"),
    [
        ({}, {}, []),
        ({"tier": "gold"}, {"tier": "gold"}, []),
        ({"tier": "gold"}, {"tier": "silver"}, [Compared("tier", "gold", "silver")]),
        ({}, {"tier": "silver"}, [Compared("tier", "silver", taken=True)]),
        ({"tier": "gold"}, {}, []),
        ({}, {"stage": "lost"}, [Compared("stage", "active", "lost")]),
        ({"owner_id": "U1"}, {"backup_id": "U1"}, []),
        ({"rhythm_days": 7}, {"rhythm_days": 30}, [Compared("rhythm_days", 7, 30)]),
    ],
)
def test_the_two_are_compared(into: dict[str, Any], other: dict[str, Any], found: list[Compared]) -> None:
    assert compare(customer(1, "Acme", **into), customer(2, "Globex", **other)) == found


def test_all_names_of_both_find_the_one_that_stays() -> None:
    into = customer(1, "Acme", other_names="Anvils")
    other = customer(2, "Globex Dairy", other_names="GD\nANVILS\nАcme")
    assert merge(into, other, now=NOW)[0].fields["other_names"].splitlines() == [
        "Anvils",
        "Globex Dairy",
        "GD",
        "Аcme",
    ]


def test_where_nothing_differs_there_is_still_something_to_undo() -> None:
    assert merge(customer(1, "Acme"), customer(2, "ACME Ltd"), now=NOW)[0].fields == {"name": "Acme"}


def test_two_that_are_one_or_have_too_many_names_or_tags_are_refused() -> None:
    with pytest.raises(AlreadySo):
        merge(customer(1, "Acme"), customer(1, "Acme"), now=NOW)
    many = "\n".join(f"name {n}" for n in range(20))
    with pytest.raises(Refusal, match="21 other names"):
        merge(customer(1, "Acme", other_names=many), customer(2, "Globex"), now=NOW)
    with pytest.raises(Refusal, match="more than 20 tags"):
        merge(customer(1, "Acme", tags=many), customer(2, "Globex", tags="food"), now=NOW)
