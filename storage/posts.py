"""What Kept says by itself: posts are put here once, found again by what they are or by the message they became."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from storage.insert_or import insert_or
from storage.prepared import Prepared
from storage.rows import made
from storage.tables import Post, table

POSTS = table(Post)
COLUMNS = [column.name for column in POSTS.c]
_KEY = Prepared(
    select(POSTS.c.id).where(POSTS.c.team_id == bindparam("team_id"), POSTS.c.key == bindparam("key"))
)
_SAID = Prepared(
    select(func.count()).where(
        POSTS.c.team_id == bindparam("team_id"),
        POSTS.c.place == bindparam("place"),
        POSTS.c.what == bindparam("what"),
        POSTS.c.said_at >= bindparam("since"),
    )
)
_WAITING = Prepared(
    select(func.count()).where(
        POSTS.c.team_id == bindparam("team_id"),
        POSTS.c.place == bindparam("place"),
        POSTS.c.what == bindparam("what"),
        POSTS.c.said_at.is_(None),
        POSTS.c.state != "dropped",
        POSTS.c.made_at >= bindparam("since"),
    )
)


def put(
    conn: Connection,
    team_id: str,
    *,
    key: str,
    what: str,
    place: str,
    due_at: datetime,
    now: datetime,
    about: str | None = None,
) -> int | None:
    """Puts a post in the sender's way: to be said in `place` (a person or channel) from `due_at` (UTC) on.

    Returns its id, or None where there is one of this `key` already, whatever became of it. `what` says who draws it, and
    `about` (JSON) is for them.
    """
    values = vars(
        Post(
            team_id=team_id, key=key, what=what, place=place, about=about or "{}", due_at=due_at, made_at=now
        )
    )
    values = {name: values[name] for name in COLUMNS if name != "id"}
    statement = (
        insert_or(conn.dialect.name, POSTS)
        .values(**values)
        .on_conflict_do_nothing(index_elements=["team_id", "key"])
    )
    taken = conn.execute(statement.returning(POSTS.c.id)).scalar()
    return None if taken is None else int(taken)


def redraw(conn: Connection, team_id: str, post_ids: Iterable[int], *, now: datetime) -> None:
    """Has the sender draw these anew, as something in them has changed; those that were not said yet as well, since one
    of them may be on its way at this moment."""
    ids = sorted(set(post_ids))
    if ids:
        conn.execute(
            update(POSTS)
            .where(POSTS.c.team_id == team_id, POSTS.c.id.in_(ids), POSTS.c.state != "dropped")
            .values(redraw_at=now)
        )


def by_id(conn: Connection, team_id: str, post_id: int) -> Post | None:
    """A post of this workspace."""
    row = (
        conn.execute(select(POSTS).where(POSTS.c.id == post_id, POSTS.c.team_id == team_id))
        .mappings()
        .first()
    )
    return None if row is None else made(Post, row)


def by_key(conn: Connection, team_id: str, key: str) -> int | None:
    """The id of the post of this key, whatever became of it."""
    found = _KEY.ask(conn, {"team_id": team_id, "key": key})
    return int(found[0][0]) if found else None


def said_to_on(conn: Connection, team_id: str, place: str, what: str, since: datetime) -> int:
    """How many posts of a sort a place has had since an instant (UTC): said, or put there since then and on their way."""
    values = {"team_id": team_id, "place": place, "what": what, "since": since}
    return int(_SAID.ask(conn, values)[0][0]) + int(_WAITING.ask(conn, values)[0][0])
