"""The sender: what is to be said stands in Slack once, whatever Slack answers and whoever stops in between."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from handlers.house import House
from handlers.views.parts import Message
from storage.tables import Post


@dataclass(frozen=True)
class Drawn:
    """What a post says as things stand now, and the ids of the nudges that it says."""

    message: Message
    nudge_ids: Sequence[int] = ()


@dataclass(frozen=True)
class Dropped:
    """That there is nothing to be said any more, and why."""

    why: str


# How a post is drawn: asked right before it is said, and again when something about it has changed.
Draw = Callable[[House, Post], Awaitable[Drawn | Dropped]]


async def send(house: House, draws: Mapping[str, Draw]) -> bool:
    """Says what is due and redraws what has changed; says whether there may be more."""
    return False
