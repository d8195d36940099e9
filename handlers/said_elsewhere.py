"""Words that stand in a message and not behind a command: fetched, understood as one kind of thing, and logged by the
same function as if they had been typed behind its command."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection

from bot import plain_meant, plain_names
from bot import plain_words as reading
from bot.refusals import Refusal, Unknown
from bot.sources import Source, recalled
from handlers import contact_giving, mistake_giving, promise_giving, waiting_giving
from handlers.effects import WhichCustomer
from handlers.for_whom import Chosen, Whom, ask_customer, customer_for
from handlers.gestures import Answer, Ask, Gesture, Say, recall
from handlers.house import UNREACHED, House
from handlers.routes import Handler, Routes
from handlers.saying import GIVE
from handlers.slack_text import plain
from handlers.sources import source_of
from handlers.views import heard as views
from handlers.views.parts import Message
from storage import customers, inbox, sources
from storage.tables import Customer

OUTDATED = "That button is from an older Kept. Say it again."
GONE = "The message is gone, or I cannot read it any more. Say it again in a command, for example /promise Acme: …"
# A message said in private is logged by its form, where its words are put for colleagues.
FROM_MESSAGE: Mapping[str, Handler] = {
    "promise": promise_giving.from_message,
    "mistake": mistake_giving.from_message,
    "contact": contact_giving.from_message,
    "waiting": waiting_giving.empty,
}
NAMES_AT_ONCE = 500
PRIVATE = "That was said in private, so I quote none of it. Say it in words that colleagues may see:"


class Elsewhere(NamedTuple):
    """What was said in a message: its words, when, and which message that is."""

    text: str
    at: datetime
    source: Source

    def memory(self, **facts: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever JSON holds
        """For a button that carries it on."""
        kept = {"typed": self.text, "at": self.at.isoformat(), "source": self.source.memory()}
        return {name: value for name, value in {**kept, **facts}.items() if value not in ("", [], None)}


def register(routes: Routes) -> None:
    """The buttons that carry on what was said."""
    routes.actions |= {f"say_{kind}": say for kind in reading.KINDS}
    routes.actions |= {"say_rest": rest, "say_nothing": nothing}
    for kind in ("promise", "mistake", "contact"):
        routes.shortcuts[f"log_{kind}"] = partial(on_message, kind)


def said_once(handler: Handler) -> Handler:
    """An event's handler whose answer is said once, though Slack may deliver the event several times.

    A copy that comes while the first is in hand waits for that one and has nothing to say: it would find what was just
    logged, and say "logged already" in the other's place.
    """
    in_hand: dict[str, asyncio.Event] = {}

    async def once(house: House, gesture: Gesture) -> Answer:
        if first := in_hand.get(gesture.key):
            await first.wait()
            return None
        in_hand[gesture.key] = asyncio.Event()
        try:
            answer = await _answer(house, gesture)
            if answer is not None:
                key = f"{gesture.key}:said"
                await house.db.write(inbox.enter, gesture.team_id, key, entry=None, now=gesture.now)
            return answer
        finally:
            in_hand.pop(gesture.key).set()

    async def _answer(house: House, gesture: Gesture) -> Answer:
        try:
            return await handler(house, gesture)
        except Refusal as refusal:
            return Say(views.plainly(refusal.sentence), replace=False)

    return once


def said_at(ts: str, otherwise: datetime) -> datetime:
    """When the message with that `ts` was written."""
    return datetime.fromtimestamp(float(ts), UTC) if ts.replace(".", "", 1).isdecimal() else otherwise


def here(house: House, gesture: Gesture, text: str) -> Elsewhere:
    """What was said in the message that an event is about."""
    at = min(said_at(str(gesture.source.get("ts") or ""), gesture.now), gesture.now)
    return Elsewhere(text, at, source_of(house, gesture))


async def fetch(house: House, channel: str, ts: str) -> Mapping[str, Any] | None:
    """One message as it stands now, in a thread too; None where Slack shows none.
    https://docs.slack.dev/reference/methods/conversations.history#single-message"""
    client = house.client
    try:
        line = await client.conversations_history(
            channel=channel, latest=ts, oldest=ts, inclusive=True, limit=1
        )
        found = line.get("messages") or []
        if not found:  # it may stand in a thread
            thread = await client.conversations_replies(
                channel=channel, ts=ts, latest=ts, oldest=ts, inclusive=True, limit=2
            )
            found = thread.get("messages") or []
    except UNREACHED:
        return None
    return next((each for each in found if each.get("ts") == ts), None)


async def is_private(house: House, channel: str) -> bool:
    """Whether not every colleague can read there; so it is taken to be where Slack does not say."""
    if channel.startswith("D"):
        return False  # somebody's own talk with Kept, who hears of no other
    try:
        found: Mapping[str, Any] = (await house.client.conversations_info(channel=channel)).get(
            "channel"
        ) or {}
    except UNREACHED:
        return True
    return bool(found.get("is_private") or found.get("is_mpim"))


def named_in(conn: Connection, team_id: str, runs: Sequence[plain_names.Named]) -> dict[str, list[Customer]]:
    """The customers that go by the name in any of these runs of words, by folded name."""
    folded = list({run.folded for run in runs})
    known: dict[str, list[Customer]] = {}
    for start in range(0, len(folded), NAMES_AT_ONCE):
        known |= customers.named(conn, team_id, folded[start : start + NAMES_AT_ONCE])
    return known


async def names_in(
    house: House, gesture: Gesture, text: str
) -> tuple[list[plain_names.Named], dict[str, list[Customer]]]:
    """Where a text names customers, and whom."""
    runs = plain_names.runs(text)
    known = await house.db.read(named_in, gesture.team_id, runs) if runs else {}
    return plain_names.names(text, runs, known), known


async def log(
    house: House, gesture: Gesture, kind: str, said: Elsewhere, *, also: Sequence[str] = ()
) -> Answer:
    """Logs what was said as that kind: the same way as behind its command. What is missing is asked in a form, or, where
    no form can be opened now, by a button that opens it."""
    found, known = await names_in(house, gesture, said.text)
    meant = plain_meant.meant(kind, said.text, found)
    whose = {each.id: (name, each) for name in meant.names for each in known[name.folded]}
    namesakes = {name.folded for name, _ in whose.values()}
    if len(whose) > 1 and len(namesakes) > 1:
        named = [(plain(said.text[name.start : name.end]), each) for name, each in list(whose.values())[:4]]
        memory = said.memory(typed=meant.words, what=kind)
        if question := views.which(named, memory):
            return Say(question)
    typed, name = meant.words, meant.guess
    if len(whose) == 1:
        (_, customer), *_ = whose.values()
        chosen = Chosen(said.at, "", customer.number, whole=True, source=said.source)
    else:
        chosen = Chosen(said.at, "", None, source=said.source, channel_id=said.source.channel or "")
        if whose:
            first = meant.names[0]
            name = said.text[first.start : first.end]
        typed = f"{name}: {typed}" if name else typed
    answer = await GIVE[kind](house, gesture._replace(value=said.text), typed, chosen)
    if isinstance(answer, Ask) and not gesture.trigger_id:
        unsure = bool(name) and chosen.number is None
        if unsure and (asked := await _whom(house, gesture, kind, said, typed, plain(name))):
            return asked
        return Say(views.rest(kind, said.memory(what=kind), answer.view), replace=False)
    if isinstance(answer, Say) and also and answer.title != "Kept":
        blocks = [*answer.message.blocks, *views.also(also, said.memory())]
        return answer._replace(message=Message(blocks))
    return answer


async def _whom(
    house: House, gesture: Gesture, kind: str, said: Elsewhere, typed: str, name: str
) -> Say | None:
    """The question whom words that are not enough are about, where it is not certain: one thing at a time, and the button
    pressed then opens the form with the rest. None where it is certain, or where buttons cannot hold the words."""
    whom = Whom("", name, channel_id=said.source.channel or "")
    try:
        await house.db.read(customer_for, gesture, whom)
    except WhichCustomer as unsure:
        question = await ask_customer(
            house, gesture, unsure, what=kind, typed=typed, said_at=said.at, source=said.source
        )
        return question._replace(replace=False) if question else None
    except Refusal:
        pass
    return None


def in_private(kind: str, said: Elsewhere) -> Say:
    """The button that opens the form for what was said in private, in which nothing of it stands (product page,
    section 8)."""
    memory = said.memory(typed="", what=kind, private=True)
    return Say(views.rest(kind, memory, why=PRIVATE), replace=False)


async def on_message(kind: str, house: House, gesture: Gesture) -> Answer:
    """*Log a promise* … on a message: its form, with the customer and the words that its emoji would log."""
    found, known = await names_in(house, gesture, gesture.value)
    meant = plain_meant.meant(kind, gesture.value, found)
    if len({each.id for name in meant.names for each in known[name.folded]}) == 1:
        name = gesture.value[meant.names[0].start : meant.names[0].end]
        gesture = gesture._replace(value=f"{name}: {meant.words}")
    return await FROM_MESSAGE[kind](house, gesture)


async def one_time(house: House, gesture: Gesture, kind: str, source: Source) -> Gesture:
    """The gesture as the one that logs a message as that kind, so that two of them at the same moment have one effect;
    after it was taken back the message may be logged once more. Asked before `already`: what another one logs between
    the two questions is then found by the second."""
    if not source.channel or not source.ts:
        return gesture
    times = await house.db.read(sources.count, gesture.team_id, source.channel, source.ts, kind)
    return gesture._replace(key=f"from:{source.channel}:{source.ts}:{kind}:{times}")


async def already(house: House, gesture: Gesture, kind: str, source: Source) -> Say | None:
    """That the message was logged as that kind before, if it was."""
    found = await house.db.read(partial(_logged, gesture, kind, source))
    return Say(views.already(*found), replace=False) if found else None


def _logged(
    gesture: Gesture, kind: str, source: Source, conn: Connection
) -> tuple[sources.Logged, str] | None:
    if not source.channel or not source.ts:
        return None
    rows = sources.logged_from(conn, gesture.team_id, source.channel, source.ts)
    for row in rows:
        if sources.kind_of(row) == kind:
            customer = customers.by_id(conn, gesture.team_id, row.customer_id)
            return row, customer.name if customer else ""
    return None


async def carried(house: House, gesture: Gesture) -> tuple[dict[str, Any], Elsewhere, Mapping[str, Any]]:
    """What a button carries on, with the message's words as they stand now where they were too many for the button."""
    memory = recall(gesture.value)
    if "at" not in memory:
        raise Unknown(OUTDATED)
    source = recalled(memory)
    text, message = str(memory.get("typed") or ""), None
    if not text or memory.get("private"):
        message = await fetch(house, source.channel or "", source.ts or "")
        if message is None:
            raise Unknown(GONE)
        text = str(message.get("text") or "")
    at = datetime.fromisoformat(memory["at"])
    return memory, Elsewhere(text, at, source), message or {}


async def say(house: House, gesture: Gesture) -> Answer:
    """*A promise*, *A mistake* …: the words are logged as that, once."""
    kind = gesture.name.removeprefix("say_")
    memory, said, message = await carried(house, gesture)
    if memory.get("private"):
        return await in_its_form(house, gesture, kind, said, message)
    once = await one_time(house, gesture, kind, said.source)
    if there := await already(house, gesture, kind, said.source):
        return there
    answer = await log(house, once, kind, said)
    return answer._replace(replace=False) if isinstance(answer, Say) else answer


async def in_its_form(
    house: House, gesture: Gesture, kind: str, said: Elsewhere, message: Mapping[str, Any]
) -> Answer:
    """The form for what was said in private, in which its words are put for colleagues."""
    told = {"ts": said.source.ts, "thread_ts": message.get("thread_ts"), "user": gesture.person.id}
    channel = said.source.channel or ""
    on_it = gesture._replace(value=said.text, channel_id=channel, source={**told, "private": True})
    return await FROM_MESSAGE[kind](house, on_it)


async def rest(house: House, gesture: Gesture) -> Answer:
    """*Fill in the rest*: the form with everything that was understood, unless that is enough by now."""
    memory, said, message = await carried(house, gesture)
    kind = str(memory.get("what") or "")
    once = await one_time(house, gesture, kind, said.source)
    if there := await already(house, gesture, kind, said.source):
        return there._replace(replace=True)
    if memory.get("private") and kind in FROM_MESSAGE:
        return await in_its_form(house, gesture, kind, said, message)
    if kind not in GIVE:
        raise Unknown(OUTDATED)
    return await log(house, once, kind, said)


async def nothing(_house: House, _gesture: Gesture) -> Answer:
    """*Nothing*."""
    return Say(views.plainly("Fine, nothing is kept of it."))
