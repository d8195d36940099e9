"""Questions about mistakes: one case, somebody's open ones, a customer's, those that nobody owns."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, bindparam, func, literal_column, select

from storage.pages import Pages
from storage.rows import every, first
from storage.tables import Mistake, Promise, table

ROWS, PROMISES = table(Mistake), table(Promise)
# A literal, not a bound value, so that the partial index is taken.
OPEN = (literal_column("mistake.status") == literal_column("'open'"), ROWS.c.removed_at.is_(None))

OLDEST_FIRST = (ROWS.c.created_at, ROWS.c.number)
OF_OWNER = Pages(Mistake, ROWS.c.owner_id == bindparam("user_id"), *OPEN, order=OLDEST_FIRST)
OF_NOBODY = Pages(Mistake, ROWS.c.owner_id.is_(None), *OPEN, order=OLDEST_FIRST)


def by_number(conn: Connection, team_id: str, number: int, *, lock: bool = False) -> Mistake | None:
    """M-`number` of this workspace unless it was taken back; `lock` keeps others from changing it meanwhile."""
    found = select(ROWS).where(
        ROWS.c.team_id == team_id, ROWS.c.number == number, ROWS.c.removed_at.is_(None)
    )
    return first(Mistake, conn.execute(found.with_for_update() if lock else found))


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
    theirs = (ROWS.c.team_id == team_id, ROWS.c.customer_id == customer_id, *OPEN)
    page = select(ROWS).where(*theirs).order_by(ROWS.c.created_at, ROWS.c.number).limit(most)
    return every(Mistake, conn.execute(page)), _count(conn, theirs)


def numbers_of(conn: Connection, team_id: str, ids: Iterable[int]) -> dict[int, int]:
    """The numbers of cases by their ids, also of those that were taken back."""
    found = select(ROWS.c.id, ROWS.c.number).where(ROWS.c.team_id == team_id, ROWS.c.id.in_(list(ids)))
    return {row.id: row.number for row in conn.execute(found)}


def _count(conn: Connection, which: tuple[ColumnElement[bool], ...]) -> int:
    return int(conn.execute(select(func.count()).select_from(ROWS).where(*which)).scalar_one())
