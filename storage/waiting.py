"""Questions about customers who wait on us, always the longest wait first."""

from sqlalchemy import Connection, bindparam, literal_column, select

from storage.pages import OfCustomer, Pages
from storage.rows import first
from storage.tables import Waiting, table

ROWS = table(Waiting)
# Written out, so that the partial index over those who still wait is used.
OPEN = (literal_column("waiting.status") == literal_column("'open'"), ROWS.c.removed_at.is_(None))

LONGEST_FIRST = (ROWS.c.since_at, ROWS.c.number)
OF_OWNER = Pages(Waiting, ROWS.c.owner_id == bindparam("user_id"), *OPEN, order=LONGEST_FIRST)
OF_CUSTOMER = OfCustomer(Waiting, *OPEN, order=LONGEST_FIRST)
OF_TEAM = Pages(Waiting, *OPEN, order=LONGEST_FIRST)


def by_number(conn: Connection, team_id: str, number: int, *, lock: bool = False) -> Waiting | None:
    """W-`number` of this workspace unless it was taken back; `lock` keeps others from changing it meanwhile."""
    found = select(ROWS).where(
        ROWS.c.team_id == team_id, ROWS.c.number == number, ROWS.c.removed_at.is_(None)
    )
    return first(Waiting, conn.execute(found.with_for_update(key_share=True) if lock else found))


def open_of_owner(
    conn: Connection, team_id: str, owner_id: str, *, most: int, skip: int = 0
) -> tuple[list[tuple[Waiting, str]], int]:
    """A page of those whom somebody is to answer, with the customers' names, and how many there are in all."""
    return OF_OWNER.ask(conn, team_id, user_id=owner_id, most=most, skip=skip)


def open_of_team(
    conn: Connection, team_id: str, *, most: int, skip: int = 0
) -> tuple[list[tuple[Waiting, str]], int]:
    """A page of everybody who waits on us, with the customers' names, and how many there are in all."""
    return OF_TEAM.ask(conn, team_id, most=most, skip=skip)


def open_of_customer(
    conn: Connection, team_id: str, customer_id: int, *, most: int
) -> tuple[list[Waiting], int]:
    """What a customer waits for, and how much that is in all."""
    return OF_CUSTOMER.ask(conn, team_id, customer_id, most=most)
