"""Opening a case: in words, by the form, from a message somebody wrote, or with a promise that was not kept."""

from typing import NamedTuple

from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot import dates
from bot import mistake_kinds as kinds
from bot import mistakes as rules
from bot.apologies import defensive
from bot.mistake_orders import read_mistake
from bot.refusals import Unknown
from bot.sources import recalled
from bot.text import NAME_MAX
from handlers import away_notes, new_here, twins
from handlers.effects import WhichCustomer, once, via
from handlers.for_whom import Chosen, Whom, ask_customer, customer_for, in_form, owner, perhaps
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.mistake_card import customer_of
from handlers.people import local
from handlers.promise_giving import UNKNOWN_PERSON
from handlers.slack_text import plain
from handlers.sources import OPEN_TO_COLLEAGUES, SAID_IN_PRIVATE, names_in, source_of, written
from handlers.views import mistake_forms as form_views
from handlers.views import mistakes as views
from handlers.views.eye import Eye
from storage import customers, mistakes, rows
from storage.tables import Customer, History, Mistake, Promise


class Wish(NamedTuple):
    """A case ready to be saved, but for whom it is about: the words stand there, perhaps with the name in them."""

    given: rules.Given
    whom: Whom


async def give(house: House, gesture: Gesture, typed: str, chosen: Chosen | None = None) -> Answer:
    """A mistake in words: its case is opened at once if they say enough, otherwise the form with the rest filled in."""
    said_at = chosen.at if chosen else gesture.now
    source = chosen.source if chosen else source_of(house, gesture)
    said = read_mistake(
        typed,
        now=local(said_at, gesture.person),
        order=house.settings.date_order,
        languages=dates.spoken(gesture.person.locale),
    )
    names = await names_in(house, gesture, typed)
    words, name = plain(said.words, names), plain(said.customer, names)
    whom = chosen.whom(name, words) if chosen else Whom(words, name, channel_id=gesture.channel_id)
    repairs = (await owner(house, gesture, said.owner_id)).id if said.owner_id else None
    given = rules.Given(words=whom.words, said_by=gesture.person.id, owner_id=repairs, source=source)
    wish = Wish(given, whom)
    if not whom.words:
        form = await _half_form(house, gesture, wish, "What happened?")
        return Ask(form, kept=plain(typed, names))
    try:
        saved = await house.db.write(save, gesture, wish)
    except WhichCustomer as unsure:
        question = await ask_customer(
            house, gesture, unsure, what="mistake", typed=typed, said_at=said_at, source=source
        )
        wish = wish._replace(whom=whom._replace(new=False))
        return question or Ask(
            await _half_form(house, gesture, wish, "Which customer did it happen to?"),
            kept=plain(typed, names),
        )
    return await _saved(house, gesture, wish.whom, *saved, typed=typed)


def save(conn: Connection, gesture: Gesture, wish: Wish) -> tuple[Customer, Mistake, History, bool]:
    """Finds or adds the customer and opens the case with its history; says too whether that is new or a repeated
    gesture found what it had written. Raises WhichCustomer or a Refusal."""
    made: list[tuple[Customer, Mistake]] = []

    def effect() -> History:
        customer, words = customer_for(conn, gesture, wish.whom)
        mistake = rules.make(
            wish.given._replace(words=words),
            team_id=gesture.team_id,
            customer_id=customer.id or 0,
            number=rows.next_number(conn, gesture.team_id, "mistake"),
            now=gesture.now,
        )
        made.append((customer, mistake))
        return rows.begin(
            conn,
            mistake,
            what="opened",
            by=gesture.person.id,
            via=via(gesture),
            now=gesture.now,
            batch=wish.whom.batch(gesture),
        )

    entry = once(conn, gesture, effect)
    if made:
        return *made[0], entry, True
    mistake = rows.row_of(conn, entry)
    if not isinstance(mistake, Mistake):
        raise Unknown(
            "That gesture came twice, and what it did first was something else. Nothing was logged."
        )
    return customer_of(conn, mistake), mistake, entry, False


def open_from_promise(conn: Connection, gesture: Gesture, promise: Promise) -> Mistake:
    """The case of a promise that was just closed as not kept, in the same transaction and batch, so that undoing the
    closing takes the case back too. One that is there already stays the only one."""
    there = mistakes.of_promise(conn, gesture.team_id, promise.id or 0)
    if there is not None:
        return there
    number = rows.next_number(conn, gesture.team_id, "mistake")
    mistake = rules.of_promise(promise, number=number, by=gesture.person.id, now=gesture.now)
    rows.begin(
        conn,
        mistake,
        what="opened",
        by=gesture.person.id,
        via=via(gesture),
        now=gesture.now,
        batch=gesture.key,
    )
    return mistake


async def _saved(
    house: House,
    gesture: Gesture,
    whom: Whom,
    customer: Customer,
    mistake: Mistake,
    entry: History,
    fresh: bool,
    *,
    typed: str = "",
) -> Answer:
    remarks = [f"I don't know {name}, so that stayed in the words." for name in UNKNOWN_PERSON.findall(typed)]
    remarks += await new_here.remark(house, whom, customer)
    if mistake.owner_id and mistake.owner_id != gesture.person.id:
        repairs = await house.people.get(mistake.owner_id, now=gesture.now)
        if fresh:
            house.talk.later(tell_owner(house, gesture, customer, mistake))
        remarks.append(f"{repairs.name} hears of it from me, with the same buttons.")
        remarks += filter(None, [await away_notes.note(house, gesture, mistake.owner_id, customer)])
    remarks += await twins.remark(house, gesture, mistake)
    refresh(house, {mistake.owner_id or "", gesture.person.id}, now=gesture.now)
    message = views.saved(mistake, customer, entry, remarks=remarks, turns=defensive(mistake.words))
    return Say(message, title=f"M-{mistake.number}")


async def tell_owner(house: House, gesture: Gesture, customer: Customer, mistake: Mistake) -> None:
    """Tells somebody what a colleague asks them to put right, and the colleague if that did not reach them."""
    repairs = await house.people.get(mistake.owner_id or "", now=gesture.now)
    seen = Eye(repairs.zone, house.settings.working_hours, gesture.now)
    message = views.made_owner(mistake, customer, gesture.person.id, seen)
    if not await house.tell(repairs.id, message.body()):
        await house.tell(gesture.person.id, views.not_reached(repairs.name, mistake).body())


async def open_form(house: House, gesture: Gesture) -> Answer:
    """The empty form; in a linked channel for its customer."""
    linked = await house.db.read(customers.of_channel, gesture.team_id, gesture.channel_id)
    return Ask(form_views.give_form(customer=linked))


async def new(house: House, gesture: Gesture) -> Answer:
    """The empty form, or with a customer's number the form for them, with the words that stand behind it."""
    customer = None
    number, _, words = gesture.value.partition(" ")
    if number.isdecimal():
        customer = await house.db.read(customers.by_number, gesture.team_id, int(number))
    return Ask(form_views.give_form(words=words, customer=customer))


async def _half_form(house: House, gesture: Gesture, wish: Wish, *remarks: str) -> View:
    """The form with everything that was understood, and the remarks on what was not."""
    customer, words, which = await house.db.read(perhaps, gesture, wish.whom)
    given = wish.given
    return form_views.give_form(
        words=words,
        owner_id=given.owner_id,
        severity=kinds.severity(kinds.guess(words), None, words),
        noticed_by=kinds.noticed_first(words),
        public=kinds.is_public(words),
        customer=customer,
        new_customer="" if customer or which else wish.whom.name[:NAME_MAX],
        remarks=[remark for remark in (*remarks, which) if remark],
        memory={
            "source": given.source.memory(),
            "said_by": given.said_by if given.said_by != gesture.person.id else "",
        },
    )


async def from_message(house: House, gesture: Gesture) -> Answer:
    """*Log a mistake* on a message: its words, its link, its writer and its channel's customer, in the form.

    What was said in private is quoted nowhere else, so its words are left to the person (product page, section 8).
    """
    names = await names_in(house, gesture, gesture.value)
    writer, written_at = await written(house, gesture)
    source = source_of(house, gesture)
    said = read_mistake(
        gesture.value,
        now=local(written_at, writer),
        order=house.settings.date_order,
        languages=dates.spoken(writer.locale),
    )
    words, name = plain(said.words, names), plain(said.customer, names)
    whom = Whom(words, name, channel_id=gesture.channel_id)
    if name and (await house.db.read(perhaps, gesture, whom))[0] is None:
        # "FYI: …" is no customer's name; the channel may say whose it is
        whom = Whom(f"{name}: {words}", channel_id=gesture.channel_id)
    if source.private:
        known = (await house.db.read(perhaps, gesture, whom))[0]
        whom = Whom("", number=known.number if known else None)
    given = rules.Given(words=whom.words, said_by=writer.id, owner_id=said.owner_id, source=source)
    remark = SAID_IN_PRIVATE if source.private else OPEN_TO_COLLEAGUES
    return Ask(await _half_form(house, gesture, Wish(given, whom), remark))


async def give_from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off: the same rules, a refusal under the field it concerns."""
    wish = await read_form(house, gesture)
    return await _saved(house, gesture, wish.whom, *await house.db.write(save, gesture, wish))


async def read_form(house: House, gesture: Gesture) -> Wish:
    """The form's fields."""
    form = gesture.form
    repairs = await owner(house, gesture, form["owner"]) if form.get("owner") else None
    noticed = form.get("noticed", "")
    given = rules.Given(
        words=form.get("words", ""),
        said_by=str(gesture.memory.get("said_by") or gesture.person.id),
        owner_id=repairs.id if repairs else None,
        kind=form.get("kind"),
        severity=form.get("severity"),
        noticed_by=noticed if noticed in rules.NOTICED else "",
        public=form.get("public") == "yes",
        source=recalled(gesture.memory),
    )
    return Wish(given, in_form(gesture, given.words))
