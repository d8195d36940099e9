"""Questions about contacts, and what follows from them: when a customer was last met, and whom of theirs."""

from sqlalchemy import Connection, bindparam, delete, insert, literal_column, or_, select, update

from storage.pages import OfCustomer, Pages
from storage.rows import first
from storage.tables import Contact, Customer, Met, table

ROWS, CUSTOMERS, MET = table(Contact), table(Customer), table(Met)
# Only what goes both ways counts as having met [practice 29], as bot.contacts.is_two_way says of one contact.
TWO_WAY = ("call", "visit", "mail", "chat", "event")
COUNTS = (
    or_(*(ROWS.c.how == how for how in TWO_WAY)),  # written out, as prepared statements take no list
    ROWS.c.sounded != "no answer",
    or_(ROWS.c.how != "event", ROWS.c.event == "", ROWS.c.people != "", ROWS.c.sounded != ""),
)
LATEST = OfCustomer(Contact, ROWS.c.removed_at.is_(None), order=(ROWS.c.at.desc(), ROWS.c.id.desc()))
# Literals, so that the index of planned next steps matches.
PLANNED = literal_column("contact.next") == literal_column("'planned'")

SOONEST_FIRST = (ROWS.c.next_at.is_(None), ROWS.c.next_at, ROWS.c.id)
STEPS = OfCustomer(Contact, PLANNED, ROWS.c.removed_at.is_(None), order=SOONEST_FIRST)
OF_OWNER = Pages(
    Contact,
    ROWS.c.by_id == bindparam("user_id"),
    PLANNED,
    ROWS.c.removed_at.is_(None),
    order=SOONEST_FIRST,
)


def by_id(conn: Connection, team_id: str, contact_id: int, *, lock: bool = False) -> Contact | None:
    """One contact of this workspace unless it was taken back; `lock` keeps others from changing it meanwhile."""
    found = select(ROWS).where(
        ROWS.c.team_id == team_id, ROWS.c.id == contact_id, ROWS.c.removed_at.is_(None)
    )
    return first(Contact, conn.execute(found.with_for_update(key_share=True) if lock else found))


def last_of(conn: Connection, team_id: str, customer_id: int, most: int, skip: int = 0) -> list[Contact]:
    """A customer's contacts and attempts, the latest first."""
    return LATEST.some(conn, team_id, customer_id, most=most, skip=skip)


def next_of_customer(conn: Connection, team_id: str, customer_id: int, most: int) -> list[Contact]:
    """What is planned with a customer, soonest first and what has no date last."""
    return STEPS.some(conn, team_id, customer_id, most=most)


def next_of_owner(
    conn: Connection, team_id: str, user_id: str, *, most: int, skip: int = 0
) -> tuple[list[tuple[Contact, str]], int]:
    """A page of somebody's next steps with their customers' names, soonest first and those without a date last, and
    how many there are in all."""
    return OF_OWNER.ask(conn, team_id, user_id=user_id, most=most, skip=skip)


def rebuild(conn: Connection, customer_id: int) -> None:
    """Sets when a customer was last met to what their contacts say; for after any change to one of these.

    The customer is locked first: of two who log at once the later one then sees the other's contact.
    """
    conn.execute(select(CUSTOMERS.c.id).where(CUSTOMERS.c.id == customer_id).with_for_update(key_share=True))
    last = (
        select(ROWS.c.at)
        .where(
            ROWS.c.team_id == CUSTOMERS.c.team_id,
            ROWS.c.customer_id == CUSTOMERS.c.id,
            ROWS.c.removed_at.is_(None),
            *COUNTS,
        )
        .order_by(ROWS.c.at.desc())
        .limit(1)
        .scalar_subquery()
    )
    conn.execute(update(CUSTOMERS).where(CUSTOMERS.c.id == customer_id).values(met_at=last))


def rebuild_met(conn: Connection, contact: Contact) -> None:
    """Makes whom of the customer's people a contact met what its row says: nobody where it was taken back or was no
    more than an attempt."""
    conn.execute(delete(MET).where(MET.c.contact_id == contact.id))
    counts = contact.removed_at is None and contact.how in TWO_WAY and contact.sounded != "no answer"
    met = dict.fromkeys(contact.people.split()) if counts else {}
    if met:
        values = [{"contact_id": contact.id, "person_id": int(person_id)} for person_id in met]
        conn.execute(insert(MET), values)
