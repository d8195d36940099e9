"""The line of a customer who waits in a brief or nudge: who waits for what, since when, and that they have their
answer."""

from bot.text import shorten
from handlers.views.eye import Eye
from handlers.views.nudges import Line
from handlers.views.parts import Piece, bold, button
from handlers.views.waiting import since_in_words
from storage.tables import Customer, Nudge, Waiting

WORDS = 120


def draw(nudge: Nudge, waiting: Waiting, customer: Customer | None, eye: Eye) -> Line:
    """The customer first; whoever hears of it instead of the owner may take it."""
    number = str(waiting.number)
    words: list[Piece | str] = [
        bold(customer.name if customer else f"W-{number}"),
        f" {'waits' if waiting.status == 'open' else 'waited'} · W-{number} {shorten(waiting.words, WORDS)} · "
        f"{since_in_words(waiting, eye)}",
    ]
    opens = button("Open", "waiting_show", number)
    if waiting.status != "open":
        return Line(words, [opens])
    takes = [button("I take it", "waiting_take", number)] if nudge.recipient_id != waiting.owner_id else []
    return Line(
        words,
        [
            button("Done", "waiting_done", number),
            button("They called again", "waiting_again", number),
            *takes,
            opens,
        ],
    )
