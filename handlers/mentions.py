"""Kept mentioned in a channel: understood as in its direct messages, answered to the speaker alone; words without a
customer's name are about the one whose channel it is."""

from collections.abc import Mapping
from functools import partial

from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.plain_words import understood
from handlers.routes import Handler, Routes
from handlers.said_once import said_once


def register(routes: Routes) -> None:
    """Mentions, wherever Kept was invited."""
    routes.events["app_mention"] = said_once(partial(mentioned, routes.commands))


async def mentioned(commands: Mapping[str, Handler], house: House, gesture: Gesture) -> Answer:
    """ "@Kept who owns Acme?" """
    return await understood(commands, house, gesture, without_mention(house, gesture.value))


def without_mention(house: House, text: str) -> str:
    """What was said to Kept, without its name; a text in which that does not stand is as it was."""
    kept = f"<@{house.bot_user_id}>"
    if kept not in text:
        return text
    return " ".join(part.strip() for part in text.split(kept)).strip(" \t\n,:;–—-")
