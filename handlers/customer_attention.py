"""What the rules of customers take: the facts of many of them, put together from what is stored."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.customer_facts import (
    CONTACTS_BACK,
    LATE_STEP,
    LOSSES_BACK,
    MOST_CONTACTS,
    Case,
    CustomerFacts,
    Given,
    Touch,
    Wait,
    gathered,
)
from storage import customer_facts
from storage.tables import Customer


def facts_of(
    conn: Connection, team_id: str, customers: Collection[Customer], *, now: datetime
) -> dict[int, CustomerFacts]:
    """The facts of some customers of this workspace at `now`, by their ids: for `bot.attention_customers.look`."""
    found = customer_facts.of_customers(
        conn,
        team_id,
        customers,
        contacts_since=now - timedelta(days=CONTACTS_BACK),
        most=MOST_CONTACTS,
        losses_since=now - timedelta(days=LOSSES_BACK),
        # A day is late only when it is over, wherever that is.
        steps_since=now - timedelta(days=LATE_STEP + 2),
    )
    return {
        id_: gathered(
            contacts=[Touch(*each) for each in known.contacts if each[0] <= now],
            next_at=known.next_at,
            promises=[Given(*each) for each in known.promises],
            moves=known.moves,
            cases=[Case(*each) for each in known.cases],
            waits=[Wait(*each) for each in known.waits],
            imported=known.imported,
            lost_at=known.lost_at,
            now=now,
        )
        for id_, known in found.items()
    }
