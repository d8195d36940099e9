"""Keeping a kind word: in words or by the form; whom it is about is thanked."""

from typing import NamedTuple

from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot import praise as rules
from bot import wording
from bot.access import Person, admit_owner
from bot.sources import recalled
from bot.text import NAME_MAX
from handlers import new_here
from handlers.effects import WhichCustomer, once, via
from handlers.for_whom import Chosen, Whom, ask_customer, customer_for, in_form, perhaps
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import House
from handlers.praise_card import Saved, saved_by, thank
from handlers.slack_text import plain
from handlers.sources import names_in, source_of
from handlers.views import praise as views
from storage import customers, rows
from storage.tables import History


class Wish(NamedTuple):
    """A kind word ready to be saved, but for whose it is."""

    given: rules.Given
    whom: Whom


async def give(house: House, gesture: Gesture, typed: str, chosen: Chosen | None = None) -> Answer:
    """A kind word: kept at once if words and customer are there, otherwise the form with the rest filled in."""
    source = chosen.source if chosen else source_of(house, gesture)
    names = await names_in(house, gesture, typed)
    text, colleague_id = rules.take_colleague(typed)
    head = wording.HEAD.match(text.strip())
    name = plain(head[1].strip(), names) if head else ""
    body = plain(text.strip()[head.end() :] if head else text, names).strip()
    whom = chosen.whom(name, body) if chosen else Whom(body, name, channel_id=gesture.channel_id)
    thanked = await _colleague(house, gesture, colleague_id)
    _, words, _ = await house.db.read(perhaps, gesture, whom)
    wish = Wish(rules.Given(words, gesture.person.id, thanked.id if thanked else None, source=source), whom)
    if not words.strip():
        return Ask(await _half_form(house, gesture, wish, "What did they say?"), kept=plain(typed, names))
    try:
        saved = await house.db.write(save, gesture, wish)
    except WhichCustomer as unsure:
        question = await ask_customer(
            house, gesture, unsure, what="praise", typed=typed, said_at=gesture.now, source=source
        )
        wish = wish._replace(whom=whom._replace(new=False))
        return question or Ask(
            await _half_form(house, gesture, wish, "Which customer said it?"), kept=plain(typed, names)
        )
    return await _kept(house, gesture, wish.whom, saved)


async def _colleague(house: House, gesture: Gesture, user_id: str | None) -> Person | None:
    """The colleague whom it is about. Raises NotAllowed for somebody who is none."""
    if not user_id:
        return None
    found = await house.people.get(user_id, now=gesture.now)
    admit_owner(found, field="colleague", to="be thanked through me")
    return found


def save(conn: Connection, gesture: Gesture, wish: Wish) -> Saved:
    """Finds or adds the customer and writes the kind word. Raises WhichCustomer or a Refusal."""
    fresh: list[bool] = []

    def effect() -> History:
        customer, _ = customer_for(conn, gesture, wish.whom)
        row = rules.make(wish.given, team_id=gesture.team_id, customer_id=customer.id or 0, now=gesture.now)
        fresh.append(True)
        by, batch = gesture.person.id, wish.whom.batch(gesture)
        return rows.begin(conn, row, what="praised", by=by, via=via(gesture), now=gesture.now, batch=batch)

    return saved_by(conn, once(conn, gesture, effect), bool(fresh))


async def _kept(house: House, gesture: Gesture, whom: Whom, saved: Saved) -> Answer:
    row = saved.row
    remarks = await new_here.remark(house, whom, saved.customer)
    if row.thanked_id == gesture.person.id:
        remarks.append("That one is about you: well done.")
    elif row.thanked_id:
        colleague = await house.people.get(row.thanked_id, now=gesture.now)
        if saved.fresh:
            house.talk.later(thank(house, gesture, saved))
        remarks.append(f"{colleague.name} hears of it from me.")
    message = views.shown(row, saved.customer, logged=saved.logged, said="Kept.", remarks=remarks)
    return Say(message, title="A kind word")


async def open_form(house: House, gesture: Gesture) -> Answer:
    """The empty form; in a linked channel for its customer."""
    linked = await house.db.read(customers.of_channel, gesture.team_id, gesture.channel_id)
    return Ask(views.praise_form({}, customer=linked))


async def new(house: House, gesture: Gesture) -> Answer:
    """*Keep a kind word* on a customer: the form for them."""
    customer = None
    if gesture.value.isdecimal():
        customer = await house.db.read(customers.by_number, gesture.team_id, int(gesture.value))
    return Ask(views.praise_form({}, customer=customer))


async def _half_form(house: House, gesture: Gesture, wish: Wish, remark: str) -> View:
    customer, _, which = await house.db.read(perhaps, gesture, wish.whom)
    fields = {"words": rules.unquoted(wish.given.words), "colleague": wish.given.thanked_id or ""}
    return views.praise_form(
        fields,
        customer=customer,
        new_customer="" if customer or which else wish.whom.name[:NAME_MAX],
        remarks=[each for each in (remark, which) if each],
        memory={"source": wish.given.source.memory()},
    )


async def give_from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off."""
    wish = await read_form(house, gesture)
    return await _kept(house, gesture, wish.whom, await house.db.write(save, gesture, wish))


async def read_form(house: House, gesture: Gesture) -> Wish:
    """The form's fields. Raises a Refusal, with the field."""
    form = gesture.form
    thanked = await _colleague(house, gesture, form.get("colleague"))
    quotable = form.get("quotable", "")
    given = rules.Given(
        form.get("words", ""),
        gesture.person.id,
        thanked.id if thanked else None,
        "" if quotable == "unasked" else quotable,
        recalled(gesture.memory),
    )
    return Wish(given, in_form(gesture, given.words))
