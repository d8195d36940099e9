"""Everything that was written down: entered with its row, and found again by its words."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

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
    literal_column,
    select,
    update,
)
from sqlalchemy import table as named_table
from sqlalchemy.types import UserDefinedType
from sqlmodel import SQLModel

from storage.folding import folded, is_beginning
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


class Found(NamedTuple):
    """A row that was found: its kind and id, the number that people call it by if it has one, whom it is about, when it
    was entered, how it stands if it can end, and everything in it that people wrote."""

    kind: str
    row_id: int
    number: int | None
    customer: str
    customer_number: int | None
    at: datetime
    status: str
    texts: tuple[str, ...]


class _TsQuery(UserDefinedType[str]):
    """PostgreSQL's own type for a question; its dialect is not imported where nobody uses it."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "TSQUERY"


def _hits(matches: ColumnElement[bool], place: ColumnElement[Any]) -> Prepared:
    """A page of what matches, the newest first, with their customers. `place` is what newest goes by."""
    hits = (
        select(ROWS.c.id, ROWS.c.kind, ROWS.c.row_id, ROWS.c.customer_id)
        .where(matches, ROWS.c.team_id == bindparam("team_id"))
        .order_by(place.desc())
        .limit(bindparam("most"))
        .offset(bindparam("skip"))
        .subquery("hits")
    )
    of_whom = hits.outerjoin(CUSTOMERS, CUSTOMERS.c.id == hits.c.customer_id)
    page = select(hits.c.kind, hits.c.row_id, CUSTOMERS.c.name, CUSTOMERS.c.number).select_from(of_whom)
    return Prepared(page.order_by(hits.c.id.desc()))


ON_SQLITE = _hits(
    and_(ROWS.c.id == INDEX.c.rowid, literal_column("searchable_index").op("MATCH")(bindparam("wanted"))),
    INDEX.c.rowid,
)
# As the index has it, letter by letter, or PostgreSQL does not use it.
IN_INDEX: ColumnElement[bool] = literal_column(
    "array_to_tsvector(string_to_array(searchable.words, ' '))"
).op("@@", is_comparison=True)(cast(bindparam("wanted"), _TsQuery))
# PostgreSQL can only guess how often a beginning occurs, and walking back from the newest in vain takes some 2 s a million
# rows (make bench): for a sum it asks the index.
ON_POSTGRESQL = _hits(IN_INDEX, ROWS.c.id + literal_column("0", Integer))
# What a result shows of each kind of row: its texts, when it was entered, and its number and how it stands if it has them.
SHOWN: Mapping[str, Sequence[str]] = {
    str(model.__tablename__): (
        *texts,
        "created_at",
        *(name for name in ("number", "status") if name in table(model).c),
    )
    for model, texts in TEXTS.items()
}
TEXTS_OF = {str(model.__tablename__): len(texts) for model, texts in TEXTS.items()}
AT_ONCE = 11
PLACES = [f"id_{place}" for place in range(AT_ONCE)]
FETCH = {
    kind: Prepared(
        select(table(model).c.id, *(table(model).c[name] for name in SHOWN[kind])).where(
            table(model).c.id.in_([bindparam(place) for place in PLACES])
        )
    )
    for model in TEXTS
    for kind in [str(model.__tablename__)]
}


def find(
    conn: Connection,
    team_id: str,
    words: Sequence[str],
    *,
    most: int,
    skip: int = 0,
    kinds: Sequence[str] = (),
    customer_id: int | None = None,
) -> list[Found]:
    """A page of the rows that hold every one of the folded `words`, or words that begin so, the newest first.

    With `kinds` (tables' names) or a `customer_id` only those; nothing where nothing at all is asked for.
    """
    if not (words or kinds or customer_id is not None):
        return []
    on_sqlite = conn.dialect.name == "sqlite"
    wanted = (_for_fts5 if on_sqlite else _for_tsquery)(words, kinds, customer_id)
    asked = {"team_id": team_id, "wanted": wanted, "most": most, "skip": skip}
    hits = (ON_SQLITE if on_sqlite else ON_POSTGRESQL).ask(conn, asked)
    by_kind: dict[str, list[int]] = {}
    for kind, row_id, *_ in hits:
        by_kind.setdefault(kind, []).append(row_id)
    held = {kind: _fetch(conn, kind, ids) for kind, ids in by_kind.items()}
    return [_found(hit, held[hit[0]][hit[1]]) for hit in hits if hit[1] in held[hit[0]]]


def _for_fts5(words: Sequence[str], kinds: Sequence[str], customer_id: int | None) -> str:
    """What is asked for, as the index takes it; folded words hold no quotes.
    https://www.sqlite.org/fts5.html#full_text_query_syntax"""
    parts = [f'"{word}"{"*" if is_beginning(word) else ""}' for word in words]
    if kinds:
        parts.append("(" + " OR ".join(f'":{kind}"' for kind in kinds) + ")")
    if customer_id is not None:
        parts.append(f'":{customer_id}"')
    return " AND ".join(parts)


def _for_tsquery(words: Sequence[str], kinds: Sequence[str], customer_id: int | None) -> str:
    """The same for PostgreSQL. https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY"""
    parts = [f"'{word}'{':*' if is_beginning(word) else ''}" for word in words]
    if kinds:
        parts.append("(" + " | ".join(f"':{kind}'" for kind in kinds) + ")")
    if customer_id is not None:
        parts.append(f"':{customer_id}'")
    return " & ".join(parts)


def _fetch(conn: Connection, kind: str, ids: Sequence[int]) -> dict[int, Sequence[Any]]:
    """What the results show of these rows of one kind, by their ids."""
    held: dict[int, Sequence[Any]] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        asked = dict(zip(PLACES, [*some, *[0] * (AT_ONCE - len(some))], strict=True))
        held |= {row_id: values for row_id, *values in FETCH[kind].ask(conn, asked)}
    return held


def _found(hit: Sequence[Any], held: Sequence[Any]) -> Found:
    kind, row_id, customer, customer_number = hit
    count = TEXTS_OF[kind]
    at, *more = held[count:]
    return Found(
        kind,
        row_id,
        more[0] if more else None,
        customer or "",
        customer_number,
        at,
        more[1] if len(more) > 1 else "",
        tuple(filter(None, held[:count])),
    )
