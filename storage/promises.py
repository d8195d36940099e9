"""Questions about promises."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, literal_column, select

from storage.pages import OfCustomer, Pages
from storage.prepared import Prepared
from storage.rows import first
from storage.tables import Promise, table

ROWS = table(Promise)
# A literal, not a bound value, so that the partial index of open ones is taken.
OPEN = (literal_column("promise.status") == literal_column("'open'"), ROWS.c.removed_at.is_(None))
SOONEST_FIRST = (ROWS.c.due_at.is_(None), ROWS.c.due_at, ROWS.c.number)
# Built once, as all statements of what is drawn again and again.
OF_OWNER = Pages(
    Promise,
    ROWS.c.owner_id == bindparam("user_id"),
    *OPEN,
    order=SOONEST_FIRST,
)
OF_CUSTOMER = OfCustomer(Promise, *OPEN, order=SOONEST_FIRST)
LATE = Prepared(
    select(func.count()).where(
        ROWS.c.team_id == bindparam("team_id"),
        ROWS.c.owner_id == bindparam("user_id"),
        *OPEN,
        ROWS.c.due_at < bindparam("now"),
    )
)


# Looked for among the workspace's last so many, and no more than the last few of those that may be it.
NEAR = 20
MOST_ALIKE = 5
SAME = ("team_id", "customer_id", "said_by")
JUST_GIVEN = Prepared(
    select(ROWS.c.number, ROWS.c.words)
    .where(
        ROWS.c.team_id == bindparam("team_id"),
        # Between two numbers: of "more than" alone PostgreSQL expects a third of all promises, and goes by another index.
        ROWS.c.number.between(bindparam("beyond"), bindparam("number")),
        # Not by the index of the customers, who may have any number of them.
        ROWS.c.customer_id + literal_column("0") == bindparam("customer_id"),
        ROWS.c.said_by == bindparam("said_by"),
        *OPEN,
        ROWS.c.created_at >= bindparam("since"),
    )
    .order_by(ROWS.c.number.desc())
    .limit(MOST_ALIKE)
)


def just_given(conn: Connection, like: Promise, *, since: datetime) -> Callable[[], list[tuple[int, str]]]:
    """What gives number and words of the open promises to the same customer that the same person said since then, the
    oldest first: the last few, as far as they are among the workspace's last ones. This is to be called before `like` itself is
    written, and what it gives afterwards, best after the commit."""
    held = vars(like)
    asked = {"beyond": like.number - NEAR, "number": like.number, "since": since}
    given = JUST_GIVEN.soon(conn, asked | {name: held[name] for name in SAME})
    return lambda: given()[::-1]


def by_id(conn: Connection, team_id: str, promise_id: int) -> Promise | None:
    """A promise of this workspace, also one that was taken back."""
    found = select(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.id == promise_id)
    return first(Promise, conn.execute(found))


def by_number(conn: Connection, team_id: str, number: int, *, lock: bool = False) -> Promise | None:
    """P-`number` of this workspace unless it was taken back; `lock` keeps others from changing it meanwhile."""
    rows = table(Promise)
    found = select(rows).where(
        rows.c.team_id == team_id, rows.c.number == number, rows.c.removed_at.is_(None)
    )
    return first(Promise, conn.execute(found.with_for_update(key_share=True) if lock else found))


def open_of_owner(
    conn: Connection, team_id: str, owner_id: str, *, most: int, skip: int = 0
) -> tuple[list[tuple[Promise, str]], int]:
    """A page of somebody's open promises with their customers' names, soonest first and those without a date
    last, and how many there are in all."""
    return OF_OWNER.ask(conn, team_id, user_id=owner_id, most=most, skip=skip)


def late_of_owner(conn: Connection, team_id: str, owner_id: str, now: datetime) -> int:
    """How many of somebody's open promises are past the date the customer was told."""
    return int(LATE.ask(conn, {"team_id": team_id, "user_id": owner_id, "now": now})[0][0])


def open_of_customer(
    conn: Connection, team_id: str, customer_id: int, *, most: int
) -> tuple[list[Promise], int]:
    """A customer's open promises, soonest first, and how many there are in all."""
    return OF_CUSTOMER.ask(conn, team_id, customer_id, most=most)
