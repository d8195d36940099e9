"""What follows for a promise from how it stands: the clock for telling the customer, and dates that fit together."""

from datetime import datetime
from typing import Any

import pytest

from bot import promise_checks, promises
from bot.changes import Change
from bot.promises import Given, Terms
from bot.refusals import ChangedSince
from bot.tell_clock import follows
from storage.tables import Promise
from tests.bot.looked_at import HOURS, TALLINN, at

TERMS = Terms(HOURS)
NOW, RUNS_OUT, RAN = at("11-25 08:00"), at("11-25 10:00"), at("11-25 09:30")
FRIDAY, TUESDAY = "2026-11-27", "2026-12-01"
ON = {"fri": at("11-27 15:00"), "tue": at("12-01 15:00")}


def make(**facts: Any) -> Promise:
    given = Given("pump", "U1", "U1", TALLINN, FRIDAY)
    row = promises.make(given, team_id="T1", customer_id=1, number=12, terms=TERMS, now=NOW)
    return put(row, facts)


def put(row: Promise, fields: Any) -> Promise:
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def edit(row: Promise, due: str | None, *, now: datetime = NOW) -> Change:
    given = Given(row.words, row.owner_id, "U1", TALLINN, due, row.aim_wall, row.kind, row.agreed)
    return promises.edit(row, given, customer_id=row.customer_id, terms=TERMS, now=now)


@pytest.mark.parametrize(
    ("stands", "fields", "clock"),
    [
        ({}, {}, None),
        ({"health": "at risk"}, {}, RUNS_OUT),
        ({"health": "at risk", "tell_by": RAN}, {}, RAN),
        ({"health": "at risk", "told_at": NOW}, {}, None),
        ({"health": "at risk", "tell_by": RAN}, {"told_at": NOW}, None),
        ({"health": "at risk", "tell_by": RAN}, {"status": "kept"}, None),
        ({"status": "kept", "health": "at risk"}, {"status": "open"}, RUNS_OUT),
        ({"health": "unknown"}, {}, None),
        ({"new_due_at": ON["tue"]}, {}, RUNS_OUT),
        ({"new_due_at": ON["tue"], "told_at": NOW}, {}, RUNS_OUT),
        ({"new_due_at": at("11-26 15:00")}, {}, None),
        ({"new_due_at": ON["tue"], "tell_by": RAN}, {"new_due_at": None}, None),
        # Taken back, the one leaves the clock to the other.
        ({"new_due_at": ON["tue"], "tell_by": RAN}, {"health": "at risk", "tell_by": None}, RAN),
        ({"new_due_at": ON["tue"], "tell_by": None}, {"due_at": None}, RUNS_OUT),
        ({"new_due_at": ON["tue"], "tell_by": RAN}, {"due_at": ON["tue"]}, None),
    ],
)
def test_a_clock_runs_while_there_is_bad_news_to_tell(
    stands: dict[str, Any], fields: dict[str, Any], clock: datetime | None
) -> None:
    row = make(**stands)
    found = follows(row, fields, until=RUNS_OUT)
    assert found["tell_by"] == clock
    assert found.get("told_at") is None


def test_what_they_were_told_is_no_new_date_and_no_aim_comes_after_it() -> None:
    row = make(new_due_at=ON["tue"], new_due_wall=TUESDAY, aim_at=ON["fri"], aim_wall=FRIDAY)
    found = follows(row, {"due_at": ON["tue"], "due_wall": TUESDAY}, until=RUNS_OUT)
    assert found == {"new_due_at": None, "new_due_wall": None, "tell_by": None}
    found = follows(row, {"due_at": at("11-26 15:00")}, until=RUNS_OUT)
    assert (found["aim_at"], found["aim_wall"]) == (None, None)


def test_a_correction_of_the_told_date_is_one_step_with_what_follows() -> None:
    row = make()
    put(row, promises.move(row, TUESDAY, TALLINN, told=False, terms=TERMS, now=NOW).fields)
    assert edit(row, TUESDAY).fields == {
        "due_at": ON["tue"],
        "due_wall": TUESDAY,
        "new_due_at": None,
        "new_due_wall": None,
        "tell_by": None,
    }


def test_opened_again_a_later_date_is_still_to_be_told() -> None:
    row = make(new_due_at=ON["tue"], new_due_wall=TUESDAY, status="kept", closed_at=NOW, closed_by="U1")
    heard = promise_checks.check_back(row, "not quite", zone=TALLINN, terms=TERMS, now=NOW)
    assert (heard.fields["status"], heard.fields["tell_by"]) == ("open", RUNS_OUT)


def test_an_undo_of_which_nothing_would_come_is_none() -> None:
    row = make()
    put(row, promises.move(row, TUESDAY, TALLINN, told=False, terms=TERMS, now=NOW).fields)
    had = row.model_dump()
    moved_back = promises.move(row, FRIDAY, TALLINN, told=False, terms=TERMS, now=NOW)
    put(row, moved_back.fields)
    put(row, edit(row, TUESDAY).fields)
    undoing = Change("undone", {name: had[name] for name in moved_back.fields})
    with pytest.raises(ChangedSince, match="makes no difference any more"):
        promises.undone(row, undoing, TALLINN, TERMS, now=NOW)
