"""A customer's question that nobody of ours had answered: that they wait, or that they have their answer."""

from collections.abc import Mapping

from slack_sdk.models.views import View

from handlers.views.parts import Message, actions, bold, button, line
from handlers.views.waiting import waiting_form
from storage.tables import Customer


def wait_form(
    words: str, remark: str, owner_id: str, customer: Customer | None, memory: Mapping[str, object]
) -> View:
    """The form of a customer who waits, with what they asked; it comes back as the answer to their question."""
    remarks = [remark] if remark else []
    form = waiting_form(words=words, owner_id=owner_id, customer=customer, remarks=remarks, memory=memory)
    form.callback_id = "question_wait"
    return form


def answered(customer: Customer | None, entry_id: int | None) -> Message:
    """They have their answer."""
    return Message(
        [
            line(bold(customer.name if customer else "Their question"), ": answered. I ask no more."),
            actions("answered", button("Undo", "undo", str(entry_id))),
        ]
    )
