"""Kept mentioned in a channel: understood as in its direct messages, answered to the speaker alone; words without a
customer's name are about the one whose channel it is."""

from collections.abc import Mapping
from functools import partial

from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.plain_words import understood
from handlers.routes import Handler, Routes
from handlers.said_elsewhere import said_once


def register(routes: Routes) -> None:
    """Mentions, wherever Kept was invited."""
    routes.events["app_mention"] = said_once(partial(mentioned, routes.commands))


async def mentioned(commands: Mapping[str, Handler], house: House, gesture: Gesture) -> Answer:
    """ "@Kept who owns Acme?" """
    kept = f"<@{house.bot_user_id}>"
    text = " ".join(part.strip() for part in gesture.value.split(kept)).strip(" \t\n,:;–—-")
    return await understood(commands, house, gesture, text)
