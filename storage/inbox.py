"""What had its effect already: Slack delivers some things twice, and people press twice."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.exc import IntegrityError

from storage.tables import Inbox, table

ROWS = table(Inbox)
# Built once, as all statements of hot paths: building one costs four times what executing it does.
ENTRY = select(ROWS.c.entry).where(ROWS.c.team_id == bindparam("team_id"), ROWS.c.key == bindparam("key"))
ENTER = insert(ROWS)


class Repeated(Exception):
    """This gesture had its effect before; `entry` is the history entry it led to, if any."""

    def __init__(self, entry: int | None) -> None:
        super().__init__("a repeated gesture")
        self.entry = entry


def check(conn: Connection, team_id: str, key: str) -> None:
    """Raises Repeated if a gesture with this key had its effect."""
    found = conn.execute(ENTRY, {"team_id": team_id, "key": key}).first()
    if found is not None:
        raise Repeated(found.entry)


def enter(conn: Connection, team_id: str, key: str, *, entry: int | None, now: datetime) -> None:
    """Enters the gesture, in the transaction of its effect. Raises Repeated where another replica was first."""
    try:
        conn.execute(ENTER, {"team_id": team_id, "key": key, "at": now, "entry": entry})
    except IntegrityError as error:
        raise Repeated(None) from error


def forget(conn: Connection, before: datetime) -> int:
    """Deletes the keys from before an instant; returns how many there were."""
    return conn.execute(delete(ROWS).where(ROWS.c.at < before)).rowcount
