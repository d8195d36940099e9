"""What people wrote, entered with its row, so that it is found by its words (`storage.searching`)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    String,
    and_,
    bindparam,
    cast,
    column,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy import table as named_table
from sqlmodel import SQLModel

from storage.folding import folded
from storage.prepared import Prepared
from storage.tables import (
    Contact,
    Customer,
    CustomerPerson,
    Mistake,
    Praise,
    Promise,
    Searchable,
    Waiting,
    table,
)

# What people wrote, by the kind of row; the first is what the row is known by.
TEXTS: Mapping[type[SQLModel], tuple[str, ...]] = {
    Customer: (
        "name",
        "other_names",
        "tags",
        "tier",
        "reach",
        "style",
        "matters",
        "dos",
        "donts",
        "lost_words",
        "could_have",
    ),
    CustomerPerson: ("name", "role", "reach"),
    Promise: ("words", "kind", "risk_why", "risk_plan", "proof"),
    Mistake: (
        "words",
        "kind",
        "told_waived",
        "sorry_waived",
        "right_waived",
        "right_how",
        "broken_rule",
        "checked_waived",
        "cause",
        "could_have",
    ),
    Contact: ("words", "event", "next_words"),
    Waiting: ("words",),
    Praise: ("words",),
}
ROWS, CUSTOMERS = table(Searchable), table(Customer)
# `inline`: nobody asks for its id, and on PostgreSQL it would be given.
ENTER = Prepared(insert(ROWS).inline(), columns=["team_id", "kind", "row_id", "customer_id", "words"])
INDEX = named_table("searchable_index", column("rowid", Integer), column("words", String))
# On SQLite, where no trigger does it: a statement with a trigger has the index written out each time, instead of once a
# commit, which took a quarter of what saving a promise does (make bench).
INDEX_IT = Prepared(insert(INDEX), columns=["rowid", "words"])
_CORRECT = (
    update(ROWS)
    .where(
        ROWS.c.team_id == bindparam("of_team"),
        ROWS.c.kind == bindparam("of_kind"),
        ROWS.c.row_id == bindparam("of_row"),
    )
    .values(customer_id=bindparam("new_customer"), words=bindparam("new_words"))
)
CORRECT = Prepared(_CORRECT.returning(ROWS.c.id))
CORRECT_MANY = Prepared(_CORRECT)
MOVED_AT_ONCE = 500


def enter(conn: Connection, row: Any, changed: Collection[str] | None = None) -> None:  # noqa: ANN401 - any row
    """Makes a new row be found by its words, or one of which some columns `changed`; what was taken back is not found.

    One statement for a new row, and none where nothing changed that is looked for.
    """
    names = TEXTS.get(type(row))
    if names is None or not (changed is None or _concerns(names, changed)):
        return
    entered = _entered(row, names)
    if changed is None or not CORRECT.ask(conn, _corrected(entered)):
        _write(conn, entered)


def enter_many(
    conn: Connection, rows: Sequence[Any], changed: Sequence[Collection[str]] | None = None
) -> None:
    """The same for several different rows of one kind, all of them new or none, in a few statements."""
    names = TEXTS.get(type(rows[0])) if rows else None
    if names is None:
        return
    if changed is None:
        _write_many(conn, [_entered(row, names) for row in rows])
        return
    concerned = [row for row, each in zip(rows, changed, strict=True) if _concerns(names, each)]
    if all(set(each) == {"customer_id"} for each in changed):
        corrected = _move(conn, concerned)
    else:
        corrected = CORRECT_MANY.run_many(conn, [_corrected(_entered(row, names)) for row in concerned])
    if corrected < len(concerned):  # some are from before the index
        for row in concerned:
            enter(conn, row, names)


def _write(conn: Connection, entered: Mapping[str, Any]) -> None:
    if conn.dialect.name == "sqlite":
        INDEX_IT.ask(conn, {"rowid": ENTER.insert(conn, entered), "words": entered["words"]})
    else:
        ENTER.put(conn, entered)


def _write_many(conn: Connection, entered: Sequence[Mapping[str, Any]]) -> None:
    on_sqlite = conn.dialect.name == "sqlite"
    last = conn.execute(select(func.max(ROWS.c.id))).scalar() or 0 if on_sqlite else 0
    conn.execute(insert(ROWS), entered)
    if on_sqlite:
        new = select(ROWS.c.id, ROWS.c.words).where(ROWS.c.id > last)
        conn.execute(insert(INDEX).from_select(["rowid", "words"], new))


def _move(conn: Connection, rows: Sequence[Any]) -> int:
    """Rows of one kind that went to other customers and are the same but for that: nothing is folded again. Gives how many
    were there."""
    moved = 0
    to: dict[int, list[int]] = {}
    for row in rows:
        to.setdefault(row.customer_id, []).append(row.id)
    for customer_id, ids in to.items():
        for start in range(0, len(ids), MOVED_AT_ONCE):
            theirs = and_(
                ROWS.c.team_id == rows[0].team_id,
                ROWS.c.kind == str(type(rows[0]).__tablename__),
                ROWS.c.row_id.in_(ids[start : start + MOVED_AT_ONCE]),
            )
            told = update(ROWS).where(theirs).values(customer_id=customer_id, words=_told_of(customer_id))
            moved += conn.execute(told).rowcount
    return moved


def _told_of(customer_id: int) -> ColumnElement[str]:
    """The words as they are, with another customer's id; folded words hold no colon."""
    former = literal(" :") + cast(ROWS.c.customer_id, String) + literal(" ")
    return func.rtrim(func.replace(ROWS.c.words + " ", former, f" :{customer_id} "))


def _entered(row: Any, names: Sequence[str]) -> dict[str, Any]:  # noqa: ANN401 - any row
    kind, whose = str(type(row).__tablename__), row.id if isinstance(row, Customer) else row.customer_id
    held = vars(row)
    texts = [held[name] for name in names if held[name]]
    # Signs alone leave no word, and PostgreSQL takes no empty one.
    words = "" if row.removed_at else f":{kind} :{whose} {folded(chr(10).join(texts))}".rstrip()
    return {"team_id": row.team_id, "kind": kind, "row_id": row.id, "customer_id": whose, "words": words}


def _corrected(entered: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "of_team": entered["team_id"],
        "of_kind": entered["kind"],
        "of_row": entered["row_id"],
        "new_customer": entered["customer_id"],
        "new_words": entered["words"],
    }


def _concerns(names: Sequence[str], changed: Collection[str]) -> bool:
    return any(name in changed for name in (*names, "customer_id", "removed_at"))
