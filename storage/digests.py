"""Questions about digests: which channel has one, which are due, and what happened in a week; all of a workspace's own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, literal_column, or_, select, update

from storage.prepared import Prepared
from storage.rows import every, first, made
from storage.tables import Away, Contact, Customer, Digest, Mistake, Post, Praise, Promise, Waiting, table

ROWS, POSTS = table(Digest), table(Post)
PROMISES, MISTAKES, WAITING, PRAISE = table(Promise), table(Mistake), table(Waiting), table(Praise)
AWAY, CUSTOMERS, CONTACTS = table(Away), table(Customer), table(Contact)
# What is new is looked for among the newest, so that an index answers whatever else is stored.
NEWEST = 2000
COLUMNS = [column.name for column in ROWS.c]
# Asked at every tick.
DUE = Prepared(
    select(ROWS)
    .where(ROWS.c.team_id == bindparam("team_id"), ROWS.c.next_look_at <= bindparam("now"))
    .order_by(ROWS.c.next_look_at)
    .limit(bindparam("most"))
)
STANDING = ("prospect", "active")
SINCE = func.coalesce(CUSTOMERS.c.met_at, CUSTOMERS.c.created_at)
RHYTHM = func.coalesce(CUSTOMERS.c.rhythm_days, 0)
PLANNED = literal_column("contact.next") == literal_column("'planned'")


def of_channel(conn: Connection, team_id: str, channel_id: str, *, lock: bool = False) -> Digest | None:
    """A channel's digest, also where it was stopped; `lock` keeps others from changing it meanwhile."""
    found = select(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.channel_id == channel_id)
    return first(Digest, conn.execute(found.with_for_update(key_share=True) if lock else found))


def by_id(conn: Connection, team_id: str, digest_id: int, *, lock: bool = False) -> Digest | None:
    """One digest, also where it was stopped."""
    found = select(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.id == digest_id)
    return first(Digest, conn.execute(found.with_for_update(key_share=True) if lock else found))


def standing(conn: Connection, team_id: str) -> list[Digest]:
    """The digests that come, in the order in which they were set up."""
    found = select(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.removed_at.is_(None))
    return every(Digest, conn.execute(found.order_by(ROWS.c.id)))


def due(conn: Connection, team_id: str, now: datetime, *, most: int) -> list[Digest]:
    """What is to be looked at by now."""
    found = DUE.ask(conn, {"team_id": team_id, "now": now, "most": most})
    return [made(Digest, zip(COLUMNS, row, strict=True)) for row in found]


def decided(
    conn: Connection, digest_id: int, *, next_look_at: datetime | None, last_week: str | None = None
) -> None:
    """When to look again, and the last week that was decided: the clock's own, and no step of anybody's."""
    week = {} if last_week is None else {"last_week": last_week}
    conn.execute(update(ROWS).where(ROWS.c.id == digest_id).values(next_look_at=next_look_at, **week))


def posts_of(conn: Connection, team_id: str, channel_id: str, *, most: int) -> list[Post]:
    """A channel's newest digests, the newest first."""
    found = select(POSTS).where(
        POSTS.c.team_id == team_id, POSTS.c.place == channel_id, POSTS.c.what == "digest"
    )
    return every(Post, conn.execute(found.order_by(POSTS.c.id.desc()).limit(most)))


# The first of some things with their customers' names, and how many there are in all.
Some = tuple[list[tuple[Any, str]], int]


def kept(
    conn: Connection, team_id: str, since: datetime, until: datetime, *, most: int, skip: int = 0
) -> Some:
    """The promises that were kept on time in that span: first those that had been at risk, then the newest."""
    there = _ended(PROMISES, team_id, since, until, PROMISES.c.status == "kept")
    order = (PROMISES.c.risk_at.is_(None), PROMISES.c.closed_at.desc(), PROMISES.c.id)
    return _some(conn, Promise, there, order, most=most, skip=skip)


def ended(conn: Connection, team_id: str, since: datetime, until: datetime) -> int:
    """How many promises ended in that span, kept or not; what was called off is none of them."""
    there = _ended(PROMISES, team_id, since, until, PROMISES.c.status != "called off")
    return int(conn.execute(select(func.count()).select_from(PROMISES).where(*there)).scalar_one())


def longest_with_us(conn: Connection, team_id: str, since: datetime, *, most: int) -> list[Customer]:
    """The active customers who are ours the longest, without those who were given something since then [practice 33]."""
    given = select(CONTACTS.c.customer_id).where(
        CONTACTS.c.team_id == team_id,
        CONTACTS.c.how == "gift",
        CONTACTS.c.at >= since,
        CONTACTS.c.removed_at.is_(None),
    )
    found = select(CUSTOMERS).where(
        CUSTOMERS.c.team_id == team_id,
        CUSTOMERS.c.stage == "active",
        CUSTOMERS.c.since.is_not(None),
        CUSTOMERS.c.removed_at.is_(None),
        CUSTOMERS.c.id.not_in(given),
    )
    return every(Customer, conn.execute(found.order_by(CUSTOMERS.c.since, CUSTOMERS.c.id).limit(most)))


def keepers(conn: Connection, team_id: str, since: datetime, until: datetime) -> list[str]:
    """The ids of whoever kept a promise on time in that span."""
    there = _ended(PROMISES, team_id, since, until, PROMISES.c.status == "kept")
    found = select(PROMISES.c.owner_id).where(*there).distinct().order_by(PROMISES.c.owner_id)
    return [str(owner_id) for (owner_id,) in conn.execute(found)]


def late(conn: Connection, team_id: str, now: datetime, *, most: int, skip: int = 0) -> Some:
    """The open promises whose date, as the customer was told, is over: the oldest date first."""
    there = (*_open(PROMISES, team_id), _owned(PROMISES), PROMISES.c.due_at < now)
    return _some(conn, Promise, there, (PROMISES.c.due_at, PROMISES.c.id), most=most, skip=skip)


def waiting(conn: Connection, team_id: str, now: datetime, *, most: int, skip: int = 0) -> Some:
    """The customers who wait on us beyond their time, the longest wait first."""
    there = (*_open(WAITING, team_id), _owned(WAITING), WAITING.c.due_at < now)
    return _some(conn, Waiting, there, (WAITING.c.since_at, WAITING.c.id), most=most, skip=skip)


def unowned(conn: Connection, team_id: str, *, most: int, skip: int = 0) -> Some:
    """The open cases that nobody puts right yet, the oldest first [practice 16]."""
    there = (*_open(MISTAKES, team_id), MISTAKES.c.owner_id.is_(None))
    return _some(conn, Mistake, there, (MISTAKES.c.created_at, MISTAKES.c.id), most=most, skip=skip)


def logged(
    conn: Connection, team_id: str, since: datetime, until: datetime, *, most: int, skip: int = 0
) -> Some:
    """The cases that were opened in that span, the newest first."""
    there = (*_new(MISTAKES, team_id, MISTAKES.c.number, since, until),)
    return _some(conn, Mistake, there, (MISTAKES.c.number.desc(),), most=most, skip=skip)


def owned_up(
    conn: Connection, team_id: str, since: datetime, until: datetime
) -> tuple[int, int, list[str], int]:
    """Cases of a span: how many were opened, how many of them we noticed first, the ids of whoever said so then, and how
    many were put right from end to end."""
    there = _new(MISTAKES, team_id, MISTAKES.c.number, since, until)
    found = conn.execute(
        select(MISTAKES.c.noticed_by, MISTAKES.c.said_by, func.count().label("count"))
        .where(*there)
        .group_by(MISTAKES.c.noticed_by, MISTAKES.c.said_by)
    ).all()
    ended = select(func.count()).where(*_ended(MISTAKES, team_id, since, until))
    ours = [row for row in found if row.noticed_by == "us"]
    return (
        sum(row[2] for row in found),
        sum(row[2] for row in ours),
        sorted({str(row.said_by) for row in ours}),
        int(conn.execute(ended).scalar_one()),
    )


def praised(
    conn: Connection, team_id: str, since: datetime, until: datetime, *, most: int, skip: int = 0
) -> Some:
    """The kind words that came in that span, the newest first [practice 57]."""
    there = _new(PRAISE, team_id, PRAISE.c.id, since, until)
    return _some(conn, Praise, there, (PRAISE.c.id.desc(),), most=most, skip=skip)


def stood_in(conn: Connection, team_id: str, since: datetime, until: datetime) -> list[tuple[str, str]]:
    """Who stood in for whom in that span, as (cover, away) ids: absences that had begun and in which somebody did
    [practice 51]."""
    found = (
        select(AWAY.c.cover_id, AWAY.c.person_id)
        .where(
            AWAY.c.team_id == team_id,
            AWAY.c.removed_at.is_(None),
            AWAY.c.cover_id.is_not(None),
            AWAY.c.from_at < until,
            AWAY.c.until_at > since,
            or_(AWAY.c.ended_at.is_(None), AWAY.c.ended_at > since),
        )
        .distinct()
        .order_by(AWAY.c.cover_id, AWAY.c.person_id)
    )
    return [(str(cover), str(away)) for cover, away in conn.execute(found)]


class Unmet(NamedTuple):
    """Customers of one stage, tier and rhythm (0: the tier's), and when the longest unmet of them was met (UTC)."""

    stage: str
    tier: str
    rhythm_days: int
    since: datetime


def longest_unmet(conn: Connection, team_id: str, *, but: int | None = None) -> list[Unmet]:
    """Since when the longest unmet prospect or customer of each stage, tier and rhythm is so, without the one `but` and
    those with whom a next step is planned [practice 46]."""
    like = (CUSTOMERS.c.stage, CUSTOMERS.c.tier, RHYTHM)
    found = select(*like, func.min(SINCE)).where(*_standing(team_id, but)).group_by(*like)
    return [Unmet(*row) for row in conn.execute(found)]


def unmet_since(conn: Connection, team_id: str, unmet: Unmet, *, but: int | None = None) -> int | None:
    """The id of the one who is meant."""
    rhythm, since = RHYTHM, SINCE
    found = select(func.min(CUSTOMERS.c.id)).where(
        *_standing(team_id, but),
        CUSTOMERS.c.stage == unmet.stage,
        CUSTOMERS.c.tier == unmet.tier,
        rhythm == unmet.rhythm_days,
        since == unmet.since,
    )
    return conn.execute(found).scalar()


def _standing(team_id: str, but: int | None) -> list[ColumnElement[bool]]:
    planned = select(CONTACTS.c.customer_id).where(
        CONTACTS.c.team_id == team_id, PLANNED, CONTACTS.c.removed_at.is_(None)
    )
    there = [
        CUSTOMERS.c.team_id == team_id,
        CUSTOMERS.c.removed_at.is_(None),
        CUSTOMERS.c.stage.in_(STANDING),
        CUSTOMERS.c.id.not_in(planned),
    ]
    return there if but is None else [*there, CUSTOMERS.c.id != but]


def _open(rows: Any, team_id: str) -> tuple[ColumnElement[bool], ...]:  # noqa: ANN401 - any of the tables
    """Literals, not bound values, so that the partial index of what is open is taken."""
    open_ = literal_column(f"{rows.name}.status") == literal_column("'open'")
    return rows.c.team_id == team_id, open_, rows.c.removed_at.is_(None)


def _owned(rows: Any) -> ColumnElement[bool]:  # noqa: ANN401 - any of the tables
    """Somebody has it, as everything of these: said so that the index is taken that begins with the owner, and not another
    one that holds all that has ended, too."""
    owned: ColumnElement[bool] = rows.c.owner_id > ""
    return owned


def _ended(
    rows: Any,  # noqa: ANN401 - any of the tables
    team_id: str,
    since: datetime,
    until: datetime,
    *more: ColumnElement[bool],
) -> tuple[ColumnElement[bool], ...]:
    span = and_(rows.c.closed_at.is_not(None), rows.c.closed_at >= since, rows.c.closed_at < until)
    return rows.c.team_id == team_id, span, rows.c.removed_at.is_(None), *more


def _new(
    rows: Any,  # noqa: ANN401 - any of the tables
    team_id: str,
    by: ColumnElement[int],
    since: datetime,
    until: datetime,
) -> tuple[ColumnElement[bool], ...]:
    """What was entered in that span, of the newest by number or id."""
    newest = select(by).where(rows.c.team_id == team_id).order_by(by.desc()).limit(1).offset(NEWEST)
    span = and_(rows.c.created_at >= since, rows.c.created_at < until)
    floor = func.coalesce(newest.scalar_subquery(), 0)
    return rows.c.team_id == team_id, by > floor, span, rows.c.removed_at.is_(None)


def _some(
    conn: Connection,
    model: Any,  # noqa: ANN401 - any of the tables
    there: Sequence[ColumnElement[bool]],
    order: Sequence[ColumnElement[Any]],
    *,
    most: int,
    skip: int = 0,
) -> Some:
    rows = table(model)
    found = (
        select(rows, CUSTOMERS.c.name.label("customer_name"))
        .join(CUSTOMERS, CUSTOMERS.c.id == rows.c.customer_id)
        .where(*there)
        .order_by(*order)
        .limit(most)
        .offset(skip)
    )
    some = []
    for row in conn.execute(found).mappings():
        values = dict(row)
        name = str(values.pop("customer_name"))
        some.append((made(model, values), name))
    if len(some) < most and (some or not skip):
        return some, skip + len(some)
    count = select(func.count()).select_from(rows).where(*there)
    return some, int(conn.execute(count).scalar_one())
