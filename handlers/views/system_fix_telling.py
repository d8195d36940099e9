"""Who was hit by a cause that is gone, and does not know it yet: two lines for each of them, to be copied."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.system_fixes import note
from handlers.views.eye import Eye
from handlers.views.parts import Message, Piece, actions, bold, button, line, to_copy, who
from handlers.views.system_fixes import CASES_SHOWN, LISTED, Known
from storage.tables import Customer, History, SystemFix

# Each takes three blocks of the fifty a message holds.
TOLD_SHOWN = 8


def to_tell(known: Known, eye: Eye) -> list[Block]:
    """Every customer who was hit and does not know yet that it is over, each with two lines to copy [practice 21]."""
    fix = known.fix
    left = [each for each in known.hit if any(case.fix_told_at is None for case in each[1])]
    told = [customer.name for customer, _ in known.hit if customer not in [each for each, _ in left]]
    blocks: list[Block] = []
    if left:
        blocks.append(
            line(
                bold(_count(len(known.hit), len(left))),
                " The words below are for you to send: I never write to a customer.",
            )
        )
    for customer, cases in left[:TOLD_SHOWN]:
        value = f"{fix.number} {customer.number}"
        owner: list[Piece | str] = (
            [" · ", who(customer.owner_id)] if customer.owner_id else [" · no owner yet"]
        )
        numbers = ", ".join(f"M-{case.number}" for case in cases[-CASES_SHOWN:])
        blocks += [
            line(bold(customer.name), f" · {numbers}", *owner),
            to_copy(note(fix, customer, cases, zone=eye.zone, now=eye.now)),
            actions(
                f"told-{customer.number}",
                button("Told them", "fix_told", value),
                button("Not needed", "fix_waive", value),
            ),
        ]
    if len(left) > TOLD_SHOWN:
        blocks.append(line(f"… and {len(left) - TOLD_SHOWN} more, who come up here one after the other."))
    if told:
        names = ", ".join(told[:LISTED]) + (f" and {len(told) - LISTED} more" if len(told) > LISTED else "")
        blocks.append(line(f"Seen to: {names}."))
    return blocks


def _count(hit: int, left: int) -> str:
    """How many customers the cause hit, and how many of them are `left` to be told."""
    if hit == 1:
        return "1 customer was hit and does not know yet what we have changed."
    if left == hit:
        return f"{hit} customers were hit and do not know yet what we have changed."
    return f"{hit} customers were hit, and {left} of them do{'es' if left == 1 else ''} not know yet what we have changed."


def told(fix: SystemFix, customer: Customer, said: str, entry: History, left: Sequence[Block]) -> Message:
    """That a customer knows, with *Undo*, and who is left."""
    undo = actions(
        "told",
        button("Undo", "undo", str(entry.id)),
        button("Open", "system_fix_show", str(fix.number)),
    )
    return Message([line(bold(customer.name), f" {said}"), undo, *left])
