"""Questions about settings, and writing one."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol, Self, TypeVar

from sqlalchemy import Connection, and_, bindparam, or_, select, update

from storage.insert_or import insert_or
from storage.rows import change, every, first
from storage.tables import History, Setting, table

ROWS = table(Setting)
# Built once, as all statements of hot paths.
WHAT_HOLDS = select(ROWS).where(
    ROWS.c.team_id == bindparam("team_id"),
    or_(
        and_(ROWS.c.scope == "workspace", ROWS.c.scope_id == ""),
        and_(ROWS.c.scope == "channel", ROWS.c.scope_id == bindparam("channel_id")),
        and_(ROWS.c.scope == "person", ROWS.c.scope_id == bindparam("person_id")),
    ),
)


class Settable(Protocol):
    """What knows how settings change it: `bot.preferences.Preferences`."""

    def with_settings(self, rows: Iterable[Setting]) -> Self:
        """The same with what these rows set."""


Held = TypeVar("Held", bound=Settable)


def of(conn: Connection, team_id: str, *, person_id: str = "", channel_id: str = "", base: Held) -> Held:
    """What holds for a person in a channel of this workspace, over the `base` of defaults."""
    asked = {"team_id": team_id, "person_id": person_id, "channel_id": channel_id}
    return base.with_settings(every(Setting, conn.execute(WHAT_HOLDS, asked)))


def value(conn: Connection, team_id: str, scope: str, scope_id: str, name: str, *, lock: bool = False) -> Any:  # noqa: ANN401 - whatever JSON holds
    """What one thing is set to, None where it is not; with `lock` nobody else sets it until the transaction ends."""
    if lock:
        return json.loads(_row(conn, team_id, scope, scope_id, name).value)
    key = {"team_id": team_id, "scope": scope, "scope_id": scope_id, "name": name}
    wanted = [ROWS.c[column] == given for column, given in key.items()]
    found = conn.execute(select(ROWS.c.value).where(*wanted)).scalar()
    return None if found is None else json.loads(found)


def where_so(conn: Connection, team_id: str, scope: str, name: str, value: object) -> list[str]:
    """The ids of all persons or channels for which a setting has this value, by id."""
    asked = select(ROWS.c.scope_id).where(
        ROWS.c.team_id == team_id,
        ROWS.c.scope == scope,
        ROWS.c.name == name,
        ROWS.c.value == json.dumps(value),
    )
    return list(conn.execute(asked.order_by(ROWS.c.scope_id)).scalars())


def put(
    conn: Connection,
    team_id: str,
    scope: str,
    scope_id: str,
    name: str,
    value: Any,  # noqa: ANN401 - whatever JSON holds
    *,
    by: str,
    via: str,
    now: datetime,
    batch: str | None = None,
) -> History | None:
    """Sets one thing, None to let the default hold again; gives the history entry, or None where it was so already.

    Raises ValueError for what is no JSON.
    """
    row = _row(conn, team_id, scope, scope_id, name)
    written = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if row.value == written:
        return None
    return change(conn, row, "set", {"value": written}, by=by, via=via, now=now, batch=batch)


def note(conn: Connection, team_id: str, person_id: str, name: str, value: object) -> bool:
    """Remembers how far somebody has come (practice, first steps), without a history, since that is nothing to undo.
    Says whether it was not so already."""
    row = _row(conn, team_id, "person", person_id, name)
    written = json.dumps(value)
    conn.execute(update(ROWS).where(ROWS.c.id == row.id).values(value=written))
    return row.value != written


def _row(conn: Connection, team_id: str, scope: str, scope_id: str, name: str) -> Setting:
    """The setting's row, made empty where there is none yet (so that undo finds what it was), locked for a change."""
    key = {"team_id": team_id, "scope": scope, "scope_id": scope_id, "name": name}
    conn.execute(insert_or(conn.dialect.name, ROWS).values(value="null", **key).on_conflict_do_nothing())
    wanted = [ROWS.c[column] == given for column, given in key.items()]
    found = first(Setting, conn.execute(select(ROWS).where(*wanted).with_for_update(key_share=True)))
    if found is None:
        raise RuntimeError("A setting that was just made is not there.")
    return found
