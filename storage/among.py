"""Rows that belong to some of many: questions with a list of values, in statements that are built once."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ARRAY, Column, Connection, Select, any_, bindparam

from storage.prepared import Prepared, Row

# On SQLite a statement has so many places, whatever is asked for: what stands on one screen, or what one look takes.
FEW, MANY = 16, 50


class Among:
    """A question with one more condition: that a column holds one of some values."""

    def __init__(self, question: Select[Any], column: Column[Any]) -> None:
        self._places = {size: [f"among_{place}" for place in range(size)] for size in (FEW, MANY)}
        self._placed = {
            size: Prepared(
                question.where(column.in_([bindparam(place, type_=column.type) for place in places]))
            )
            for size, places in self._places.items()
        }
        # On PostgreSQL they are one value: psycopg reads a statement of more than fifty anew each time it is asked.
        self._listed = Prepared(question.where(column == any_(bindparam("among", type_=ARRAY(column.type)))))

    def ask(self, conn: Connection, wanted: Iterable[Any], **values: object) -> Iterator[Row]:
        """Every row that comes back; an order holds only as long as few values are asked for."""
        left = list(dict.fromkeys(wanted))
        if left and conn.dialect.name == "postgresql":
            yield from self._listed.ask(conn, values | {"among": left})
            return
        while left:
            size = FEW if len(left) <= FEW else MANY
            some, left = left[:size], left[size:]
            # What is left over repeats one of them.
            filled = [*some, *[some[0]] * (size - len(some))]
            asked: dict[str, Any] = dict(zip(self._places[size], filled, strict=True))
            asked.update(values)
            yield from self._placed[size].ask(conn, asked)

    def statements(self, dialect_name: str) -> list[Prepared]:
        """What this is on a database of that kind."""
        return [self._listed] if dialect_name == "postgresql" else list(self._placed.values())
