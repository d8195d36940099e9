"""What is said about a customer in a sentence: a change with *Undo*, a name that is taken, and whom somebody means."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from bot.text import shorten
from handlers.views.parts import Message, Piece, actions, bold, button, line, who
from handlers.views.which_customer import BUTTON_MAX, LABEL_MAX, called, write
from storage.tables import Customer, History

MOST_OFFERED = 20
STAGES = {
    "prospect": "Prospect",
    "active": "Active customer",
    "dormant": "Dormant",
    "parting": "Parting ways",
    "lost": "Lost",
}


def done(
    customer: Customer, said: str, entry: History, *, more: Sequence[Block] = (), brief: bool = False
) -> Message:
    """A change to a customer in one sentence, with *Undo*; `more` stands below it."""
    number = str(customer.number)
    return Message(
        [
            line(bold(f"C-{number} · {customer.name}"), f" {said}"),
            *more,
            actions(
                "done",
                button("Open", "customer_show", number),
                *([button("Brief", "customer_brief", number)] if brief else []),
                *([] if brief else [button("New promise", "promise_new", number)]),
                button("Edit", "customer_edit", number),
                button("Undo", "undo", str(entry.id)),
            ),
        ]
    )


def whose(customer: Customer) -> Block:
    """Who owns a customer, in one line."""
    return line(who(customer.owner_id), " owns them.") if customer.owner_id else line("Nobody owns them yet.")


def owned(customer: Customer, *, gone: bool = False) -> Message:
    """Who owns a customer, who stands in, and what to do where nobody does; `gone` says that the owner has left Slack."""
    pieces: list[Piece | str] = [bold(customer.name)]
    if customer.owner_id is None:
        pieces.append(" has no owner yet.")
    else:
        pieces += [" is with ", who(customer.owner_id), ", who has left Slack." if gone else "."]
    if customer.backup_id:
        pieces += [" Backup: ", who(customer.backup_id), "."]
    if customer.reach:
        pieces.append(f"\nHow they like to be reached: {shorten(customer.reach, 300)}")
    number = str(customer.number)
    free = customer.owner_id is None or gone
    return Message(
        [
            line(*pieces),
            actions(
                "owned",
                *([button("I take them", "customer_take", number, primary=True)] if free else []),
                button("Open", "customer_show", number),
                button("Brief", "customer_brief", number),
                button("Hand over", "customer_handover", number),
            ),
        ]
    )


def is_taken(name: str, by: Sequence[Customer], *, alike: bool = False) -> str:
    """That others go by a name, or by one that looks like it."""
    others = ", ".join(called(each) for each in by[:MOST_OFFERED])
    if alike:
        return f"“{name}” looks like a customer there is already: {others}."
    return f"There is a customer called “{name}” already: {others}."


def same_name(
    name: str, others: Sequence[Customer], *, memory: Mapping[str, Any], alike: bool = False
) -> Message | None:
    """The name is taken, or looks like another: the ones who have it, and another one by that name if that is meant.

    `memory` is all that *Add another one* needs; None where it is too much for a button.
    """
    if len(write(memory)) > BUTTON_MAX:
        return None
    add = button("Add another one", "customer_add_anyway", write(memory))
    said = f"{is_taken(name, others, alike=alike)} Did you mean them, or is this somebody else?"
    return Message([line(said), actions("same", *_each("Open ", others, "show", ""), add)])


def unknown(name: str, close: Sequence[Customer], *, order: str, rest: str = "", asked: str = "") -> Message:
    """Nobody is called that: the close ones, for the same order, or add it; `asked` is the key of the gesture that named
    them."""
    adds = order in {"show", "edit", "link", "tag"}
    said = f"I don't know “{name}”. "
    if close:
        said += "Do you mean one of these?"
    else:
        said += "Shall I add them?" if adds else "/customer list shows everybody."
    and_link = " and link this channel" if order == "link" else ""
    label = f"Add {shorten(name, LABEL_MAX - 30)}{and_link}"
    memory = {"name": name, "link": bool(and_link), "asked": asked}
    add = button(label, "customer_add_anyway", write(memory), primary=not close)
    buttons = [*_each("", close, order, rest), *([add] if adds else [])]
    return Message([line(said), *([actions("unknown", *buttons)] if buttons else [])])


def which(name: str, same: Sequence[Customer], *, order: str, rest: str = "") -> Message:
    """Several go by that name."""
    said = f"More than one customer goes by “{name}”. Whom do you mean?"
    more = len(same) - MOST_OFFERED
    blocks: list[Block] = [line(said), actions("which", *_each("", same, order, rest))]
    return Message(
        [*blocks, line(f"And {more} more: say their number, for example C-12.")] if more > 0 else blocks
    )


def _each(before: str, customers: Sequence[Customer], order: str, rest: str) -> list[dict[str, Any]]:
    """A button for each that carries the order on; what does not fit in a button is left to be typed again."""
    return [
        button(
            shorten(f"{before}{called(each)}", LABEL_MAX),
            f"customer_which_{place}",
            write({"order": order, "number": each.number, "rest": rest}),
        )
        for place, each in enumerate(customers[:MOST_OFFERED])
    ]
