"""Logging a contact: in words, by the form, or from a message somebody wrote."""

from datetime import date

from slack_sdk.models.views import View

from bot import contact_words as wording
from bot import contacts as rules
from bot import dates
from bot.access import Person, admit_owner
from bot.calendar import wall_of
from bot.contacts import day_of
from bot.moments import day_in_words
from bot.refusals import WrongOrder
from bot.sources import recalled
from bot.text import NAME_MAX
from handlers.contact_fields import given_in_form, words_of
from handlers.contact_saving import Wish, save, saved
from handlers.due_dates import as_typed, doubt, wall
from handlers.effects import WhichCustomer
from handlers.for_whom import Chosen, Whom, ask_customer, in_form, perhaps
from handlers.gestures import Answer, Ask, Gesture
from handlers.house import House
from handlers.people import local
from handlers.slack_text import plain
from handlers.sources import OPEN_TO_COLLEAGUES, SAID_IN_PRIVATE, names_in, source_of, written
from handlers.views import contact_forms as form_views
from storage import customers
from storage.tables import Contact

ASK_WORDS = "What was said?"
ASK_HOW = "How was it: a call, a visit, a mail …?"


async def give(house: House, gesture: Gesture, typed: str, chosen: Chosen | None = None) -> Answer:
    """A contact in words: logged at once if they say how it was, otherwise the form with the rest filled in.

    With a `chosen` customer its dates are still those that were meant when it was typed.
    """
    _, written_at = await written(house, gesture)
    said_at = min(chosen.at if chosen else written_at, gesture.now)
    source = chosen.source if chosen else source_of(house, gesture)
    names = await names_in(house, gesture, typed)
    order = house.settings.date_order
    now, languages = local(said_at, gesture.person), dates.spoken(gesture.person.locale)
    head = wording.head(typed, now=now, order=order, languages=languages)
    name, body = plain(head.customer, names), plain(head.words, names)
    whom = chosen.whom(name, body) if chosen else Whom(body, name, channel_id=gesture.channel_id)
    by = await _whose(house, gesture, head.by_id)
    _, rest, _ = await house.db.read(perhaps, gesture, whom)
    said = wording.read(rest, now=now, order=order, languages=languages)
    given = rules.Given(
        words=said.words,
        how=said.how,
        by_id=by.id,
        said_by=gesture.person.id,
        zone=gesture.person.zone,
        purpose=said.purpose,
        sounded=said.sounded,
        at=said.when.at or (now if said_at != gesture.now else None),
        whole_day=said.when.whole_day,
        source=source,
    )
    given, remarks = _with_next(house, gesture, given, said)
    wish = Wish(given, whom)
    if missing := _missing(gesture, said):
        return Ask(await _half_form(house, gesture, wish, *missing, *remarks), kept=plain(typed, names))
    try:
        made = await house.db.write(save, gesture, wish, house.terms.hours)
    except WhichCustomer as unsure:
        question = await ask_customer(
            house, gesture, unsure, what="contact", typed=typed, said_at=said_at, source=source
        )
        wish = wish._replace(whom=whom._replace(new=False))
        return question or Ask(
            await _half_form(house, gesture, wish, "Which customer was it?"), kept=plain(typed, names)
        )
    except WrongOrder as refusal:
        left = given._replace(next_wall=None) if refusal.field == "next_due" else given._replace(at=None)
        form = await _half_form(house, gesture, wish._replace(given=left), refusal.sentence)
        return Ask(form, kept=plain(typed, names))
    return await saved(house, gesture, wish.whom, *made, remarks=remarks)


async def _whose(house: House, gesture: Gesture, user_id: str | None) -> Person:
    """The colleague whose contact it was. Raises NotAllowed for somebody who is none."""
    if not user_id or user_id == gesture.person.id:
        return gesture.person
    found = await house.people.get(user_id, now=gesture.now)
    admit_owner(found, field="by", to="have contacts here")
    return found


def _with_next(
    house: House, gesture: Gesture, given: rules.Given, said: wording.Read
) -> tuple[rules.Given, list[str]]:
    """The contact with the next step that was said; a date of it that is in doubt stays in the words, and is asked. "In 2
    weeks" moves to a working day, as with the buttons, and that is said."""
    if said.next_words is None:
        return given, []
    question = doubt(said.next, typed=said.next_text, person=gesture.person, now=gesture.now)
    words = f"{said.next_words} {said.next_text}".strip() if question else said.next_words
    due, remarks = (None, [question]) if question else (wall(said.next), [])
    if due is not None and wording.is_so_far_on(said):
        moved = wall_of(rules.working_day(date.fromisoformat(due), house.terms.hours), None)
        if moved != due:
            was, day = (
                day_in_words(each, now=gesture.now, zone=gesture.person.zone) for each in (due, moved)
            )
            due, remarks = (
                moved,
                [f"“{said.next_text}” is {was}, when nobody works, so the next step is on {day}."],
            )
    return given._replace(next="planned", next_words=words, next_wall=due), remarks


def _missing(gesture: Gesture, said: wording.Read) -> list[str]:
    """What has to be asked before it can be logged."""
    missing = []
    if not said.words:
        missing.append(ASK_WORDS)
    elif not said.how:
        missing.append(ASK_HOW)
    if said.when.found and said.when.ahead:
        missing.append(f"“{said.when.text}” is still to come, and a contact lies in the past. When was it?")
    elif said.when.found and said.when.at is None:
        missing.append(doubt(said.when.found, typed=said.when.text, person=gesture.person, now=gesture.now))
    return missing


async def open_form(house: House, gesture: Gesture) -> Answer:
    """The empty form; in a linked channel for its customer."""
    linked = await house.db.read(customers.of_channel, gesture.team_id, gesture.channel_id)
    return Ask(form_views.contact_form({"by": gesture.person.id}, customer=linked))


async def new(house: House, gesture: Gesture) -> Answer:
    """The empty form, or with a customer's number the form for them."""
    customer = None
    if gesture.value.isdecimal():
        customer = await house.db.read(customers.by_number, gesture.team_id, int(gesture.value))
    return Ask(form_views.contact_form({"by": gesture.person.id}, customer=customer))


async def _half_form(house: House, gesture: Gesture, wish: Wish, *remarks: str) -> View:
    """The form with everything that was understood, and the remarks on what was not."""
    customer, _, which = await house.db.read(perhaps, gesture, wish.whom)
    given = wish.given
    when = ""
    if given.at is not None:
        day, at = (
            (given.at.date(), None) if given.whole_day else day_of(given.at, given.zone, house.terms.hours)
        )
        when = as_typed(wall_of(day, at))
    fields = words_of(given) | {"when": when, "people": ", ".join(wish.people or ())}
    return form_views.contact_form(
        fields,
        customer=customer,
        new_customer="" if customer or which else wish.whom.name[:NAME_MAX],
        remarks=[remark for remark in (*remarks, which) if remark],
        memory={
            "source": given.source.memory(),
            "said_by": given.said_by if given.said_by != gesture.person.id else "",
        },
    )


async def from_message(house: House, gesture: Gesture) -> Answer:
    """*Log a contact* on a message: its words, its link, its writer and its channel's customer, in the form.

    Dates are read as they were meant: on the writer's clock when it was written. What was said in private is quoted
    nowhere else, so its words are left to the person (product page, section 8).
    """
    names = await names_in(house, gesture, gesture.value)
    writer, written_at = await written(house, gesture)
    source = source_of(house, gesture)
    order, now = house.settings.date_order, local(min(written_at, gesture.now), writer)
    languages = dates.spoken(writer.locale)
    head = wording.head(gesture.value, now=now, order=order, languages=languages)
    name, body = plain(head.customer, names), plain(head.words, names)
    whom = Whom(body, name, channel_id=gesture.channel_id)
    customer, rest, _ = await house.db.read(perhaps, gesture, whom)
    if name and customer is None:
        # "FYI: …" is no customer's name; the channel may say whose it is
        whom = Whom(f"{name}: {body}", channel_id=gesture.channel_id)
        customer, rest, _ = await house.db.read(perhaps, gesture, whom)
    said = wording.read(rest, now=now, order=order, languages=languages)
    at = said.when.at or now
    given = rules.Given(
        words=said.words,
        how=said.how,
        by_id=writer.id,
        said_by=gesture.person.id,
        zone=gesture.person.zone,
        sounded=said.sounded and wording.sounded(said.words, of_people=True),
        at=at.astimezone(local(gesture.now, gesture.person).tzinfo) if not said.when.whole_day else at,
        whole_day=said.when.whole_day,
        purpose="",
        source=source,
    )
    given, questions = _with_next(house, gesture, given, said)
    if source.private:
        given = given._replace(words="", next_words="")
        whom = Whom("", number=customer.number if customer else None)
    remark = SAID_IN_PRIVATE if source.private else OPEN_TO_COLLEAGUES
    return Ask(await _half_form(house, gesture, Wish(given, whom), remark, *questions))


async def give_from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off: the same rules, a refusal under the field it concerns."""
    wish = await read_form(house, gesture)
    made = await house.db.write(save, gesture, wish, house.terms.hours)
    return await saved(house, gesture, wish.whom, *made)


async def read_form(house: House, gesture: Gesture, *, edited: Contact | None = None) -> Wish:
    """The form's fields; its dates are on this person's clock, or on that of the contact that is `edited` in it."""
    by = await _whose(house, gesture, gesture.form.get("by"))
    given, people = given_in_form(house, gesture, by_id=by.id, edited=edited)
    given = given._replace(
        said_by=str(gesture.memory.get("said_by") or gesture.person.id),
        source=recalled(gesture.memory),
    )
    return Wish(given, in_form(gesture, given.words), people)
