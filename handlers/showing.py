"""A confirmation shown to everybody in its channel, where that is set, and nobody from outside sits there."""

from handlers.audience import only_members
from handlers.gestures import Answer, Gesture, Say
from handlers.house import UNREACHED, House
from handlers.rehearsal import RehearsalHouse
from handlers.views import showing as views
from handlers.views.parts import Message

# What somebody arranges for themselves is nobody else's business; these are the titles of its confirmations.
OWN = frozenset({"Settings", "Snoozed", "Away", "Back"})


def show(house: House, gesture: Gesture, answer: Answer) -> None:
    """Shows what was confirmed to its author; they keep their own answer, which has *Edit* and *Undo*."""
    in_channel = gesture.surface != "modal" and gesture.channel_id.startswith(("C", "G"))
    if not in_channel or not isinstance(answer, Say) or isinstance(house, RehearsalHouse):
        return
    if answer.title in OWN:
        return
    if message := views.confirmed(answer.message, gesture.person.id):
        house.talk.later(_post(house, gesture, message))


async def _post(house: House, gesture: Gesture, message: Message) -> None:
    try:
        if not await all_members(house, gesture):
            await _tell(house, gesture, views.outsiders())
            return
        await house.client.chat_postMessage(
            channel=gesture.channel_id, unfurl_links=False, unfurl_media=False, **message.body()
        )
    except UNREACHED:
        await _tell(house, gesture, views.not_shown())


async def _tell(house: House, gesture: Gesture, message: Message) -> None:
    body = {"response_type": "ephemeral", "replace_original": False, **message.body()}
    if not (gesture.response_url and await house.respond(gesture.response_url, body)):
        await house.tell(gesture.person.id, message.body())


async def all_members(house: House, gesture: Gesture) -> bool:
    """Whether everybody in the gesture's channel is a member of this workspace. Raises as `only_members` does."""
    return await only_members(house, gesture.channel_id, now=gesture.now)
