"""Questions about nudges that go to a channel."""

from sqlalchemy import Connection, select, update

from storage.rows import first
from storage.tables import Nudge, table

ROWS = table(Nudge)


def by_id(conn: Connection, team_id: str, nudge_id: int) -> Nudge | None:
    """One nudge of this workspace."""
    return first(Nudge, conn.execute(select(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.id == nudge_id)))


def planned(conn: Connection, nudge_id: int, post_id: int) -> None:
    """Which post says a nudge, unless another one does."""
    conn.execute(update(ROWS).where(ROWS.c.id == nudge_id, ROWS.c.post_id.is_(None)).values(post_id=post_id))
