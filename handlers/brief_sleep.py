"""What somebody has snoozed among what is open for them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.snoozes import holds
from storage import snoozes
from storage.tables import Nudge


def asleep_for(
    conn: Connection, team_id: str, person_id: str, some: Sequence[Nudge], *, now: datetime
) -> set[tuple[str, int]]:
    """The things, by kind and id, among those that these nudges are about of which this person wants to hear nothing."""
    found = [
        each
        for each in snoozes.of_rows(conn, team_id, {(each.kind, each.row_id) for each in some})
        if each.person_id == person_id and holds(each, now=now, heard_at=None)
    ]
    if not found:
        return set()
    since = min(each.created_at for each in found)
    heard = snoozes.heard(
        conn, team_id, {each.customer_id for each in found if each.customer_id}, after=since
    )
    return {
        (each.kind, each.row_id)
        for each in found
        if holds(each, now=now, heard_at=heard.get(each.customer_id or 0))
    }
