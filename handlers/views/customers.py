"""What a customer looks like: the card, the form, and every confirmation about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from slack_sdk.models.blocks import Block, UserSelectElement
from slack_sdk.models.views import View

from bot.customers import OTHER_NAMES_MAX
from bot.text import NAME_MAX, shorten
from handlers.gestures import remember
from handlers.views.eye import Eye
from handlers.views.history import happened
from handlers.views.parts import Message, Piece, actions, bold, button, field_text, form, input_of, line, who
from handlers.views.promises import rows
from handlers.views.which_customer import BUTTON_MAX, LABEL_MAX, called, write
from storage.tables import Customer, History, Promise

ON_CARD = 8
HISTORY_ON_CARD = 10
MOST_OFFERED = 20
Order = Literal["show", "edit", "link"]


@dataclass(frozen=True)
class Known:
    """All that the card shows: the customer, their channels, open promises (some of `count`), history, and the
    numbers of the promises in it by their ids."""

    customer: Customer
    channels: Sequence[str]
    promises: Sequence[Promise]
    count: int
    entries: Sequence[History]
    numbers: Mapping[int, int]


def card(known: Known, eye: Eye, *, notice: str = "") -> Message:
    """One screen from which anybody can take over."""
    customer = known.customer
    blocks: list[Block] = [line(notice)] if notice else []
    pieces: list[Piece | str] = [bold(f"C-{customer.number} · {customer.name}")]
    if customer.other_names:
        pieces.append(f"\nAlso: {', '.join(customer.other_names.splitlines())}")
    pieces += ["\nOwner: ", who(customer.owner_id) if customer.owner_id else "nobody yet"]
    if known.channels:
        count = len(known.channels)
        pieces.append(f"\nLinked to {count} channel{'' if count == 1 else 's'}")
    pieces.append(f"\n{_open(known.count)}")
    blocks.append(line(*pieces))
    number = str(customer.number)
    blocks.append(
        actions(
            f"customer-{number}",
            button("New promise", "promise_new", number, primary=True),
            button("Edit", "customer_edit", number),
        )
    )
    blocks += rows([(promise, customer.name) for promise in known.promises], eye)
    if known.count > len(known.promises):
        blocks.append(line(f"And {known.count - len(known.promises)} more."))
    blocks += happened(known.entries, zone=eye.zone, now=eye.now, most=HISTORY_ON_CARD, numbers=known.numbers)
    return Message(blocks)


def _open(count: int) -> str:
    return "No open promises" if not count else "1 open promise" if count == 1 else f"{count} open promises"


def customer_form(
    *,
    name: str = "",
    other_names: str = "",
    owner_id: str | None,
    number: int | None = None,
    remark: str = "",
    memory: Mapping[str, Any] | None = None,
) -> View:
    """A customer's names and owner; with a `number` it changes that customer. `memory` comes back with it."""
    title, send = (f"Edit C-{number}", "Save") if number else ("Add a customer", "Add")
    return form(
        "customer_edit" if number else "customer_add",
        title,
        send,
        [
            *([line(remark)] if remark else []),
            field_text("name", "Name", value=name, most=NAME_MAX, placeholder="Acme Industries"),
            field_text(
                "other_names",
                "Other names",
                value=other_names,
                hint="What people call them, one a line: Acme, ACME Inc. Typing any of them finds this customer.",
                lines=True,
                most=OTHER_NAMES_MAX * (NAME_MAX + 1),
                optional=True,
            ),
            input_of(
                "owner", "Owner", UserSelectElement(action_id="value", initial_user=owner_id), optional=True
            ),
        ],
        memory=remember(number=number, **(memory or {})),
    )


def done(customer: Customer, said: str, entry: History) -> Message:
    """A change to a customer in one sentence, with *Undo*."""
    number = str(customer.number)
    return Message(
        [
            line(bold(f"C-{number} · {customer.name}"), f" {said}"),
            actions(
                "done",
                button("Open", "customer_show", number),
                button("New promise", "promise_new", number),
                button("Undo", "undo", str(entry.id)),
            ),
        ]
    )


def is_taken(name: str, by: Sequence[Customer]) -> str:
    """That others go by a name."""
    return f"There is a customer called “{name}” already: {', '.join(called(each) for each in by)}."


def same_name(name: str, others: Sequence[Customer], *, memory: Mapping[str, Any]) -> Message | None:
    """The name is taken: the ones who have it, and another one by that name if that is meant.

    `memory` is all that *Add another one* needs; None where it is too much for a button.
    """
    if len(write(memory)) > BUTTON_MAX:
        return None
    add = button("Add another one", "customer_add_anyway", write(memory))
    said = f"{is_taken(name, others)} Did you mean them, or is this somebody else?"
    return Message([line(said), actions("same", *_each("Open ", others, "show"), add)])


def unknown(name: str, close: Sequence[Customer], *, order: Order) -> Message:
    """Nobody is called that: the close ones, for the same order, or add it."""
    said = f"I don't know “{name}”. " + ("Do you mean one of these?" if close else "Shall I add them?")
    and_link = " and link this channel" if order == "link" else ""
    label = f"Add {shorten(name, LABEL_MAX - 30)}{and_link}"
    add = button(
        label, "customer_add_anyway", write({"name": name, "link": bool(and_link)}), primary=not close
    )
    return Message([line(said), actions("unknown", *_each("", close, order), add)])


def which(name: str, same: Sequence[Customer], *, order: Order) -> Message:
    """Several go by that name."""
    said = f"More than one customer goes by “{name}”. Whom do you mean?"
    return Message([line(said), actions("which", *_each("", same, order))])


def _each(before: str, customers: Sequence[Customer], order: Order) -> list[dict[str, Any]]:
    return [
        button(shorten(f"{before}{called(each)}", LABEL_MAX), f"customer_{order}_{place}", str(each.number))
        for place, each in enumerate(customers[:MOST_OFFERED])
    ]
