"""Questions about mistakes: the oldest first, counted, each workspace its own, answered by the index."""

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import cast

from sqlalchemy import Connection

from storage import mistakes, rows
from storage.database import Database
from storage.tables import Customer, Mistake

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
MIA, SAM = "U0MIA", "U0SAM"


def fill(conn: Connection) -> int:
    """Five cases of one customer, the later ones opened earlier: two Mia's, one Sam's closed, two nobody's."""
    kept = {"by": MIA, "via": "command", "now": NOW}
    customer = Customer(team_id="T1", number=1, name="Acme", created_at=NOW, created_by=MIA)
    rows.begin(conn, customer, what="added", **kept)  # type: ignore[arg-type]
    for number, owner in enumerate((MIA, MIA, SAM, None, None), start=1):
        mistake = Mistake(
            team_id="T1",
            number=number,
            customer_id=customer.id or 0,
            words="pump late",
            kind="late or missed",
            severity="normal",
            owner_id=owner,
            said_by=MIA,
            status="closed" if owner == SAM else "open",
            created_at=NOW - timedelta(days=number),
        )
        rows.begin(conn, mistake, what="opened", **kept)  # type: ignore[arg-type]
    return customer.id or 0


def numbers(found: list[tuple[Mistake, str]]) -> list[int]:
    return [mistake.number for mistake, _ in found]


async def test_open_cases_come_the_oldest_first_with_their_count(db: Database) -> None:
    customer_id = await db.write(fill)
    mine, count = await db.read(mistakes.open_of_owner, "T1", MIA, most=1)
    assert (numbers(mine), count, mine[0][1]) == ([2], 2, "Acme")
    rest, _ = await db.read(mistakes.open_of_owner, "T1", MIA, most=1, skip=1)
    assert numbers(rest) == [1]
    nobodys, count = await db.read(mistakes.open_of_nobody, "T1", most=5)
    assert (numbers(nobodys), count) == ([5, 4], 2)
    theirs, count = await db.read(mistakes.open_of_customer, "T1", customer_id, most=3)
    assert ([mistake.number for mistake in theirs], count) == ([5, 4, 2], 4)
    assert (await db.read(mistakes.open_of_owner, "T2", MIA, most=9))[1] == 0
    assert await db.read(mistakes.by_number, "T2", 1) is None


def plans_of(conn: Connection) -> list[str]:
    """How SQLite answers the questions about somebody's and nobody's cases."""
    raw = cast("sqlite3.Connection", conn.connection.dbapi_connection)
    asked: list[str] = []
    raw.set_trace_callback(asked.append)
    mistakes.open_of_owner(conn, "T1", MIA, most=5)
    mistakes.open_of_nobody(conn, "T1", most=5)
    raw.set_trace_callback(None)
    selects = [said for said in asked if said.startswith("SELECT")]
    return [str(raw.execute(f"EXPLAIN QUERY PLAN {said}").fetchall()) for said in selects]


async def test_somebodys_open_cases_are_found_by_the_index(database_url: str, db: Database) -> None:
    if database_url.startswith("sqlite"):
        plans = await db.read(plans_of)
        assert len(plans) == 4
        assert all("ix_mistake_open_owner" in plan for plan in plans)
