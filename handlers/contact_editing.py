"""Correcting what was logged of a contact: the same form, filled with what it says."""

from sqlalchemy import Connection

from bot import contacts as rules
from bot.calendar import WorkingHours, wall_of
from bot.contacts import day_of
from bot.refusals import ChangedSince
from handlers import new_here
from handlers.contact_card import contact_of, customer_of, id_of, known, look
from handlers.contact_fields import people_named
from handlers.contact_giving import read_form
from handlers.contact_saving import Wish, follow, tell_colleague
from handlers.due_dates import as_typed
from handlers.effects import once
from handlers.for_whom import customer_for
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.promise_card import eye
from handlers.stale_forms import corrected, shown
from handlers.views import contact_forms as form_views
from handlers.views import contacts as views
from handlers.views.contacts import Known
from storage import rows
from storage.tables import Contact, History


async def edit_pressed(house: House, gesture: Gesture) -> Answer:
    """*Edit* on a contact: the form with what it says; it remembers that, so that sending it off changes only what was
    touched."""
    seen = await house.db.read(look, gesture, id_of(gesture.value))
    now_in_it = _as_form(seen, house.terms.hours)
    return Ask(
        form_views.contact_form(
            now_in_it,
            customer=seen.customer,
            contact_id=seen.contact.id,
            memory={"shown": shown(now_in_it)},
        )
    )


def _as_form(seen: Known, hours: WorkingHours) -> dict[str, str]:
    """What a contact says, as the fields of its form hold it; a next step that is settled is none any more."""
    contact = seen.contact
    planned = contact.next == "planned"
    return {
        "customer": str(seen.customer.number),
        "words": contact.words,
        "how": contact.how,
        "sounded": contact.sounded or "not said",
        "purpose": contact.purpose,
        "people": ", ".join(seen.met),
        "when": as_typed(wall_of(*day_of(contact.at, contact.zone, hours))),
        "by": contact.by_id,
        "next_words": contact.next_words if planned else "",
        "next_due": as_typed(contact.next_wall) if planned else "",
    }


async def edit_from_form(house: House, gesture: Gesture) -> Answer:
    """What was corrected in the form; a field that nobody touched there stays as it is by now."""
    contact_id, hours = int(gesture.memory.get("contact") or 0), house.terms.hours
    before = await house.db.read(look, gesture, contact_id)
    contact = before.contact
    current = _as_form(before, hours)
    fields = await corrected(house, gesture, current)
    wish = await read_form(house, gesture._replace(form=fields), edited=contact)
    given = wish.given
    if fields.get("when") == current["when"]:
        given = given._replace(at=None)  # to the second as it was
    if fields.get("next_due") == current["next_due"]:
        given = given._replace(next_wall=contact.next_wall if contact.next == "planned" else None)
    people = None if fields.get("people") == current["people"] else wish.people
    wish = wish._replace(given=given, people=people)
    seen, fresh = await house.db.write(save_edit, gesture, wish, contact, hours)
    if fresh and seen.contact.by_id not in {contact.by_id, gesture.person.id}:
        house.talk.later(tell_colleague(house, gesture, contact_id))
    refresh(house, {contact.by_id, seen.contact.by_id, gesture.person.id}, now=gesture.now)
    remarks = await new_here.remark(house, wish.whom, seen.customer)
    return Say(views.shown(seen, eye(house, gesture), said="Corrected.", remarks=remarks), title="Contact")


def save_edit(
    conn: Connection, gesture: Gesture, wish: Wish, before: Contact, hours: WorkingHours
) -> tuple[Known, bool]:
    """Writes the correction to what it was `before`, a moment ago; says too whether it is new. Without the wish's `people`
    those who were met stay, as long as the customer does. Raises a Refusal."""
    contact = contact_of(conn, gesture, before.id or 0, lock=True)
    made: list[bool] = []

    def effect() -> History:
        if contact.model_dump() != before.model_dump():
            raise ChangedSince("Somebody changed it at this very moment. Save once more.", field="words")
        # Their own row has when they were met.
        customer, _ = customer_for(conn, gesture, wish.whom, hold="changes")
        same = customer.id == contact.customer_id
        people = [int(each) for each in contact.people.split()] if same else []
        added = False
        if wish.people is not None:
            people, added = people_named(conn, gesture, customer, wish.people)
        given = wish.given._replace(people=people, event=contact.event)
        decided = rules.edit(contact, given, customer_id=customer.id or 0, hours=hours, now=gesture.now)
        former = contact.customer_id
        entry = rows.change(
            conn,
            contact,
            decided.what,
            decided.fields,
            by=gesture.person.id,
            via="form",
            now=gesture.now,
            batch=gesture.key if added else wish.whom.batch(gesture),
        )
        follow(conn, contact, former)
        made.append(True)
        return entry

    once(conn, gesture, effect)
    return known(conn, contact, customer_of(conn, contact), now=gesture.now), bool(made)
