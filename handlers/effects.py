"""An effect that counts once: the change, its history and the gesture's key in one transaction."""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import Connection

from bot import customers as customer_rules
from bot.refusals import Refusal, Unknown
from bot.text import clean
from handlers.gestures import Gesture
from storage import absences, contacts, customers, history, inbox, promises, rows, snoozes
from storage.tables import Away, Channel, Contact, Customer, History, Promise, Row, Snooze


class WhichCustomer(Refusal):
    """The customer is not certain: `same` go by that name, or nobody does; `linked` is the channel's own, and `words`
    are the promise's without the name."""

    def __init__(
        self, name: str, same: Sequence[Customer], linked: Customer | None = None, words: str = ""
    ) -> None:
        taken = ", ".join(f"{each.name} (C-{each.number})" for each in same)
        super().__init__(
            f"There is a customer called “{name}” already: {taken}. Choose them from the list; to add another one, "
            f"type /customer add {name}."
            if same
            else "Choose the customer from the list, or add a new one there.",
            field="customer",
        )
        self.name, self.same, self.linked, self.words = name, same, linked, words


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


def rebuild(conn: Connection, row: Row) -> None:
    """What follows from a row that was changed: the names a customer is found by, whom a contact met, and when its
    customer, and the one it was moved from, were met last; of an absence, that the clock looks at who it is about."""
    if isinstance(row, Customer):
        customers.rename(conn, row, customer_rules.names_of(row))
    elif isinstance(row, Snooze):
        # As of when it changed, which the clock's next look is not before.
        snoozes.look_soon(conn, row, now=row.removed_at or row.created_at)
    elif isinstance(row, Contact):
        contacts.rebuild_met(conn, row)
        changed = history.of_row(conn, row.team_id, "contact", row.id or 0, most=1)
        values = rows.values_of(changed[0]) if changed else ({}, {})
        whose = {row.customer_id, *(each["customer_id"] for each in values if each.get("customer_id"))}
        for customer_id in sorted(whose):
            contacts.rebuild(conn, customer_id)
    elif isinstance(row, Away):
        absences.look_at(conn, row.team_id, row.person_id, at=row.created_at, zone=row.zone)


def via(gesture: Gesture) -> str:
    """How it was said, for the history."""
    if gesture.surface == "event":
        return "reaction" if gesture.name == "reaction_added" else "message"
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
    conn: Connection,
    gesture: Gesture,
    name: str,
    *,
    other_names: str = "",
    owner_id: str | None,
    known: Collection[int] = (),
    batch: str | None = None,
) -> tuple[Customer, History]:
    """A new customer, found by all their names from now on; with a `batch` undone together with what they were added for.
    Raises WhichCustomer where somebody else goes by one of the names, unless the person has seen them and means another
    one: `known` are their numbers."""
    name = clean(name, what="The customer's name", field="customer")
    # First of all, since whoever adds one at the same moment waits here for the other's name to be there.
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
    names = customer_rules.names_of(customer)
    taken = customers.named(conn, gesture.team_id, [folded for _, folded in names])
    for called, folded in names:
        if any(each.number not in known for each in taken.get(folded, [])):
            raise WhichCustomer(called, taken[folded])
    entry = rows.begin(
        conn, customer, what="added", by=gesture.person.id, via=via(gesture), now=gesture.now, batch=batch
    )
    customers.rename(conn, customer, names)
    return customer, entry


def link_channel(conn: Connection, gesture: Gesture, customer: Customer) -> History:
    """Makes talk in the gesture's channel be about a customer. Raises AlreadySo."""
    channel = customers.channel(conn, gesture.team_id, gesture.channel_id, lock=True)
    if channel is None:
        channel = Channel(team_id=gesture.team_id, channel_id=gesture.channel_id)
        customers.add_channel(conn, channel)
    decided = customer_rules.link(channel, customer.id or 0)
    return rows.change(
        conn, channel, decided.what, decided.fields, by=gesture.person.id, via=via(gesture), now=gesture.now
    )
