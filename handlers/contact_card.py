"""One contact, looked at: all that its confirmation and its card show, and what every gesture on it begins with."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot import contact_questions as questions
from bot import contacts as rules
from bot.contact_names import names_in, people_met
from bot.customers import fold
from bot.refusals import Refusal, Unknown
from bot.text import NAME_MAX
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.promise_card import eye
from handlers.views import contacts as views
from handlers.views.contacts import Known
from storage import contacts, customer_people, customers, history, mistakes
from storage.tables import Contact, Customer, CustomerPerson, History

# So many of the latest contacts say how often nobody answered, and how they sounded.
LATELY = 20
REACHABLE = views.REACHABLE + 1


def id_of(value: str) -> int:
    """A contact's id from a button. Raises a Refusal for what is none."""
    if not value.isdecimal():
        raise Refusal("That button is from an older Kept. /contact mine lists your next steps.")
    return int(value)


def contact_of(conn: Connection, gesture: Gesture, contact_id: int, *, lock: bool = False) -> Contact:
    """A contact of this workspace. Raises Unknown."""
    found = contacts.by_id(conn, gesture.team_id, contact_id, lock=lock)
    if found is None:
        raise Unknown("That contact was taken back. /contact logs another one.")
    return found


def customer_of(conn: Connection, contact: Contact) -> Customer:
    """Whose contact it is. Raises Unknown where the customer was taken back."""
    found = customers.by_id(conn, contact.team_id, contact.customer_id)
    if found is None:
        raise Unknown("The customer of that contact was taken back.")
    return found


def look(conn: Connection, gesture: Gesture, contact_id: int) -> Known:
    """Everything that is shown of a contact. Raises Unknown."""
    contact = contact_of(conn, gesture, contact_id)
    return known(conn, contact, customer_of(conn, contact), now=gesture.now)


def known(conn: Connection, contact: Contact, customer: Customer, *, now: datetime) -> Known:
    """Everything that is shown of a contact, as it stands."""
    team_id, customer_id = contact.team_id, customer.id or 0
    latest = contacts.last_of(conn, team_id, customer_id, LATELY)
    people = customer_people.known(conn, team_id, customer_id)
    entries = history.of_row(conn, team_id, "contact", contact.id or 0)
    attempts = rules.attempts_in_row(latest) if contact.how == "attempt" else 0
    names = customer_people.names(conn, team_id, [int(each) for each in contact.people.split()])
    asks = contact.how not in {"attempt", "gift"}
    return Known(
        contact,
        customer,
        _undone_by(entries),
        list(names.values()),
        attempts,
        contact.sounded == "fine" and rules.fine_twice(latest),
        _question(conn, customer, latest, now=now) if asks else "",
        people[:REACHABLE] if attempts > 1 else (),
        _strangers(contact, customer, people),
        _unclear(contact, people),
        entries,
    )


def remarks_on(
    conn: Connection, customer: Customer, latest: Sequence[Contact], *, now: datetime
) -> list[str]:
    """What a customer's card says of how we meet: attempts in a row, "fine" twice, and a question to ask [practices 35, 38, 39].

    `latest` are the last LATELY contacts with them, the latest first.
    """
    said = []
    if attempts := rules.attempts_in_row(latest):
        said.append(f"{views.attempts_in_words(attempts)} since they were last met.")
    if rules.fine_twice(latest):
        said.append(views.FINE_TWICE)
    said.append(f"Worth asking: “{_question(conn, customer, latest, now=now)}”")
    return said


def _question(conn: Connection, customer: Customer, latest: Sequence[Contact], *, now: datetime) -> str:
    met = [each for each in latest if rules.is_two_way(each)]
    case_open, case_closed_at = mistakes.trouble_with(conn, customer.team_id, customer.id or 0)
    facts = questions.Facts(
        case_open,
        case_closed_at,
        _last_kept(history.of_customer(conn, customer.team_id, customer.id or 0)),
        customer.created_at
        if customer.since is None
        else datetime.fromisoformat(f"{customer.since}T00:00+00:00"),
        met[1].at if len(met) > 1 else None,
        next((each.sounded for each in met if each.sounded), ""),
        rules.fine_twice(latest),
    )
    return questions.question(facts, turn=len(latest), now=now)


def _last_kept(entries: Sequence[History]) -> datetime | None:
    """When the last promise was kept, among the latest entries with a customer; of 10,000 promises nobody has to be asked
    for that."""
    undone = {entry.undoes for entry in entries}
    closed = (
        entry
        for entry in entries
        if entry.id not in undone and entry.kind == "promise" and entry.what == "closed"
    )
    kept = (entry.at for entry in closed if json.loads(entry.after).get("status") in {"kept", "late"})
    return next(kept, None)


def _undone_by(entries: Sequence[History]) -> int | None:
    """The entry that *Undo* takes back: the one that made the contact be there, so that no tap on it stands between."""
    for entry in entries:
        came_back = entry.what == "put back" and "removed_at" in json.loads(entry.after)
        if entry.what == "logged" or came_back:
            return entry.id
    return None


def _strangers(contact: Contact, customer: Customer, people: Sequence[CustomerPerson]) -> list[str]:
    """The names in its words that nobody there has, and that are not the customer's own."""
    called = {
        part
        for name in (customer.name, *customer.other_names.splitlines())
        for part in (fold(name), *fold(name).split())
    }
    found = []
    for name in names_in(contact.words):
        ids, unclear = people_met(name, [(each.id or 0, each.name) for each in people])
        if not ids and not unclear and fold(name) not in called and len(name) <= NAME_MAX:
            found.append(name)
    return found


def _unclear(contact: Contact, people: Sequence[CustomerPerson]) -> list[str]:
    """The names in its words that fit two of the people there, neither of whom is entered as met."""
    _, unclear = people_met(contact.words, [(each.id or 0, each.name) for each in people])
    met = {fold(each.name.split()[0]) for each in people if str(each.id) in contact.people.split()}
    return [name for name in unclear if fold(name) not in met]


async def show(house: House, gesture: Gesture, contact_id: int, notice: str = "") -> Answer:
    """The card of one contact."""
    seen = await house.db.read(look, gesture, contact_id)
    message = views.shown(seen, eye(house, gesture), card=True, remarks=[notice] if notice else [])
    return Say(message, title="Contact")


async def show_pressed(house: House, gesture: Gesture) -> Answer:
    """*Open* on a contact."""
    return await show(house, gesture, id_of(gesture.value))
