"""The fields of a contact's form: what they hold, read and written."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot import contacts as rules
from bot import customer_people as people_rules
from bot import dates
from bot.access import Person
from bot.contact_dates import When, past
from bot.contact_names import listed_names, who_is
from bot.contact_words import sells
from bot.refusals import NotADate, Unreadable
from handlers.due_dates import as_typed, doubt, read_field
from handlers.effects import via
from handlers.gestures import Gesture
from handlers.house import House
from handlers.people import local
from storage import customer_people, rows
from storage.tables import Contact, Customer, CustomerPerson

MOST_PEOPLE = 30


def words_of(given: rules.Given) -> dict[str, str]:
    """What is known of a contact, as the fields of its form hold it; not when it was, nor whom it met."""
    return {
        "words": given.words,
        "how": given.how,
        "sounded": given.sounded,
        "purpose": given.purpose,
        "by": given.by_id,
        "next_words": given.next_words,
        "next_due": as_typed(given.next_wall),
    }


def given_in_form(
    house: House, gesture: Gesture, *, by_id: str, edited: Contact | None = None
) -> tuple[rules.Given, list[str]]:
    """A contact as the form says it, and the names of whom it met; dates on this person's clock, or on that of the
    contact that is `edited` in it.

    Raises NotADate or WrongOrder, with the field.
    """
    form = gesture.form
    reader = gesture.person._replace(zone=edited.zone) if edited else gesture.person
    stands = edited.next_wall if edited else None
    was = read_when(house, reader, gesture, form.get("when", ""))
    words, purpose = form.get("words", ""), form.get("purpose", "")
    next_words = form.get("next_words", "").strip()
    next_wall = read_field(
        house, reader, form.get("next_due", ""), field="next_due", now=gesture.now, stands=stands
    )
    given = rules.Given(
        words=words,
        how=form.get("how", ""),
        by_id=by_id,
        said_by=gesture.person.id,
        zone=reader.zone,
        purpose=purpose if purpose in rules.PURPOSES else "sell" if sells(words) else "care",
        sounded=form.get("sounded", ""),
        at=was.at,
        whole_day=was.whole_day,
        next="planned" if next_words or next_wall else "",
        next_words=next_words,
        next_wall=next_wall,
    )
    return given, listed_names(form.get("people", ""))


def read_when(house: House, reader: Person, gesture: Gesture, typed: str) -> When:
    """When it was, as a field says it; nothing found where that is empty. Raises NotADate."""
    if not typed.strip():
        return When()
    now, order = local(gesture.now, reader), house.settings.date_order
    languages = dates.spoken(reader.locale)
    found = dates.phrase(typed, now=now, order=order, languages=languages)
    if not isinstance(found, dates.Found):
        raise NotADate(
            f"I can't read “{typed.strip()[:60]}” as a date. Try yesterday, Monday, or 20 Nov 3pm.",
            field="when",
        )
    was = past(typed.strip(dates.PUNCTUATION), found, now=now, order=order, languages=languages)
    if was.ahead:
        raise NotADate(
            "That is still to come, and a contact lies in the past. What is planned goes in the next step.",
            field="when",
        )
    if was.at is None:
        raise NotADate(doubt(found, typed=typed.strip(), person=reader, now=gesture.now), field="when")
    return was


def people_named(
    conn: Connection, gesture: Gesture, customer: Customer, names: Sequence[str]
) -> tuple[list[int], bool]:
    """The ids of the customer's people with these names, those that nobody there has added, and whether any was.

    Raises Unreadable where a name fits two of them.
    """
    if len(names) > MOST_PEOPLE:
        raise Unreadable(
            f"Those are {len(names)} names, and {MOST_PEOPLE} is the most at once.", field="people"
        )
    there = customer_people.known(conn, gesture.team_id, customer.id or 0)
    ids: list[int] = []
    added = False
    for name in names:
        found = who_is(name, [(each.id or 0, each.name) for each in there])
        if len(found) > 1:
            fitting = ", ".join(each.name for each in there if each.id in found)
            said = f"More than one of them fits “{name}”: {fitting}. Say the whole name."
            raise Unreadable(said, field="people")
        if not found:
            person = add_person(conn, gesture, customer, name, batch=gesture.key, field="people")
            there.append(person)
            found, added = [person.id or 0], True
        ids += found
    return ids, added


def add_person(
    conn: Connection,
    gesture: Gesture,
    customer: Customer,
    name: str,
    *,
    batch: str | None,
    field: str = "name",
) -> CustomerPerson:
    """Somebody new at a customer, by name alone. Raises Unreadable."""
    try:
        person = people_rules.make(
            name,
            known=customer_people.known(conn, gesture.team_id, customer.id or 0),
            team_id=gesture.team_id,
            customer_id=customer.id or 0,
            now=gesture.now,
        )
    except Unreadable as refusal:
        raise Unreadable(refusal.sentence, field=field) from refusal
    rows.begin(
        conn, person, what="added", by=gesture.person.id, via=via(gesture), now=gesture.now, batch=batch
    )
    return person
