"""Questions about the people of a customer, and who of ours has met them."""

from sqlalchemy import Connection, func, select

from storage.rows import every, first
from storage.tables import Contact, CustomerPerson, Met, table

ROWS, MET, CONTACTS = table(CustomerPerson), table(Met), table(Contact)


def by_id(conn: Connection, team_id: str, person_id: int, *, lock: bool = False) -> CustomerPerson | None:
    """One of a customer's people unless they were taken out; `lock` keeps others from changing them meanwhile."""
    found = select(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.id == person_id, ROWS.c.removed_at.is_(None))
    return first(CustomerPerson, conn.execute(found.with_for_update() if lock else found))


def known(
    conn: Connection, team_id: str, customer_id: int, *, most: int | None = None, skip: int = 0
) -> list[CustomerPerson]:
    """The people of a customer, by name; `most` of them, or all."""
    found = select(ROWS).where(
        ROWS.c.team_id == team_id, ROWS.c.customer_id == customer_id, ROWS.c.removed_at.is_(None)
    )
    found = found.order_by(ROWS.c.name, ROWS.c.id).offset(skip)
    return every(CustomerPerson, conn.execute(found if most is None else found.limit(most)))


def count(conn: Connection, team_id: str, customer_id: int) -> int:
    """How many people of a customer are known."""
    found = select(func.count()).where(
        ROWS.c.team_id == team_id, ROWS.c.customer_id == customer_id, ROWS.c.removed_at.is_(None)
    )
    return int(conn.execute(found).scalar_one())


def of_customer(
    conn: Connection, team_id: str, customer_id: int, *, most: int | None = None, skip: int = 0
) -> list[tuple[CustomerPerson, list[str]]]:
    """The people of a customer by name, each with the ids of our own people who have met them, the latest first."""
    people = known(conn, team_id, customer_id, most=most, skip=skip)
    ids = [person.id or 0 for person in people]
    met = (
        select(MET.c.person_id, CONTACTS.c.by_id)
        .join(CONTACTS, CONTACTS.c.id == MET.c.contact_id)
        .where(MET.c.person_id.in_(ids), CONTACTS.c.team_id == team_id, CONTACTS.c.removed_at.is_(None))
        .group_by(MET.c.person_id, CONTACTS.c.by_id)
        .order_by(func.max(CONTACTS.c.at).desc())
    )
    who: dict[int, list[str]] = {}
    if ids:
        for person_id, user_id in conn.execute(met):
            who.setdefault(person_id, []).append(user_id)
    return [(person, who.get(person.id or 0, [])) for person in people]


def names(conn: Connection, team_id: str, ids: list[int]) -> dict[int, str]:
    """The names of a customer's people by their ids, also of those who were taken out."""
    if not ids:
        return {}
    found = select(ROWS.c.id, ROWS.c.name).where(ROWS.c.team_id == team_id, ROWS.c.id.in_(ids))
    return {row.id: row.name for row in conn.execute(found)}
