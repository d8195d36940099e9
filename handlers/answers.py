"""How an answer reaches the person: in the acknowledgement where Slack takes it there, otherwise right after."""

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View

from handlers.gestures import Answer, Ask, Gesture, Home, Options, Say, Wrong
from handlers.home import draw
from handlers.house import House
from handlers.views.parts import Message, line, option, to_copy

# Views that Slack may have lost sight of: closed, too late, changed meanwhile, or a third one on the stack.
TOO_LATE = "That took too long, so Slack did not let me open the form. Nothing is lost: try once more."


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
        house.talk.later(_open(house, gesture, answer.view, answer.kept))
    elif isinstance(answer, Say):
        house.talk.later(_say(house, gesture, answer))
    elif isinstance(answer, Home):
        house.talk.later(draw(house, gesture.person, now=gesture.now, page=answer.page, notice=answer.notice))


async def _open(house: House, gesture: Gesture, view: View, kept: str = "") -> None:
    """Opens a form, or puts it on top of the open one; what was typed comes back if Slack does not let it."""
    try:
        if gesture.surface == "modal":
            await house.client.views_push(trigger_id=gesture.trigger_id, view=view)
        else:
            await house.client.views_open(trigger_id=gesture.trigger_id, view=view)
    except SlackApiError:
        blocks = [line(TOO_LATE), *([line("You typed:"), to_copy(kept)] if kept else [])]
        await privately(house, gesture, Message(list(blocks)), replace=False)


async def _say(house: House, gesture: Gesture, say: Say) -> None:
    if gesture.surface == "modal":
        view = say.message.as_view(say.title)
        try:
            if say.replace:
                await house.client.views_update(view_id=gesture.view_id, view=view)
            else:
                await house.client.views_push(trigger_id=gesture.trigger_id, view=view)
        except SlackApiError:
            await privately(house, gesture, say.message, replace=False)
    elif gesture.surface == "home":
        await _open(house, gesture, say.message.as_view(say.title))
        await draw(house, gesture.person, now=gesture.now)
    else:
        await privately(house, gesture, say.message, replace=say.replace and gesture.surface == "message")


async def privately(house: House, gesture: Gesture, message: Message, *, replace: bool) -> None:
    """To this person alone: where they did it as long as Slack lets us, otherwise in their direct messages."""
    body = message.body()
    if gesture.response_url:
        told = await house.respond(
            gesture.response_url, {"response_type": "ephemeral", "replace_original": replace, **body}
        )
        if told:
            return
    await house.client.chat_postMessage(
        channel=gesture.person.id, unfurl_links=False, unfurl_media=False, **body
    )
