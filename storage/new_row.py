"""A new row of a table, which the database gives its id."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, insert

from storage.prepared import Prepared


class NewRow:
    """An insert that fills these columns.

    SQLite is not asked to return the id: for a statement that returns something it notes what to take back should that
    fail, and its search index is written out at each such note instead of once a commit (make bench).
    """

    def __init__(self, rows: Table, columns: Sequence[str]) -> None:
        self._plain = Prepared(insert(rows).inline(), columns=columns)
        self._returning = Prepared(insert(rows).returning(rows.c.id), columns=columns)
        self._with_id = Prepared(insert(rows).inline(), columns=[*columns, "id"])
        # For a statement on PostgreSQL. NULL where the sequence is not known as the column's, as some tools leave it that move
        # a database.
        self.next_id = func.nextval(func.pg_get_serial_sequence(rows.name, "id"))

    def enter(self, conn: Connection, values: Mapping[str, Any], id_: int | None = None) -> int:
        """Writes the row and gives its id: the one that was taken for it, or the next; `values` may hold more than it takes.
        Raises what SQLAlchemy raises for the driver's errors."""
        if id_ is not None:
            self._with_id.put(conn, {**values, "id": id_})
            return id_
        if conn.dialect.name == "sqlite":
            return self._plain.insert(conn, values)
        return int(self._returning.ask(conn, values)[0][0])
