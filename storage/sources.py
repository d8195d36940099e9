"""What was logged from one message."""

from sqlalchemy import Connection, func, select

from storage.rows import every, first
from storage.tables import Contact, Mistake, Promise, Waiting, table

Logged = Promise | Mistake | Contact | Waiting
MODELS: tuple[type[Logged], ...] = (Promise, Mistake, Contact, Waiting)


def logged_from(conn: Connection, team_id: str, channel: str, ts: str) -> list[Logged]:
    """Everything that stands and was logged from the message that Slack calls so, promises first."""
    found: list[Logged] = []
    for model in MODELS:
        rows = table(model)
        asked = select(rows).where(
            rows.c.team_id == team_id,
            rows.c.source_channel == channel,
            rows.c.source_ts == ts,
            rows.c.removed_at.is_(None),
        )
        found += every(model, conn.execute(asked.order_by(rows.c.id)))
    return found


def kind_of(row: Logged) -> str:
    """What it is: `promise`, `mistake`, `contact` or `waiting`."""
    return str(type(row).__tablename__)


def count(conn: Connection, team_id: str, channel: str, ts: str, kind: str) -> int:
    """How often a message was logged as that kind, with what was taken back since."""
    for model in MODELS:
        if str(model.__tablename__) == kind:
            rows = table(model)
            asked = select(func.count()).where(
                rows.c.team_id == team_id, rows.c.source_channel == channel, rows.c.source_ts == ts
            )
            return int(conn.execute(asked).scalar_one())
    return 0


def by_id(conn: Connection, team_id: str, kind: str, row_id: int) -> Logged | None:
    """One thing that was logged, unless it was taken back; None for a kind that is not logged from messages."""
    for model in MODELS:
        if str(model.__tablename__) == kind:
            rows = table(model)
            found = select(rows).where(
                rows.c.team_id == team_id, rows.c.id == row_id, rows.c.removed_at.is_(None)
            )
            return first(model, conn.execute(found))
    return None
