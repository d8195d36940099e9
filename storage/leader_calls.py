"""Questions about the customers whom leads call every month: who was picked, who called, who may come next."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, case, func, or_, select, union_all

from storage.rows import every
from storage.tables import Contact, Customer, Mistake, Nudge, Promise, table

NUDGES, CUSTOMERS, CONTACTS = table(Nudge), table(Customer), table(Contact)
PROMISES, MISTAKES = table(Promise), table(Mistake)
NAME = "leader_call"
BROKEN = {
    "late": "a promise was kept late",
    "partly": "a promise was kept in part",
    "not kept": "a promise was not kept",
}
CASE = "something of ours went wrong"
# Whoever leaves us or has left is left alone, and so is who is not a customer yet.
STAGES = ("active", "dormant")


class Picked(NamedTuple):
    """That a lead was asked to call a customer: the window says in which month (`2026-12:7`), and since when it asks."""

    lead_id: str
    customer_id: int
    window: str
    since: datetime


def picked(conn: Connection, team_id: str, *, since: datetime) -> list[Picked]:
    """Everybody whom any lead was asked to call since then, as they were picked."""
    asked = select(NUDGES.c.recipient_id, NUDGES.c.customer_id, NUDGES.c.window, NUDGES.c.since_at).where(
        NUDGES.c.team_id == team_id,
        NUDGES.c.kind == "desk",
        NUDGES.c.reason == NAME,
        NUDGES.c.made_at >= since,
        NUDGES.c.customer_id.is_not(None),
        NUDGES.c.window.not_like("%+%"),  # asked anew after a snooze, which is no other call
    )
    return [Picked(*row) for row in conn.execute(asked.order_by(NUDGES.c.number))]


def called(
    conn: Connection, team_id: str, lead_id: str, customer_ids: Collection[int], *, since: datetime
) -> dict[int, datetime]:
    """When a lead was last in touch with these customers since then, as they logged it; an attempt nobody answered counts,
    too, since they did call."""
    if not customer_ids:
        return {}
    asked = select(CONTACTS.c.customer_id, func.max(CONTACTS.c.at)).where(
        CONTACTS.c.team_id == team_id,
        CONTACTS.c.customer_id.in_(list(customer_ids)),
        CONTACTS.c.by_id == lead_id,
        CONTACTS.c.at >= since,
        CONTACTS.c.removed_at.is_(None),
    )
    return {row[0]: row[1] for row in conn.execute(asked.group_by(CONTACTS.c.customer_id))}


def let_down(
    conn: Connection, team_id: str, *, since: datetime, customer_ids: Iterable[int] | None = None
) -> dict[int, tuple[datetime, str]]:
    """Whom we let down since then, when last, and how in words: a promise that was not kept as told, or a case."""
    broken = select(
        PROMISES.c.customer_id, PROMISES.c.closed_at.label("at"), PROMISES.c.status.label("how")
    ).where(
        PROMISES.c.team_id == team_id,
        PROMISES.c.status.in_(BROKEN),
        PROMISES.c.closed_at >= since,
        PROMISES.c.removed_at.is_(None),
    )
    wrong = select(
        MISTAKES.c.customer_id, MISTAKES.c.created_at.label("at"), MISTAKES.c.severity.label("how")
    ).where(MISTAKES.c.team_id == team_id, MISTAKES.c.created_at >= since, MISTAKES.c.removed_at.is_(None))
    if customer_ids is not None:
        ids = list(customer_ids)
        broken, wrong = (
            broken.where(PROMISES.c.customer_id.in_(ids)),
            wrong.where(MISTAKES.c.customer_id.in_(ids)),
        )
    found: dict[int, tuple[datetime, str]] = {}
    for customer_id, at, how in conn.execute(union_all(broken, wrong)):
        if customer_id not in found or at > found[customer_id][0]:
            found[customer_id] = (at, BROKEN.get(how, CASE))
    return found


def candidates(
    conn: Connection,
    team_id: str,
    lead_id: str,
    *,
    tiers: Mapping[str, int],
    let_down_ids: Collection[int],
    but: Collection[int],
    most: int,
) -> list[Customer]:
    """Whom a lead could call next, who owns others' customers by that: whom we let down first, then the tier that we are in
    touch with most often (`tiers`: days between contacts), then who was longest unmet."""
    rank = case(
        *((func.lower(CUSTOMERS.c.tier) == name.casefold(), days) for name, days in tiers.items() if name),
        else_=max(tiers.values(), default=0),
    )
    down = case((CUSTOMERS.c.id.in_(list(let_down_ids)), 0), else_=1) if let_down_ids else None
    asked = select(CUSTOMERS).where(
        CUSTOMERS.c.team_id == team_id,
        CUSTOMERS.c.removed_at.is_(None),
        CUSTOMERS.c.stage.in_(STAGES),
        or_(CUSTOMERS.c.owner_id.is_(None), CUSTOMERS.c.owner_id != lead_id),
        CUSTOMERS.c.id.not_in(list(but)),
    )
    order = [rank, func.coalesce(CUSTOMERS.c.met_at, CUSTOMERS.c.created_at), CUSTOMERS.c.id]
    asked = asked.order_by(*([down] if down is not None else []), *order).limit(most)
    return every(Customer, conn.execute(asked))
