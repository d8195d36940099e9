"""Giving a promise: in words, by the form, or from a message somebody wrote."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot import dates, twins, wording
from bot import promises as rules
from bot.access import Person
from bot.calendar import instant, wall_on
from bot.moments import day_in_words
from bot.patterns import pattern
from bot.refusals import Unknown, WrongOrder
from bot.sources import recalled
from bot.text import NAME_MAX
from handlers import away_notes, new_here
from handlers.due_dates import as_typed, doubt, read_field, wall
from handlers.effects import WhichCustomer, customer_of, once, via
from handlers.for_whom import Chosen, Whom, ask_customer, customer_for, in_form, owner, perhaps
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.people import local
from handlers.promise_card import eye
from handlers.slack_text import plain
from handlers.sources import OPEN_TO_COLLEAGUES, SAID_IN_PRIVATE, names_in, source_of, written
from handlers.views import promise_forms as form_views
from handlers.views import promises as views
from handlers.views.eye import Eye
from storage import customers, promises, rows
from storage.tables import Customer, History, Promise

# A name that Slack did not turn into a mention, because nobody here has it. It begins with its @, which is quickly found.
UNKNOWN_PERSON = re.compile(r"@(?<![\w<.]@)[\w.-]{2,40}")
TWO_SIDE_BY_SIDE = pattern(
    rf"{wording.MENTION.pattern}[\s,]{{0,5}}(?:(?:and|&amp;)\s{{1,5}})?{wording.MENTION.pattern}"
)


class Wish(NamedTuple):
    """A promise ready to be saved, but for whom it is for: the words stand there, perhaps with the name in them."""

    given: rules.Given
    whom: Whom


class Saved(NamedTuple):
    """A promise that is written; `fresh` unless a repeated gesture found it. `before` gives number and words of what was
    given just before it, and is asked after the commit: PostgreSQL answers that together with what is written."""

    customer: Customer
    promise: Promise
    entry: History
    fresh: bool = True
    before: Callable[[], list[tuple[int, str]]] = list

    def twin(self) -> int | None:
        """The number of the first one before it that says the same, case and punctuation aside; None where none does."""
        return twins.twin(self.promise.words, self.before())


async def give(house: House, gesture: Gesture, typed: str, chosen: Chosen | None = None) -> Answer:
    """A promise in words: logged at once if they say enough, otherwise the form with the rest filled in.

    With a `chosen` customer its dates are still those that were meant when it was typed.
    """
    said_at = chosen.at if chosen else gesture.now
    source = chosen.source if chosen else source_of(house, gesture)
    said = read(house, gesture.person, typed, said_at)
    names = await names_in(house, gesture, typed)
    words, name = plain(said.words, names), plain(said.customer, names)
    whom = chosen.whom(name, words) if chosen else Whom(words, name, channel_id=gesture.channel_id)
    owes = await owner(house, gesture, said.owner_id or gesture.person.id)
    due_question = doubt(said.due, typed=said.due_text, person=gesture.person, now=gesture.now)
    aim_question = doubt(said.aim, typed=said.aim_text, person=gesture.person, now=gesture.now)
    given = rules.Given(
        words=whom.words,
        owner_id=owes.id,
        said_by=gesture.person.id,
        zone=gesture.person.zone,
        due=None if due_question else wall(said.due),
        aim=None if aim_question else wall(said.aim),
        source=source,
    )
    wish = Wish(given, whom)
    due_question = due_question or ("Which date were they told?" if said.due is None else "")
    # By the field it is about: the cursor is in the first one.
    asked = {
        "words": "" if whom.words else "What did you promise?",
        "due": due_question if whom.words or said.due else "",
        "aim": aim_question and f"Our own aim: {aim_question}",
    }
    if questions := {field: question for field, question in asked.items() if question}:
        form = await _half_form(house, gesture, wish, *questions.values(), focus=next(iter(questions)))
        return Ask(form, kept=plain(typed, names))
    try:
        saved = await house.db.write(save, gesture, wish, house.terms)
    except WhichCustomer as unsure:
        question = await ask_customer(
            house, gesture, unsure, what="promise", typed=typed, said_at=said_at, source=source
        )
        wish = wish._replace(whom=whom._replace(new=False))
        return question or Ask(
            await _half_form(house, gesture, wish, "Which customer is it for?"), kept=plain(typed, names)
        )
    except (
        WrongOrder
    ) as refusal:  # "by EOD" when the day has ended, an aim after the date: asked, not refused
        left = given._replace(due=None) if refusal.field == "due" else given._replace(aim=None)
        form = await _half_form(
            house, gesture, wish._replace(given=left), refusal.sentence, focus=refusal.field
        )
        return Ask(form, kept=plain(typed, names))
    return await _saved(house, gesture, saved, wish.whom)


def read(house: House, speaker: Person, typed: str, at: datetime) -> wording.Said:
    """What somebody typed at an instant, in the languages that they speak."""
    return wording.read_promise(
        typed,
        now=local(at, speaker),
        order=house.settings.date_order,
        languages=dates.spoken(speaker.locale),
    )


def save(conn: Connection, gesture: Gesture, wish: Wish, terms: rules.Terms) -> Saved:
    """Finds or adds the customer and writes the promise with its history. Raises WhichCustomer or a Refusal."""
    made: list[Saved] = []

    def effect() -> History:
        taken = rows.number_and_ids_soon(conn, gesture.team_id, Promise)
        customer, words = customer_for(conn, gesture, wish.whom)
        number, ids = taken()
        promise = rules.make(
            wish.given._replace(words=words),
            team_id=gesture.team_id,
            customer_id=customer.id or 0,
            number=number,
            terms=terms,
            now=gesture.now,
        )
        before = promises.just_given(conn, promise, since=gesture.now - twins.WITHIN)
        entry = rows.begin(
            conn,
            promise,
            what="given",
            by=gesture.person.id,
            via=via(gesture),
            now=gesture.now,
            batch=wish.whom.batch(gesture),
            # Undo goes back from the newest entry, which a new customer's own is not.
            ids=rows.NOT_TAKEN if wish.whom.new else ids,
        )
        made.append(Saved(customer, promise, entry, before=before))
        return entry

    entry = once(conn, gesture, effect)
    if made:
        return made[0]
    promise = rows.row_of(conn, entry)
    if not isinstance(promise, Promise):
        raise Unknown(
            "That gesture came twice, and what it did first was something else. Nothing was logged."
        )
    given = promises.just_given(conn, promise, since=promise.created_at - twins.WITHIN)

    def before() -> list[tuple[int, str]]:
        return [each for each in given() if each[0] != promise.number]

    return Saved(customer_of(conn, promise), promise, entry, fresh=False, before=before)


async def _saved(house: House, gesture: Gesture, saved: Saved, whom: Whom) -> Answer:
    customer, promise = saved.customer, saved.promise
    remarks = [
        f"I don't know {name}, so that stayed in the words." for name in UNKNOWN_PERSON.findall(gesture.value)
    ]
    if (
        "<@" in gesture.value
        and (two := TWO_SIDE_BY_SIDE.search(gesture.value))
        and two[3] == promise.owner_id
    ):
        both = [(await house.people.get(user_id, now=gesture.now)).name for user_id in (two[1], two[3])]
        remarks.append(f"A promise has one owner, here {both[1]}: {both[0]} stayed in the words.")
    remarks += await new_here.remark(house, whom, customer)
    if promise.owner_id != gesture.person.id:
        owes = await house.people.get(promise.owner_id, now=gesture.now)
        if saved.fresh:
            house.talk.later(tell_owner(house, gesture, customer, promise))
        remarks.append(f"{owes.name} hears of it from me, with the same buttons.")
        remarks += filter(None, [await away_notes.note(house, gesture, promise.owner_id, customer)])
    if (twin := saved.twin()) is not None:
        remarks.append(f"P-{twin} says the same; Undo takes this one back.")
    refresh(house, {promise.owner_id, gesture.person.id}, now=gesture.now)
    message = views.saved(promise, customer, saved.entry, eye(house, gesture), remarks=remarks)
    return Say(message, title=f"P-{promise.number}")


async def tell_owner(house: House, gesture: Gesture, customer: Customer, promise: Promise) -> None:
    """Tells somebody what a colleague gave them to keep, and the colleague if that did not reach them."""
    owes = await house.people.get(promise.owner_id, now=gesture.now)
    seen = Eye(owes.zone, house.settings.working_hours, gesture.now)
    message = views.made_owner(promise, customer, gesture.person.id, seen)
    if not await house.tell(owes.id, message.body()):
        sorry = views.not_reached(owes.name, promise)
        await house.tell(gesture.person.id, sorry.body())


async def open_form(house: House, gesture: Gesture) -> Answer:
    """The empty form; in a linked channel for its customer."""
    linked = await house.db.read(customers.of_channel, gesture.team_id, gesture.channel_id)
    return Ask(form_views.give_form(owner_id=gesture.person.id, customer=linked))


async def new(house: House, gesture: Gesture) -> Answer:
    """The empty form, or with a customer's number the form for them."""
    customer = None
    if gesture.value.isdecimal():
        customer = await house.db.read(customers.by_number, gesture.team_id, int(gesture.value))
    return Ask(form_views.give_form(owner_id=gesture.person.id, customer=customer))


async def _half_form(house: House, gesture: Gesture, wish: Wish, *remarks: str, focus: str = "") -> View:
    """The form with everything that was understood, and the remarks on what was not; the cursor in the field `focus`,
    where it is known whose promise it is."""
    customer, words, which = await house.db.read(perhaps, gesture, wish.whom)
    given = wish.given
    return form_views.give_form(
        words=words,
        due=as_typed(given.due),
        aim=as_typed(given.aim),
        owner_id=given.owner_id,
        customer=customer,
        new_customer="" if customer or which else wish.whom.name[:NAME_MAX],
        remarks=[remark for remark in (*remarks, which) if remark],
        memory={
            "source": given.source.memory(),
            "said_by": given.said_by if given.said_by != gesture.person.id else "",
        },
        focus=focus if customer else "",
    )


async def from_message(house: House, gesture: Gesture) -> Answer:
    """*Log a promise* on a message: its words, its link, its writer and its channel's customer, in the form.

    Dates are read as they were meant: on the writer's clock when it was written. What was said in private is quoted
    nowhere else, so its words are left to the person (product page, section 8).
    """
    names = await names_in(house, gesture, gesture.value)
    writer, written_at = await written(house, gesture)
    source = source_of(house, gesture)
    said = read(house, writer, gesture.value, written_at)
    words, name = plain(said.words, names), plain(said.customer, names)
    whom = Whom(words, name, channel_id=gesture.channel_id)
    if name and (await house.db.read(perhaps, gesture, whom))[0] is None:
        # "FYI: …" is no customer's name; the channel may say whose it is
        whom = Whom(f"{name}: {words}", channel_id=gesture.channel_id)
    given = rules.Given(
        words=whom.words,
        owner_id=gesture.person.id,
        said_by=writer.id,
        zone=writer.zone,
        due=wall(said.due),
        aim=wall(said.aim),
        source=source,
    )
    wish, question = _ask_old_date(house, gesture, Wish(given, whom), said, writer)
    if source.private:
        known = await house.db.read(perhaps, gesture, whom)
        number = known[0].number if known[0] else None
        wish = wish._replace(whom=Whom("", number=number))
    remark = SAID_IN_PRIVATE if source.private else OPEN_TO_COLLEAGUES
    return Ask(await _half_form(house, gesture, wish, remark, question))


def _ask_old_date(
    house: House, gesture: Gesture, wish: Wish, said: wording.Said, writer: Person
) -> tuple[Wish, str]:
    """The wish without a date that is in doubt or over by now, and the question about it; dates on this person's clock."""
    question = doubt(said.due, typed=said.due_text, person=writer, now=gesture.now)
    zone, own = writer.zone, gesture.person.zone
    due = None if question or wish.given.due is None else wall_on(wish.given.due, zone, own)
    if due is not None and instant(due, own, house.settings.working_hours) < gesture.now:
        day = day_in_words(due, now=gesture.now, zone=own)
        due, question = None, f"“{said.due_text}” was {day}, which is over. Which date were they told?"
    unsure = due is None or doubt(said.aim, typed=said.aim_text, person=writer, now=gesture.now)
    aim = None if unsure or wish.given.aim is None else wall_on(wish.given.aim, zone, own)
    return wish._replace(given=wish.given._replace(due=due, aim=aim, zone=own)), question


async def give_from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off: the same rules, a refusal under the field it concerns."""
    wish = await read_form(house, gesture)
    saved = await house.db.write(save, gesture, wish, house.terms)
    return await _saved(house, gesture, saved, wish.whom)


async def read_form(house: House, gesture: Gesture, *, edited: Promise | None = None) -> Wish:
    """The form's fields; its dates are on this person's clock, or on that of the promise that is `edited` in it."""
    form = gesture.form
    reader = gesture.person._replace(zone=edited.zone) if edited else gesture.person
    due, aim = (edited.due_wall, edited.aim_wall) if edited else (None, None)
    owes = await owner(house, gesture, form.get("owner") or gesture.person.id)
    given = rules.Given(
        words=form.get("words", ""),
        owner_id=owes.id,
        said_by=str(gesture.memory.get("said_by") or gesture.person.id),
        zone=reader.zone,
        due=read_field(house, reader, form.get("due", ""), field="due", now=gesture.now, stands=due),
        aim=read_field(house, reader, form.get("aim", ""), field="aim", now=gesture.now, stands=aim),
        kind=form.get("kind"),
        agreed=form.get("agreed", "said"),
        source=recalled(gesture.memory),
    )
    return Wish(given, in_form(gesture, given.words))
