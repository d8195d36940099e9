"""Many rows at once, with the history that goes with each: what `storage.rows` does for one, in a few statements.

On PostgreSQL each statement is a walk to the server: 10,000 customers one by one took half a minute (make bench).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from storage import rows, searching
from storage.tables import Counter, History, Row, table

COUNTERS, HISTORY = table(Counter), table(History)


def next_numbers(conn: Connection, team_id: str, kind: str, count: int) -> list[int]:
    """The next few numbers of that kind in this workspace, as `rows.next_number` gives them one by one."""
    if not count:
        return []
    first = rows.next_number(conn, team_id, kind)
    conn.execute(
        update(COUNTERS)
        .where(COUNTERS.c.team_id == team_id, COUNTERS.c.kind == kind)
        .values(last=COUNTERS.c.last + count - 1)
    )
    return list(range(first, first + count))


def begin(
    conn: Connection,
    new: Sequence[Row],
    *,
    what: str,
    by: str,
    via: str,
    now: datetime,
    batch: str | None = None,
) -> int:
    """Writes new rows of one kind, each with its first history entry; the rows get their ids. Returns the id of one of
    the entries, 0 where there are no rows."""
    if not new:
        return 0
    model = type(new[0])
    columns = table(model)
    values = [{name: vars(row)[name] for name in rows.COLUMNS[model]} for row in new]
    given = conn.execute(insert(columns).returning(columns.c.id, sort_by_parameter_order=True), values)
    for row, (id_,) in zip(new, given.all(), strict=True):
        vars(row)["id"] = id_
    searching.enter_many(conn, new)
    return _enter(
        conn,
        [
            rows.entry(row, what, {}, each, by=by, via=via, now=now, batch=batch)
            for row, each in zip(new, values, strict=True)
        ],
    )


def change(
    conn: Connection,
    changes: Sequence[tuple[Row, str, Mapping[str, Any], int | None]],
    *,
    by: str,
    via: str,
    now: datetime,
    batch: str | None = None,
) -> int:
    """Sets columns of rows of one kind (the instances too) and enters what they were and are: each change is the row,
    what it is called, its new values, and the entry that it undoes. Returns the id of one of the entries, 0 where there
    are none."""
    if not changes:
        return 0
    entries = []
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row, what, fields, undoes in changes:
        before = {name: getattr(row, name) for name in fields}
        alike.setdefault(tuple(fields), []).append(
            {"of_id": row.id, **{f"new_{name}": value for name, value in fields.items()}}
        )
        vars(row).update(fields)
        entries.append(
            rows.entry(row, what, before, dict(fields), by=by, via=via, now=now, undoes=undoes, batch=batch)
        )
    columns = table(type(changes[0][0]))
    for names, values in alike.items():
        setting = update(columns).where(columns.c.id == bindparam("of_id"))
        conn.execute(setting.values({name: bindparam(f"new_{name}") for name in names}), values)
    searching.enter_many(conn, [row for row, *_ in changes], [fields for _, _, fields, _ in changes])
    return _enter(conn, entries)


def _enter(conn: Connection, entries: Sequence[Mapping[str, Any]]) -> int:
    given = conn.execute(insert(HISTORY).returning(HISTORY.c.id), list(entries))
    return int(max(given.scalars()))
