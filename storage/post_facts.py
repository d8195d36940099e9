"""That a post was delivered is a fact, whoever holds its lease by then: it is recorded with its nudges, many at once."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    Connection,
    Integer,
    Text,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    select,
    update,
)

from storage.post_claims import FREE, NOW, NUDGES, SENDING, UNTIL, P
from storage.posts import POSTS
from storage.prepared import Prepared
from storage.tables import Post

FACT = {"id": P.id.type, "channel_id": P.channel_id.type, "ts": P.ts.type, "drawn": P.drawn.type}
# However many there are, a statement has them as one JSON text: written out with a place for each value, psycopg reads
# each statement of more than fifty anew, which took it as long as everything else together.
MANY = bindparam("many", type_=Text)


def _said(facts: Any) -> Prepared:  # noqa: ANN401 - a table with the columns of FACT
    return Prepared(
        update(POSTS)
        .where(P.id == facts.c.id, P.state.in_([literal_column("'due'"), SENDING]))
        .values(
            **FREE,
            state=literal_column("'said'"),
            channel_id=facts.c.channel_id,
            ts=facts.c.ts,
            drawn=facts.c.drawn,
            said_at=NOW,
            why="",
            sweep_at=case((P.ambiguous, UNTIL), else_=P.sweep_at),
        )
        .returning(P.id, P.ts)
    )


def _said_nudges(ids: Any) -> Prepared:  # noqa: ANN401 - a question for ids
    # By their ids alone: asked for the workspace too, SQLite goes through all of its nudges.
    return Prepared(
        update(NUDGES)
        .where(NUDGES.c.id.in_(ids))
        .values(said_at=func.coalesce(NUDGES.c.said_at, NOW))
        .returning(NUDGES.c.id, NUDGES.c.ended_at)
    )


def _read_by_sqlite() -> tuple[Any, Any]:
    each = func.json_each(MANY).table_valued(column("value", Text), name="each")
    facts = select(
        *(
            func.json_extract(each.c.value, f"$.{name}", type_=type_).label(name)
            for name, type_ in FACT.items()
        )
    )
    return facts.subquery("fact"), select(column("value", Integer)).select_from(func.json_each(MANY))


def _read_by_postgresql() -> tuple[Any, Any]:
    columns = (column(name, type_) for name, type_ in FACT.items())
    facts = func.json_to_recordset(cast(MANY, JSON)).table_valued(*columns, name="fact")
    ids = select(cast(func.json_array_elements_text(cast(MANY, JSON)), Integer))
    return facts.render_derived(with_types=True), ids


_READ = {"sqlite": _read_by_sqlite(), "postgresql": _read_by_postgresql()}
_SAID = {name: _said(facts) for name, (facts, _) in _READ.items()}
_SAID_NUDGES = {name: _said_nudges(ids) for name, (_, ids) in _READ.items()}


class Fact(NamedTuple):
    """That a post stands in Slack: where, how it looks, and which nudges it says."""

    post: Post
    channel_id: str
    ts: str
    drawn: str
    nudge_ids: Sequence[int]


def said(conn: Connection, facts: Sequence[Fact], *, now: datetime, sweep_at: datetime) -> list[str]:
    """Records that posts stand in Slack, whoever holds their leases, and their nudges as said. Gives for each where the
    recorded one stands, which is another `ts` where somebody was first, and "" where it had been dropped: then this copy is
    to be deleted, and is swept should that fail.

    Where one of its nudges has ended since it was drawn a post is drawn once more.
    """
    written = json.dumps([_columns(fact) for fact in sorted(facts, key=_id)])
    found = _SAID[conn.dialect.name].ask(conn, {"at": now, "until": sweep_at, "many": written})
    stands: dict[int, str] = {int(id_): str(ts) for id_, ts in found}
    theirs = {each: _id(fact) for fact in facts if _id(fact) in stands for each in fact.nudge_ids}
    changed = {theirs[each] for each in _ended(conn, theirs, now)}
    if changed:
        conn.execute(update(POSTS).where(P.id.in_(sorted(changed))).values(redraw_at=now))
    return [fact.ts if stands.get(_id(fact)) == fact.ts else _second(conn, fact, sweep_at) for fact in facts]


def _second(conn: Connection, fact: Fact, sweep_at: datetime) -> str:
    """Where a post stands that was recorded or dropped before."""
    recorded = conn.execute(select(P.ts).where(P.id == fact.post.id)).scalar()
    if recorded != fact.ts:
        conn.execute(update(POSTS).where(P.id == fact.post.id).values(sweep_at=sweep_at))
    return recorded or ""


def _id(fact: Fact) -> int:
    return fact.post.id or 0


def _columns(fact: Fact) -> dict[str, object]:
    return dict(zip(FACT, (fact.post.id, fact.channel_id, fact.ts, fact.drawn), strict=True))


def _ended(conn: Connection, nudge_ids: Iterable[int], now: datetime) -> list[int]:
    """Notes these nudges as said, and gives those of them that have ended."""
    ids = sorted(set(nudge_ids))
    if not ids:
        return []
    rows = _SAID_NUDGES[conn.dialect.name].ask(conn, {"at": now, "many": json.dumps(ids)})
    return [int(id_) for id_, ended_at in rows if ended_at is not None]
