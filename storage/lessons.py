"""Questions about what went wrong in a span of time, and what was changed for it."""

from datetime import datetime

from sqlalchemy import Connection, select

from storage.rows import every
from storage.tables import Mistake, SystemFix, table

CASES, FIXES = table(Mistake), table(SystemFix)
# More in a month nobody reads, nor publishes.
MOST = 500


def opened(conn: Connection, team_id: str, since: datetime, until: datetime) -> list[Mistake]:
    """The cases that were opened in a span (UTC) and stand, the newest first."""
    found = select(CASES).where(
        CASES.c.team_id == team_id,
        CASES.c.created_at >= since,
        CASES.c.created_at < until,
        CASES.c.removed_at.is_(None),
    )
    return every(Mistake, conn.execute(found.order_by(CASES.c.number.desc()).limit(MOST)))


def count(conn: Connection, team_id: str, since: datetime, until: datetime) -> int:
    """How many there are, so far as anybody counts them."""
    return len(opened(conn, team_id, since, until))


def fixed(conn: Connection, team_id: str, since: datetime, until: datetime) -> list[SystemFix]:
    """The system fixes that were done in a span (UTC), in the order in which they were."""
    found = select(FIXES).where(
        FIXES.c.team_id == team_id,
        FIXES.c.status == "done",
        FIXES.c.closed_at >= since,
        FIXES.c.closed_at < until,
        FIXES.c.removed_at.is_(None),
    )
    return every(SystemFix, conn.execute(found.order_by(FIXES.c.closed_at).limit(MOST)))
