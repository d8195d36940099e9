"""The line of a customer who waits in a brief or nudge: who waits for what, since when, and that they have their
answer."""

from bot.text import shorten
from handlers.views.eye import Eye, for_reader, moment_for
from handlers.views.nudge_words import by_readers_clock
from handlers.views.nudges import Line, why_of
from handlers.views.parts import Piece, bold, button
from handlers.views.waiting import since_in_words
from storage.tables import Customer, Nudge, Waiting

WORDS = 120


def draw(nudge: Nudge, waiting: Waiting, customer: Customer | None, eye: Eye) -> Line:
    """The customer first; whoever hears of it instead of the owner may take it."""
    number, open_ = str(waiting.number), waiting.status == "open"
    words: list[Piece | str] = [
        bold(customer.name if customer else f"W-{number}"),
        f" · W-{number} {shorten(waiting.words, WORDS)}"
        f"\n{'They have been waiting' if open_ else 'They waited'} {since_in_words(waiting, eye, lasting=True)}.",
    ]
    if not open_:
        return Line(words, [], opens=("waiting", number))
    takes = [button("I take it", "waiting_take", number)] if nudge.recipient_id != waiting.owner_id else []
    buttons = [
        button("Done", "waiting_done", number),
        *takes,
        button("They called again", "waiting_again", number),
    ]
    return Line(words, buttons, _asks(nudge, waiting, eye), ("waiting", number))


def _asks(nudge: Nudge, waiting: Waiting, eye: Eye) -> str:
    """By when they were to have their answer, on the reader's clock; that they called again stands above it."""
    why = why_of(nudge)
    if waiting.due_at is not None:
        why = by_readers_clock(why, moment_for(waiting.due_at, eye))
    return for_reader(why.partition(" They have called again")[0], eye)
