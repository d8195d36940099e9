"""The answers to an offer: log it, it is none, nothing more here; and offers off and on again for oneself."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from bot import offers as learned
from bot.preferences import Preferences
from bot.refusals import AlreadySo, Unknown
from handlers import listening_learning
from handlers.for_whom import Chosen
from handlers.gestures import Answer, Gesture, Say, recall
from handlers.house import House
from handlers.preferences import save
from handlers.rehearsal import RehearsalHouse
from handlers.said_elsewhere import Elsewhere, carried, in_its_form, log
from handlers.said_once import already, one_time
from handlers.saying import GIVE
from handlers.views import heard as heard_views
from handlers.views import listening as views
from storage import customers, preferences
from storage import offers as rows
from storage.tables import Customer, History, Offer

OLD = "That button is from an older Kept. Log it from the message's ⋯ menu, or type it."
GONE = "Whoever that was about was taken back meanwhile, so nothing is logged. The message's ⋯ menu logs it for somebody else."
ALREADY_OFF = "You get no offers already. To have them again: /kept listen me on"
ALREADY_ON = "You get offers already, at most one an hour. To have none: /kept listen me off"


async def log_it(house: House, gesture: Gesture) -> Answer:
    """*Log it*: the sentence that was noticed, the same way as behind its command, with the message as its source."""
    memory, said, message = await carried(house, gesture)
    kind = str(memory.get("what") or "")
    if kind not in GIVE:
        raise Unknown(OLD)
    await _answer(house, gesture, memory, learned.LOGGED)
    once_ = await one_time(house, gesture, kind, said.source)
    if there := await already(house, gesture, kind, said.source):
        return there._replace(replace=True)
    whose = await house.db.read(_numbered, gesture.team_id, memory.get("whose") or ())
    if memory.get("private"):
        head = f"{whose[0].name}: " if len(whose) == 1 else ""
        return await in_its_form(house, gesture, kind, said._replace(text=head + said.text), message)
    return await _give(house, once_, kind, said, whose)


async def _give(
    house: House, gesture: Gesture, kind: str, said: Elsewhere, found: Sequence[Customer]
) -> Answer:
    if not found:
        raise Unknown(GONE)
    if len(found) == 1:
        chosen = Chosen(said.at, "", found[0].number, whole=True, source=said.source)
        return await GIVE[kind](house, gesture._replace(value=""), said.text, chosen)
    memory = said.memory(what=kind, asked=gesture.key)
    asked = heard_views.which([(each.name, each) for each in found], memory)
    return Say(asked) if asked else await log(house, gesture, kind, said)


def _numbered(conn: Connection, team_id: str, numbers: Sequence[int]) -> list[Customer]:
    found = {number: customers.by_number(conn, team_id, number) for number in numbers}
    return list({each.id: each for each in found.values() if each is not None}.values())


async def dismiss(house: House, gesture: Gesture) -> Answer:
    """*Not a promise*."""
    memory = _memory(gesture)
    await _answer(house, gesture, memory, learned.NOT_A_PROMISE)
    return Say(views.dismissed(str(memory["what"]), memory))


async def not_here(house: House, gesture: Gesture) -> Answer:
    """*Don't offer here*: no more offers to this person in this channel."""
    memory = _memory(gesture)
    await _answer(house, gesture, memory, learned.NOT_HERE)
    try:
        entry: History | None = await house.db.write(save_not_here, gesture, house.held.base)
    except AlreadySo:
        entry = None
    house.held.forget()
    return Say(views.offers_off(entry.id if entry else None, here=True), title="Listening")


def save_not_here(conn: Connection, gesture: Gesture, base: Preferences) -> History:
    """Adds the channel to those where this person wants no offers. Raises AlreadySo."""
    held = preferences.of(conn, gesture.team_id, person_id=gesture.person.id, base=base)
    without = sorted({*held.offers_not_in, gesture.channel_id})
    return save(conn, gesture, "person", gesture.person.id, {"offers_not_in": without})


async def off(house: House, gesture: Gesture) -> Answer:
    """`/kept listen me off`: no more offers to this person anywhere. Raises AlreadySo."""
    entry = await _set(house, gesture, {"offers": False}, ALREADY_OFF)
    return Say(views.offers_off(entry.id, here=False), title="Listening")


async def on_again(house: House, gesture: Gesture) -> Answer:
    """`/kept listen me on`: offers again, also in the channels where this person wanted none. Raises AlreadySo."""
    entry = await _set(house, gesture, {"offers": None, "offers_not_in": None}, ALREADY_ON)
    return Say(views.offers_on(entry.id), title="Listening")


async def _set(house: House, gesture: Gesture, values: Mapping[str, object], already_: str) -> History:
    try:
        entry = await house.db.write(save, gesture, "person", gesture.person.id, values)
    except AlreadySo:
        raise AlreadySo(already_) from None
    house.held.forget()
    return entry


def _memory(gesture: Gesture) -> dict[str, Any]:
    memory = recall(gesture.value)
    if memory.get("what") not in views.SOUNDS:
        raise Unknown(OLD)
    return memory


async def _answer(house: House, gesture: Gesture, memory: Mapping[str, Any], said: str) -> None:
    """Counts the answer by the offer's rule, and learns from it."""
    offer = await house.db.write(save_answer, gesture, int(memory.get("offer") or 0), said)
    if offer is not None and not isinstance(house, RehearsalHouse):
        await listening_learning.learn(house, offer.channel_id, offer.rule)


def save_answer(conn: Connection, gesture: Gesture, offer_id: int, said: str) -> Offer | None:
    """Notes an answer, and gives the offer; None where that is nobody's, somebody else's, or answered so already."""
    offer = rows.by_id(conn, gesture.team_id, offer_id)
    if offer is None or offer.person_id != gesture.person.id or offer.answer == said:
        return None
    rows.answer(conn, offer, said, now=gesture.now)
    return offer
