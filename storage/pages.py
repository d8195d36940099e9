"""Pages of rows with their customers' names, and how many there are in all, in statements that are built once."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, bindparam, func, select
from sqlmodel import SQLModel

from storage.prepared import Prepared
from storage.rows import made
from storage.tables import Customer, table

Kept = TypeVar("Kept", bound=SQLModel)
CUSTOMERS = table(Customer)


class Pages(Generic[Kept]):
    """The rows of one kind in a workspace for which all of `where` holds, in this order; `where` may name values
    (bindparam) that are given when a page is asked for."""

    def __init__(
        self, model: type[Kept], *where: ColumnElement[bool], order: Sequence[ColumnElement[Any]]
    ) -> None:
        rows = table(model)
        wanted = (rows.c.team_id == bindparam("team_id"), *where)
        self._model = model
        self._columns = [column.name for column in rows.c]
        self._page = Prepared(
            select(rows, CUSTOMERS.c.name.label("customer_name"))
            .join(CUSTOMERS, CUSTOMERS.c.id == rows.c.customer_id)
            .where(*wanted)
            .order_by(*order)
            .limit(bindparam("most"))
            .offset(bindparam("skip"))
        )
        self._count = Prepared(select(func.count()).select_from(rows).where(*wanted))

    def ask(
        self,
        conn: Connection,
        team_id: str,
        *,
        most: int,
        skip: int = 0,
        **values: Any,  # noqa: ANN401 - whatever the statement names
    ) -> tuple[list[tuple[Kept, str]], int]:
        """A page with the customers' names, and how many there are in all."""
        asked = {"team_id": team_id, "most": most, "skip": skip, **values}
        found = [
            (made(self._model, dict(zip(self._columns, row, strict=False))), str(row[-1]))
            for row in self._page.ask(conn, asked)
        ]
        return found, int(self._count.ask(conn, asked)[0][0])
