"""The line of a case in a brief or nudge: whom it hit, what happened, where it stands, and the step that comes next."""

from typing import Any

from bot.text import shorten
from handlers.views.eye import Eye, for_reader
from handlers.views.mistake_parts import next_button, open_steps, state_in_words
from handlers.views.nudge_words import without_dates
from handlers.views.nudges import Line, why_of
from handlers.views.parts import Piece, bold, button
from storage.tables import Customer, Mistake, Nudge

WORDS = 120


def draw(nudge: Nudge, mistake: Mistake, customer: Customer | None, eye: Eye) -> Line:
    """The customer first; the buttons are the next step, or somebody to take it."""
    name = customer.name if customer else f"M-{mistake.number}"
    words: list[Piece | str] = [
        bold(name),
        f" · M-{mistake.number} {shorten(mistake.words, WORDS)}\n{state_in_words(mistake, eye)}",
    ]
    return Line(words, _buttons(nudge, mistake), _asks(nudge, mistake, eye), ("mistake", str(mistake.number)))


def _asks(nudge: Nudge, mistake: Mistake, eye: Eye) -> str:
    """Without when it was opened: for how long it has been open stands above it."""
    why = why_of(nudge)
    return for_reader(without_dates(why) if mistake.status == "open" else why, eye)


def _buttons(nudge: Nudge, mistake: Mistake) -> list[dict[str, Any]]:
    number = str(mistake.number)
    if mistake.status != "open":
        return []
    if mistake.owner_id is None:
        return [
            button("I take it", "mistake_take", number),
            button("Somebody else", "mistake_owner", number),
        ]
    if nudge.reason == "mistake_check_back" and mistake.checked_at is None:
        return [
            button("Yes, it is right", "mistake_step_checked", number),
            button("Not quite", "mistake_check_not_quite", number),
            button("No answer", "mistake_check_no_answer", number),
        ]
    apology = button("Write the apology", "mistake_apology", number)
    says = {"told", "sorry"} & set(open_steps(mistake)[:1])
    # In a list no button stands out from its neighbours.
    coming = [
        {name: value for name, value in each.items() if name != "style"} for each in next_button(mistake)
    ]
    return [*coming, *([apology] if says else [])]
