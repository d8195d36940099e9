"""What a customer looks like: the card, the form, and every confirmation about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, UserSelectElement
from slack_sdk.models.views import View

from bot.text import NAME_MAX, shorten
from handlers.gestures import remember
from handlers.views.history import happened
from handlers.views.parts import Message, Piece, actions, bold, button, field_text, form, input_of, line, who
from handlers.views.promises import Eye, rows
from storage.tables import Customer, History, Promise

ON_CARD = 8
OTHER_NAMES_MAX = 1000


@dataclass(frozen=True)
class Known:
    """All that the card shows: the customer, their channels, open promises (some of `count`) and history."""

    customer: Customer
    channels: Sequence[str]
    promises: Sequence[Promise]
    count: int
    entries: Sequence[History]


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
    blocks += happened(known.entries, zone=eye.zone, now=eye.now)
    return Message(blocks)


def _open(count: int) -> str:
    return "No open promises" if not count else "1 open promise" if count == 1 else f"{count} open promises"


def customer_form(
    *, name: str = "", other_names: str = "", owner_id: str | None, number: int | None = None
) -> View:
    """A customer's names and owner; with a `number` it changes that customer."""
    title, send = (f"Edit C-{number}", "Save") if number else ("Add a customer", "Add")
    return form(
        "customer_edit" if number else "customer_add",
        title,
        send,
        [
            field_text("name", "Name", value=name, most=NAME_MAX, placeholder="Acme Industries"),
            field_text(
                "other_names",
                "Other names",
                value=other_names,
                hint="What people call them, one a line: Acme, ACME Inc. Typing any of them finds this customer.",
                lines=True,
                most=OTHER_NAMES_MAX,
                optional=True,
            ),
            input_of(
                "owner", "Owner", UserSelectElement(action_id="value", initial_user=owner_id), optional=True
            ),
        ],
        memory=remember(number=number),
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


def same_name(name: str, others: Sequence[Customer]) -> Message:
    """The name is taken: the ones who have it, and another one by that name if that is meant."""
    shown = list(others)[:4]
    blocks: list[Block] = [
        line(f"There is a customer called “{name}” already. Did you mean them, or is this somebody else?"),
        actions(
            "same",
            *(
                button(
                    shorten(f"Open {each.name} (C-{each.number})", 70),
                    f"customer_show_{place}",
                    str(each.number),
                )
                for place, each in enumerate(shown)
            ),
            button("Add another one", "customer_add_anyway", name),
        ),
    ]
    return Message(blocks)


def unknown(name: str, close: Sequence[Customer]) -> Message:
    """Nobody is called that: the close ones, or add it."""
    said = f"I don't know “{name}”. " + ("Do you mean one of these?" if close else "Shall I add them?")
    return Message(
        [
            line(said),
            actions(
                "unknown",
                *(
                    button(
                        shorten(f"{each.name} (C-{each.number})", 70),
                        f"customer_show_{place}",
                        str(each.number),
                    )
                    for place, each in enumerate(close)
                ),
                button(shorten(f"Add {name}", 70), "customer_add_anyway", name, primary=not close),
            ),
        ]
    )
