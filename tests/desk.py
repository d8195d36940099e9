"""A desk with a lot on it, for tests of Home and for measuring it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlmodel import SQLModel

from playground.company import PEOPLE
from storage.tables import Contact, Customer, Mistake, Promise, Waiting, table

MIA = PEOPLE[0].id


def fill(conn: Connection, team_id: str, words: str, name: str, now: datetime) -> None:
    """5,000 customers of Mia's, and with the first of them 41 promises, 42 waits, 43 cases and 44 next steps of hers."""
    begun: dict[str, Any] = {"team_id": team_id, "created_at": now - timedelta(days=90)}
    customers = [
        Customer(**begun, number=number, name=f"{number} {name}"[:80], owner_id=MIA, created_by=MIA)
        for number in range(100, 5100)
    ]
    _insert(conn, *customers)
    first = conn.execute(select(table(Customer).c.id).where(table(Customer).c.number == 100)).scalar_one()
    theirs = {**begun, "customer_id": first, "said_by": MIA, "words": words}
    placed = {**theirs, "zone": "Europe/Tallinn"}
    for n in range(1, 42):
        _insert(conn, Promise(**placed, number=n, kind="other", owner_id=MIA))
    for n in range(1, 43):
        _insert(conn, Waiting(**placed, number=n, owner_id=MIA, since_at=now))
    for n in range(1, 44):
        _insert(conn, Mistake(**theirs, number=n, kind="money or price", severity="high", owner_id=MIA))
    for _ in range(44):
        _insert(conn, Contact(**placed, by_id=MIA, how="call", at=now, next="planned", next_words=words))


def _insert(conn: Connection, *rows: SQLModel) -> None:
    columns = [column.name for column in table(type(rows[0])).c if column.name != "id"]
    values = [{name: vars(row)[name] for name in columns} for row in rows]
    conn.execute(insert(table(type(rows[0]))), values)
