"""What differs is what is changed, and what was done can be taken back by the one who did it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.changes import Change, differing, may_reopen, undo
from bot.refusals import ChangedSince, NotAllowed
from storage.tables import Customer, History, Promise

THEN = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def customer(**known: Any) -> Customer:
    return Customer(
        **{"team_id": "T1", "number": 3, "name": "Acme", "created_at": THEN, "created_by": "U1", **known}
    )


def entry(what: str = "edited", by: str = "U1") -> History:
    return History(
        team_id="T1", kind="customer", row_id=1, at=THEN, by=by, via="form", what=what, before="", after=""
    )


@pytest.mark.parametrize(
    ("wanted", "fields"),
    [
        ({"name": "Acme", "other_names": ""}, {}),
        ({"name": "Acme North", "other_names": ""}, {"name": "Acme North"}),
        ({"owner_id": "U1"}, {"owner_id": "U1"}),
        ({"owner_id": None}, {}),
        ({}, {}),
    ],
)
def test_only_what_is_not_so_yet_differs(wanted: dict[str, Any], fields: dict[str, Any]) -> None:
    assert differing(customer(), wanted) == fields


def taken_back(
    row: Customer,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    what: str = "edited",
    by: str = "U1",
    others_since: bool = False,
) -> Change:
    return undo(entry(what), row, before=before, after=after, by=by, now=NOW, others_since=others_since)


def test_undoing_sets_every_value_to_what_it_was() -> None:
    row = customer(name="Acme North", owner_id="U2")
    before = {"name": "Acme", "owner_id": None}
    change = taken_back(row, before, {"name": "Acme North", "owner_id": "U2"})
    assert change == Change("undone", before)


def test_undoing_an_undo_puts_it_back_and_that_can_be_undone_again() -> None:
    north, south = {"name": "Acme North"}, {"name": "Acme"}
    assert taken_back(customer(), north, south, what="undone") == Change("put back", north)
    assert taken_back(customer(name="Acme North"), south, north, what="put back") == Change("undone", south)


@pytest.mark.parametrize("others_since", [True, False])
def test_nobody_undoes_what_somebody_else_did(others_since: bool) -> None:
    row = customer(name="Acme North")
    with pytest.raises(NotAllowed):
        taken_back(row, {"name": "Acme"}, {"name": "Acme North"}, by="U2", others_since=others_since)
    with pytest.raises(NotAllowed):
        taken_back(row, {}, {"name": "Acme North"}, by="U2", others_since=others_since)


def test_a_value_that_was_changed_again_is_not_undone_whoever_changed_it() -> None:
    row = customer(name="Acme South", owner_id="U2")
    with pytest.raises(ChangedSince):
        taken_back(row, {"name": "Acme", "owner_id": None}, {"name": "Acme North", "owner_id": "U2"})


def test_what_others_changed_elsewhere_in_the_row_does_not_stand_in_the_way() -> None:
    row = customer(name="Acme North", owner_id="U9")
    change = taken_back(row, {"name": "Acme"}, {"name": "Acme North"}, others_since=True)
    assert change.fields == {"name": "Acme"}


def test_taking_back_a_new_row_hides_it_and_keeps_everything_it_says() -> None:
    row = customer(name="Acme South")  # edited by the same person since
    assert taken_back(row, {}, {"name": "Acme"}, what="added") == Change("undone", {"removed_at": NOW})


def test_a_new_row_that_others_worked_on_is_not_taken_back() -> None:
    with pytest.raises(ChangedSince):
        taken_back(customer(), {}, {"name": "Acme"}, what="added", others_since=True)


def test_what_was_put_back_is_not_taken_away_from_under_others_who_worked_on_it() -> None:
    before, after = {"removed_at": THEN}, {"removed_at": None}
    with pytest.raises(ChangedSince):
        taken_back(customer(), before, after, what="put back", others_since=True)
    assert taken_back(customer(), before, after, what="put back").fields == before


def promise(owner_id: str = "U1") -> Promise:
    return Promise(
        team_id="T1",
        number=12,
        customer_id=1,
        words="pump",
        kind="repair",
        owner_id=owner_id,
        said_by="U1",
        zone="Europe/Tallinn",
        status="kept",
        created_at=THEN,
    )


def test_a_promise_is_not_changed_back_under_what_others_did_to_it_elsewhere() -> None:
    facts: dict[str, Any] = {
        "before": {"words": "two pumps"},
        "after": {"words": "pump"},
        "by": "U1",
        "now": NOW,
    }
    assert undo(entry(), promise(), others_since=False, **facts).fields == {"words": "two pumps"}
    with pytest.raises(ChangedSince):
        undo(entry(), promise(), others_since=True, **facts)


@pytest.mark.parametrize(
    ("what", "owner_id", "may"),
    [("closed", "U1", True), ("closed", "U9", False), ("moved", "U1", False), ("undone", "U1", False)],
)
def test_the_owner_alone_may_take_back_how_a_colleague_closed_it(what: str, owner_id: str, may: bool) -> None:
    assert may_reopen(entry(what, by="U2"), promise(owner_id), by="U1") is may
    facts: dict[str, Any] = {
        "before": {"status": "open"},
        "after": {"status": "kept"},
        "by": "U1",
        "now": NOW,
    }
    if may:
        assert undo(entry(what, by="U2"), promise(owner_id), others_since=False, **facts).what == "undone"
    else:
        with pytest.raises(NotAllowed):
            undo(entry(what, by="U2"), promise(owner_id), others_since=False, **facts)
