"""Words that stand in a message and not behind a command: fetched, understood as one kind of thing, and logged by the
same function as if they had been typed behind its command."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from bot import plain_meant
from bot import plain_words as reading
from bot.refusals import Refusal, Unknown
from bot.sources import Source, recalled
from handlers import contact_giving, mistake_giving, promise_giving, waiting_giving
from handlers.customers_named import customers_in
from handlers.effects import WhichCustomer
from handlers.for_whom import Chosen, Whom, ask_customer, customer_for
from handlers.gestures import Answer, Ask, Gesture, Say, recall
from handlers.house import House
from handlers.messages import fetch, said_at
from handlers.routes import Handler, Routes
from handlers.said_once import already, one_time
from handlers.saying import GIVE
from handlers.slack_text import plain
from handlers.sources import source_of
from handlers.views import heard as views
from handlers.views.parts import Message

OUTDATED = "That button is from an older Kept. Say it again."
GONE = "The message is gone, or I cannot read it any more. Say it again in a command, for example /promise Acme: …"
# A message said in private is logged by its form, where its words are put for colleagues.
FROM_MESSAGE: Mapping[str, Handler] = {
    "promise": promise_giving.from_message,
    "mistake": mistake_giving.from_message,
    "contact": contact_giving.from_message,
    "waiting": waiting_giving.empty,
}
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


def here(house: House, gesture: Gesture, text: str) -> Elsewhere:
    """What was said in the message that an event is about."""
    at = min(said_at(str(gesture.source.get("ts") or ""), gesture.now), gesture.now)
    return Elsewhere(text, at, source_of(house, gesture))


async def log(
    house: House, gesture: Gesture, kind: str, said: Elsewhere, *, also: Sequence[str] = ()
) -> Answer:
    """Logs what was said as that kind: the same way as behind its command. What is missing is asked in a form, or, where
    no form can be opened now, by a button that opens it."""
    found, known = await customers_in(house, gesture, said.text)
    meant = plain_meant.meant(kind, said.text, found)
    whose = {each.id: (name, each) for name in meant.names for each in known[name.folded]}
    namesakes = {name.folded for name, _ in whose.values()}
    if len(whose) > 1 and len(namesakes) > 1:
        named = [(plain(said.text[name.start : name.end]), each) for name, each in list(whose.values())[:4]]
        memory = said.memory(typed=meant.words, what=kind, asked=gesture.key)
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
        await house.db.read(customer_for, gesture, whom, hold="")
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
    found, known = await customers_in(house, gesture, gesture.value)
    meant = plain_meant.meant(kind, gesture.value, found)
    if len({each.id for name in meant.names for each in known[name.folded]}) == 1:
        name = gesture.value[meant.names[0].start : meant.names[0].end]
        gesture = gesture._replace(value=f"{name}: {meant.words}")
    return await FROM_MESSAGE[kind](house, gesture)


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
