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
    snoozing,
    undo,
    voice,
    waiting,
)
from handlers.gestures import Answer, Gesture, Options, Say, Wrong
from handlers.house import UNREACHED, House, reference, without_words
from handlers.practice import marked
from handlers.routes import Find, Routes
from handlers.slack_text import mentioned, plain
from handlers.sources import names_in
from handlers.views.parts import Message, line, to_copy
from handlers.visits import visited
from handlers.way_in import App, Listener, app
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
    return app(house, {kind: _first(house, each) for kind, each in listeners.items()}, token=token)


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
            gesture = read(body, await house.people.get(user_id, now=now), house.team_id, now)
            here, held = await visited(house, gesture)
            answer = marked(here, await _answer(here, gesture))
        except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a sentence
            sentence = _sorry(error, kind)
            gesture = gesture or read(body, _stranger(user_id), house.team_id, now)
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


def _first(house: House, listen: Listener) -> Listener:
    """The same, for which what Kept says by itself steps aside, and before which Slack is heard about who changed."""

    async def first(body: dict[str, Any]) -> dict[str, Any]:
        if "event" in body:
            house.people.told(body["event"])
        with house.answering:
            return await listen(body)

    return first


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
    first_steps.greet(house, gesture, answer, held)
    if held.public:
        showing.show(house, gesture, answer)


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


def _sorry(error: Exception, kind: str) -> str:
    """The sentence for something unforeseen. The log has the rest: where it happened, but nobody's words."""
    found = reference()
    log.error("%s: a %s failed with %s", found, kind, without_words(error))
    if isinstance(error, UNREACHED):
        return (
            f"Slack did not tell me in time who you are, so I did nothing. Try again in a moment. ({found})"
        )
    return (
        "Something went wrong on my side. Look whether it is there before you say it again; if it keeps happening, "
        f"tell whoever runs Kept: {found}."
    )
