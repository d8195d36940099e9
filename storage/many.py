"""Many rows at once, with the history that goes with each: what `storage.rows` does for one, in a few statements.

On PostgreSQL each statement is a walk to the server: 10,000 customers one by one took half a minute (make bench).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, update

from storage import looking_again, rows, search_index
from storage.prepared import Prepared
from storage.tables import Counter, Customer, History, Row, table

COUNTERS, HISTORY = table(Counter), table(History)
ENTER = Prepared(insert(HISTORY), columns=rows.COLUMNS[History])
# SQLite takes 32,766 values in one statement, PostgreSQL 65,535; a few hundred cost no more each than many.
AT_ONCE = 500


def next_numbers(conn: Connection, team_id: str, kind: str, count: int) -> list[int]:
    """The next few numbers of that kind in this workspace, as `rows.next_number` gives them one by one."""
    if not count:
        return []
    last = rows.last_number(conn, team_id, kind, count)
    return list(range(last - count + 1, last + 1))


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
    if model in rows.LOOKED_AT:
        for row in new:
            vars(row)["next_look_at"] = now
    values = [{name: vars(row)[name] for name in rows.COLUMNS[model]} for row in new]
    given = conn.execute(insert(columns).returning(columns.c.id, sort_by_parameter_order=True), values)
    for row, (id_,) in zip(new, given.all(), strict=True):
        vars(row)["id"] = id_
    search_index.enter_many(conn, new)
    for each in values:
        each.pop("next_look_at", None)  # the clock's own, and nobody's doing
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
    becomes: dict[int, dict[str, Any]] = {}
    look = {"next_look_at": now} if type(changes[0][0]) in rows.LOOKED_AT else {}
    for row, what, fields, undoes in changes:
        before = {name: getattr(row, name) for name in fields}
        becomes.setdefault(row.id or 0, {}).update(fields, **look)
        vars(row).update(fields, **look)
        entries.append(
            rows.entry(row, what, before, dict(fields), by=by, via=via, now=now, undoes=undoes, batch=batch)
        )
    _set(conn, table(type(changes[0][0])), becomes)
    if type(changes[0][0]) is Customer:
        named = {name for _, _, fields, _ in changes for name in fields}
        looking_again.because_theirs(conn, becomes, named, now=now)
    search_index.enter_many(conn, [row for row, *_ in changes], [fields for _, _, fields, _ in changes])
    return _enter(conn, entries)


def _set(conn: Connection, columns: Table, becomes: Mapping[int, Mapping[str, Any]]) -> None:
    """Sets the columns of rows by their ids: those that get the same values in one statement, the others each in one."""
    alike: dict[tuple[tuple[str, Any], ...], list[int]] = {}
    for id_, fields in becomes.items():
        alike.setdefault(tuple(fields.items()), []).append(id_)
    single: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for values, ids in alike.items():
        if len(ids) == 1:
            new = {f"becomes_{name}": value for name, value in values}
            single.setdefault(tuple(name for name, _ in values), []).append({"of_id": ids[0], **new})
        for start in range(0, len(ids), AT_ONCE) if len(ids) > 1 else ():
            some = ids[start : start + AT_ONCE]
            conn.execute(update(columns).where(columns.c.id.in_(some)).values(dict(values)))
    for names, each in single.items():
        setting = update(columns).where(columns.c.id == bindparam("of_id"))
        conn.execute(setting.values({name: bindparam(f"becomes_{name}") for name in names}), each)


def _enter(conn: Connection, entries: Sequence[Mapping[str, Any]]) -> int:
    *others, last = entries
    ENTER.run_many(conn, others)
    return rows.NEW[History].enter(conn, last)
