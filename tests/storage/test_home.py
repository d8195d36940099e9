"""The questions of Home on both databases: each stops at what is shown, in the order that is shown."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from bot.preferences import base
from bot.settings import read
from storage import home, preferences, rows
from storage.database import Database
from storage.tables import Customer, Mistake, Promise, table

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
ENTERED = (300, 200, 100, 50, 10, 3)  # days ago
MET = (None, 90, None, 60, 5, None)  # days ago
# Since we met, or since they were entered where we never did: 300, 90, 100, 60, 5, 3.
LONGEST_FIRST = ["0", "2", "1", "3", "4", "5"]


def _customers(conn: Connection) -> None:
    for place, (entered, met) in enumerate(zip(ENTERED, MET, strict=True)):
        _customer(conn, str(place), entered, met)
    _customer(conn, "another's", 400, None, owner_id="U2")
    _customer(conn, "lost", 400, None, stage="lost")
    _customer(conn, "taken back", 400, None, removed_at=NOW)
    _customer(conn, "elsewhere", 400, None, team_id="T2")


def _customer(
    conn: Connection, name: str, entered: int, met: int | None, *, team_id: str = "T1", **more: Any
) -> None:
    held: dict[str, Any] = {
        "team_id": team_id,
        "number": rows.next_number(conn, team_id, "customer"),
        "name": name,
        "owner_id": "U1",
        "created_by": "U1",
        "created_at": NOW - timedelta(days=entered),
        "met_at": None if met is None else NOW - timedelta(days=met),
    }
    customer = Customer(**held | more)
    values = {column.name: vars(customer)[column.name] for column in table(Customer).c if column.name != "id"}
    conn.execute(insert(table(Customer)), values)


@pytest.mark.parametrize(("most", "skip"), [(6, 0), (2, 0), (2, 2), (3, 4), (5, 6)])
async def test_whom_somebody_looks_after_comes_longest_unmet_first(
    db: Database, most: int, skip: int
) -> None:
    await db.write(_customers)
    found, count = await db.read(home.looked_after, "T1", "U1", most=most, skip=skip)
    assert [customer.name for customer in found] == LONGEST_FIRST[skip : skip + most]
    assert count == len(LONGEST_FIRST)


def _open(conn: Connection) -> None:
    _customer(conn, "Acme", 10, None)
    common: dict[str, Any] = {
        "team_id": "T1",
        "customer_id": 1,
        "words": "pump",
        "said_by": "U1",
        "created_at": NOW,
    }
    due = [NOW - timedelta(hours=1), NOW + timedelta(hours=1), None]
    for number, due_at in enumerate(due):
        promise = Promise(**common, number=number, kind="other", owner_id="U1", zone="UTC", due_at=due_at)
        rows.begin(conn, promise, what="given", by="U1", via="command", now=NOW)
    kept = Promise(**common, number=9, kind="other", owner_id="U3", zone="UTC", status="kept")
    rows.begin(conn, kept, what="given", by="U1", via="command", now=NOW)
    case = Mistake(**common, number=1, kind="other", severity="normal")
    rows.begin(conn, case, what="opened", by="U1", via="command", now=NOW)


async def test_what_the_team_carries_is_counted_by_person_and_nobodys_cases_apart(db: Database) -> None:
    await db.write(_open)
    assert await db.read(home.loads, "T1", NOW) == {"U1": home.Load(3, 1, 0, 0), "": home.Load(0, 0, 0, 1)}
    assert await db.read(home.loads, "T2", NOW) == {}


def _batch(conn: Connection) -> None:
    for number in range(4):
        customer = Customer(
            team_id="T1", number=number, name=f"C{number}", created_by="U1", created_at=NOW, owner_id="U1"
        )
        batch = "fair" if number in {1, 2} else None
        rows.begin(conn, customer, what="added", by="U1", via="command", now=NOW, batch=batch)


async def test_what_was_done_at_once_is_one_of_the_last_things(db: Database) -> None:
    await db.write(_batch)
    found = await db.read(home.last_done, "T1", "U1", most=5)
    assert [done.customer.name for done in found if done.customer] == ["C3", "C2", "C0"]
    assert await db.read(home.last_done, "T1", "U2", most=5) == []


def _set(conn: Connection, value: object, by: str = "U1") -> bool:
    made = preferences.put(conn, "T1", "person", "U1", "hours", value, by=by, via="form", now=NOW)
    return made is not None


async def test_a_setting_is_written_with_its_history_and_only_where_it_changes(db: Database) -> None:
    defaults = base(read({}))
    assert await db.write(_set, "08:00-16:00")
    assert not await db.write(_set, "08:00-16:00")
    held = await db.read(preferences.of, "T1", person_id="U1", base=defaults)
    assert held.hours.starts.hour == 8
    for person, team in (("U2", "T1"), ("U1", "T2"), ("", "T1")):
        assert await db.read(preferences.of, team, person_id=person, base=defaults) == defaults
    assert await db.write(_set, None)
    assert (await db.read(preferences.of, "T1", person_id="U1", base=defaults)).hours.starts.hour == 9
