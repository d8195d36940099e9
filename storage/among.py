"""Rows that belong to some of many: questions with a list of values, in statements that are built once."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Connection, Select, bindparam

from storage.prepared import Prepared, Row

# A statement has so many places, whatever is asked for: what one person has, or what one look takes.
FEW, MANY = 8, 200


class Among:
    """A question with one more condition: that a column holds one of some values."""

    def __init__(self, question: Select[Any], column: Column[Any]) -> None:
        self._places = {size: [f"among_{place}" for place in range(size)] for size in (FEW, MANY)}
        self._statements = {
            size: Prepared(
                question.where(column.in_([bindparam(place, type_=column.type) for place in places]))
            )
            for size, places in self._places.items()
        }

    def ask(self, conn: Connection, wanted: Iterable[Any], **values: object) -> Iterator[Row]:
        """Every row that comes back; an order holds only as long as few values are asked for."""
        left = list(dict.fromkeys(wanted))
        while left:
            size = FEW if len(left) <= FEW else MANY
            some, left = left[:size], left[size:]
            # What is left over repeats one of them.
            filled = [*some, *[some[0]] * (size - len(some))]
            yield from self._statements[size].ask(
                conn, values | dict(zip(self._places[size], filled, strict=True))
            )
