"""What is tapped on a contact: how they sounded, what is next, that it is done, whom to add; each draws it anew."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection

from bot import contacts as rules
from bot.changes import Change
from bot.refusals import AlreadySo, NotADate, Unknown
from handlers.contact_card import contact_of, customer_of, id_of, known, look, show
from handlers.contact_fields import add_person
from handlers.contact_saving import follow
from handlers.due_dates import as_typed, read_field
from handlers.effects import once, via
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.promise_card import eye
from handlers.routes import Handler, Routes
from handlers.views import contact_forms as form_views
from handlers.views import contacts as views
from handlers.views.contacts import Known
from storage import rows
from storage.tables import Contact, History

MOST_STRANGERS = 3
Rule = Callable[[Contact], Change]


def register(routes: Routes) -> None:
    """Everything that can be tapped on a contact."""
    routes.actions |= {
        **{f"contact_{sounded}": _sounds(sounded) for sounded in ("glad", "fine", "unhappy")},
        **{f"contact_next_{which}": _next_in(which) for which in rules.SOON},
        **{f"contact_person_{place}": person_pressed for place in range(MOST_STRANGERS)},
        "contact_nothing": nothing_pressed,
        "contact_pick": open_next,
        "contact_done": done_pressed,
    }
    routes.submissions["contact_next"] = next_from_form


def save(conn: Connection, gesture: Gesture, contact_id: int, rule: Rule) -> tuple[Known, History]:
    """Applies a rule to a contact and writes what it decided. Raises a Refusal."""
    contact = contact_of(conn, gesture, contact_id, lock=True)

    def effect() -> History:
        decided = rule(contact)
        entry = rows.change(
            conn,
            contact,
            decided.what,
            decided.fields,
            by=gesture.person.id,
            via=via(gesture),
            now=gesture.now,
        )
        follow(conn, contact)
        return entry

    entry = once(conn, gesture, effect)
    return known(conn, contact, customer_of(conn, contact), now=gesture.now), entry


async def change(house: House, gesture: Gesture, contact_id: int, rule: Rule) -> Answer:
    """Carries a rule out and draws the contact anew; if it is so already, shows how it stands."""
    try:
        seen, _ = await house.db.write(save, gesture, contact_id, rule)
    except AlreadySo as refusal:
        if refusal.field in gesture.form:
            raise
        return await show(house, gesture, contact_id, notice=refusal.sentence)
    refresh(house, {seen.contact.by_id, gesture.person.id}, now=gesture.now)
    return Say(views.shown(seen, eye(house, gesture), said="Saved."), title="Contact")


def _sounds(sounded: str) -> Handler:
    async def pressed(house: House, gesture: Gesture) -> Answer:
        """*Glad*, *Fine* or *Unhappy*."""
        return await change(
            house, gesture, id_of(gesture.value), lambda contact: rules.sound(contact, sounded)
        )

    return pressed


def _next_in(which: str) -> Handler:
    async def pressed(house: House, gesture: Gesture) -> Answer:
        """*1 week* and the like: that many days on, on this person's own working calendar."""
        zone, hours = gesture.person.zone, house.terms.hours
        wall = rules.soon(which, zone=zone, hours=hours, now=gesture.now)
        rule = partial(rules.plan, words=None, wall=wall, zone=zone, hours=hours, now=gesture.now)
        return await change(house, gesture, id_of(gesture.value), rule)

    return pressed


async def nothing_pressed(house: House, gesture: Gesture) -> Answer:
    """*Nothing needed*."""
    return await change(house, gesture, id_of(gesture.value), rules.nothing_needed)


async def open_next(house: House, gesture: Gesture) -> Answer:
    """*Pick*, *New date* or *Plan a next step*: the form."""
    seen = await house.db.read(look, gesture, id_of(gesture.value))
    contact = seen.contact
    planned = contact.next == "planned"
    return Ask(
        form_views.next_form(
            contact,
            seen.customer,
            words=contact.next_words if planned else "",
            due=as_typed(contact.next_wall) if planned else "",
            # A brief draws itself anew.
            url="" if gesture.posted else gesture.response_url,
        )
    )


async def next_from_form(house: House, gesture: Gesture) -> Answer:
    """The form's next step; the message it was opened from is drawn anew too."""
    form, memory = gesture.form, gesture.memory
    zone, hours = gesture.person.zone, house.terms.hours
    wall = read_field(house, gesture.person, form.get("next_due", ""), field="next_due", now=gesture.now)
    if wall is None:
        raise NotADate("When is the next step? Fri 5pm, tomorrow, 27 Nov, in 2 weeks.", field="next_due")
    words = form.get("next_words", "")
    rule = partial(rules.plan, words=words, wall=wall, zone=zone, hours=hours, now=gesture.now)
    answer = await change(house, gesture, int(memory.get("contact") or 0), rule)
    if isinstance(answer, Say) and (url := str(memory.get("url") or "")):
        house.talk.later(_redraw(house, url, answer))
    return answer


async def _redraw(house: House, url: str, answer: Say) -> None:
    await house.respond(url, {"replace_original": True, **answer.message.body()})


async def done_pressed(house: House, gesture: Gesture) -> Answer:
    """*Done* on a next step."""
    contact_id = id_of(gesture.value)
    try:
        seen, entry = await house.db.write(save, gesture, contact_id, rules.done)
    except AlreadySo as refusal:
        return await show(house, gesture, contact_id, notice=refusal.sentence)
    refresh(house, {seen.contact.by_id, gesture.person.id}, now=gesture.now)
    return Say(views.done(seen, entry), title="Done")


async def person_pressed(house: House, gesture: Gesture) -> Answer:
    """*Add Dana to Acme's people*: they were met at this contact."""
    key, _, name = gesture.value.partition(" ")
    contact_id = id_of(key)
    try:
        seen = await house.db.write(save_person, gesture, contact_id, name)
    except AlreadySo as refusal:
        return await show(house, gesture, contact_id, notice=refusal.sentence)
    return Say(views.shown(seen, eye(house, gesture), said="Saved."), title="Contact")


def save_person(conn: Connection, gesture: Gesture, contact_id: int, name: str) -> Known:
    """Writes the new person and that the contact met them, to be undone together. Raises a Refusal."""
    if not name:
        raise Unknown("That button is from an older Kept. Open the contact again.")
    contact = contact_of(conn, gesture, contact_id, lock=True)
    customer = customer_of(conn, contact)

    def effect() -> History:
        person = add_person(conn, gesture, customer, name, batch=gesture.key)
        decided = rules.meet(contact, person.id or 0)
        by, now = gesture.person.id, gesture.now
        entry = rows.change(
            conn, contact, decided.what, decided.fields, by=by, via=via(gesture), now=now, batch=gesture.key
        )
        follow(conn, contact)
        return entry

    once(conn, gesture, effect)
    return known(conn, contact, customer, now=gesture.now)
