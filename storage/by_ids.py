"""Rows by their ids, in statements that are built once and that the primary key answers."""

from collections.abc import Iterable
from functools import cached_property
from typing import Generic, TypeVar

from sqlalchemy import Connection, select
from sqlmodel import SQLModel

from storage.among import Among
from storage.prepared import Row
from storage.rows import made
from storage.tables import table

Kept = TypeVar("Kept", bound=SQLModel)


class ByIds(Generic[Kept]):
    """The rows of one kind by their ids, all their columns or the named ones."""

    def __init__(self, model: type[Kept], *columns: str) -> None:
        self._model = model
        self._columns = columns or tuple(column.name for column in table(model).c)
        # Every row says whose it is, too.
        self._asked = list(dict.fromkeys([*self._columns, "id", "team_id"]))
        self._id, self._whose = (self._asked.index(name) for name in ("id", "team_id"))

    @cached_property
    def _question(self) -> Among:
        """Built when it is first asked, so that no start waits for it."""
        rows = table(self._model)
        return Among(select(*(rows.c[name] for name in self._asked)), rows.c.id)

    def values(self, conn: Connection, team_id: str, ids: Iterable[int]) -> dict[int, Row]:
        """The columns of those that are this workspace's, by id."""
        width = len(self._columns)
        return {row[self._id]: row[:width] for row in self._ask(conn, team_id, ids)}

    def rows(self, conn: Connection, team_id: str, ids: Iterable[int]) -> dict[int, Kept]:
        """The same as instances; for what was made to hold all columns."""
        model, columns, place = self._model, self._columns, self._id
        return {
            row[place]: made(model, zip(columns, row, strict=True)) for row in self._ask(conn, team_id, ids)
        }

    def _ask(self, conn: Connection, team_id: str, ids: Iterable[int]) -> Iterable[Row]:
        # Whose they are is looked at here: asked for both, SQLite goes through all rows of the workspace.
        return (row for row in self._question.ask(conn, ids) if row[self._whose] == team_id)
