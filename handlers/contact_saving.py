"""Writing a contact that was logged, what follows from it, and the confirmation."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection

from bot import contacts as rules
from bot.calendar import WorkingHours
from bot.contact_names import people_met
from bot.refusals import Unknown
from handlers import new_here, twins
from handlers.contact_card import contact_of, customer_of, known
from handlers.contact_fields import people_named
from handlers.effects import once, via
from handlers.for_whom import Whom, customer_for
from handlers.gestures import Answer, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.promise_card import eye
from handlers.views import contacts as views
from handlers.views.eye import Eye
from storage import contacts, customer_people, rows
from storage.tables import Contact, Customer, History


class Wish(NamedTuple):
    """A contact ready to be saved, but for whom it was with; `people` are names as typed in the form, beside those of the
    customer's people whom the words name. None leaves whom it met as it is."""

    given: rules.Given
    whom: Whom
    people: Sequence[str] | None = ()


def save(
    conn: Connection, gesture: Gesture, wish: Wish, hours: WorkingHours
) -> tuple[Customer, Contact, bool]:
    """Finds or adds the customer and writes the contact with its history; says too whether that is new or a repeated
    gesture found what it had written. Raises WhichCustomer or a Refusal."""
    made: list[tuple[Customer, Contact]] = []

    def effect() -> History:
        # Their own row has when they were met.
        customer, _ = customer_for(conn, gesture, wish.whom, hold="changes")
        people, added = _people(conn, gesture, wish, customer)
        batch = gesture.key if added else wish.whom.batch(gesture)
        contact = rules.make(
            wish.given._replace(people=people),
            team_id=gesture.team_id,
            customer_id=customer.id or 0,
            hours=hours,
            now=gesture.now,
        )
        by, now = gesture.person.id, gesture.now
        entry = rows.begin(conn, contact, what="logged", by=by, via=via(gesture), now=now, batch=batch)
        follow(conn, contact)
        made.append((customer, contact))
        return entry

    entry = once(conn, gesture, effect)
    if made:
        return *made[0], True
    contact = rows.row_of(conn, entry)
    if not isinstance(contact, Contact):
        raise Unknown(
            "That gesture came twice, and what it did first was something else. Nothing was logged."
        )
    return customer_of(conn, contact), contact, False


def _people(conn: Connection, gesture: Gesture, wish: Wish, customer: Customer) -> tuple[Sequence[int], bool]:
    """Whom of the customer's people it met, and whether somebody was added for that."""
    there = customer_people.known(conn, gesture.team_id, customer.id or 0)
    said, _ = people_met(wish.given.words, [(each.id or 0, each.name) for each in there])
    typed, added = people_named(conn, gesture, customer, wish.people or ())
    return [*typed, *said], added


def follow(conn: Connection, contact: Contact, *former: int) -> None:
    """What follows from a contact that was written: whom it met, and when its customer, and the `former` one, were."""
    contacts.rebuild_met(conn, contact)
    for customer_id in sorted({contact.customer_id, *former}):
        contacts.rebuild(conn, customer_id)


async def saved(
    house: House,
    gesture: Gesture,
    whom: Whom,
    customer: Customer,
    contact: Contact,
    fresh: bool,
    *,
    remarks: Sequence[str] = (),
) -> Answer:
    """The confirmation, and word to the colleague whose contact it was; `remarks` go with it."""
    said = [*remarks, *await new_here.remark(house, whom, customer)]
    if contact.by_id != gesture.person.id:
        colleague = await house.people.get(contact.by_id, now=gesture.now)
        if fresh:
            house.talk.later(tell_colleague(house, gesture, contact.id or 0))
        said.append(f"{colleague.name} hears of it from me, with the same buttons.")
    said += await twins.remark(house, gesture, contact)
    refresh(house, {contact.by_id, gesture.person.id}, now=gesture.now)
    seen = await house.db.read(partial(known, now=gesture.now), contact, customer)
    return Say(views.shown(seen, eye(house, gesture), said="Saved.", remarks=said), title="Contact")


async def tell_colleague(house: House, gesture: Gesture, contact_id: int) -> None:
    """Tells somebody of a contact that was logged as theirs."""

    def look(conn: Connection) -> views.Known:
        contact = contact_of(conn, gesture, contact_id)
        return known(conn, contact, customer_of(conn, contact), now=gesture.now)

    seen = await house.db.read(look)
    colleague = await house.people.get(seen.contact.by_id, now=gesture.now)
    theirs = Eye(colleague.zone, house.terms.hours, gesture.now)
    # What *Undo* would take back is not theirs.
    message = views.yours(seen._replace(logged=None), gesture.person.id, theirs)
    await house.tell(colleague.id, message.body())
