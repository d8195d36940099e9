"""What somebody of ours says in a channel where Kept listens: noticed, and offered to the speaker alone, once.

Nothing of a message is kept: an offer is a number, who got it, where, and which rule led to it (product page, section 6).
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from bot import offers as learned
from bot.access import Standing
from bot.listening import Noticed
from handlers import listening_learning, listening_questions, listening_words
from handlers.gestures import Answer, Gesture
from handlers.house import UNREACHED, House
from handlers.listening_meant import meant
from handlers.listening_words import Names
from handlers.messages import fetch
from handlers.rehearsal import RehearsalHouse
from handlers.said_elsewhere import Elsewhere, here
from handlers.views import listening as views
from storage import customers, inbox
from storage import offers as rows
from storage.tables import Customer, Offer

# At most one offer to a person in this time, unless they took the last one up.
BETWEEN_OFFERS = timedelta(hours=1)
# What Slack delivers later than this is no news to its speaker any more.
TOO_OLD = timedelta(minutes=15)
# Nobody promises in so many words or characters; a button holds twice as many, and what it remembers besides.
WORDS_MAX, SENTENCE_MAX = 60, 600
# More than so many customers in one sentence are a list, and no promise to anybody.
MOST_CUSTOMERS = 3


class Heard(NamedTuple):
    """What was noticed in a message: which of the three by which rule, and whom it may be about. `named`: the message
    itself names them."""

    noticed: Noticed
    customers: Sequence[Customer]
    named: bool


async def heard(house: House, gesture: Gesture) -> Answer:
    """A message in a channel. Never answered but by an offer, as nobody asked."""
    if gesture.channel_id in house.ears.known.linked:
        await listening_questions.heard(house, gesture)
    if gesture.person.standing is not Standing.MEMBER or isinstance(house, RehearsalHouse):
        return None
    held = await house.preferences(person_id=gesture.person.id, channel_id=gesture.channel_id)
    if not held.listen or not held.offers or gesture.channel_id in held.offers_not_in:
        return None
    said = here(house, gesture, gesture.value)
    if gesture.now - said.at > TOO_OLD:
        return None
    found = await understood(house, gesture)
    if found is None:
        return None
    meant_ = await meant(house, gesture, found.noticed, said.at)
    if not learned.may_offer(
        found.noticed.rule,
        quiet=held.quiet_rules,
        careful=await listening_learning.careful(house, gesture.channel_id),
        dated=meant_.dated,
        named=found.named,
    ):
        return None
    if made := await house.db.write(decide, gesture, found.noticed):
        house.talk.later(_offer(house, gesture, made, found, said._replace(text=meant_.words), meant_.line))
    return None


async def understood(house: House, gesture: Gesture) -> Heard | None:
    """What a message is, and about which customer: named in it, in the first message of its thread, or the channel's own.
    None where it is none of the three, or about nobody we know."""
    ears = house.ears
    if not ears.sure(gesture.now):
        await ears.look_up(house.db, house.team_id, now=gesture.now)
    names = ears.known.names
    noticed = listening_words.noticed(gesture.value, listening_words.of(gesture.person.locale), names)
    sentence = gesture.value[noticed.start : noticed.end] if noticed else ""
    if noticed is None or len(sentence) > SENTENCE_MAX or len(sentence.split()) > WORDS_MAX:
        return None
    whose = await house.db.read(_named, gesture.team_id, names, gesture.value, noticed)
    named = bool(whose)
    if not whose:
        whose = await _by_context(house, gesture, names)
    return Heard(noticed, whose, named) if 0 < len(whose) <= MOST_CUSTOMERS else None


def _named(
    conn: Connection, team_id: str, names: Names, text: str, noticed: Noticed | None = None
) -> list[Customer]:
    """The customers that a text names: in the sentence that was noticed, and else anywhere in it."""
    places = names.named_in(text)
    if noticed:
        within = [each for each in places if each[0] < noticed.end and noticed.start < each[1]]
        places = within or places
    ids = list(dict.fromkeys(id_ for _, _, whose in places for id_ in whose))
    found = [customers.by_id(conn, team_id, id_) for id_ in ids[: MOST_CUSTOMERS + 1]]
    return [each for each in found if each is not None]


async def _by_context(house: House, gesture: Gesture, names: Names) -> list[Customer]:
    """Whom a message is about that names nobody."""
    thread, ts = str(gesture.source.get("thread_ts") or ""), gesture.source.get("ts")
    if thread and thread != ts:
        root = await fetch(house, gesture.channel_id, thread)
        text = str((root or {}).get("text") or "")
        if whose := await house.db.read(_named, gesture.team_id, names, text):
            return whose
    linked = await house.db.read(customers.of_channel, gesture.team_id, gesture.channel_id)
    return [linked] if linked else []


def decide(conn: Connection, gesture: Gesture, noticed: Noticed) -> Offer | None:
    """The offer, counted; None where this person had one within the hour and did not take it up. Raises Repeated where
    the same message came before."""
    inbox.check(conn, gesture.team_id, gesture.key)
    rows.one_at_a_time(conn, gesture.team_id, gesture.person.id)
    last = rows.last_to(conn, gesture.team_id, gesture.person.id)
    if last and last.answer != learned.LOGGED and gesture.now - last.made_at < BETWEEN_OFFERS:
        return None
    inbox.enter(conn, gesture.team_id, gesture.key, entry=None, now=gesture.now)
    offer = Offer(
        team_id=gesture.team_id,
        channel_id=gesture.channel_id,
        person_id=gesture.person.id,
        rule=noticed.rule,
        label=noticed.label,
        made_at=gesture.now,
    )
    return rows.make(conn, offer)


async def _offer(
    house: House, gesture: Gesture, made: Offer, heard_: Heard, said: Elsewhere, line: str
) -> None:
    """Shows the offer to the speaker alone, in the thread where it was said. What Slack does not show counts for nothing.
    https://docs.slack.dev/reference/methods/chat.postEphemeral"""
    memory = memory_of(gesture, made, heard_, said)
    body: dict[str, Any] = views.offer(made.label, heard_.customers, line, memory).body()
    thread = gesture.source.get("thread_ts")
    if thread and thread != gesture.source.get("ts"):
        body["thread_ts"] = thread
    try:
        await house.client.chat_postEphemeral(channel=gesture.channel_id, user=gesture.person.id, **body)
    except UNREACHED:
        await house.db.write(rows.forget, gesture.team_id, made.id or 0)


def memory_of(gesture: Gesture, made: Offer, heard_: Heard, said: Elsewhere) -> dict[str, Any]:
    """What the offer's buttons remember: all that *Log it* needs, since nothing of it is kept elsewhere. Of what was said
    in private no word (product page, section 8)."""
    facts: Mapping[str, Any] = {
        "offer": made.id,
        "what": made.label,
        "whose": [customer.number for customer in heard_.customers],
    }
    if gesture.source.get("private"):
        return said.memory(typed="", private=True, **facts)
    return said.memory(**facts)
