"""Rows in and out: a model's values to columns and back, and the history that goes with every change.

Nothing here is attached to a session: an instance is what was read, and changes only when it is read again.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args

import orjson
from sqlalchemy import Connection, CursorResult, bindparam, select, update
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime

from storage import looking_again, putting_off, search_index
from storage.insert_or import insert_or
from storage.new_row import NewRow
from storage.prepared import Prepared
from storage.tables import (
    Counter,
    Customer,
    History,
    Owed,
    Question,
    Row,
    table,
)

Kept = TypeVar("Kept", bound=SQLModel)
MODELS: tuple[type[Row], ...] = get_args(Row)
OWED: tuple[type[Owed], ...] = get_args(Owed)
# What the clock looks at: at once whenever somebody changed it, since it may ask for something else now.
LOOKED_AT = frozenset(model for model in MODELS if "next_look_at" in model.model_fields)
KINDS: dict[str, type[Row]] = {str(model.__tablename__): model for model in MODELS}
# What belongs to a customer, and goes along when two become one.
OF_CUSTOMERS = tuple(
    model for model in MODELS if "customer_id" in table(model).c and table(model).c.customer_id.foreign_keys
)
# Of these the customer's timeline tells; that they asked something is between us.
IN_TIMELINE = frozenset(OF_CUSTOMERS) - {Question}
COUNTERS = table(Counter)
_OF_KIND = (COUNTERS.c.team_id == bindparam("team"), COUNTERS.c.kind == bindparam("counted"))
_COUNT_ON = update(COUNTERS).where(*_OF_KIND).values(last=COUNTERS.c.last + bindparam("by"))
COUNT_ON = Prepared(_COUNT_ON.returning(COUNTERS.c.last))
# In two steps on SQLite, where nobody else writes meanwhile: what returns something costs more there (`storage.new_row`).
COUNT_ON_SQLITE, LAST = Prepared(_COUNT_ON), Prepared(select(COUNTERS.c.last).where(*_OF_KIND))
# All columns but the id, which the database gives.
COLUMNS = {
    model: [str(column.name) for column in table(model).c if column.name != "id"]
    for model in (*MODELS, History)
}
NEW = {model: NewRow(table(model), columns) for model, columns in COLUMNS.items()}
_bare, _set = object.__new__, object.__setattr__
WRITTEN = json.JSONEncoder(ensure_ascii=False, default=datetime.isoformat).encode


def made(model: type[Kept], values: Mapping[Any, Any] | Iterable[tuple[str, Any]]) -> Kept:
    """An instance that holds these columns, or pairs of a column and its value, of which none may be missing."""
    row: Kept = _bare(model)
    # What pydantic has on every instance, as SQLModel begins it.
    _set(row, "__pydantic_fields_set__", set())
    _set(row, "__pydantic_extra__", None)
    _set(row, "__pydantic_private__", None)
    row.__dict__.update(values)
    return row


def first(model: type[Kept], found: CursorResult[Any]) -> Kept | None:
    """The first row as an instance of its model, or None."""
    row = found.mappings().first()
    return None if row is None else made(model, row)


def every(model: type[Kept], found: CursorResult[Any]) -> list[Kept]:
    """All rows as instances of their model."""
    return [made(model, row) for row in found.mappings()]


# Whoever locks rows of several kinds in one transaction does so in this order, each kind by its ids, and people's desks
# before all of them, so that no two wait for each other. Who takes a customer away waits once more, last of all
# (`storage.customers.wait_to_take_away`).
LOCKED_IN_ORDER = ("customer", "promise", "mistake", "waiting", "question", "contact", "system_fix")


def in_order_of_locks(kind: str) -> tuple[int, str]:
    """The place of a kind in that order."""
    known = kind in LOCKED_IN_ORDER
    return LOCKED_IN_ORDER.index(kind) if known else len(LOCKED_IN_ORDER), kind


def next_number(conn: Connection, team_id: str, kind: str) -> int:
    """The next number of that kind in this workspace: 1, 2, 3 … without gaps, also with several writers."""
    return last_number(conn, team_id, kind, 1)


def last_number(conn: Connection, team_id: str, kind: str, count: int) -> int:
    """The last of so many next numbers, which are taken with it."""
    return last_number_soon(conn, team_id, kind, count)()


def last_number_soon(conn: Connection, team_id: str, kind: str, count: int = 1) -> Callable[[], int]:
    """What gives that number; taken together with the next question (`Prepared.soon`)."""
    if conn.dialect.name == "sqlite":
        last = _counted_on(conn, team_id, kind, count)
        return lambda: last
    taken = COUNT_ON.soon(conn, {"team": team_id, "counted": kind, "by": count})
    return lambda: int(taken()[0][0]) if taken() else _first_numbers(conn, team_id, kind, count)


def _counted_on(conn: Connection, team_id: str, kind: str, count: int) -> int:
    """The same on SQLite, where nobody else counts before the transaction ends: those who share it ask once."""
    known, asked = putting_off.known(conn), {"team": team_id, "counted": kind, "by": count}
    COUNT_ON_SQLITE.ask(conn, asked)
    if (last := known.get((COUNTERS, team_id, kind))) is not None:
        last += count
    elif found := LAST.ask(conn, asked):
        last = found[0][0]
    else:
        last = _first_numbers(conn, team_id, kind, count)
    known[COUNTERS, team_id, kind] = last
    return int(last)


def _first_numbers(conn: Connection, team_id: str, kind: str, count: int) -> int:
    """The same where nothing was counted yet; another writer may begin at this moment."""
    begun = insert_or(conn.dialect.name, COUNTERS).values(team_id=team_id, kind=kind, last=count)
    begun = begun.on_conflict_do_update(
        index_elements=["team_id", "kind"], set_={"last": COUNTERS.c.last + count}
    )
    return int(conn.execute(begun.returning(COUNTERS.c.last)).scalar_one())


def take_turns(conn: Connection, team_id: str, kind: str) -> None:
    """Waits for whoever is about to begin a row of that kind, or takes turns with them, and has everybody else wait until the
    end of the transaction; what they wrote is seen from here on."""
    turn = select(COUNTERS.c.last).where(*_OF_KIND).with_for_update()
    conn.execute(turn, {"team": team_id, "counted": kind})


class Ids(NamedTuple):
    """The ids of a new row and of its first history entry, where they were taken before."""

    row: int | None = None
    entry: int | None = None


NOT_TAKEN = Ids()


def number_and_ids_soon(conn: Connection, team_id: str, model: type[Row]) -> Callable[[], tuple[int, Ids]]:
    """What gives the next number of that kind in this workspace and the ids to `begin` the row with that gets it, taken together
    with the next question (`Prepared.soon`): on PostgreSQL, where the row and what names it then need one walk to the
    server. SQLite gives the ids as it writes."""
    kind = str(model.__tablename__)
    if conn.dialect.name == "sqlite":
        number = last_number_soon(conn, team_id, kind)
        return lambda: (number(), NOT_TAKEN)
    asked = {"team": team_id, "counted": kind, "by": 1}
    taken = _number_and_ids(model).soon(conn, asked)

    def answered() -> tuple[int, Ids]:
        for last, row, entered in taken():
            return int(last), Ids(row, entered)
        return _first_numbers(conn, team_id, kind, 1), NOT_TAKEN

    return answered


@cache
def _number_and_ids(model: type[Row]) -> Prepared:
    return Prepared(_COUNT_ON.returning(COUNTERS.c.last, NEW[model].next_id, NEW[History].next_id))


def begin(
    conn: Connection,
    row: Row,
    *,
    what: str,
    by: str,
    via: str,
    now: datetime,
    batch: str | None = None,
    ids: Ids = NOT_TAKEN,
) -> History:
    """Writes a new row with its first history entry; the row gets its id. Returns the entry.

    A `batch` is the same for everything that one gesture does at once.
    """
    held = vars(row)
    if type(row) in LOOKED_AT:
        held["next_look_at"] = now
    values = {name: held[name] for name in COLUMNS[type(row)]}
    held["id"] = NEW[type(row)].enter(conn, values, ids.row)
    search_index.enter(conn, row)
    values.pop("next_look_at", None)  # the clock's own, and nobody's doing
    written = entry(row, what, {}, values, by=by, via=via, now=now, batch=batch)
    return made(History, written | {"id": NEW[History].enter(conn, written, ids.entry)})


def change(
    conn: Connection,
    row: Row,
    what: str,
    fields: Mapping[str, Any],
    *,
    by: str,
    via: str,
    now: datetime,
    undoes: int | None = None,
    batch: str | None = None,
) -> History:
    """Sets columns of a row (the instance too) and enters what they were and are. Returns the entry."""
    before = {name: getattr(row, name) for name in fields}
    rows = table(type(row))
    look = {"next_look_at": now} if type(row) in LOOKED_AT else {}
    conn.execute(update(rows).where(rows.c.id == row.id).values(**fields, **look))
    vars(row).update(fields, **look)
    if type(row) is Customer:
        looking_again.because_theirs(conn, [row.id or 0], fields, now=now)
    search_index.enter(conn, row, fields)
    written = entry(row, what, before, dict(fields), by=by, via=via, now=now, undoes=undoes, batch=batch)
    return made(History, written | {"id": NEW[History].enter(conn, written)})


def entry(
    row: Row,
    what: str,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    by: str,
    via: str,
    now: datetime,
    undoes: int | None = None,
    batch: str | None = None,
) -> dict[str, Any]:
    """The columns of the history entry for one thing that was done to a row."""
    return {
        "team_id": row.team_id,
        "kind": str(type(row).__tablename__),
        "row_id": row.id,
        # A channel that is linked to nobody by now is part of its former customer's history.
        "customer_id": _whose(row) or before.get("customer_id"),
        "at": now,
        "by": by,
        "via": via,
        "what": what,
        "before": _in_json(before),
        "after": _in_json(after),
        "undoes": undoes,
        "batch": batch,
    }


def _in_json(values: dict[str, Any]) -> str:
    """Columns' values as the history holds them, instants as their `isoformat`."""
    return orjson.dumps(values).decode() if values else "{}"


def _whose(row: Row) -> int | None:
    if isinstance(row, Customer):
        return row.id
    whose: int | None = vars(row)["customer_id"] if type(row) in IN_TIMELINE else None
    return whose


def values_of(entry: History) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an entry's columns were and became, as the row holds them (instants as aware datetimes)."""
    columns = table(KINDS[entry.kind]).c

    def read(written: str) -> dict[str, Any]:
        return {
            name: datetime.fromisoformat(value)
            if value is not None and isinstance(columns[name].type, UTCDateTime)
            else value
            for name, value in json.loads(written).items()
        }

    return read(entry.before), read(entry.after)


def row_of(conn: Connection, entry: History) -> Row | None:
    """The row that an entry is about, locked for a change."""
    model = KINDS[entry.kind]
    rows = table(model)
    return first(
        model, conn.execute(select(rows).where(rows.c.id == entry.row_id).with_for_update(key_share=True))
    )
