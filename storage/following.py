"""Who logged something, and the offers to follow a message that was edited or deleted since: at most one for each thing.

An offer is remembered among the gestures that had their effect, under a key that says what it is about, which words it
showed, and where it stands; it is forgotten with them.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from storage.tables import History, Inbox, table

ROWS, ENTRIES = table(Inbox), table(History)


class Offer(NamedTuple):
    """An offer in somebody's direct messages: a mark of the words it showed, its channel and its `ts`, both empty as long
    as it is being said."""

    mark: str
    channel: str
    ts: str


def begun_by(conn: Connection, team_id: str, kind: str, row_id: int) -> History | None:
    """The first entry about a thing: who logged it."""
    found = conn.execute(
        select(ENTRIES)
        .where(ENTRIES.c.team_id == team_id, ENTRIES.c.kind == kind, ENTRIES.c.row_id == row_id)
        .order_by(ENTRIES.c.id)
        .limit(1)
    ).mappings()
    row = found.first()
    return None if row is None else History(**row)


def _key(kind: str, row_id: int) -> str:
    return f"offer:{kind}:{row_id}:"


def offered(conn: Connection, team_id: str, kind: str, row_id: int) -> Offer | None:
    """The offer about a thing that is still open."""
    begun = _key(kind, row_id)
    found = conn.execute(
        select(ROWS.c.key).where(ROWS.c.team_id == team_id, ROWS.c.key.startswith(begun))
    ).scalar()
    return None if found is None else Offer(*found.removeprefix(begun).split(":", 2))


def offer(conn: Connection, team_id: str, kind: str, row_id: int, new: Offer, *, now: datetime) -> None:
    """Remembers the offer about a thing, in the place of an earlier one."""
    withdraw(conn, team_id, kind, row_id)
    key = _key(kind, row_id) + ":".join(new)
    conn.execute(insert(ROWS).values(team_id=team_id, key=key, at=now, entry=None))


def withdraw(conn: Connection, team_id: str, kind: str, row_id: int) -> None:
    """Forgets the offer about a thing."""
    conn.execute(delete(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.key.startswith(_key(kind, row_id))))
