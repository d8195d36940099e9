"""Passing on what a customer asks of us: in words or by the form; the answer is promised in the same stroke."""

import json
from functools import partial

from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot import promises as promise_rules
from bot import voice as rules
from bot.preferences import Preferences
from bot.refusals import WrongOrder
from bot.sources import recalled
from bot.text import NAME_MAX
from handlers import away_notes, new_here, promise_giving
from handlers.due_dates import as_typed, doubt, read_field, wall
from handlers.effects import WhichCustomer
from handlers.for_whom import Chosen, Whom, ask_customer, in_form, owner, perhaps
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.promise_card import eye
from handlers.promise_giving import Saved, Wish
from handlers.slack_text import plain
from handlers.sources import names_in, source_of
from handlers.views import voice as views
from storage import customers, posts


async def open_form(house: House, gesture: Gesture) -> Answer:
    """The empty form; in a linked channel for its customer."""
    linked = await house.db.read(customers.of_channel, gesture.team_id, gesture.channel_id)
    due = rules.until(gesture.now, house.terms.hours, gesture.person.zone)
    return Ask(views.voice_form(owner_id=gesture.person.id, due=as_typed(due), customer=linked))


async def give(house: House, gesture: Gesture, typed: str, chosen: Chosen | None = None) -> Answer:
    """An ask in words: passed on at once if they say enough, otherwise the form with the rest filled in."""
    said_at = chosen.at if chosen else gesture.now
    source = chosen.source if chosen else source_of(house, gesture)
    said = promise_giving.read(house, gesture.person, typed, said_at)
    names = await names_in(house, gesture, typed)
    words, name = plain(said.words, names), plain(said.customer, names)
    whom = chosen.whom(name, words) if chosen else Whom(words, name, channel_id=gesture.channel_id)
    owes = await owner(house, gesture, said.owner_id or gesture.person.id)
    question = doubt(said.due, typed=said.due_text, person=gesture.person, now=gesture.now)
    usual = rules.until(gesture.now, house.terms.hours, gesture.person.zone)
    given = promise_rules.Given(
        words=whom.words,
        owner_id=owes.id,
        said_by=gesture.person.id,
        zone=gesture.person.zone,
        due=None if question else wall(said.due) or usual,
        kind=rules.ASKED,
        source=source,
    )
    wish, form = Wish(given, whom), partial(_half_form, house, gesture)
    kept = plain(typed, names)
    if question or not whom.words:
        return Ask(await form(wish, question or "What do they ask for?"), kept=kept)
    try:
        return await _pass_on(house, gesture, wish)
    except WhichCustomer as unsure:
        asks = await ask_customer(
            house, gesture, unsure, what="voice", typed=typed, said_at=said_at, source=source
        )
        wish = wish._replace(whom=whom._replace(new=False))
        return asks or Ask(await form(wish, "Which customer asks for it?"), kept=kept)
    except WrongOrder as refusal:
        return Ask(await form(wish._replace(given=given._replace(due=None)), refusal.sentence), kept=kept)


async def _pass_on(house: House, gesture: Gesture, wish: Wish) -> Answer:
    held = await house.preferences()
    saved = await house.db.write(save, gesture, wish, house.terms, held)
    remarks = await new_here.remark(house, wish.whom, saved.customer)
    if saved.promise.owner_id != gesture.person.id:
        owes = await house.people.get(saved.promise.owner_id, now=gesture.now)
        if saved.fresh:
            house.talk.later(promise_giving.tell_owner(house, gesture, saved.customer, saved.promise))
        remarks.append(f"{owes.name} hears of it from me, with the same buttons.")
        remarks += filter(
            None, [await away_notes.note(house, gesture, saved.promise.owner_id, saved.customer)]
        )
    if (twin := saved.twin()) is not None:
        remarks.append(f"P-{twin} says the same; Undo takes this one back.")
    refresh(house, {saved.promise.owner_id, gesture.person.id}, now=gesture.now)
    to, seen = views.goes_to(held.voice_channel), eye(house, gesture)
    message = views.saved(saved.promise, saved.customer, saved.entry, seen, to=to, remarks=remarks)
    return Say(message, title=f"P-{saved.promise.number}")


def save(
    conn: Connection, gesture: Gesture, wish: Wish, terms: promise_rules.Terms, held: Preferences
) -> Saved:
    """Writes the promise of an answer, and puts what they ask in the way of the channel that `held` names, if any. Where
    not everybody in it may read that, the leads hear of it instead, or whoever passed it on. Raises WhichCustomer or a
    Refusal."""
    saved = promise_giving.save(conn, gesture, wish, terms)
    if held.voice_channel:
        promise_id = saved.promise.id or 0
        about = {"promise": promise_id, "concerns": sorted(held.leads) or [gesture.person.id]}
        posts.put(
            conn,
            gesture.team_id,
            key=rules.key(promise_id),
            what="voice",
            place=held.voice_channel,
            due_at=gesture.now,
            now=gesture.now,
            about=json.dumps(about),
        )
    return saved


async def _half_form(house: House, gesture: Gesture, wish: Wish, remark: str) -> View:
    customer, words, which = await house.db.read(perhaps, gesture, wish.whom)
    return views.voice_form(
        words=words,
        due=as_typed(wish.given.due),
        owner_id=wish.given.owner_id,
        customer=customer,
        new_customer="" if customer or which else wish.whom.name[:NAME_MAX],
        remarks=[each for each in (remark, which) if each],
        memory={"source": wish.given.source.memory()},
    )


async def give_from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off: the same rules, a refusal under the field it concerns."""
    form, person = gesture.form, gesture.person
    owes = await owner(house, gesture, form.get("owner") or person.id)
    due = read_field(house, person, form.get("due", ""), field="due", now=gesture.now)
    usual = rules.until(gesture.now, house.terms.hours, person.zone)
    given = promise_rules.Given(
        words=form.get("words", ""),
        owner_id=owes.id,
        said_by=person.id,
        zone=person.zone,
        due=due or usual,
        kind=rules.ASKED,
        source=recalled(gesture.memory),
    )
    return await _pass_on(house, gesture, Wish(given, in_form(gesture, given.words)))
