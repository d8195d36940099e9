"""The form in which it is said how often a customer hears from us: their rhythm, and the plan for their first days."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks.block_elements import DatePickerElement
from slack_sdk.models.views import View

from handlers.gestures import remember
from handlers.views.parts import bold, field_text, form, input_of, line
from storage.tables import Customer

PLAN_MAX = 120


def rhythm_form(
    customer: Customer,
    fields: Mapping[str, str],
    *,
    usual: int,
    plan: Sequence[int],
    memory: Mapping[str, Any],
) -> View:
    """`usual` are the days between contacts that their tier has, `plan` the workspace's days for new customers."""
    days = ", ".join(map(str, plan)) or "none"
    blocks = [
        line(bold(customer.name), ": how often they hear from us."),
        field_text(
            "rhythm_days",
            "Days between contacts",
            value=fields["rhythm_days"],
            hint=f"Empty: as often as their tier says, every {usual:,} days.",
            most=10,
            optional=True,
        ),
        field_text(
            "start_plan",
            "The plan for their first days",
            value=fields["start_plan"],
            hint=f"The days on which to be in touch: 2, 14, 30. “off”: no plan. Empty: the workspace's ({days}).",
            most=PLAN_MAX,
            optional=True,
        ),
        input_of(
            "since",
            "Customer since",
            DatePickerElement(action_id="value", initial_date=fields["since"] or None),
            hint="The first of these days is counted from here.",
            optional=True,
        ),
    ]
    return form(
        "customer_rhythm",
        f"Rhythm of C-{customer.number}",
        "Save",
        blocks,
        memory=remember(number=customer.number, **memory),
    )
