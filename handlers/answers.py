"""How an answer reaches the person: in the acknowledgement where Slack takes it there, otherwise right after."""

from collections.abc import Awaitable
from typing import Any

from slack_sdk.models.views import View

from handlers.gestures import Answer, Ask, Gesture, Home, Options, Say, Wrong
from handlers.home import draw
from handlers.house import UNREACHED, House, log, reference, sorry, without_words
from handlers.slack_errors import answer_of
from handlers.views.home import confirms
from handlers.views.parts import Message, line, option, to_copy

# What these buttons on Home ask for is looked at in a window of its own.
OPENS = ("_show", "_more")
NOT_OPENED = "Slack did not let me open the form. Try once more."
NOT_DRAWN = "Slack did not let me draw Home. Open it once more in a moment."
# A trigger opens one view: where another replica, or Kept before a restart, heard the same gesture, that one has opened it.
# https://docs.slack.dev/reference/methods/views.open
OPENED_BEFORE = "exchanged_trigger_id"


def of_command(house: House, gesture: Gesture, answer: Answer) -> dict[str, Any]:
    """The body that acknowledges a slash command; a form opens right after."""
    if isinstance(answer, Say):
        return {"response_type": "ephemeral", **answer.message.body()}
    _afterwards(house, gesture, answer)
    return {}


def of_action(house: House, gesture: Gesture, answer: Answer) -> dict[str, Any]:
    """Buttons, menus and shortcuts: Slack takes no words in their acknowledgement."""
    _afterwards(house, gesture, answer)
    return {}


def of_submission(house: House, gesture: Gesture, answer: Answer) -> dict[str, Any]:
    """The body that acknowledges a form: errors under its fields, or what comes in its place."""
    if isinstance(answer, Wrong):
        return {"response_action": "errors", "errors": dict(answer.fields)}
    if isinstance(answer, Say):
        return {"response_action": "update", "view": answer.message.as_view(answer.title).to_dict()}
    if isinstance(answer, Ask):
        return {"response_action": "update", "view": answer.view.to_dict()}
    _afterwards(house, gesture, answer)
    return {}


def of_options(_house: House, _gesture: Gesture, answer: Answer) -> dict[str, Any]:
    """The choices for a menu."""
    choices = answer.choices if isinstance(answer, Options) else ()
    return {"options": [option(label, value).to_dict() for label, value in choices]}


def _afterwards(house: House, gesture: Gesture, answer: Answer) -> None:
    if isinstance(answer, Ask):
        house.talk.later(_sure(house, gesture, _open(house, gesture, answer.view, answer.kept)))
    elif isinstance(answer, Say):
        house.talk.later(_sure(house, gesture, _say(house, gesture, answer)))
    elif isinstance(answer, Home):
        house.talk.later(_sure(house, gesture, _open_home(house, gesture)))


async def _sure(house: House, gesture: Gesture, saying: Awaitable[None]) -> None:
    """Says something; where that fails, the person hears that it did, in words that nothing is drawn for."""
    try:
        await saying
    except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a sentence
        found = reference()
        log.error("%s: an answer could not be said: %s", found, without_words(error))
        await _privately(house, gesture, {"text": sorry(found)}, replace=False)


async def _open_home(house: House, gesture: Gesture) -> None:
    if not await _drawn(house, gesture):
        await privately(house, gesture, Message([line(NOT_DRAWN)]), replace=False)


async def _drawn(house: House, gesture: Gesture) -> bool:
    """Draws the person's Home, and says whether Slack took it."""
    try:
        await draw(house, gesture.person, now=gesture.now)
    except UNREACHED as error:
        log.warning("Somebody's Home could not be drawn: %s", without_words(error))
        return False
    return True


async def _open(house: House, gesture: Gesture, view: View, kept: str = "") -> None:
    """Opens a form: in the place of a view that has nothing to send off, on top of one that has, or by itself."""
    if await _shown(house, gesture, view):
        return
    blocks = [line(NOT_OPENED), *([line("You typed:"), to_copy(kept)] if kept else [])]
    await privately(house, gesture, Message(list(blocks)), replace=False)


async def _shown(house: House, gesture: Gesture, view: View) -> bool:
    """Shows a view, and says whether it is shown: the trigger lives three seconds, a stack holds three views."""
    try:
        if gesture.surface == "modal" and not gesture.is_form:
            await house.client.views_update(view_id=gesture.view_id, view=view)
        elif gesture.surface == "modal":
            await house.client.views_push(trigger_id=gesture.trigger_id, view=view)
        else:
            await house.client.views_open(trigger_id=gesture.trigger_id, view=view)
    except UNREACHED as error:
        return answer_of(error).why == OPENED_BEFORE
    return True


async def _say(house: House, gesture: Gesture, say: Say) -> None:
    if gesture.surface == "home" and not gesture.name.endswith(OPENS) and confirms(say.message):
        house.notices[gesture.person.id] = (gesture.now, say.message)
        if not await _drawn(house, gesture):
            await privately(house, gesture, say.message, replace=False)
    elif gesture.surface in {"modal", "home"}:
        on_top = gesture._replace(is_form=True) if not say.replace else gesture
        if not await _shown(house, on_top, say.message.as_view(say.title)):
            await privately(house, gesture, say.message, replace=False)
        if gesture.surface == "home":
            await _drawn(house, gesture)
    else:
        await privately(
            house,
            gesture,
            say.message,
            replace=say.replace and gesture.surface == "message" and not (gesture.public or gesture.posted),
        )


async def privately(house: House, gesture: Gesture, message: Message, *, replace: bool) -> None:
    """To this person alone: where they did it as long as Slack lets us, otherwise in their direct messages."""
    await _privately(house, gesture, message.body(), replace=replace)


async def _privately(house: House, gesture: Gesture, body: dict[str, Any], *, replace: bool) -> None:
    here = {"response_type": "ephemeral", "replace_original": replace, **body}
    if gesture.response_url and await house.respond(gesture.response_url, here):
        return
    if not (gesture.surface == "event" and await _beside(house, gesture, body)):
        await house.tell(gesture.person.id, body)


async def _beside(house: House, gesture: Gesture, body: dict[str, Any]) -> bool:
    """Beside the message in a channel that an event is about, and whether Slack let us; in direct messages there is
    nobody to hide it from. https://docs.slack.dev/reference/methods/chat.postEphemeral"""
    if not gesture.channel_id.startswith(("C", "G")):
        return False
    thread = gesture.source.get("thread_ts")
    if thread and thread != gesture.source.get("ts"):
        body = {**body, "thread_ts": thread}
    try:
        await house.client.chat_postEphemeral(channel=gesture.channel_id, user=gesture.person.id, **body)
    except UNREACHED:
        return False
    return True
