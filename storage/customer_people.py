"""Questions about the people of a customer, and who of ours has met them."""

from sqlalchemy import Connection, Integer, bindparam, func, select

from storage.by_ids import ByIds
from storage.pages import OfCustomer
from storage.prepared import Prepared
from storage.rows import first
from storage.tables import Contact, CustomerPerson, Met, table

ROWS, MET, CONTACTS = table(CustomerPerson), table(Met), table(Contact)
# Built once, as all statements of what is drawn again and again.
OF_CUSTOMER = OfCustomer(CustomerPerson, ROWS.c.removed_at.is_(None), order=(ROWS.c.name, ROWS.c.id))
NAMES = ByIds(CustomerPerson, "name")
AT_ONCE = 10
PLACES = [f"id_{place}" for place in range(AT_ONCE)]
# The people are the workspace's, so what met them is.
WHO_MET = Prepared(
    select(MET.c.person_id, CONTACTS.c.by_id, func.max(CONTACTS.c.at))
    .join(CONTACTS, CONTACTS.c.id == MET.c.contact_id)
    .where(
        MET.c.person_id.in_([bindparam(place, type_=Integer) for place in PLACES]),
        CONTACTS.c.removed_at.is_(None),
    )
    .group_by(MET.c.person_id, CONTACTS.c.by_id)
    .order_by(func.max(CONTACTS.c.at).desc())
)


def by_id(conn: Connection, team_id: str, person_id: int, *, lock: bool = False) -> CustomerPerson | None:
    """One of a customer's people unless they were taken out; `lock` keeps others from changing them meanwhile."""
    found = select(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.id == person_id, ROWS.c.removed_at.is_(None))
    return first(CustomerPerson, conn.execute(found.with_for_update(key_share=True) if lock else found))


def known(
    conn: Connection, team_id: str, customer_id: int, *, most: int | None = None, skip: int = 0
) -> list[CustomerPerson]:
    """The people of a customer, by name; `most` of them, or all."""
    return OF_CUSTOMER.some(conn, team_id, customer_id, most=most, skip=skip)


def count(conn: Connection, team_id: str, customer_id: int) -> int:
    """How many people of a customer are known."""
    return OF_CUSTOMER.count(conn, team_id, customer_id)


def of_customer(
    conn: Connection, team_id: str, customer_id: int, *, most: int | None = None, skip: int = 0
) -> list[tuple[CustomerPerson, list[str]]]:
    """The people of a customer by name, each with the ids of our own people who have met them, the latest first."""
    people = known(conn, team_id, customer_id, most=most, skip=skip)
    who: dict[int, list[str]] = {}
    for start in range(0, len(people), AT_ONCE):
        some = [person.id or 0 for person in people[start : start + AT_ONCE]]
        asked = dict(zip(PLACES, [*some, *[some[0]] * (AT_ONCE - len(some))], strict=True))
        for person_id, user_id, _ in WHO_MET.ask(conn, asked):
            who.setdefault(person_id, []).append(user_id)
    return [(person, who.get(person.id or 0, [])) for person in people]


def names(conn: Connection, team_id: str, ids: list[int]) -> dict[int, str]:
    """The names of a customer's people by their ids, also of those who were taken out."""
    return {id_: name for id_, (name,) in NAMES.values(conn, team_id, ids).items()}
