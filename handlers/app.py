"""Every gesture: a listener for each payload type, who may, what is repeated, and a sentence for whatever goes wrong."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.access import Person, Standing, admit
from bot.preferences import Preferences
from bot.refusals import Refusal
from handlers import (
    absences,
    answers,
    briefs,
    coming_up,
    contacts,
    customer_people,
    customer_rhythm,
    customers,
    digests,
    files,
    first_steps,
    following,
    home,
    home_team,
    kept,
    lessons,
    listening,
    listening_learning,
    listening_question_answers,
    mentions,
    mistakes,
    payloads,
    plain_words,
    practice,
    praise,
    preferences,
    promises,
    reactions,
    said_elsewhere,
    saying,
    searching,
    shortcuts,
    showing,
    slack_errors,
    snoozing,
    undo,
    voice,
    waiting,
)
from handlers.gestures import Answer, Gesture, Options, Say, Wrong, storable
from handlers.house import UNREACHED, House, reference, sorry, without_words
from handlers.practice import marked
from handlers.repeats import Repeats
from handlers.routes import Find, Routes
from handlers.slack_text import mentioned, plain
from handlers.sources import names_in
from handlers.views.parts import Message, line, to_copy
from handlers.visits import visited
from handlers.way_in import App, Listener, app
from storage import history
from storage.inbox import Repeated

log = logging.getLogger("kept")
# A person who is no member still gets their Home drawn: it says so politely.
OPEN_TO_ALL = {
    "app_home_opened",
    "user_change",
    "dnd_updated_user",
    "message.changed",
    "message.deleted",
    "message.channel",
    "member_joined_channel",
}
# Nobody waits for an answer to these.
UNASKED = OPEN_TO_ALL | {"reaction_added"}
# After three seconds Slack tells the person that it failed and throws our answer away; then it is said once more.
# https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response
TOO_LATE = 2.5
OUTDATED = "That button is from an older Kept. Open the thing again: /promise mine lists yours."
Read = Callable[[payloads.Payload, Person, str, datetime], Gesture]
Give = Callable[[House, Gesture, Answer], dict[str, Any]]


def routes() -> Routes:
    """Every gesture that Kept answers."""
    table = Routes()
    for topic in (
        absences,
        promises,
        contacts,
        customer_people,
        customer_rhythm,
        praise,
        mistakes,
        customers,
        home,
        home_team,
        coming_up,
        lessons,
        undo,
        kept,
        searching,
        saying,
        practice,
        first_steps,
        preferences,
        voice,
        waiting,
        files,
        digests,
        said_elsewhere,
        plain_words,
        mentions,
        reactions,
        shortcuts,
        following,
        briefs,
        snoozing,
        listening,
        listening_learning,
        listening_question_answers,
    ):
        topic.register(table)
    return table


def build(house: House, table: Routes, token: str) -> App:
    """The Bolt app of one workspace, with every gesture registered."""
    among = table.among
    listeners = {
        "command": _listener(house, among(table.commands), payloads.command, answers.of_command, "command"),
        "block_actions": _listener(house, among(table.actions), payloads.action, answers.of_action, "action"),
        "view_submission": _listener(
            house, among(table.submissions), payloads.submission, answers.of_submission, "form"
        ),
        "message_action": _listener(
            house, among(table.shortcuts), payloads.shortcut, answers.of_action, "shortcut"
        ),
        "shortcut": _listener(
            house, among(table.shortcuts), payloads.shortcut, answers.of_action, "shortcut"
        ),
        "block_suggestion": _listener(
            house, among(table.options), payloads.options, answers.of_options, "menu"
        ),
        "event_callback": _listener(house, among(table.events), payloads.event, answers.of_action, "event"),
    }
    repeats = Repeats()
    return app(house, {kind: _first(house, repeats, each) for kind, each in listeners.items()}, token=token)


def _listener(house: House, find: Find, read: Read, give: Give, kind: str) -> Listener:
    async def listen(body: dict[str, Any]) -> dict[str, Any]:
        user_id = payloads.user_of(body)
        if not user_id or payloads.is_own(body, user_id, house.bot_user_id):
            return {}  # a bot's doing, or none of our business: nobody waits for an answer
        now, began = house.clock(), time.monotonic()
        here: House = house
        held: Preferences | None = None
        gesture: Gesture | None = None
        try:
            gesture = storable(read(body, await house.people.get(user_id, now=now), house.team_id, now))
            here, held = await visited(house, gesture)
            answer = marked(here, await _answer(here, gesture))
            acknowledged = give(here, gesture, answer)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a sentence
            sentence = await _sorry(house, gesture, error, kind)
            gesture = gesture or storable(read(body, _stranger(user_id), house.team_id, now))
            answer = _refused(gesture, kind, sentence, names=await _names(house, gesture, kind))
            acknowledged = give(here, gesture, answer)
        if time.monotonic() - began > TOO_LATE:
            _say_again(here, gesture, answer)
        _go_on(here, gesture, answer, held)
        return acknowledged

    async def _answer(house: House, gesture: Gesture) -> Answer:
        handler = find(gesture.name)
        try:
            if gesture.name not in OPEN_TO_ALL:
                admit(gesture.person)
            if handler is None:
                return _refused(gesture, kind, OUTDATED)
            return await handler(house, gesture)
        except Refusal as refusal:
            names = await _names(house, gesture, kind)
            return _refused(gesture, kind, refusal.sentence, refusal.field, names=names)
        except Repeated:
            return None

    return listen


def _first(house: House, repeats: Repeats, listen: Listener) -> Listener:
    """The same, once for what comes twice, for which what Kept says by itself steps aside, and before which Slack is heard
    about who changed."""

    async def first(body: dict[str, Any]) -> dict[str, Any]:
        try:
            if "event" in body:
                house.people.told(body["event"])
            with house.answering:
                return await repeats.once(body, listen, now=house.clock())
        except Exception as error:  # noqa: BLE001 - not even a sentence could be drawn, or nobody read for whom
            found, failed = reference(), without_words(error)
            log.error("%s: nothing could be answered: %s", found, failed)  # noqa: TRY400 - without its words
            house.talk.later(_own_up(house, body, found))
            return {}

    return first


async def _own_up(house: House, body: Mapping[str, Any], found: str) -> None:
    """Says to whoever typed or pressed something that it went wrong, in words that nothing is drawn for."""
    user_id = body.get("user_id") or (body.get("user") or {}).get("id")
    if user_id and body.get("type") != "block_suggestion":
        await house.tell(str(user_id), {"text": sorry(found)})


def _stranger(user_id: str) -> Person:
    """Somebody of whom Slack says nothing now, and who therefore may do nothing."""
    return Person(user_id, "Somebody", "UTC", Standing.OUTSIDER)


def _say_again(house: House, gesture: Gesture, answer: Answer) -> None:
    """What Slack took no more as the answer to a command is said beside it."""
    if gesture.surface == "command" and isinstance(answer, Say):
        house.talk.later(answers.privately(house, gesture, answer.message, replace=False))


def _go_on(house: House, gesture: Gesture, answer: Answer, held: Preferences | None) -> None:
    """What comes after the answer: a look at what else it changes, the first steps to a member who is new, and a
    confirmation to its channel, if it is to see it."""
    if held is None:
        return
    if not isinstance(answer, Options) and gesture.name not in UNASKED:
        house.ears.doubt()
        house.wake()
    try:
        first_steps.greet(house, gesture, answer, held)
        if held.public:
            showing.show(house, gesture, answer)
    except Exception as error:  # noqa: BLE001 - the answer is there, and must not be lost for this
        failed = without_words(error)
        log.error("%s: what follows an answer failed: %s", reference(), failed)  # noqa: TRY400 - without its words


async def _names(house: House, gesture: Gesture, kind: str) -> Mapping[str, str]:
    """Who is mentioned in a typed command, as far as Slack says; guests and outsiders are told nobody's name, and no id
    either."""
    if kind != "command":
        return {}
    if gesture.person.standing is not Standing.MEMBER:
        return dict.fromkeys(mentioned(gesture.value), "somebody")
    try:
        return await names_in(house, gesture, gesture.value)
    except UNREACHED:
        return {}


def _refused(
    gesture: Gesture, kind: str, sentence: str, field: str = "", *, names: Mapping[str, str] | None = None
) -> Answer:
    """A refusal where the person looks: under the field it concerns, or beside what they pressed or typed; to whom asked
    for nothing, nothing is said."""
    if gesture.name in UNASKED:
        return None
    if kind == "menu":
        return Options(())
    if kind == "form" and gesture.form:
        return Wrong({field if field in gesture.form else next(iter(gesture.form)): sentence})
    blocks = [line(sentence)]
    if kind == "command" and gesture.value:
        blocks += [line("You typed:"), to_copy(f"{gesture.name} {plain(gesture.value, names)}")]
    return Say(Message(list(blocks)), replace=False)


async def _sorry(house: House, gesture: Gesture | None, error: Exception, kind: str) -> str:
    """The sentence for something unforeseen; without a gesture it is not even known whose it was. The log has the rest:
    where it happened, but nobody's words."""
    found = reference()
    log.error("%s: a %s failed with %s", found, kind, without_words(error))
    if isinstance(error, UNREACHED):
        done = gesture is not None and await _has_done(house, gesture)
        return f"{slack_errors.sentence(error, who=gesture is None, done=done)} ({found})"
    return sorry(found)


async def _has_done(house: House, gesture: Gesture) -> bool:
    """Whether a gesture that failed had its effect before; where that cannot be found out, it may have."""
    try:
        return await house.db.read(history.acted_at, gesture.team_id, gesture.person.id, gesture.now)
    except Exception:  # noqa: BLE001 - the first error is the one to tell of
        return True
