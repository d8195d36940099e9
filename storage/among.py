"""Rows that belong to some of many: questions with a list of values, in statements that are built once."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from sqlalchemy import ARRAY, Column, Connection, Select, any_, bindparam

from storage.prepared import Prepared

# On SQLite a statement has so many places, whatever is asked for: what stands on one screen, or what one look takes.
SIZES = (16, 50, 100)
MANY = SIZES[-1]
PLACES = {size: [f"among_{place}" for place in range(size)] for size in SIZES}


class Among:
    """A question with one more condition: that a column holds one of some values."""

    def __init__(self, question: Select[Any], column: Column[Any]) -> None:
        self._question, self._column = question, column
        # Each is built when it is first asked: all of them together are a tenth of a start, and 4 MiB.
        self._placed = {size: Prepared(partial(self._with_places, size)) for size in SIZES}
        self._listed = Prepared(self._with_list)

    def ask(
        self,
        conn: Connection,
        wanted: Iterable[Any],
        *,
        shape: type[tuple[Any, ...]] = tuple,
        **values: object,
    ) -> list[Any]:
        """Every row that comes back, in that `shape`; an order holds only as long as few values are asked for."""
        left = list(wanted)
        if len(left) > MANY:
            left = list(dict.fromkeys(left))  # what is asked for twice in one statement comes back once
        if left and conn.dialect.name == "postgresql":
            return self._listed.ask(conn, values | {"among": left}, shape=shape)
        found: list[Any] = []
        while left:
            size = next((each for each in SIZES if len(left) <= each), MANY)
            some, left = left[:size], left[size:]
            # What is left over repeats one of them.
            filled = some + some[:1] * (size - len(some))
            asked: dict[str, Any] = dict(zip(PLACES[size], filled, strict=True))
            asked.update(values)
            found += self._placed[size].ask(conn, asked, shape=shape)
        return found

    def _with_places(self, size: int) -> Select[Any]:
        places = [bindparam(place, type_=self._column.type) for place in PLACES[size]]
        return self._question.where(self._column.in_(places))

    def _with_list(self) -> Select[Any]:
        """On PostgreSQL they are one value: psycopg reads a statement of more than fifty anew each time it is asked."""
        return self._question.where(self._column == any_(bindparam("among", type_=ARRAY(self._column.type))))
