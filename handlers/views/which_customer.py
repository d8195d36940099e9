"""Which customer is meant: the choices in a form's menu, and the question with a button for each."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, ExternalDataSelectElement, InputBlock, Option, PlainTextObject

from bot.text import WORDS_MAX, shorten
from handlers.views.parts import Message, actions, button, copied, input_of, line, option
from storage.tables import Customer

BUTTON_MAX = 2000  # https://docs.slack.dev/reference/block-kit/block-elements/button-element
LABEL_MAX = 70
KNOWN_HERE = "A name that is not known yet can be added right here."


def customer_option(customer: Customer) -> Option:
    """A customer as the choice that is made already."""
    return option(customer.name, str(customer.number))


def new_option(name: str) -> Option:
    """A new customer as the choice that is made already."""
    return option(f"New customer: {name}", f"new:{name}")


def customer_field(customer: Customer | None, new_name: str = "", *, hint: str = KNOWN_HERE) -> InputBlock:
    """The form's field `customer`: somebody known, or a new one by that name, chosen already."""
    chosen = customer_option(customer) if customer else new_option(new_name) if new_name else None
    element = ExternalDataSelectElement(
        action_id="customer_name",
        placeholder=PlainTextObject(text="Type a name"),
        min_query_length=0,
        initial_option=chosen,
    )
    return input_of("customer", "Customer", element, hint=hint)


def above(words: str, remarks: Sequence[str]) -> list[Block]:
    """What stands above a form's fields: the remarks, and words that are too long for their field, whole."""
    blocks: list[Block] = [line(remark) for remark in remarks]
    if len(words) > WORDS_MAX:
        said = f"That is {len(words):,} characters, and {WORDS_MAX:,} is the most I keep. The field has the beginning; all of it:"
        blocks += [line(said), *copied(words)]
    return blocks


def customer_choices(customers: Sequence[Customer], typed: str) -> list[tuple[str, str]]:
    """The customers that fit what is being typed, namesakes with their numbers, and a new one by that name."""
    names = [customer.name for customer in customers]
    choices = [
        (called(each) if names.count(each.name) > 1 else each.name, str(each.number)) for each in customers
    ]
    return [*choices, (f"New customer: {typed}", f"new:{typed}")] if typed else choices


def called(customer: Customer) -> str:
    """A customer by name and number."""
    return f"{customer.name} (C-{customer.number})"


def look_alikes(typed: str, alike: Sequence[Customer], *, same_name: bool) -> str:
    """The remark in a form whose customer is left to be chosen."""
    names = " or ".join(called(each) for each in alike)
    if same_name:
        return f"More than one customer goes by “{typed}”: {names}. Choose one from the list."
    return f"I don't know “{typed}” yet. Do you mean {names}? Choose from the list; a new one can be added there."


def new_here(customer: Customer, close: Sequence[Customer]) -> str:
    """That a customer was added with what was logged, and who else may have been meant."""
    return " ".join(filter(None, [f"{customer.name} is new here: C-{customer.number}.", also_there(close)]))


def also_there(close: Sequence[Customer]) -> str:
    """Those whose name begins as a new one's does: "There is Hartwell Hospital (C-5) too: press Undo if you mean them." """
    if not close:
        return ""
    names = ", ".join(called(each) for each in close)
    return (
        f"There is {names} too: press Undo if you mean them."
        if len(close) == 1
        else f"There are {names} too: press Undo if you mean one of them."
    )


def write(facts: Mapping[str, Any]) -> str:
    """What a button remembers; the caller sees to it that it fits in BUTTON_MAX characters."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def which_customer(
    typed: str,
    close: Sequence[Customer],
    *,
    memory: Mapping[str, Any],
    same_name: bool,
    linked: Customer | None = None,
) -> Message | None:
    """The name is not known, or others go by it: the close ones and a new customer as buttons.

    `memory` is what each button brings back on top of its customer's `number` (a new one has the `known` namesakes
    instead); None where it is too much for a button.
    """
    if same_name:
        said = (
            f"More than one customer goes by “{typed}”." if len(close) > 1 else f"“{typed}” is there already."
        )
        said += " Whom do you mean?"
    else:
        said = f"I don't know “{typed}” yet. " + (
            "Do you mean one of these?" if close or linked else "Is that a new customer?"
        )
    buttons = [
        button(
            shorten(called(each), LABEL_MAX), f"customer_is_{place}", write({**memory, "number": each.number})
        )
        for place, each in enumerate(close)
    ]
    if linked is not None and linked.id not in {each.id for each in close}:
        label = shorten(f"{linked.name}, this channel's", LABEL_MAX)
        buttons.append(button(label, "customer_is_linked", write({**memory, "number": linked.number})))
    known = [each.number for each in close] if same_name else []
    label = shorten(f"New customer: {typed}", LABEL_MAX)
    buttons.append(button(label, "customer_is_new", write({**memory, "known": known}), primary=not close))
    if any(len(each["value"]) > BUTTON_MAX for each in buttons):
        return None
    return Message([line(said), actions("which", *buttons)])
