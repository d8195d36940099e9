"""A customer waits on us: said in words, or by the form."""

from datetime import datetime
from typing import NamedTuple

from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot import dates
from bot import waiting as rules
from bot import waiting_words as reading
from bot.calendar import WorkingHours, instant, wall_of
from bot.dates import Found
from bot.promises import Terms
from bot.refusals import Unknown, WrongOrder
from bot.sources import recalled
from bot.text import NAME_MAX
from handlers import away_notes, new_here, twins
from handlers.due_dates import as_typed, doubt, read_field, wall
from handlers.effects import WhichCustomer, once, via
from handlers.for_whom import Chosen, Whom, ask_customer, customer_for, in_form, owner, perhaps
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.people import local
from handlers.promise_card import eye
from handlers.promise_giving import UNKNOWN_PERSON
from handlers.slack_text import plain
from handlers.sources import names_in, source_of
from handlers.views import waiting as views
from handlers.views.eye import Eye
from storage import customers, rows
from storage.tables import Customer, History, Waiting


class Wish(NamedTuple):
    """A wait ready to be saved, but for whose it is."""

    given: rules.Given
    whom: Whom


async def give(house: House, gesture: Gesture, typed: str, chosen: Chosen | None = None) -> Answer:
    """A wait in words: its clock starts at once if they say enough, otherwise the form with the rest filled in."""
    said_at = chosen.at if chosen else gesture.now
    source = chosen.source if chosen else source_of(house, gesture)
    said = reading.read_waiting(
        typed,
        now=local(said_at, gesture.person),
        order=house.settings.date_order,
        languages=dates.spoken(gesture.person.locale),
    )
    names = await names_in(house, gesture, typed)
    words, name = plain(said.words, names), plain(said.customer, names)
    whom = chosen.whom(name, words) if chosen else Whom(words, name, channel_id=gesture.channel_id)
    owes = await owner(house, gesture, said.owner_id or gesture.person.id)
    question = doubt(said.due, typed=said.due_text, person=gesture.person, now=gesture.now)
    given = rules.Given(
        words=whom.words,
        owner_id=owes.id,
        said_by=gesture.person.id,
        zone=gesture.person.zone,
        since=_since(said.since, gesture.person.zone, house.terms.hours, said_at),
        due=None if question else wall(said.due),
        source=source,
    )
    wish = Wish(given, whom)
    if question or not whom.words:
        form = await _half_form(house, gesture, wish, question or "What do they wait for?")
        return Ask(form, kept=plain(typed, names))
    try:
        saved = await house.db.write(save, gesture, wish, house.terms)
    except WhichCustomer as unsure:
        asked = await ask_customer(
            house, gesture, unsure, what="waiting", typed=typed, said_at=said_at, source=source
        )
        wish = wish._replace(whom=whom._replace(new=False))
        return asked or Ask(
            await _half_form(house, gesture, wish, "Who waits on us?"), kept=plain(typed, names)
        )
    except WrongOrder as refusal:
        wish = wish._replace(given=given._replace(due=None))
        return Ask(await _half_form(house, gesture, wish, refusal.sentence), kept=plain(typed, names))
    return await _saved(house, gesture, wish.whom, *saved, typed=typed)


def _since(found: Found | None, zone: str, hours: WorkingHours, said_at: datetime) -> datetime:
    """Since when they wait: the beginning of that working day, or its hour; otherwise since it was said."""
    if found is None:
        return said_at
    return min(instant(wall_of(found.day, found.time or hours.starts), zone, hours), said_at)


def save(
    conn: Connection, gesture: Gesture, wish: Wish, terms: Terms
) -> tuple[Customer, Waiting, History, bool]:
    """Finds or adds the customer and writes the wait with its history; says too whether that is new. Raises
    WhichCustomer or a Refusal."""
    made: list[tuple[Customer, Waiting]] = []

    def effect() -> History:
        customer, words = customer_for(conn, gesture, wish.whom)
        waiting = rules.make(
            wish.given._replace(words=words),
            team_id=gesture.team_id,
            customer_id=customer.id or 0,
            number=rows.next_number(conn, gesture.team_id, "waiting"),
            terms=terms,
            now=gesture.now,
        )
        made.append((customer, waiting))
        by = gesture.person.id
        batch = wish.whom.batch(gesture)
        return rows.begin(conn, waiting, what="began", by=by, via=via(gesture), now=gesture.now, batch=batch)

    entry = once(conn, gesture, effect)
    if made:
        return *made[0], entry, True
    waiting = rows.row_of(conn, entry)
    if not isinstance(waiting, Waiting):
        raise Unknown(
            "That gesture came twice, and what it did first was something else. Nothing was logged."
        )
    customer = customers.by_id(conn, waiting.team_id, waiting.customer_id)
    if customer is None:
        raise Unknown(f"The customer of W-{waiting.number} was taken back.")
    return customer, waiting, entry, False


async def _saved(
    house: House,
    gesture: Gesture,
    whom: Whom,
    customer: Customer,
    waiting: Waiting,
    entry: History,
    fresh: bool,
    *,
    typed: str = "",
) -> Answer:
    remarks = [f"I don't know {name}, so that stayed in the words." for name in UNKNOWN_PERSON.findall(typed)]
    remarks += await new_here.remark(house, whom, customer)
    if waiting.owner_id != gesture.person.id:
        owes = await house.people.get(waiting.owner_id, now=gesture.now)
        if fresh:
            house.talk.later(tell_owner(house, gesture, customer, waiting))
        remarks.append(f"{owes.name} hears of it from me, with the same buttons.")
        remarks += filter(None, [await away_notes.note(house, gesture, waiting.owner_id, customer)])
    remarks += await twins.remark(house, gesture, waiting)
    refresh(house, {waiting.owner_id, gesture.person.id}, now=gesture.now)
    message = views.saved(waiting, customer, entry, eye(house, gesture), remarks=remarks)
    return Say(message, title=f"W-{waiting.number}")


async def tell_owner(house: House, gesture: Gesture, customer: Customer, waiting: Waiting) -> None:
    """Tells somebody whom a colleague gave them to answer, and the colleague if that did not reach them."""
    owes = await house.people.get(waiting.owner_id, now=gesture.now)
    seen = Eye(owes.zone, house.terms.hours, gesture.now)
    message = views.made_owner(waiting, customer, gesture.person.id, seen)
    if not await house.tell(owes.id, message.body()):
        await house.tell(gesture.person.id, views.not_reached(owes.name, waiting).body())


async def new(house: House, gesture: Gesture) -> Answer:
    """The empty form: with a customer's number for them, in a linked channel for its customer."""
    if gesture.value.isdecimal():
        customer = await house.db.read(customers.by_number, gesture.team_id, int(gesture.value))
    else:
        customer = await house.db.read(customers.of_channel, gesture.team_id, gesture.channel_id)
    return Ask(views.waiting_form(owner_id=gesture.person.id, customer=customer))


async def empty(house: House, gesture: Gesture) -> Answer:
    """The form for what was said in private: of the message it holds nothing but the channel's customer."""
    return await new(house, gesture._replace(value=""))


async def _half_form(house: House, gesture: Gesture, wish: Wish, *remarks: str) -> View:
    """The form with everything that was understood, and the remarks on what was not."""
    customer, words, which = await house.db.read(perhaps, gesture, wish.whom)
    given = wish.given
    return views.waiting_form(
        words=words,
        due=as_typed(given.due),
        owner_id=given.owner_id,
        customer=customer,
        new_customer="" if customer or which else wish.whom.name[:NAME_MAX],
        remarks=[remark for remark in (*remarks, which) if remark],
        memory={"source": given.source.memory(), "since": given.since.isoformat()},
    )


async def give_from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off: the same rules, a refusal under the field it concerns."""
    wish = await read_form(house, gesture)
    return await _saved(house, gesture, wish.whom, *await house.db.write(save, gesture, wish, house.terms))


async def read_form(house: House, gesture: Gesture, *, edited: Waiting | None = None) -> Wish:
    """The form's fields; its date is on this person's clock, or on that of the wait that is `edited` in it."""
    form = gesture.form
    reader = gesture.person._replace(zone=edited.zone) if edited else gesture.person
    due = edited.due_wall if edited else None
    owes = await owner(house, gesture, form.get("owner") or gesture.person.id)
    since = str(gesture.memory.get("since") or "")
    given = rules.Given(
        words=form.get("words", ""),
        owner_id=owes.id,
        said_by=gesture.person.id,
        zone=reader.zone,
        since=datetime.fromisoformat(since) if since else gesture.now,
        due=read_field(house, reader, form.get("due", ""), field="due", now=gesture.now, stands=due),
        source=recalled(gesture.memory),
    )
    return Wish(given, in_form(gesture, given.words))
