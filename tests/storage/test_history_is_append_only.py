"""History can be added to and never changed, by whatever statement."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.database import Database
from storage.tables import History, table

HISTORY = table(History)
ENTRY: dict[str, Any] = {
    "team_id": "T1",
    "kind": "promise",
    "row_id": 7,
    "at": datetime(2027, 3, 1, 9, 0, tzinfo=UTC),
    "by": "U1",
    "via": "command",
    "what": "given",
    "before": "{}",
    "after": '{"words": "the export"}',
}


def enter(conn: Connection, undoes: int | None = None) -> int:
    number: int = conn.execute(
        HISTORY.insert().values(**ENTRY, undoes=undoes).returning(HISTORY.c.id)
    ).scalar_one()
    return number


def entries(conn: Connection) -> list[tuple[int, str, int | None]]:
    columns = select(HISTORY.c.id, HISTORY.c.what, HISTORY.c.undoes).order_by(HISTORY.c.id)
    return [tuple(row) for row in conn.execute(columns)]


INSERT_AGAIN = (
    "INTO history (id, team_id, kind, row_id, at, by, via, what, before, after)"
    " SELECT id, team_id, kind, row_id, at, by, via, 'lied about', before, after FROM history WHERE true"
)
ON_BOTH = [
    "UPDATE history SET what = 'lied about'",
    "UPDATE history SET what = what",
    "UPDATE history SET undoes = NULL WHERE id = 1",
    "DELETE FROM history",
    "DELETE FROM history WHERE id = 1",
    f"INSERT {INSERT_AGAIN} ON CONFLICT (id) DO UPDATE SET what = excluded.what",
]
ON_SQLITE = [
    f"INSERT OR REPLACE {INSERT_AGAIN}",
    f"REPLACE {INSERT_AGAIN}",
    "UPDATE OR IGNORE history SET what = 'lied about'",
]
ON_POSTGRESQL = ["TRUNCATE history", "TRUNCATE customer CASCADE"]


async def test_no_statement_changes_or_removes_an_entry(db: Database, database_url: str) -> None:
    await db.write(enter)
    for statement in ON_BOTH + (ON_SQLITE if database_url.startswith("sqlite") else ON_POSTGRESQL):
        with pytest.raises(DBAPIError, match="history is append-only"):
            await db.write(lambda conn, words: conn.execute(text(words)), statement)
    assert await db.read(entries) == [(1, "given", None)]


async def test_an_undo_is_a_new_entry_and_there_is_one_at_most(db: Database) -> None:
    first = await db.write(enter)
    await db.write(enter, undoes=first)
    with pytest.raises(IntegrityError):
        await db.write(enter, undoes=first)
    found = await db.read(entries)
    assert [(what, undoes) for _, what, undoes in found] == [("given", None), ("given", first)]


async def test_an_undo_of_nothing_is_refused(db: Database) -> None:
    with pytest.raises(IntegrityError):
        await db.write(enter, undoes=999)
