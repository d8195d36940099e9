"""What had its effect already: Slack delivers some things twice, and people press twice."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.exc import IntegrityError

from storage import putting_off
from storage.prepared import Prepared
from storage.tables import Inbox, table

ROWS = table(Inbox)
ENTRY = Prepared(
    select(ROWS.c.entry).where(ROWS.c.team_id == bindparam("team_id"), ROWS.c.key == bindparam("key"))
)
ENTER = Prepared(insert(ROWS), columns=["team_id", "key", "at", "entry"])


class Repeated(Exception):
    """This gesture had its effect before; `entry` is the history entry it led to, if any."""

    def __init__(self, entry: int | None) -> None:
        super().__init__("a repeated gesture")
        self.entry = entry


def check(conn: Connection, team_id: str, key: str) -> None:
    """Raises Repeated if a gesture with this key had its effect. Whatever is written after it is followed by `enter` in the same
    transaction, which finds that too: so it is asked only once something went wrong (`storage.putting_off`)."""
    if putting_off.presumes(conn):
        return
    if found := ENTRY.ask(conn, {"team_id": team_id, "key": key}):
        raise Repeated(found[0][0])


def had_effect(conn: Connection, team_id: str, key: str) -> bool:
    """Whether a gesture with this key had its effect."""
    return bool(ENTRY.ask(conn, {"team_id": team_id, "key": key}))


def enter(conn: Connection, team_id: str, key: str, *, entry: int | None, now: datetime) -> None:
    """Enters the gesture, in the transaction of its effect. Raises Repeated where another replica was first."""
    try:
        ENTER.put(conn, {"team_id": team_id, "key": key, "at": now, "entry": entry})
    except IntegrityError as error:
        raise Repeated(None) from error


def forget(conn: Connection, before: datetime) -> int:
    """Deletes the keys from before an instant; returns how many there were."""
    return conn.execute(delete(ROWS).where(ROWS.c.at < before)).rowcount
