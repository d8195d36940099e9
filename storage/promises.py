"""Questions about promises."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, func, literal_column, select

from storage.rows import every, first
from storage.tables import Customer, Promise, table


def by_number(conn: Connection, team_id: str, number: int, *, lock: bool = False) -> Promise | None:
    """P-`number` of this workspace unless it was taken back; `lock` keeps others from changing it meanwhile."""
    rows = table(Promise)
    found = select(rows).where(
        rows.c.team_id == team_id, rows.c.number == number, rows.c.removed_at.is_(None)
    )
    return first(Promise, conn.execute(found.with_for_update() if lock else found))


def open_of_owner(
    conn: Connection, team_id: str, owner_id: str, *, most: int, skip: int = 0
) -> tuple[list[tuple[Promise, str]], int]:
    """A page of somebody's open promises with their customers' names, soonest first and those without a date
    last, and how many there are in all."""
    rows, customers = table(Promise), table(Customer)
    mine = (
        rows.c.team_id == team_id,
        rows.c.owner_id == owner_id,
        literal_column("promise.status") == literal_column("'open'"),
        rows.c.removed_at.is_(None),
    )
    page = (
        select(rows, customers.c.name.label("customer_name"))
        .join(customers, customers.c.id == rows.c.customer_id)
        .where(*mine)
        .order_by(rows.c.due_at.is_(None), rows.c.due_at, rows.c.number)
        .limit(most)
        .offset(skip)
    )
    found = [dict(row) for row in conn.execute(page).mappings()]
    count = conn.execute(select(func.count()).select_from(rows).where(*mine)).scalar_one()
    names = [values.pop("customer_name") for values in found]
    return [(Promise(**values), name) for values, name in zip(found, names, strict=True)], int(count)


def late_of_owner(conn: Connection, team_id: str, owner_id: str, now: datetime) -> int:
    """How many of somebody's open promises are past the date the customer was told."""
    rows = table(Promise)
    late = select(func.count()).where(
        rows.c.team_id == team_id,
        rows.c.owner_id == owner_id,
        literal_column("promise.status") == literal_column("'open'"),
        rows.c.removed_at.is_(None),
        rows.c.due_at < now,
    )
    return int(conn.execute(late).scalar_one())


def open_of_customer(
    conn: Connection, team_id: str, customer_id: int, *, most: int
) -> tuple[list[Promise], int]:
    """A customer's open promises, soonest first, and how many there are in all."""
    rows = table(Promise)
    theirs = (
        rows.c.team_id == team_id,
        rows.c.customer_id == customer_id,
        rows.c.status == "open",
        rows.c.removed_at.is_(None),
    )
    page = (
        select(rows)
        .where(*theirs)
        .order_by(rows.c.due_at.is_(None), rows.c.due_at, rows.c.number)
        .limit(most)
    )
    count = conn.execute(select(func.count()).select_from(rows).where(*theirs)).scalar_one()
    return every(Promise, conn.execute(page)), int(count)


def numbers_of(conn: Connection, team_id: str, ids: Iterable[int]) -> dict[int, int]:
    """The numbers of promises by their ids, also of those that were taken back."""
    rows = table(Promise)
    found = select(rows.c.id, rows.c.number).where(rows.c.team_id == team_id, rows.c.id.in_(list(ids)))
    return {row.id: row.number for row in conn.execute(found)}
