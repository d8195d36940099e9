"""One line of a brief or nudge: what it is about, why it comes, and the buttons that answer it on the spot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.views.eye import Eye
from handlers.views.parts import Piece
from storage.tables import Customer, Nudge


@dataclass(frozen=True)
class Line:
    """What the thing is, in pieces of one paragraph, and at most five buttons or menus for it."""

    words: Sequence[Piece | str]
    buttons: Sequence[dict[str, Any]]


# Draws one nudge about a row (of the nudge's kind) of a customer, as the reader sees it.
DrawLine = Callable[[Nudge, Any, Customer | None, Eye], Line]
# Which one draws which kind of thing: handlers/views/nudge_lines.py.
