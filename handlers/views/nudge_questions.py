"""The line of a customer's question in a brief: who asked where, and that they wait or have their answer."""

from handlers.views.eye import Eye
from handlers.views.nudges import Line
from handlers.views.parts import Piece, bold, button, link, place
from storage.tables import Customer, Nudge, Question


def draw(_nudge: Nudge, question: Question, customer: Customer | None, _eye: Eye) -> Line:
    """Nothing of what they asked is kept; the link leads to it."""
    words: list[Piece | str] = [
        bold(customer.name if customer else "A customer"),
        " asked something in ",
        place(question.channel_id),
        " · ",
        link("see what", question.source_link) if question.source_link else "see there",
    ]
    if question.status != "open" or question.removed_at is not None:
        return Line(words, [])
    id_ = str(question.id)
    return Line(
        words,
        [button("Answered", "question_answered", id_), button("They wait: log it", "question_wait", id_)],
    )
