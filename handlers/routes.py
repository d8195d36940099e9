"""Which function answers which gesture: one table a payload type, filled by each topic's `register`."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.sending import Draw

Handler = Callable[[House, Gesture], Awaitable[Answer]]
Find = Callable[[str], Handler | None]


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
    # Topics that few ever need, by the first word of their ids: what imports one and enters its gestures.
    seldom: dict[str, Callable[["Routes"], None]] = field(default_factory=dict)

    def among(self, handlers: Mapping[str, Handler]) -> Find:
        """What finds who answers an id in one of these tables, if anybody does."""

        def find(name: str) -> Handler | None:
            handler = handlers.get(name)
            if handler is None and (enter := self.seldom.get(name.partition("_")[0])):
                enter(self)
                return handlers.get(name)
            return handler

        return find
