"""By which version of the tz database a workspace's dates were counted, and which of them are still to come."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, or_, select

from storage.insert_or import insert_or
from storage.rows import every
from storage.tables import Row, Setting, table

# So many rows are looked at in one transaction, so that nobody waits for it.
AT_ONCE = 500
NAME = "zone_rules"
SETTINGS = table(Setting)


def known(conn: Connection, team_id: str) -> str:
    """The version that this workspace's dates were counted by; empty where nobody noted it yet."""
    found = conn.execute(
        select(SETTINGS.c.value).where(
            SETTINGS.c.team_id == team_id,
            SETTINGS.c.scope == "workspace",
            SETTINGS.c.scope_id == "",
            SETTINGS.c.name == NAME,
        )
    ).scalar_one_or_none()
    return str(json.loads(found)) if found else ""


def note(conn: Connection, team_id: str, version: str) -> None:
    """From now on this workspace's dates are counted by that version."""
    values = {"scope": "workspace", "scope_id": "", "name": NAME, "value": json.dumps(version)}
    noted = insert_or(conn.dialect.name, SETTINGS).values(team_id=team_id, **values)
    unique = ["team_id", "scope", "scope_id", "name"]
    conn.execute(noted.on_conflict_do_update(index_elements=unique, set_={"value": values["value"]}))


def to_come(
    conn: Connection,
    team_id: str,
    model: type[Row],
    instants: Iterable[str],
    waits: tuple[str, str | None],
    *,
    after: int,
    now: datetime,
) -> list[Row]:
    """The next rows of a kind, by their ids, of whose columns `instants` one lies after `now`; locked for a change.
    `waits` is a column and what it holds as long as they matter."""
    rows = table(model)
    column, value = waits
    wanted = (
        select(rows)
        .where(rows.c.team_id == team_id, rows.c.id > after, rows.c.removed_at.is_(None))
        .where(or_(*(rows.c[at] > now for at in instants)), rows.c[column].is_not_distinct_from(value))
        .order_by(rows.c.id)
        .limit(AT_ONCE)
    )
    return every(model, conn.execute(wanted.with_for_update(key_share=True)))
