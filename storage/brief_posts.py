"""Briefs that may name at their end what somebody was told before: they are drawn anew when that is over."""

from collections.abc import Iterable

from sqlalchemy import bindparam, func, literal_column, select
from sqlalchemy.engine import Connection

from storage.among import Among
from storage.tables import Nudge, Post, table

POSTS = table(Post)
_LAST = Among(
    select(POSTS.c.place, func.max(POSTS.c.id))
    .where(
        POSTS.c.team_id == bindparam("team_id"),
        POSTS.c.what == literal_column("'brief'"),
        POSTS.c.state.in_([literal_column("'sending'"), literal_column("'said'")]),
    )
    .group_by(POSTS.c.place),
    POSTS.c.place,
)


def naming(conn: Connection, nudges: Iterable[Nudge]) -> set[int]:
    """The ids of the last brief of everybody who was told one of these before it."""
    said: dict[str, dict[str, int]] = {}
    for each in nudges:
        if each.said_at is not None and each.post_id is not None and each.role != "team":
            mine = said.setdefault(each.team_id, {})
            mine[each.recipient_id] = min(each.post_id, mine.get(each.recipient_id, each.post_id))
    return {
        int(post_id)
        for team_id, mine in said.items()
        for person_id, post_id in _LAST.ask(conn, mine, team_id=team_id)
        if post_id > mine[person_id]
    }
