"""The line of a case in a brief or nudge: whom it hit, what happened, where it stands, and the step that comes next."""

from typing import Any

from bot.text import shorten
from handlers.views.eye import Eye
from handlers.views.mistake_parts import next_button, open_steps, state_in_words
from handlers.views.nudges import Line
from handlers.views.parts import Piece, bold, button
from storage.tables import Customer, Mistake, Nudge

WORDS = 120


def draw(nudge: Nudge, mistake: Mistake, customer: Customer | None, eye: Eye) -> Line:
    """The customer first; the buttons are the next step, or somebody to take it."""
    name = customer.name if customer else f"M-{mistake.number}"
    words: list[Piece | str] = [
        bold(name),
        f" · M-{mistake.number} {shorten(mistake.words, WORDS)} · {state_in_words(mistake, eye)}",
    ]
    return Line(words, _buttons(nudge, mistake))


def _buttons(nudge: Nudge, mistake: Mistake) -> list[dict[str, Any]]:
    number = str(mistake.number)
    opens = button("Open", "mistake_show", number)
    if mistake.status != "open":
        return [opens]
    if mistake.owner_id is None:
        return [
            button("I take it", "mistake_take", number),
            button("Somebody else", "mistake_owner", number),
            opens,
        ]
    if nudge.reason == "mistake_check_back" and mistake.checked_at is None:
        return [
            button("Yes, it is right", "mistake_step_checked", number),
            button("Not quite", "mistake_check_not_quite", number),
            button("No answer", "mistake_check_no_answer", number),
            opens,
        ]
    apology = button("Write the apology", "mistake_apology", number)
    says = {"told", "sorry"} & set(open_steps(mistake)[:1])
    # In a list no button stands out from its neighbours.
    coming = [
        {name: value for name, value in each.items() if name != "style"} for each in next_button(mistake)
    ]
    return [*coming, *([apology] if says else []), opens]
