"""Everything that was written down, found again by its words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    and_,
    bindparam,
    cast,
    literal_column,
    select,
)
from sqlalchemy.types import UserDefinedType

from storage.folding import is_beginning
from storage.prepared import Prepared
from storage.search_index import CUSTOMERS, INDEX, ROWS, TEXTS
from storage.tables import table


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
