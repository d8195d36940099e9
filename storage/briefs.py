"""Questions about briefs: whose desk is to be looked at, what waits to be said to somebody, and putting it into a post."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, literal_column, or_, select, update

from storage import looking
from storage.among import Among
from storage.history import HOLDS, as_read
from storage.insert_or import insert_or
from storage.prepared import Prepared
from storage.rows import made
from storage.tables import (
    Customer,
    Desk,
    History,
    Nudge,
    Post,
    table,
)

DESKS, NUDGES, POSTS, HISTORY = table(Desk), table(Nudge), table(Post), table(History)
CUSTOMERS = table(Customer)
# Open, and in no post yet.
UNPLANNED = (NUDGES.c.ended_at.is_(None), NUDGES.c.said_at.is_(None), NUDGES.c.post_id.is_(None))
# What goes to people; the team's channel has its own posts.
TO_PEOPLE = NUDGES.c.role != "team"
# What a person is told by itself outside of news to one thing.
KINDS = ("brief", "nudge")
DUE_DESKS = Prepared(
    select(DESKS.c.person_id)
    .where(DESKS.c.team_id == bindparam("team_id"), DESKS.c.next_look_at <= bindparam("now"))
    .order_by(DESKS.c.next_look_at)
    .limit(bindparam("most"))
)
WAITING = Prepared(
    select(NUDGES.c.recipient_id)
    .where(
        NUDGES.c.team_id == bindparam("team_id"), *UNPLANNED, NUDGES.c.say_at <= bindparam("now"), TO_PEOPLE
    )
    .distinct()
    .limit(bindparam("most"))
)
# Put into order afterwards: asked for it, SQLite walks through all nudges by their number.
OF_PERSON = Prepared(
    select(NUDGES).where(
        NUDGES.c.team_id == bindparam("team_id"),
        NUDGES.c.recipient_id == bindparam("person_id"),
        NUDGES.c.ended_at.is_(None),
        TO_PEOPLE,
    )
)
NUDGE_COLUMNS = [column.name for column in NUDGES.c]
LAST_ENTRY = Prepared(select(func.max(HISTORY.c.id)))
GOOD = ("closed", "praised", "put back")
_GOOD = (
    HISTORY.c.team_id == bindparam("team_id"),
    HISTORY.c.id > bindparam("after"),
    HISTORY.c.id <= bindparam("to"),
    HISTORY.c.what.in_([literal_column(f"'{what}'") for what in GOOD]),
    HISTORY.c.kind.in_([literal_column(f"'{kind}'") for kind in ("promise", "mistake", "praise")]),
    HOLDS,
)
_THEIRS = select(CUSTOMERS.c.id).where(
    CUSTOMERS.c.team_id == bindparam("team_id"),
    CUSTOMERS.c.owner_id == bindparam("person_id"),
    CUSTOMERS.c.removed_at.is_(None),
)
# Each in the order of its index: what somebody did, and what was done for their customers.
NEWS = [
    Prepared(select(HISTORY).where(*_GOOD, whose).order_by(HISTORY.c.id.desc()).limit(bindparam("most")))
    for whose in (HISTORY.c.by == bindparam("person_id"), HISTORY.c.customer_id.in_(_THEIRS))
]
OF_ROWS = Among(
    select(HISTORY).where(
        HISTORY.c.team_id == bindparam("team_id"), HISTORY.c.kind == bindparam("kind"), HOLDS
    ),
    HISTORY.c.row_id,
)
DESK_OF = Prepared(
    select(DESKS)
    .where(DESKS.c.team_id == bindparam("team_id"), DESKS.c.person_id == bindparam("person_id"))
    .with_for_update(key_share=True)
)
DESK_COLUMNS = [column.name for column in DESKS.c]
WAIT = Prepared(update(NUDGES).where(NUDGES.c.id == bindparam("nudge")).values(say_at=bindparam("until")))
ASSIGN = Prepared(
    update(NUDGES)
    .where(NUDGES.c.id == bindparam("nudge"), NUDGES.c.post_id.is_(None))
    .values(post_id=bindparam("post"))
)
_POSTS_OF = select(POSTS).where(
    POSTS.c.team_id == bindparam("team_id"), POSTS.c.place == bindparam("person_id")
)
UNSENT = Prepared(
    _POSTS_OF.where(
        POSTS.c.what.in_([literal_column(f"'{what}'") for what in KINDS]),
        POSTS.c.said_at.is_(None),
        POSTS.c.state == "due",
        POSTS.c.first_post_at.is_(None),
    )
)
LAST_BRIEF = Prepared(
    _POSTS_OF.where(POSTS.c.what == "brief", POSTS.c.state != "dropped").order_by(POSTS.c.id.desc()).limit(1)
)
POST_COLUMNS = [column.name for column in POSTS.c]
HISTORY_COLUMNS = [column.name for column in HISTORY.c]


def desk_of(conn: Connection, team_id: str, person_id: str) -> Desk:
    """Somebody's desk, made where they have none yet; locked for a change."""
    key = {"team_id": team_id, "person_id": person_id}
    if not (found := DESK_OF.ask(conn, key)):
        conn.execute(
            insert_or(conn.dialect.name, DESKS)
            .values(zone="UTC", briefed_on="", **key)
            .on_conflict_do_nothing()
        )
        found = DESK_OF.ask(conn, key)
    return made(Desk, zip(DESK_COLUMNS, found[0], strict=True))


def set_desk(conn: Connection, desk: Desk, **fields: Any) -> None:  # noqa: ANN401 - its columns
    """Sets columns of a desk, the instance too."""
    conn.execute(update(DESKS).where(DESKS.c.id == desk.id).values(**fields))
    vars(desk).update(fields)


def look_soon(conn: Connection, team_id: str, person_id: str | None, *, now: datetime) -> None:
    """Has the brief of one person, or of everybody, planned anew at the next tick: their clock or settings changed, or
    they are back. Who never had anything to be said has no desk and needs none."""
    wanted = update(DESKS).where(DESKS.c.team_id == team_id, DESKS.c.next_look_at > now)
    if person_id is not None:
        wanted = wanted.where(DESKS.c.person_id == person_id)
    conn.execute(wanted.values(next_look_at=now))


def to_plan(conn: Connection, team_id: str, now: datetime, *, most: int) -> list[str]:
    """The people whose desk is to be looked at by now, and those for whom something new waits to be said; at most twice
    `most`."""
    asked = {"team_id": team_id, "now": now, "most": most}
    found = [str(row[0]) for question in (DUE_DESKS, WAITING) for row in question.ask(conn, asked)]
    return sorted(dict.fromkeys(found))


def still_looking(conn: Connection, team_id: str, now: datetime) -> bool:
    """Whether anything is still to be looked at by now: what a brief decided at this moment would leave out."""
    return bool(looking.kinds_due(conn, team_id, now))


def open_of_person(conn: Connection, team_id: str, person_id: str) -> list[Nudge]:
    """What is open for one person, said or not, in the order in which it was made."""
    found = OF_PERSON.ask(conn, {"team_id": team_id, "person_id": person_id})
    some = [made(Nudge, zip(NUDGE_COLUMNS, row, strict=True)) for row in found]
    return sorted(some, key=lambda each: each.number)


def unsent(conn: Connection, team_id: str, person_id: str) -> list[Post]:
    """Somebody's messages that were planned and have never been tried to be said."""
    return _posts(UNSENT.ask(conn, {"team_id": team_id, "person_id": person_id}))


def take_over(conn: Connection, posts: Iterable[Post]) -> list[int]:
    """Drops messages that were never tried, since what they were to say is said in another one; gives the ids of those
    that nobody began to say meanwhile."""
    taken = []
    for post in sorted(posts, key=lambda each: each.id or 0):
        dropped = (
            update(POSTS)
            .where(POSTS.c.id == post.id, POSTS.c.state == "due", POSTS.c.first_post_at.is_(None))
            .values(state="dropped", why="said in a later message instead")
        )
        if conn.execute(dropped).rowcount:
            taken.append(post.id or 0)
    return taken


def assign(conn: Connection, nudges: Sequence[Nudge], post_id: int, *, taken: Collection[int] = ()) -> None:
    """Has a post say these nudges; they were in none, or in one that was `taken` over."""
    if taken:
        ids = [each.id for each in nudges]
        free = or_(NUDGES.c.post_id.is_(None), NUDGES.c.post_id.in_(list(taken)))
        conn.execute(update(NUDGES).where(NUDGES.c.id.in_(ids), free).values(post_id=post_id))
    else:
        some = sorted(each.id or 0 for each in nudges)
        ASSIGN.run_many(conn, [{"nudge": id_, "post": post_id} for id_ in some])


def wait(conn: Connection, nudges: Sequence[Nudge], until: datetime) -> None:
    """Has these nudges wait until then: whoever plans need not look at them before."""
    some = sorted(each.id or 0 for each in nudges if each.say_at != until)
    WAIT.run_many(conn, [{"nudge": id_, "until": until} for id_ in some])


def last_entry(conn: Connection) -> int:
    """The newest entry of the history, by its id."""
    return int(LAST_ENTRY.ask(conn, {})[0][0] or 0)


def last_of_person(conn: Connection, team_id: str, person_id: str) -> Post | None:
    """The last brief that somebody was told, or is about to be."""
    found = _posts(LAST_BRIEF.ask(conn, {"team_id": team_id, "person_id": person_id}))
    return found[0] if found else None


def _posts(found: Iterable[Sequence[Any]]) -> list[Post]:
    return [made(Post, zip(POST_COLUMNS, row, strict=True)) for row in found]


def good_entries(
    conn: Connection, team_id: str, person_id: str, *, after: int, to: int, most: int
) -> list[History]:
    """What may be good news to somebody among the entries later than `after` up to `to`: what they, or others for their
    customers, closed, and kind words; the newest first."""
    asked = {"team_id": team_id, "person_id": person_id, "after": after, "to": to, "most": most}
    found = {each.id: each for question in NEWS for each in as_read(question.ask(conn, asked))}
    return sorted(found.values(), key=lambda each: -(each.id or 0))[:most]


def entries_of(
    conn: Connection, team_id: str, nudges: Iterable[Nudge]
) -> dict[tuple[str, int], list[History]]:
    """What people did to the things that nudges are about, by kind and id, the oldest first."""
    wanted: dict[str, set[int]] = {}
    for each in nudges:
        wanted.setdefault(each.kind, set()).add(each.row_id)
    found: dict[tuple[str, int], list[History]] = {}
    for kind, ids in wanted.items():
        for row in OF_ROWS.ask(conn, ids, team_id=team_id, kind=kind):
            entry = made(History, zip(HISTORY_COLUMNS, row, strict=True))
            found.setdefault((kind, entry.row_id), []).append(entry)
    for some in found.values():
        some.sort(key=lambda each: each.id or 0)
    return found
