"""Handing over a customer, or all of one person's: with what is open if wanted, and the brief to whoever takes over."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from slack_sdk.models.blocks import Block

from bot.access import Person, admit_owner
from bot.refusals import ChangedSince, Refusal, Unknown
from bot.text import one_line
from bot.wording import MENTION
from handlers import customer_brief
from handlers.away_notes import after
from handlers.brief_contents import eye_of
from handlers.customer_card import eye, look
from handlers.customer_finding import OUTDATED, find, number_of, numbered
from handlers.customer_handing import Handed, open_with, save_all, save_one
from handlers.customer_owner import owner_of
from handlers.gestures import Answer, Ask, Gesture, Say, recall
from handlers.home import refresh
from handlers.house import House
from handlers.slack_text import plain
from handlers.views import customer_brief as brief_views
from handlers.views import customer_handover as views
from handlers.views.customers import done
from handlers.views.parts import Message, Piece, actions, bold, button, line, who
from storage import customer_lists
from storage.tables import Customer, Owed

EVERYTHING = re.compile(r"\b(?:everything|all (?:that is )?open|all of it)\b", re.IGNORECASE)
LAST_TO = re.compile(r"\s+to\s*[:,]?$", re.IGNORECASE)
TO_SOMEBODY = re.compile(r"^(.{1,200})\s+to\s+@?(\S[^\n]{0,80})$", re.IGNORECASE)


class Asked(NamedTuple):
    """What a line asks for: a customer by `name` or all of `person_id`'s, to whom, and whether with everything open.
    `unread` is whom it names that nobody here is called."""

    name: str = ""
    person_id: str = ""
    to: str = ""
    everything: bool = False
    unread: str = ""


def read(typed: str) -> Asked:
    """`Acme to @sam with everything open`, or `@mia to @sam`; what is typed is Slack's own spelling."""
    mentions = list(MENTION.finditer(typed))
    everything = EVERYTHING.search(typed) is not None
    if not mentions:
        bare = one_line(typed)
        named = TO_SOMEBODY.match(bare)
        if named:
            return Asked(named[1].strip(" :,"), everything=everything, unread=named[2].strip())
        return Asked(bare.strip(" :,"))
    before = one_line(typed[: mentions[0].start()])
    name = LAST_TO.sub("", f" {before}").strip(" :,")
    if name.casefold() in {"", "all of", "from", "everything of", "all"} and len(mentions) > 1:
        return Asked(person_id=mentions[0][1], to=mentions[1][1], everything=everything)
    if not name and not before:
        return Asked(person_id=mentions[0][1], everything=everything)
    return Asked("" if name.casefold() == "to" else name, to=mentions[0][1], everything=everything)


async def order(house: House, gesture: Gesture, typed: str) -> Answer:
    """`/customer handover …`: with "everything open" or "only them" at once, otherwise the form with the brief."""
    asked = read(typed)
    remark = f"I can't tell who “{asked.unread}” is. Choose them here." if asked.unread else ""
    if asked.person_id:
        return await _open_all(house, gesture, asked.person_id, asked.to, everything=asked.everything)
    found = await house.db.read(
        find, gesture, plain(asked.name), "handover", typed[len(asked.name) :].strip()
    )
    if not isinstance(found, Customer):
        return found
    if asked.to and asked.everything:
        return await _hand_over(house, gesture, asked.to, number=found.number, everything=True)
    return await _open_one(
        house, gesture, found.number, to=asked.to, everything=asked.everything, remark=remark
    )


async def found(house: House, gesture: Gesture, customer: Customer, rest: str = "") -> Answer:
    """The same for a customer who was chosen by a button; `rest` is what followed the name."""
    asked = read(f"{customer.name} {rest}") if rest else Asked(customer.name)
    return await _open_one(house, gesture, customer.number, to=asked.to, everything=asked.everything)


async def pressed(house: House, gesture: Gesture) -> Answer:
    """*Hand over* on a customer."""
    return await _open_one(house, gesture, number_of(gesture.value))


async def _open_one(
    house: House, gesture: Gesture, number: int, *, to: str = "", everything: bool = False, remark: str = ""
) -> Answer:
    if to:
        await _taker(house, gesture, to, field="")
    known = await house.db.read(look, gesture, number, await house.preferences(), more=True)
    things = await house.db.read(open_with, gesture, known.customer)
    form = views.one_form(
        known, _counted(things), eye(house, gesture), to=to or None, everything=everything, remark=remark
    )
    return Ask(form, kept=_typed(gesture))


async def _open_all(house: House, gesture: Gesture, person_id: str, to: str, *, everything: bool) -> Answer:
    if to:
        await _taker(house, gesture, to, field="")
    held = await house.db.read(customer_lists.owned_by, gesture.team_id, person_id)
    things = await house.db.read(customer_lists.open_things, gesture.team_id, owner_id=person_id)
    if not held and not things:
        person = await house.people.get(person_id, now=gesture.now)
        raise Unknown(f"{person.name} owns no customer, and has nothing open.")
    owned = [each for each in held if each.owner_id == person_id]
    form = views.all_form(
        person_id,
        owned,
        len(held) - len(owned),
        _counted(things),
        to=to or None,
        everything=everything,
        remark="",
    )
    return Ask(form, kept=_typed(gesture))


async def open_all(house: House, gesture: Gesture, person_id: str) -> Answer:
    """The form that hands over all that somebody has, with everything open; for who left Slack. Raises Unknown where that
    is nothing."""
    return await _open_all(house, gesture, person_id, "", everything=True)


async def hand_all(house: House, gesture: Gesture, person_id: str, to: str) -> Answer:
    """Hands over all that somebody has, with everything open, in one step. Raises a Refusal."""
    return await _hand_over(house, gesture, to, person_id=person_id, everything=True)


async def from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off."""
    to, memory = gesture.form.get("to", ""), gesture.memory
    if not to:
        raise Unknown("Choose who takes over.", field="to")
    # Where only one thing was possible nothing was asked.
    everything = (gesture.form.get("what") or memory.get("what")) == "everything"
    if person_id := memory.get("person", ""):
        return await _hand_over(house, gesture, to, person_id=str(person_id), everything=everything)
    return await _hand_over(house, gesture, to, number=int(memory.get("number") or 0), everything=everything)


async def _hand_over(
    house: House,
    gesture: Gesture,
    to: str,
    *,
    number: int = 0,
    person_id: str = "",
    everything: bool,
    of: str = "",
) -> Answer:
    taker = await _taker(house, gesture, to, field="to" if gesture.form else "")
    if person_id:
        handed = await house.db.write(save_all, gesture, person_id, to, everything=everything)
    else:
        handed = await house.db.write(save_one, gesture, number, to, everything=everything, of=of)
    refresh(house, {to, gesture.person.id, *handed.former}, now=gesture.now)
    if handed.fresh:
        house.talk.later(tell(house, gesture, handed, taker))
    open_ = views.counted(handed.counts)
    told = "" if to == gesture.person.id else " They have the brief."
    if len(handed.customers) == 1 and not person_id:
        told += await after(house, gesture, taker.id, handed.customers[0])
        said = f"is with {taker.name} now{f', with {open_}' if open_ else ''}.{told}"
        return Say(done(handed.customers[0], said, handed.entry, brief=True), title="Handed over")
    told += await after(house, gesture, taker.id, None)
    blocks: list[Block] = views.handed_on(handed.customers, handed.counts, handed.backups, to, told)
    if to == gesture.person.id:
        blocks += views.got(handed.customers, handed.things, handed.names, eye(house, gesture))
    return Say(
        Message([*blocks, actions("handed", button("Undo", "undo", str(handed.entry.id)))]),
        title="Handed over",
    )


async def _taker(house: House, gesture: Gesture, user_id: str, *, field: str) -> Person:
    person = await house.people.get(user_id, now=gesture.now)
    admit_owner(person, field=field)
    return person


async def tell(house: House, gesture: Gesture, handed: Handed, taker: Person) -> None:
    """The brief to who takes over, and a line to who had them, if neither did it themselves."""
    by, names = gesture.person.id, ", ".join(each.name for each in handed.customers[: brief_views.MOST])
    open_ = views.counted(handed.counts)
    also = f", with {open_}" if open_ else ""
    reached = True
    (only,) = handed.customers if len(handed.customers) == 1 else (None,)
    if taker.id != by and only and all(each.customer_id == only.id for each in handed.things):
        before: list[Piece | str] = [
            who(by),
            " handed ",
            bold(names),
            f" over to you{also}. This is what to know:",
        ]
        reached = await customer_brief.tell(house, gesture, only.number, taker.id, before)
    elif taker.id != by:
        seen = await eye_of(house, taker, now=gesture.now)
        got = views.taken_over(handed.customers, handed.things, handed.names, handed.backups, by, seen)
        reached = await house.tell(taker.id, got.body())
    if not reached:
        await house.tell(
            by,
            Message(
                [
                    line(
                        f"I could not reach {taker.name}, so please tell them yourself about {names or open_}."
                    )
                ]
            ).body(),
        )
    for former in handed.former - {by, taker.id}:
        await house.tell(former, views.handed_away(handed.customers, by, taker.id, also=also).body())


async def back_pressed(house: House, gesture: Gesture) -> Answer:
    """*Hand them back to me*: to whoever had them, with what came along; whoever has them by now keeps them."""
    memory = recall(gesture.value)
    if not isinstance(memory.get("number"), int):
        raise Refusal(OUTDATED)
    number, everything = memory["number"], memory.get("everything") is True
    of = str(memory.get("from") or "")
    try:
        return await _hand_over(
            house, gesture, gesture.person.id, number=number, everything=everything, of=of
        )
    except ChangedSince:
        return await owner_of(house, gesture, await house.db.read(numbered, gesture, number))


def _counted(things: Sequence[Owed]) -> Counter[str]:
    return Counter(str(type(each).__tablename__) for each in things)


def _typed(gesture: Gesture) -> str:
    return f"{gesture.name} {plain(gesture.value)}" if gesture.surface == "command" else ""
