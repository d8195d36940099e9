"""Questions about kind words."""

from sqlalchemy import Connection, select

from storage.rows import every, first
from storage.tables import Praise, table

ROWS = table(Praise)


def by_id(conn: Connection, team_id: str, praise_id: int, *, lock: bool = False) -> Praise | None:
    """One kind word of this workspace unless it was taken back; `lock` keeps others from changing it meanwhile."""
    found = select(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.id == praise_id, ROWS.c.removed_at.is_(None))
    return first(Praise, conn.execute(found.with_for_update(key_share=True) if lock else found))


def of_customer(conn: Connection, team_id: str, customer_id: int, most: int) -> list[Praise]:
    """A customer's kind words, the newest first."""
    found = select(ROWS).where(
        ROWS.c.team_id == team_id, ROWS.c.customer_id == customer_id, ROWS.c.removed_at.is_(None)
    )
    return every(Praise, conn.execute(found.order_by(ROWS.c.id.desc()).limit(most)))
