"""That a post was delivered is a fact, whoever holds its lease by then: it is recorded with its nudges, many at once."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import (
    Connection,
    Integer,
    bindparam,
    case,
    column,
    func,
    literal_column,
    select,
    update,
    values,
)

from storage.post_claims import FREE, NOW, NUDGES, SENDING, UNTIL, P
from storage.posts import POSTS
from storage.prepared import Prepared
from storage.tables import Post

T = TypeVar("T")
# So many in one statement.
SIZES = (1, 4, 16)
AT_ONCE = SIZES[-1]
IDS = tuple(f"id_{place}" for place in range(AT_ONCE))


def _said(size: int) -> Prepared:
    """So many facts in one statement."""
    facts = (
        values(*(column(name, type_) for name, type_ in FACT.items()), name="fact")
        .data(
            [
                tuple(bindparam(f"{name}_{place}", type_=type_) for name, type_ in FACT.items())
                for place in range(size)
            ]
        )
        .cte("fact")
    )
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


FACT = {"id": P.id.type, "channel_id": P.channel_id.type, "ts": P.ts.type, "drawn": P.drawn.type}
# What is left over repeats the last one.
_SAID = {size: _said(size) for size in SIZES}
# By their ids alone: asked for the workspace too, SQLite goes through all of its nudges.
_SAID_NUDGES = {
    size: Prepared(
        update(NUDGES)
        .where(NUDGES.c.id.in_([bindparam(place, type_=Integer) for place in IDS[:size]]))
        .values(said_at=func.coalesce(NUDGES.c.said_at, NOW))
        .returning(NUDGES.c.id, NUDGES.c.ended_at)
    )
    for size in SIZES
}


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
    stands: dict[int, str] = {}
    for some, size in _chunks(facts):
        places = {f"{name}_{place}": value for place in range(size) for name, value in _columns(some[place])}
        found = _SAID[size].ask(conn, {"at": now, "until": sweep_at, **places})
        stands.update((int(row[0]), str(row[1])) for row in found)
    theirs = {each: _id(fact) for fact in facts if _id(fact) in stands for each in fact.nudge_ids}
    changed = {theirs[each] for each in _nudges_said(conn, theirs, now)}
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


def _columns(fact: Fact) -> Iterable[tuple[str, object]]:
    return zip(FACT, (fact.post.id, fact.channel_id, fact.ts, fact.drawn), strict=True)


def _nudges_said(conn: Connection, nudge_ids: Iterable[int], now: datetime) -> list[int]:
    """Those of them that have ended."""
    ended: list[int] = []
    for some, size in _chunks(sorted(set(nudge_ids))):
        rows = _SAID_NUDGES[size].ask(conn, {"at": now, **dict(zip(IDS, some[:size], strict=False))})
        ended += [int(row[0]) for row in rows if row[1] is not None]
    return ended


def _chunks(things: Sequence[T]) -> Iterator[tuple[Sequence[T], int]]:
    """Some at a time, with the size of the statement that takes them: what is left over repeats the last one."""
    for start in range(0, len(things), AT_ONCE):
        some = things[start : start + AT_ONCE]
        size = next(each for each in SIZES if len(some) <= each)
        yield [*some, *[some[-1]] * (size - len(some))], size
