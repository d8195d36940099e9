"""The way in: a listener for each payload type, who may, what is repeated, and a sentence for whatever goes wrong."""

import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.access import Person, Standing, admit
from bot.preferences import Preferences
from bot.refusals import Refusal
from handlers import (
    absences,
    answers,
    briefs,
    contacts,
    customer_people,
    customer_rhythm,
    customers,
    digests,
    exporting,
    first_steps,
    following,
    home,
    home_team,
    importing,
    kept,
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
    waiting,
)
from handlers.gestures import Answer, Gesture, Options, Say, Wrong
from handlers.house import UNREACHED, House, reference, without_words
from handlers.practice import marked
from handlers.routes import Handler, Routes
from handlers.slack_text import mentioned, plain
from handlers.sources import names_in
from handlers.views.parts import Message, line, to_copy
from handlers.visits import visited
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
Listener = Callable[[AsyncAck, dict[str, Any]], Awaitable[BoltResponse]]
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
        undo,
        kept,
        searching,
        saying,
        practice,
        first_steps,
        preferences,
        waiting,
        importing,
        exporting,
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


def build(house: House, table: Routes, token: str) -> AsyncApp:
    """The Bolt app of one workspace, with every gesture registered."""
    app = AsyncApp(
        name="kept",  # without one Bolt looks for it in every frame of the stack
        client=house.client,
        authorize=_authorize(house, token),
        process_before_response=True,
        request_verification_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        logger=logging.getLogger("kept.bolt"),
    )
    listeners = {
        "command": _listener(house, table.commands, payloads.command, answers.of_command, "command"),
        "block_actions": _listener(house, table.actions, payloads.action, answers.of_action, "action"),
        "view_submission": _listener(
            house, table.submissions, payloads.submission, answers.of_submission, "form"
        ),
        "message_action": _listener(house, table.shortcuts, payloads.shortcut, answers.of_action, "shortcut"),
        "shortcut": _listener(house, table.shortcuts, payloads.shortcut, answers.of_action, "shortcut"),
        "block_suggestion": _listener(house, table.options, payloads.options, answers.of_options, "menu"),
        "event_callback": _listener(house, table.events, payloads.event, answers.of_action, "event"),
    }

    app.use(WayIn(listeners))
    return app


class WayIn(AsyncMiddleware):
    """One way in instead of a listener for each payload type, as Bolt asks every listener about every payload; and in
    this shape instead of a plain function, for which Bolt puts together everything it might want (measured)."""

    def __init__(self, listeners: Mapping[str, Listener]) -> None:
        self._listeners = listeners

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt gives it
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name
    ) -> BoltResponse | None:
        """Hands the payload to its listener, or on to Bolt, which says that it knows of none."""
        kind = "command" if "command" in req.body else str(req.body.get("type"))
        listen = self._listeners.get(kind)
        return await (next() if listen is None else listen(req.context.ack, req.body))


def _authorize(house: House, token: str) -> Callable[..., Awaitable[AuthorizeResult]]:
    """The one workspace's own token; Bolt's default would ask Slack at every request."""
    known = AuthorizeResult(
        enterprise_id=None, team_id=house.team_id, bot_user_id=house.bot_user_id, bot_token=token
    )

    async def authorize(**_: object) -> AuthorizeResult:
        return known

    return authorize


def _listener(house: House, handlers: Mapping[str, Handler], read: Read, give: Give, kind: str) -> Listener:
    async def listen(ack: AsyncAck, body: dict[str, Any]) -> BoltResponse:
        user_id = payloads.user_of(body)
        if not user_id:  # a bot's doing, or none of our business: nobody waits for an answer
            return await ack()
        now, began = house.clock(), time.monotonic()
        here: House = house
        held: Preferences | None = None
        stranger = Person(user_id, "Somebody", "UTC", Standing.OUTSIDER)
        gesture = read(body, stranger, house.team_id, now)
        try:
            gesture = replace(gesture, person=await house.people.get(user_id, now=now))
            here, held = await visited(house, gesture)
            answer = marked(here, await _answer(here, handlers, gesture))
        except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a sentence
            sentence = _sorry(error, kind)
            answer = _refused(gesture, kind, sentence, names=await _names(house, gesture, kind))
        acknowledged = await ack(give(here, gesture, answer))
        if time.monotonic() - began > TOO_LATE and kind == "command" and isinstance(answer, Say):
            here.talk.later(answers.privately(here, gesture, answer.message, replace=False))
        _go_on(here, gesture, answer, held)
        return acknowledged

    async def _answer(house: House, handlers: Mapping[str, Handler], gesture: Gesture) -> Answer:
        handler = handlers.get(gesture.name)
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
