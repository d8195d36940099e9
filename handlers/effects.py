"""An effect that counts once: the change, its history and the gesture's key in one transaction."""

from collections.abc import Callable

from sqlalchemy import Connection

from bot import customers as customer_rules
from bot.refusals import Unknown
from bot.text import clean
from handlers.gestures import Gesture
from storage import customers, history, inbox, promises, rows
from storage.tables import Customer, History, Promise


def once(conn: Connection, gesture: Gesture, effect: Callable[[], History]) -> History:
    """Runs the effect, or, where the same gesture had it before, finds the entry it left, so that the answer is the
    same again. Raises Repeated where there is none to find."""
    try:
        inbox.check(conn, gesture.team_id, gesture.key)
    except inbox.Repeated as before:
        entry = history.entry(conn, gesture.team_id, before.entry) if before.entry else None
        if entry is None:
            raise
        return entry
    entry = effect()
    inbox.enter(conn, gesture.team_id, gesture.key, entry=entry.id, now=gesture.now)
    return entry


def via(gesture: Gesture) -> str:
    """How it was said, for the history."""
    return {"command": "command", "modal": "form", "shortcut": "shortcut"}.get(gesture.surface, "button")


def promise_of(conn: Connection, gesture: Gesture, number: int, *, lock: bool = False) -> Promise:
    """P-`number`. Raises Unknown."""
    found = promises.by_number(conn, gesture.team_id, number, lock=lock)
    if found is None:
        raise Unknown(f"There is no P-{number}, or it was taken back. /promise mine lists yours.")
    return found


def customer_of(conn: Connection, promise: Promise) -> Customer:
    """Whom a promise was given to. Raises Unknown where the customer was taken back."""
    found = customers.by_id(conn, promise.team_id, promise.customer_id)
    if found is None:
        raise Unknown(f"The customer of P-{promise.number} was taken back.")
    return found


def add_customer(
    conn: Connection, gesture: Gesture, name: str, *, other_names: str = "", owner_id: str | None
) -> tuple[Customer, History]:
    """A new customer, found by all their names from now on."""
    name = clean(name, what="The customer's name", field="customer")
    number = rows.next_number(conn, gesture.team_id, "customer")
    customer = customer_rules.make(
        name,
        other_names=other_names,
        owner_id=owner_id,
        team_id=gesture.team_id,
        number=number,
        by=gesture.person.id,
        now=gesture.now,
    )
    entry = rows.begin(conn, customer, what="added", by=gesture.person.id, via=via(gesture), now=gesture.now)
    customers.rename(conn, customer, customer_rules.names_of(customer))
    return customer, entry
