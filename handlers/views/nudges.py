"""One line of a brief or nudge: what it is about, why it comes, and the buttons that answer it on the spot."""

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from handlers.views.eye import Eye
from handlers.views.parts import Piece
from storage.tables import Customer, Nudge


class Line(NamedTuple):
    """What the thing is, in pieces of one paragraph, and at most four buttons for it: what settles it first, then what
    else can be said. `asks` is what it asks of the reader, where that is said otherwise than in the nudge itself, since
    the words above say the dates; `opens` is what the card of the thing is opened by: its kind, and its number or id."""

    words: Sequence[Piece | str]
    buttons: Sequence[dict[str, Any]]
    asks: str | None = None
    opens: tuple[str, str] | None = None


def why_of(nudge: Nudge) -> str:
    """Why it came, as it was said when that was decided; empty where that cannot be read."""
    try:
        found = json.loads(nudge.facts)
    except ValueError:
        return ""
    return str(found.get("why") or "") if isinstance(found, dict) else ""


# Draws one nudge about a row (of the nudge's kind) of a customer, as the reader sees it.
DrawLine = Callable[[Nudge, Any, Customer | None, Eye], Line]
# Which one draws which kind of thing: handlers/views/nudge_lines.py.
