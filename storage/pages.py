"""Pages of rows, and how many there are in all, in statements that are built once."""

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
            (made(self._model, zip(self._columns, row, strict=False)), str(row[-1]))
            for row in self._page.ask(conn, asked)
        ]
        return found, int(self._count.ask(conn, asked)[0][0])


class OfCustomer(Generic[Kept]):
    """The rows of one kind that are about one customer, for which all of `where` holds, in this order."""

    def __init__(
        self, model: type[Kept], *where: ColumnElement[bool], order: Sequence[ColumnElement[Any]]
    ) -> None:
        rows = table(model)
        wanted = (
            rows.c.team_id == bindparam("team_id"),
            rows.c.customer_id == bindparam("customer_id"),
            *where,
        )
        page = select(rows).where(*wanted).order_by(*order)
        self._model = model
        self._columns = [column.name for column in rows.c]
        self._page = Prepared(page.limit(bindparam("most")).offset(bindparam("skip")))
        self._all = Prepared(page)
        self._count = Prepared(select(func.count()).select_from(rows).where(*wanted))

    def some(
        self, conn: Connection, team_id: str, customer_id: int, *, most: int | None, skip: int = 0
    ) -> list[Kept]:
        """A page, or, without `most`, everything from `skip` on."""
        asked = {"team_id": team_id, "customer_id": customer_id, "most": most, "skip": skip}
        found = self._all.ask(conn, asked)[skip:] if most is None else self._page.ask(conn, asked)
        return [made(self._model, zip(self._columns, row, strict=True)) for row in found]

    def count(self, conn: Connection, team_id: str, customer_id: int) -> int:
        """How many there are in all."""
        return int(self._count.ask(conn, {"team_id": team_id, "customer_id": customer_id})[0][0])

    def ask(
        self, conn: Connection, team_id: str, customer_id: int, *, most: int, skip: int = 0
    ) -> tuple[list[Kept], int]:
        """A page, and how many there are in all, which is asked only where the page does not say so itself."""
        found = self.some(conn, team_id, customer_id, most=most, skip=skip)
        if len(found) < most and (found or not skip):
            return found, skip + len(found)
        return found, self.count(conn, team_id, customer_id)
