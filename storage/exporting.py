"""Everything that a workspace's rows hold, read a page at a time so that nobody waits for all of it."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, select

from storage import rows as kept
from storage.by_ids import ByIds
from storage.rows import every
from storage.tables import (
    Channel,
    Contact,
    Customer,
    CustomerPerson,
    History,
    Mistake,
    Promise,
    table,
)

A_PAGE = 2000
MODELS = (*kept.MODELS, History)
CustomerRow = tuple[Customer, list[CustomerPerson], list[str]]
TABLES = {str(model.__tablename__): table(model) for model in MODELS}
CUSTOMERS, PEOPLE, CHANNELS = table(Customer), table(CustomerPerson), table(Channel)
CALLED = ByIds(Customer, "number", "name")


def columns(kind: str) -> list[str]:
    """The columns of one kind of thing."""
    return [column.name for column in TABLES[kind].c]


def page(
    conn: Connection,
    team_id: str,
    kind: str,
    *,
    after: int = 0,
    most: int = A_PAGE,
    standing: bool = False,
    customer_id: int | None = None,
) -> list[dict[str, Any]]:
    """The next rows by id, with all their columns; with `standing` without those that were taken back, and with a
    `customer_id` that customer's alone."""
    rows = TABLES[kind]
    asked = select(rows).where(rows.c.team_id == team_id, rows.c.id > after)
    if standing and "removed_at" in rows.c:
        asked = asked.where(rows.c.removed_at.is_(None))
    if customer_id is not None and kind != "customer" and "customer_id" not in rows.c:
        return []
    if customer_id is not None:
        whose = rows.c.id if kind == "customer" else rows.c.customer_id
        asked = asked.where(whose == customer_id)
    return [dict(row) for row in conn.execute(asked.order_by(rows.c.id).limit(most)).mappings()]


def customers(conn: Connection, team_id: str, *, after: int = 0, most: int = A_PAGE) -> list[CustomerRow]:
    """The next customers by id, each with their people and the ids of their channels."""
    asked = select(CUSTOMERS).where(
        CUSTOMERS.c.team_id == team_id, CUSTOMERS.c.removed_at.is_(None), CUSTOMERS.c.id > after
    )
    found = every(Customer, conn.execute(asked.order_by(CUSTOMERS.c.id).limit(most)))
    if not found:
        return []
    # Between two ids instead of in a list of them: a page may hold more than a statement takes.
    first, last = found[0].id, found[-1].id
    people: dict[int, list[CustomerPerson]] = {}
    theirs = select(PEOPLE).where(
        PEOPLE.c.team_id == team_id, PEOPLE.c.customer_id.between(first, last), PEOPLE.c.removed_at.is_(None)
    )
    for person in every(CustomerPerson, conn.execute(theirs.order_by(PEOPLE.c.id))):
        people.setdefault(person.customer_id, []).append(person)
    channels: dict[int, list[str]] = {}
    linked = select(CHANNELS.c.customer_id, CHANNELS.c.channel_id).where(
        CHANNELS.c.team_id == team_id, CHANNELS.c.customer_id.between(first, last)
    )
    for row in conn.execute(linked.order_by(CHANNELS.c.id)):
        channels.setdefault(row.customer_id, []).append(row.channel_id)
    return [(each, people.get(each.id or 0, []), channels.get(each.id or 0, [])) for each in found]


def called(conn: Connection, team_id: str, customer_ids: Collection[int]) -> dict[int, tuple[int, str]]:
    """The numbers and names of some customers by id, also of those who were taken back."""
    return {id_: (number, name) for id_, (number, name) in CALLED.values(conn, team_id, customer_ids).items()}


def promises(conn: Connection, team_id: str, customer_ids: Sequence[int]) -> list[Promise]:
    """All promises to a customer, those to whom became part of them included, the oldest first."""
    rows = table(Promise)
    asked = select(rows).where(
        rows.c.team_id == team_id, rows.c.customer_id.in_(customer_ids), rows.c.removed_at.is_(None)
    )
    return every(Promise, conn.execute(asked.order_by(rows.c.id)))


def mistakes(conn: Connection, team_id: str, customer_ids: Sequence[int]) -> list[Mistake]:
    """All cases of a customer, the oldest first."""
    rows = table(Mistake)
    asked = select(rows).where(
        rows.c.team_id == team_id, rows.c.customer_id.in_(customer_ids), rows.c.removed_at.is_(None)
    )
    return every(Mistake, conn.execute(asked.order_by(rows.c.id)))


def contacts(conn: Connection, team_id: str, customer_ids: Sequence[int]) -> list[Contact]:
    """All contacts with a customer, the oldest first."""
    rows = table(Contact)
    asked = select(rows).where(
        rows.c.team_id == team_id, rows.c.customer_id.in_(customer_ids), rows.c.removed_at.is_(None)
    )
    return every(Contact, conn.execute(asked.order_by(rows.c.at)))
