"""The forms about a customer: to add one, to correct names and ownership, what matters to them, and their channels."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, PlainTextObject, UserSelectElement
from slack_sdk.models.blocks.block_elements import (
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
)
from slack_sdk.models.views import View

from bot.customers import OTHER_NAMES_MAX, STYLES, TAG_MAX, TAGS_MAX
from bot.text import NAME_MAX, WORDS_MAX
from handlers.gestures import remember
from handlers.views.customers import STAGES
from handlers.views.parts import actions, bold, button, field_choice, field_text, form, input_of, line, place
from storage.tables import Customer

NAMES_HINT = "What people call them, one a line: Acme, ACME Inc. Typing any of them finds this customer."
MOST_CHANNELS = 20


def add_form(
    *,
    name: str = "",
    other_names: str = "",
    owner_id: str | None,
    remark: str = "",
    memory: Mapping[str, Any] | None = None,
) -> View:
    """A new customer: names and owner. `memory` comes back with it."""
    return form(
        "customer_add",
        "Add a customer",
        "Add",
        [
            *([line(remark)] if remark else []),
            *_names(name, other_names),
            _person("owner", "Owner", owner_id),
        ],
        memory=remember(**(memory or {})),
    )


def names_form(
    customer: Customer,
    fields: Mapping[str, str],
    *,
    tiers: Sequence[str],
    remark: str = "",
    memory: Mapping[str, Any] | None = None,
) -> View:
    """Names and ownership, filled with `fields`; with a button for what matters to them."""
    number = customer.number
    tier = fields["tier"]
    known = list(dict.fromkeys([*tiers, *([tier] if tier else [])]))
    stages = [stage for stage in STAGES if stage not in {"parting", "lost"} or stage == fields["stage"]]
    blocks: list[Block] = [
        *([line(remark)] if remark else []),
        actions("other", button("What matters to them …", "customer_matters", str(number))),
        *_names(fields["name"], fields["other_names"]),
        _person("owner", "Owner", fields["owner"]),
        _person("backup", "Backup", fields["backup"], hint="Who stands in while the owner is away."),
        field_choice(
            "stage",
            "Stage",
            [(STAGES[stage], stage) for stage in stages],
            chosen=fields["stage"],
        ),
        field_choice(
            "tier",
            "Tier",
            [("No tier", "none"), *((each.capitalize(), each) for each in known)],
            chosen=tier or "none",
            hint="It says how often we are in touch.",
        ),
        field_text(
            "tags",
            "Tags",
            value=fields["tags"],
            hint="Separated by commas: pumps, nordic.",
            most=TAGS_MAX * (TAG_MAX + 2),
            optional=True,
        ),
        input_of(
            "since",
            "Customer since",
            DatePickerElement(action_id="value", initial_date=fields["since"] or None),
            optional=True,
        ),
        field_text(
            "rhythm_days",
            "Days between contacts",
            value=fields["rhythm_days"],
            hint="Empty: as often as their tier says.",
            most=10,
            optional=True,
        ),
    ]
    return form(
        "customer_edit", f"Edit C-{number}", "Save", blocks, memory=remember(number=number, **(memory or {}))
    )


def matters_form(customer: Customer, fields: Mapping[str, str], *, memory: Mapping[str, Any]) -> View:
    """What matters to them, in their words, and how to treat them [practices 40, 44, 48]."""

    def lines(name: str, label: str, hint: str) -> Block:
        return field_text(
            name, label, value=fields[name], hint=hint, lines=True, most=WORDS_MAX, optional=True
        )

    blocks: list[Block] = [
        line(bold(customer.name), ": whoever takes over from you reads this first."),
        lines(
            "matters",
            "What matters to them",
            "In their own words: what they use it for, what must never happen.",
        ),
        lines("reach", "How they like to be reached", "Call before noon, no mails on Fridays."),
        field_choice(
            "style",
            "Style",
            [("Not known yet", "none"), *((each.capitalize(), each) for each in STYLES)],
            chosen=fields["style"] or "none",
        ),
        lines("dos", "Do", "What went down well."),
        lines("donts", "Don't", "What to leave alone."),
    ]
    return form(
        "customer_matters",
        "What matters",
        "Save",
        blocks,
        memory=remember(number=customer.number, **memory),
    )


def channels_form(customer: Customer, channels: Sequence[str]) -> View:
    """The channels that are linked to a customer, each with a button that unlinks it, and one more to link."""
    blocks: list[Block] = [
        line(
            "In a linked channel the customer's name may be left out. Nothing is posted there."
            if channels
            else "No channel is linked yet. In a linked channel the customer's name may be left out; nothing is posted there."
        )
    ]
    for number, channel_id in enumerate(channels[:MOST_CHANNELS]):
        blocks += [
            line(place(channel_id)),
            actions(f"channel-{number}", button("Unlink", "customer_unlink", channel_id)),
        ]
    if len(channels) > MOST_CHANNELS:
        blocks.append(line(f"And {len(channels) - MOST_CHANNELS} more: type /customer unlink there."))
    chosen = ConversationSelectElement(
        action_id="value",
        filter=ConversationFilter(include=["public", "private"]),
        placeholder=PlainTextObject(text="Choose a channel"),
    )
    blocks.append(input_of("channel", "Link a channel", chosen))
    return form(
        "customer_channels",
        f"Channels of C-{customer.number}",
        "Link",
        blocks,
        memory=remember(number=customer.number),
    )


def _names(name: str, other_names: str) -> list[Block]:
    return [
        field_text("name", "Name", value=name, most=NAME_MAX, placeholder="Acme Industries"),
        field_text(
            "other_names",
            "Other names",
            value=other_names,
            hint=NAMES_HINT,
            lines=True,
            most=OTHER_NAMES_MAX * (NAME_MAX + 1),
            optional=True,
        ),
    ]


def _person(name: str, label: str, user_id: str | None, *, hint: str = "") -> Block:
    return input_of(
        name,
        label,
        UserSelectElement(action_id="value", initial_user=user_id or None),
        hint=hint,
        optional=True,
    )
