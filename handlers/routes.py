"""Which function answers which gesture: one table a payload type, filled by each topic's `register`."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.sending import Draw

Handler = Callable[[House, Gesture], Awaitable[Answer]]


@dataclass
class Routes:
    """Gestures by their id: a command's name, a button's or menu's action id, a form's or shortcut's callback id; and
    what Kept says by itself (`posts`), drawn by what it is."""

    commands: dict[str, Handler] = field(default_factory=dict)
    actions: dict[str, Handler] = field(default_factory=dict)
    submissions: dict[str, Handler] = field(default_factory=dict)
    shortcuts: dict[str, Handler] = field(default_factory=dict)
    options: dict[str, Handler] = field(default_factory=dict)
    events: dict[str, Handler] = field(default_factory=dict)
    posts: dict[str, Draw] = field(default_factory=dict)
