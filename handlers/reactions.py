"""An emoji on one's own message logs it: 🤝 a promise, 🩹 a mistake, ☎️ a contact (which ones is a setting)."""

from collections.abc import Mapping
from typing import Any

from handlers import listening_questions
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.messages import fetch, is_private
from handlers.routes import Routes
from handlers.said_elsewhere import here, in_private, log
from handlers.said_once import already, one_time, said_once
from handlers.views import heard as views

UNSEEN = (
    "I cannot read the message that you reacted to. Log it from its ⋯ menu, or type it, for example "
    "/promise Acme: replacement pump by Fri 5pm"
)


def register(routes: Routes) -> None:
    """Reactions to messages, wherever Kept was invited."""
    routes.events["reaction_added"] = said_once(reacted)


async def reacted(house: House, gesture: Gesture) -> Answer:
    """Somebody reacted to their own message, or to a customer's question; to what is no emoji of ours Kept says nothing."""
    await listening_questions.reacted(house, gesture)
    held = await house.preferences()
    kind = held.reactions.get(gesture.value.partition("::")[0])  # whatever the skin's tone
    if kind is None:
        return None
    found = here(house, gesture, "")
    message = await fetch(house, gesture.channel_id, found.source.ts or "")
    if message is None:
        return Say(views.plainly(UNSEEN))
    if message.get("user") != gesture.person.id:
        return None
    gesture = _in_thread(gesture, message)
    once = await one_time(house, gesture, kind, found.source)
    if there := await already(house, gesture, kind, found.source):
        return there
    text = str(message.get("text") or "")
    if await is_private(house, gesture.channel_id):
        return in_private(kind, found)
    said = here(house, gesture, text)
    return await log(house, once, kind, said)


def _in_thread(gesture: Gesture, message: Mapping[str, Any]) -> Gesture:
    """The gesture with the thread that its message stands in, so that the answer stands there too."""
    return gesture._replace(source={**gesture.source, "thread_ts": message.get("thread_ts")})
