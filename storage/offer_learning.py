"""Questions about what was answered to offers: by channel, by rule, and in the whole workspace."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select

from storage.tables import Offer, table

ROWS = table(Offer)
# So far back is looked for answers among offers that nobody answered.
MOST = 100


def in_channel(conn: Connection, team_id: str, channel_id: str) -> list[str]:
    """What was answered to the last offers in a channel, the newest first; "" to those that nobody answered."""
    asked = select(ROWS.c.answer).where(ROWS.c.team_id == team_id, ROWS.c.channel_id == channel_id)
    return list(conn.execute(asked.order_by(ROWS.c.id.desc()).limit(MOST)).scalars())


def everywhere(conn: Connection, team_id: str) -> list[str]:
    """The same in all channels together."""
    asked = select(ROWS.c.answer).where(ROWS.c.team_id == team_id)
    return list(conn.execute(asked.order_by(ROWS.c.id.desc()).limit(MOST)).scalars())


def of_rule(
    conn: Connection,
    team_id: str,
    channel_id: str,
    rule: str,
    *,
    answers: Collection[str],
    after: datetime | None,
    most: int,
) -> list[str]:
    """Which of these answers the last offers of one rule in a channel had, the newest first; with `after` (UTC) only those
    made later than that."""
    asked = select(ROWS.c.answer).where(
        ROWS.c.team_id == team_id,
        ROWS.c.channel_id == channel_id,
        ROWS.c.rule == rule,
        ROWS.c.answer.in_(sorted(answers)),
    )
    if after is not None:
        asked = asked.where(ROWS.c.made_at > after)
    return list(conn.execute(asked.order_by(ROWS.c.id.desc()).limit(most)).scalars())
