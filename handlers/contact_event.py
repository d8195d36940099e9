"""One event for many customers at once: a fair, a newsletter, a seminar; taken back at once too [practice 34]."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from bot import contacts as rules
from bot.calendar import WorkingHours
from bot.changes import Change
from bot.contact_dates import When, when, without
from bot.contact_names import listed_names
from bot.contact_words import read_event
from bot.customers import fold
from bot.moments import wall_in_words
from bot.refusals import AlreadySo, Unknown, Unreadable
from bot.text import NAME_MAX, clean, one_line
from handlers.contact_fields import read_when
from handlers.contact_saving import follow
from handlers.customer_finding import suggestions
from handlers.effects import add_customer, once, via
from handlers.for_whom import NEW, close_ones
from handlers.gestures import Answer, Ask, Gesture, Options, Say
from handlers.home import refresh
from handlers.house import House
from handlers.people import local
from handlers.promise_card import eye
from handlers.routes import Routes
from handlers.slack_text import plain
from handlers.sources import names_in
from handlers.views import contact_forms as form_views
from handlers.views import contacts as views
from handlers.views.which_customer import called, customer_choices
from storage import contacts, customers, history, rows
from storage.tables import Contact, Customer, History

NAMED = 20
# Names that are compared with all others; more would be a long wait.
LOOKED_UP = 3


class Wish(NamedTuple):
    """An event ready to be saved: what it was and when, the numbers of the customers who were there, and the names of
    new ones."""

    event: str
    words: str
    was: When
    numbers: Sequence[int]
    new: Sequence[str] = ()


@dataclass(frozen=True)
class Saved:
    """An event that was logged: the entry that *Undo* takes back, one of its contacts, the first of the customers' names,
    and how many there are."""

    entry: History
    first: Contact
    names: Sequence[str]
    count: int


def register(routes: Routes) -> None:
    """The form of an event and its menu; `/contact event …` comes in through the contact command."""
    routes.submissions["contact_event"] = from_form
    routes.actions |= {f"contact_event_{which}": planned for which in (*rules.SOON, "nothing")}
    routes.options["contact_customers"] = choices


async def command(house: House, gesture: Gesture, typed: str) -> Answer:
    """`/contact event Hannover fair: Acme, Globex`: logged at once where everybody is known, otherwise the form keeps the
    names that are not."""
    text = plain(typed, await names_in(house, gesture, typed))
    event, names = read_event(text)
    now, order = local(gesture.now, gesture.person), house.settings.date_order
    was = when(event, now=now, order=order)
    if was.found and was.at:
        event = without(event, was.found)
    _check_count(len(names))
    found, unplaced = await house.db.read(place, gesture, names)
    fields = {"event": event, "unplaced": ", ".join(unplaced), "when": was.text if was.found else ""}
    remarks = []
    if was.found and not was.at:
        remarks.append(f"“{was.text}” is no day in the past. When was it?")
    if unplaced:
        remarks.append(await house.db.read(_ask, gesture, unplaced))
    if not event or not names or remarks:
        return Ask(form_views.event_form(fields, customers=found, remarks=remarks), kept=text)
    wish = Wish(event, event, was, [each.number for each in found])
    return await _save(house, gesture, wish)


def _ask(conn: Connection, gesture: Gesture, unplaced: Sequence[str]) -> str:
    """What to do about names that nobody has, or more than one, with those that look like them."""
    alike = {
        each.number: called(each)
        for name in unplaced[:LOOKED_UP]
        for each in close_ones(conn, gesture.team_id, name)
    }
    perhaps = f" Perhaps {', '.join(alike.values())}?" if alike else ""
    return (
        f"I don't know for certain who {_listed(unplaced)} {'is' if len(unplaced) == 1 else 'are'}.{perhaps} Choose from "
        "the list, where a new one can be added too. The others are there already."
    )


def _listed(names: Sequence[str]) -> str:
    shown = [f"“{name}”" for name in names[:NAMED]]
    return ", ".join(shown) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")


def place(conn: Connection, gesture: Gesture, names: Sequence[str]) -> tuple[list[Customer], list[str]]:
    """The customers that go by these names, each once, and the names that nobody has, or more than one."""
    by_name = customers.named(conn, gesture.team_id, [fold(name) for name in names]) if names else {}
    found: dict[int, Customer] = {}
    unplaced = []
    for name in names:
        same = by_name.get(fold(name), [])
        if len(same) == 1:
            found[same[0].number] = same[0]
        else:
            unplaced.append(name)
    return list(found.values()), unplaced


async def from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off. A name that still nobody has is said under its field."""
    form = gesture.form
    chosen = [value for value in form.get("customers", "").split("\n") if value]
    names = listed_names(form.get("unplaced", ""))
    found, unplaced = await house.db.read(place, gesture, names)
    if unplaced:
        raise Unknown(
            f"I still don't know {_listed(unplaced)}. Choose from the list above, or leave the name out here.",
            field="unplaced",
        )
    numbers = [int(value) for value in chosen if value.isdecimal()] + [each.number for each in found]
    new = [value.removeprefix(NEW) for value in chosen if value.startswith(NEW)]
    _check_count(len(numbers) + len(new), field="customers")
    event = one_line(form.get("event", ""))
    words = form.get("words", "").strip() or event
    was = read_when(house, gesture.person, gesture, form.get("when", ""))
    return await _save(house, gesture, Wish(event, words, was, list(dict.fromkeys(numbers)), new))


def _check_count(count: int, *, field: str = "") -> None:
    if count > rules.MOST_AT_ONCE:
        raise Unreadable(
            f"Those are {count} customers, and {rules.MOST_AT_ONCE} is the most at once. Log it in two goes.",
            field=field,
        )


async def _save(house: House, gesture: Gesture, wish: Wish) -> Answer:
    saved = await house.db.write(save, gesture, wish, house.terms.hours)
    return _said(house, gesture, saved)


def _said(house: House, gesture: Gesture, saved: Saved, planned: str | None = None) -> Answer:
    refresh(house, {gesture.person.id}, now=gesture.now)
    first, seen = saved.first, eye(house, gesture)
    day = views.day_in_words(first, seen)
    message = views.event_saved(first.event, saved.names, saved.count, day, saved.entry, planned=planned)
    return Say(message, title="Event")


async def planned(house: House, gesture: Gesture) -> Answer:
    """*1 week* and the like, or *Nothing needed*, for everybody who was there."""
    which = gesture.name.removeprefix("contact_event_")
    zone, hours = gesture.person.zone, house.terms.hours
    wall = rules.soon(which, zone=zone, hours=hours, now=gesture.now) if which in rules.SOON else ""

    def rule(contact: Contact) -> Change:
        if not wall:
            return rules.nothing_needed(contact)
        return rules.plan(contact, words=None, wall=wall, zone=zone, hours=hours, now=gesture.now)

    entry_id = int(gesture.value) if gesture.value.isdecimal() else 0
    saved = await house.db.write(save_plan, gesture, entry_id, rule)
    words = wall_in_words(wall, zone, hours.ends, now=gesture.now) if wall else ""
    return _said(house, gesture, saved, words)


def save_plan(conn: Connection, gesture: Gesture, entry_id: int, rule: Callable[[Contact], Change]) -> Saved:
    """Plans what is next with everybody who was at an event, to be undone together. Who has something planned or was
    taken out of it is left alone. Raises a Refusal."""
    event = history.entry(conn, gesture.team_id, entry_id)
    if event is None:
        raise Unknown("That event was taken back.")

    def effect() -> History:
        entries = []
        for each in _contacts(conn, event):
            contact = contacts.by_id(conn, gesture.team_id, each.row_id, lock=True)
            if contact is None or contact.next:
                continue
            decided = rule(contact)
            by, now, batch = gesture.person.id, gesture.now, gesture.key
            entries.append(
                rows.change(
                    conn, contact, decided.what, decided.fields, by=by, via=via(gesture), now=now, batch=batch
                )
            )
        if not entries:
            raise AlreadySo("Something is planned with each of them already. /contact mine lists it.")
        return entries[-1]

    once(conn, gesture, effect)
    return _saved(conn, event)


def save(conn: Connection, gesture: Gesture, wish: Wish, hours: WorkingHours) -> Saved:
    """Writes a contact for each of the customers, to be undone together. Raises a Refusal."""

    def effect() -> History:
        # In one order for everybody, so that two who log at once wait for each other and not both for ever.
        there = [_numbered(conn, gesture, number) for number in sorted(wish.numbers)]
        there += [
            add_customer(conn, gesture, name[:NAME_MAX], owner_id=None, batch=gesture.key)[0]
            for name in wish.new
        ]
        if not there:
            raise Unknown("Who was there? Choose at least one customer.", field="customers")
        event = clean(wish.event, what="The event's name", most=rules.EVENT_MAX, field="event")
        return [
            _contact(conn, gesture, wish, customer, event, hours)
            for customer in sorted(there, key=lambda each: each.id or 0)
        ][-1]

    return _saved(conn, once(conn, gesture, effect))


def _contacts(conn: Connection, event: History) -> list[History]:
    """The entries of an event's contacts, in the order they were written."""
    batch = history.of_batch(conn, event.team_id, event.batch or "")
    return [each for each in reversed(batch) if each.kind == "contact" and each.what == "logged"]


def _saved(conn: Connection, entry: History) -> Saved:
    logged = _contacts(conn, entry)
    first = contacts.by_id(conn, entry.team_id, logged[0].row_id) if logged else None
    if first is None:
        raise Unknown("That event was taken back.")
    whose = [each.customer_id or 0 for each in logged[:NAMED]]
    found = (customers.by_id(conn, entry.team_id, customer_id) for customer_id in whose)
    return Saved(entry, first, [each.name for each in found if each], len(logged))


def _contact(
    conn: Connection, gesture: Gesture, wish: Wish, customer: Customer, event: str, hours: WorkingHours
) -> History:
    contact: Contact = rules.make(
        rules.Given(
            words=wish.words,
            how="event",
            by_id=gesture.person.id,
            said_by=gesture.person.id,
            zone=gesture.person.zone,
            event=event,
            at=wish.was.at,
            whole_day=wish.was.whole_day,
        ),
        team_id=gesture.team_id,
        customer_id=customer.id or 0,
        hours=hours,
        now=gesture.now,
    )
    by, now = gesture.person.id, gesture.now
    entry = rows.begin(conn, contact, what="logged", by=by, via=via(gesture), now=now, batch=gesture.key)
    follow(conn, contact)
    return entry


def _numbered(conn: Connection, gesture: Gesture, number: int) -> Customer:
    # Their own row has when they were met.
    found = customers.by_number(conn, gesture.team_id, number, hold="changes")
    if found is None:
        raise Unknown(f"C-{number} was taken back. Leave them out.", field="customers")
    return found


async def choices(house: House, gesture: Gesture) -> Answer:
    """The customers that fit what is being typed into the form."""
    typed = one_line(gesture.value)[:NAME_MAX]
    found = await house.db.read(suggestions, gesture, typed)
    return Options(customer_choices(found, typed))
