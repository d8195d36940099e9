"""How what Kept says by itself is drawn: the shapes between whoever draws a post and the sender."""

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from handlers.house import House
from handlers.views.parts import Message
from storage.tables import Post


class Drawn(NamedTuple):
    """What a post says as things stand now, and the ids of the nudges that it says."""

    message: Message
    nudge_ids: Sequence[int] = ()


class Dropped(NamedTuple):
    """That there is nothing to be said any more, and why."""

    why: str


# How a post is drawn: asked right before it is said, and again when something about it has changed. It only reads.
Draw = Callable[[House, Post], Awaitable[Drawn | Dropped]]
