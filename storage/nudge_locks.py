"""The order in which posts and nudges are locked: posts before nudges, each by its id, so that no two transactions of
PostgreSQL wait for each other. On SQLite one writes at a time."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from storage.among import Among
from storage.brief_posts import naming
from storage.tables import Nudge, Post, table

ROWS, POSTS = table(Nudge), table(Post)
_POSTS = Among(select(POSTS.c.id).order_by(POSTS.c.id).with_for_update(key_share=True), POSTS.c.id)
_NUDGES = Among(select(ROWS.c.id).order_by(ROWS.c.id).with_for_update(key_share=True), ROWS.c.id)


def lock(conn: Connection, nudges: Iterable[Nudge], *, post_ids: Iterable[int] = ()) -> None:
    """Keeps these nudges, the posts that say them, those that name them at their end and the posts `post_ids` from being
    changed by others until the transaction ends. To be asked for once, before the first of them is written to, by whoever writes to several."""
    if conn.dialect.name != "postgresql":
        return
    some = list(nudges)
    wanted = {each.post_id for each in some if each.post_id is not None} | set(post_ids)
    wanted |= naming(conn, some)
    for asked, ids in ((_POSTS, wanted), (_NUDGES, {each.id for each in some if each.id is not None})):
        for _ in asked.ask(conn, sorted(ids)):
            pass
