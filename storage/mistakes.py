"""Questions about mistakes: one case, somebody's open ones, a customer's, those that nobody owns."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, literal_column, select

from storage.pages import OfCustomer, Pages
from storage.prepared import Prepared
from storage.rows import first
from storage.tables import Mistake, Promise, table

ROWS, PROMISES = table(Mistake), table(Promise)
# A literal, not a bound value, so that the partial index is taken.
OPEN = (literal_column("mistake.status") == literal_column("'open'"), ROWS.c.removed_at.is_(None))

OLDEST_FIRST = (ROWS.c.created_at, ROWS.c.number)
OF_OWNER = Pages(Mistake, ROWS.c.owner_id == bindparam("user_id"), *OPEN, order=OLDEST_FIRST)
OF_CUSTOMER = OfCustomer(Mistake, *OPEN, order=OLDEST_FIRST)
LAST_CLOSED = Prepared(
    select(func.max(ROWS.c.closed_at)).where(
        ROWS.c.team_id == bindparam("team_id"),
        ROWS.c.customer_id == bindparam("customer_id"),
        ROWS.c.removed_at.is_(None),
    )
)
OF_NOBODY = Pages(Mistake, ROWS.c.owner_id.is_(None), *OPEN, order=OLDEST_FIRST)


def by_number(conn: Connection, team_id: str, number: int, *, lock: bool = False) -> Mistake | None:
    """M-`number` of this workspace unless it was taken back; `lock` keeps others from changing it meanwhile."""
    found = select(ROWS).where(
        ROWS.c.team_id == team_id, ROWS.c.number == number, ROWS.c.removed_at.is_(None)
    )
    return first(Mistake, conn.execute(found.with_for_update(key_share=True) if lock else found))


def of_promise(conn: Connection, team_id: str, promise_id: int) -> Mistake | None:
    """The newest case of a promise that was not kept."""
    found = select(ROWS).where(
        ROWS.c.team_id == team_id, ROWS.c.promise_id == promise_id, ROWS.c.removed_at.is_(None)
    )
    return first(Mistake, conn.execute(found.order_by(ROWS.c.id.desc()).limit(1)))


def promise_of(conn: Connection, mistake: Mistake) -> Promise | None:
    """The promise that was not kept, where the case is about one, also when that was taken back since."""
    if mistake.promise_id is None:
        return None
    found = select(PROMISES).where(PROMISES.c.team_id == mistake.team_id, PROMISES.c.id == mistake.promise_id)
    return first(Promise, conn.execute(found))


def open_of_owner(
    conn: Connection, team_id: str, owner_id: str, *, most: int, skip: int = 0
) -> tuple[list[tuple[Mistake, str]], int]:
    """A page of the open cases that somebody puts right, with their customers' names, the oldest first, and how many
    there are in all."""
    return OF_OWNER.ask(conn, team_id, user_id=owner_id, most=most, skip=skip)


def open_of_nobody(
    conn: Connection, team_id: str, *, most: int, skip: int = 0
) -> tuple[list[tuple[Mistake, str]], int]:
    """The same for the cases that nobody puts right yet [practice 16]."""
    return OF_NOBODY.ask(conn, team_id, most=most, skip=skip)


def open_of_customer(
    conn: Connection, team_id: str, customer_id: int, *, most: int
) -> tuple[list[Mistake], int]:
    """A customer's open cases, the oldest first, and how many there are in all."""
    return OF_CUSTOMER.ask(conn, team_id, customer_id, most=most)


def trouble_with(conn: Connection, team_id: str, customer_id: int) -> tuple[bool, datetime | None]:
    """Whether a case of a customer's is open, and when the last one that is not was closed."""
    closed = LAST_CLOSED.ask(conn, {"team_id": team_id, "customer_id": customer_id})
    return bool(OF_CUSTOMER.some(conn, team_id, customer_id, most=1)), closed[0][0]
