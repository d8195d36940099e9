"""What was logged from a message is found by an index that holds nothing else."""

from typing import Any

import pytest
from sqlalchemy import Connection, event

from storage import sources
from storage.database import Database


@pytest.mark.parametrize("kind", ["promise", "mistake", "contact", "waiting"])
async def test_what_was_logged_from_a_message_is_found_by_the_index_of_those(kind: str, db: Database) -> None:
    def plans(conn: Connection) -> list[str]:
        asked: list[tuple[str, Any]] = []

        @event.listens_for(conn, "before_cursor_execute")
        def note(_conn: Any, _cursor: Any, text: str, values: Any, *_: Any) -> None:
            asked.append((text, values))

        sources.logged_from(conn, "T1", "C1", "1.5")
        event.remove(conn, "before_cursor_execute", note)
        if conn.dialect.name == "postgresql":
            conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN " if conn.dialect.name == "sqlite" else "EXPLAIN "
        return [str(conn.exec_driver_sql(explain + text, values).fetchall()) for text, values in asked]

    found = await db.write(plans)
    assert any(f"ix_{kind}_source" in plan for plan in found), found
