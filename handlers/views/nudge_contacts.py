"""The line of a next step in a brief or nudge: with whom, what was agreed, and that it is done or is to be another day."""

from bot.text import one_line, shorten
from handlers.views.eye import Eye
from handlers.views.nudge_customers import cares
from handlers.views.nudges import Line
from handlers.views.parts import Piece, bold, button
from storage.tables import Contact, Customer, Nudge

STEP_WORDS, AFTER_WORDS = 160, 120


def draw(_nudge: Nudge, contact: Contact, customer: Customer | None, _eye: Eye) -> Line:
    """The step in the words in which it was agreed, and after which talk [practice 9]."""
    key = str(contact.id)
    step = shorten(one_line(contact.next_words), STEP_WORDS) or "a word with them"
    words: list[Piece | str] = [bold(customer.name if customer else "Next step"), f" · {step}"]
    words.append(f"\nAfter: {shorten(one_line(contact.words), AFTER_WORDS)}")
    words += cares(customer)
    if contact.next != "planned":
        return Line(words, [], opens=("contact", key))
    log = [button("Log contact", "contact_new", str(customer.number))] if customer else []
    return Line(
        words,
        [
            button("Done", "contact_done", key),
            button("New date", "contact_pick", key),
            *log,
        ],
        opens=("contact", key),
    )
