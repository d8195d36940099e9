"""A case that nobody has, as the team reads it."""

from slack_sdk.models.blocks import Block

from bot.moments import how_long
from bot.text import shorten
from handlers.views.eye import Eye
from handlers.views.parts import Message, Piece, actions, bold, button, line, who
from storage.tables import Customer, Mistake

WORDS = 300


def case(mistake: Mistake, customer: Customer, eye: Eye, *, words: bool) -> Message:
    """Which case, that nobody has it, and the button that takes it; or who has it by now. Without its `words` where they
    were said in private."""
    number = str(mistake.number)
    head: list[Piece | str] = [bold(f"M-{number} · {customer.name}")]
    said = f": {shorten(' '.join(mistake.words.split()), WORDS)}" if words else ""
    if mistake.status != "open":
        return Message([line(*head, " is settled."), _open(number)])
    if mistake.owner_id is not None:
        return Message([line(*head, said, "\n", who(mistake.owner_id), " has it. Thank you."), _open(number)])
    waited = how_long(eye.now - mistake.created_at)
    urgent = " It is a serious one." if mistake.severity == "high" else ""
    asked = f"\nNobody has had it for {waited}.{urgent} Who puts it right?"
    take = button("I take it", "mistake_take", number, primary=True)
    return Message(
        [line(*head, said, asked), actions(f"case-{number}", take, button("Open", "mistake_show", number))]
    )


def gone(mistake: Mistake) -> Message:
    """It was logged by mistake."""
    return Message([line(bold(f"M-{mistake.number}"), " was taken back: there is nothing to put right.")])


def _open(number: str) -> Block:
    return actions(f"case-{number}", button("Open", "mistake_show", number))
