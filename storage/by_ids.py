"""Rows by their ids, in statements that are built once and that the primary key answers."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Integer, bindparam, select
from sqlmodel import SQLModel

from storage.prepared import Prepared, Row
from storage.rows import made
from storage.tables import table

Kept = TypeVar("Kept", bound=SQLModel)
# A statement has so many places, whatever is asked for: what stands on one screen, or what a long list takes in few walks.
FEW, MANY = 16, 500


class ByIds(Generic[Kept]):
    """The rows of one kind by their ids, all their columns or the named ones."""

    def __init__(self, model: type[Kept], *columns: str) -> None:
        rows = table(model)
        self._model = model
        self._columns = columns or tuple(column.name for column in rows.c)
        # Every row says whose it is, too.
        asked = dict.fromkeys([*self._columns, "id", "team_id"])
        self._id, self._whose = (list(asked).index(name) for name in ("id", "team_id"))
        self._statements = {
            size: Prepared(
                select(*(rows.c[name] for name in asked)).where(
                    rows.c.id.in_([bindparam(place, type_=Integer) for place in _places(size)])
                )
            )
            for size in (FEW, MANY)
        }

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
        wanted = list(dict.fromkeys(ids))
        while wanted:
            size = FEW if len(wanted) <= FEW else MANY
            some, wanted = wanted[:size], wanted[size:]
            # Whose they are is looked at here: asked for both, SQLite goes through all rows of the workspace.
            found = self._statements[size].ask(conn, _placed(some, size))
            yield from (row for row in found if row[self._whose] == team_id)


@cache
def _places(size: int) -> tuple[str, ...]:
    return tuple(f"id_{place}" for place in range(size))


def _placed(ids: list[int], size: int) -> Mapping[str, Any]:
    """Every place with an id: what is left over repeats one of them."""
    return dict(zip(_places(size), [*ids, *[ids[0]] * (size - len(ids))], strict=True))
