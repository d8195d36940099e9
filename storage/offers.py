"""Offers to log what somebody said: making one, and its answer."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from storage.rows import first
from storage.tables import Offer, table

ROWS = table(Offer)


def one_at_a_time(conn: Connection, team_id: str, person_id: str) -> None:
    """Until the transaction ends nobody else decides whether this person gets an offer. SQLite has one writer anyway."""
    if conn.dialect.name == "postgresql":
        key = func.hashtext(f"offer:{team_id}:{person_id}")
        conn.execute(select(func.pg_advisory_xact_lock(key)))


def last_to(conn: Connection, team_id: str, person_id: str) -> Offer | None:
    """The newest offer to somebody, in whichever channel."""
    asked = select(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.person_id == person_id)
    return first(Offer, conn.execute(asked.order_by(ROWS.c.made_at.desc(), ROWS.c.id.desc()).limit(1)))


def make(conn: Connection, offer: Offer) -> Offer:
    """A new offer; the row gets its id."""
    values = {name: value for name, value in vars(offer).items() if name in ROWS.c and name != "id"}
    offer.id = conn.execute(insert(ROWS).values(**values).returning(ROWS.c.id)).scalar_one()
    return offer


def forget(conn: Connection, team_id: str, offer_id: int) -> None:
    """An offer that nobody saw was none."""
    conn.execute(delete(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.id == offer_id))


def by_id(conn: Connection, team_id: str, offer_id: int) -> Offer | None:
    """One offer."""
    return first(Offer, conn.execute(select(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.id == offer_id)))


def answer(conn: Connection, offer: Offer, said: str, *, now: datetime) -> None:
    """Notes how an offer was answered; the last answer counts."""
    conn.execute(update(ROWS).where(ROWS.c.id == offer.id).values(answer=said, answered_at=now))
