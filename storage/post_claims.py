"""The sender's claims on posts, and what came of them: everything that keeps replicas and restarts from saying a thing
twice or not at all.

A claim is intent and lease in one, committed before anything is sent. What was claimed when the lease ran out may or
may not stand in Slack: it is `ambiguous` from then on. That a post was delivered is a fact (`storage/post_facts.py`).

Locks are taken in one order: posts before nudges, and what nudges are about not in the same transaction.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    bindparam,
    case,
    func,
    literal_column,
    null,
    or_,
    select,
    text,
    update,
)

from storage.nudges import ABOUT, told
from storage.posts import COLUMNS, POSTS
from storage.prepared import Prepared
from storage.rows import made
from storage.tables import Desk, Nudge, Post, table

NUDGES = table(Nudge)
P = POSTS.c
NOW, UNTIL = bindparam("at", type_=P.due_at.type), bindparam("until", type_=P.due_at.type)
TEAM, CLAIM = bindparam("team", type_=P.claim.type), bindparam("token", type_=P.claim.type)
ID = bindparam("post", type_=P.id.type)
# Written out, so that the partial indexes are used.
IS_DUE, IS_REDRAWN, IS_SWEPT = (
    text("state IN ('due', 'sending')"),
    text("redraw_at IS NOT NULL"),
    text("sweep_at IS NOT NULL"),
)
SENDING: ColumnElement[str] = literal_column("'sending'")
MINE = (P.id == ID, P.claim == CLAIM, P.state == SENDING)
FREE: dict[str, Any] = {"claim": null(), "lease_until": null()}


def _claim(order: ColumnElement[Any], *conditions: ColumnElement[bool] | Any, **values: Any) -> Prepared:  # noqa: ANN401
    picked = (
        select(P.id)
        .where(P.team_id == TEAM, *conditions)
        .order_by(order, P.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True)
        .cte("picked")
    )
    return Prepared(update(POSTS).where(P.id.in_(select(picked.c.id))).values(**values).returning(*POSTS.c))


_DUE = _claim(
    P.due_at,
    IS_DUE,
    P.due_at <= NOW,
    state=SENDING,
    claim=CLAIM,
    lease_until=UNTIL,
    due_at=UNTIL,  # nobody's before the lease is over
    ambiguous=or_(P.ambiguous, P.state == SENDING),
    first_post_at=func.coalesce(P.first_post_at, NOW),
)
_REDRAW = _claim(
    P.redraw_at,
    IS_REDRAWN,
    P.redraw_at <= NOW,
    P.state == literal_column("'said'"),
    or_(P.lease_until.is_(None), P.lease_until <= NOW),
    claim=CLAIM,
    lease_until=UNTIL,
    redraw_at=UNTIL,  # whoever changes this meanwhile wants it drawn once more
)
_SWEEP = _claim(
    P.sweep_at,
    IS_SWEPT,
    P.sweep_at <= NOW,
    P.state.in_([literal_column("'said'"), literal_column("'dropped'")]),
    sweep_at=UNTIL,
)
_RELEASE = Prepared(
    update(POSTS)
    .where(*MINE)
    .values(
        **FREE,
        state=literal_column("'due'"),
        due_at=bindparam("due_at"),
        why=bindparam("why"),
        ambiguous=or_(P.ambiguous, bindparam("unknown", type_=P.ambiguous.type)),
        tries=P.tries + bindparam("burnt", type_=Integer),
        # A try that surely came to nothing is as if it had not been.
        first_post_at=case((or_(P.ambiguous, bindparam("unknown", type_=P.ambiguous.type)), P.first_post_at)),
    )
)


class GivenBack(NamedTuple):
    """A claimed post that was not said, and when it is due again. With `unknown` nobody knows whether it reached Slack;
    without, it surely did not this time. What is `burnt` or unknown counts as a try."""

    post: Post
    due_at: datetime
    why: str
    unknown: bool = False
    burnt: bool = False


def _by_id(post: Post) -> int:
    return post.id or 0


def claim(
    conn: Connection, team_id: str, token: str, *, now: datetime, until: datetime, most: int
) -> tuple[list[Post], list[Post], list[Post]]:
    """Takes, for as long as `until`, what is due to be said, what is to be drawn anew and what is to be swept; at most so
    many of each, those that are due the longest; they come in the order in which they were put, which PostgreSQL by itself
    does not keep to. What nobody can know the fate of comes back `ambiguous`."""
    values = {"team": team_id, "token": token, "at": now, "until": until, "most": most}
    due, redraws, sweeps = (
        sorted(
            (made(Post, zip(COLUMNS, row, strict=True)) for row in statement.ask(conn, values)), key=_by_id
        )
        for statement in (_DUE, _REDRAW, _SWEEP)
    )
    return due, redraws, sweeps


def release(conn: Connection, some: Iterable[GivenBack]) -> None:
    """Gives claimed posts back, each due again at its instant; a claim that is lost by now changes nothing."""
    _RELEASE.run_many(
        conn,
        [
            {
                "post": each.post.id,
                "token": each.post.claim,
                "due_at": each.due_at,
                "why": each.why,
                "unknown": each.unknown,
                "burnt": int(each.burnt or each.unknown),
            }
            for each in some
        ],
    )


def drop(
    conn: Connection,
    post: Post,
    why: str,
    *,
    now: datetime,
    sweep_at: datetime,
    again_at: datetime,
    to_id: int | None = None,
) -> list[tuple[str, int]] | None:
    """Ends a claimed post that will not be said; None where the claim did not hold any more.

    Its nudges that are still open are said by the post `to_id`, or else are free for another post from `again_at` on, and
    their stories say why. Returns what they are about, by kind and id.
    """
    ended = update(POSTS).where(P.id == post.id, P.claim == post.claim, P.state == "sending")
    ended = ended.values(
        **FREE, state="dropped", why=why, redraw_at=null(), sweep_at=case((P.ambiguous, sweep_at))
    )
    if not conn.execute(ended).rowcount:
        return None
    open_ = (NUDGES.c.post_id == post.id, NUDGES.c.said_at.is_(None), NUDGES.c.ended_at.is_(None))
    freed: dict[str, Any] = {"post_id": to_id} if to_id else {"post_id": null(), "say_at": again_at}
    story = NUDGES.c.story.concat(told("not said", why, now=now))
    found = conn.execute(
        update(NUDGES).where(*open_).values(**freed, story=story).returning(NUDGES.c.kind, NUDGES.c.row_id)
    )
    return [(kind, row_id) for kind, row_id in found]


def look_again(
    conn: Connection, team_id: str, person_id: str, about: Iterable[tuple[str, int]], *, now: datetime
) -> None:
    """Has these things looked at, by kind and id, and somebody's desk: whom a nudge goes to may have to be somebody else."""
    by_kind: dict[str, list[int]] = {}
    for kind, row_id in about:
        by_kind.setdefault(kind, []).append(row_id)
    for kind, model in ABOUT.items():
        rows = table(model)
        if kind in by_kind:
            conn.execute(
                update(rows)
                .where(rows.c.team_id == team_id, rows.c.id.in_(sorted(by_kind[kind])))
                .values(next_look_at=now)
            )
    desks = table(Desk)
    mine = (desks.c.team_id == team_id, desks.c.person_id == person_id)
    conn.execute(update(desks).where(*mine).values(next_look_at=now))


def redrawn(conn: Connection, post: Post, drawn: str, *, now: datetime) -> None:
    """Ends a claimed redraw: it looks like `drawn` now. If it was to be drawn once more meanwhile, that stays to be done."""
    mine = (P.id == post.id, P.claim == post.claim)
    done = update(POSTS).where(*mine, P.redraw_at == P.lease_until, P.lease_until > now)
    if not conn.execute(done.values(**FREE, redraw_at=null(), drawn=drawn)).rowcount:
        conn.execute(update(POSTS).where(*mine).values(**FREE, drawn=drawn))


def redraw_later(conn: Connection, post: Post, *, at: datetime, unknown: bool) -> None:
    """Gives a claimed redraw back, to be done at `at`; with `unknown` nobody knows what it looks like now."""
    values: dict[str, Any] = {**FREE, "redraw_at": at}
    if unknown:
        values["drawn"] = ""
    conn.execute(update(POSTS).where(P.id == post.id, P.claim == post.claim).values(**values))


def swept(conn: Connection, post: Post, *, keep: str | None = None, at: datetime | None = None) -> None:
    """Ends a claimed sweep, or gives it back until `at`; `keep` is the copy that stays, where it is not the recorded one."""
    conn.execute(update(POSTS).where(P.id == post.id, P.sweep_at == post.sweep_at).values(sweep_at=at))
    if keep is not None:
        conn.execute(
            update(POSTS)
            .where(P.id == post.id, P.ts == post.ts)
            .values(ts=keep, drawn="", redraw_at=P.said_at)
        )
