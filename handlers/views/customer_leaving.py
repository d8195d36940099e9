"""When a customer leaves us or we part: the exit talk beside our own history, and what is still open."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block, CheckboxesElement
from slack_sdk.models.views import View

from bot.customer_leaving import REASONS
from bot.moments import day_in_words
from bot.text import WORDS_MAX, shorten
from handlers.gestures import remember
from handlers.views.eye import Eye
from handlers.views.parts import (
    OPTION_MAX,
    Message,
    actions,
    bold,
    button,
    field_choice,
    field_text,
    form,
    input_of,
    line,
    option,
    to_copy,
    who,
)
from handlers.views.things import name
from storage.tables import Customer, Owed, Promise

# Checkboxes come in tens (https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element).
A_GROUP = 10
MOST_LISTED = 50
WORDS = 60


def lost_form(
    customer: Customer, record: Sequence[str], *, fields: dict[str, str], memory: dict[str, Any]
) -> View:
    """One exit talk: our own history beside it, four reasons, their words. Nothing here wins anybody back [practice 37]."""
    blocks: list[Block] = [
        line(
            "One honest talk, to learn why ",
            bold(customer.name),
            " left. Ask, listen, thank them: no offer, no “but”.",
        ),
        line(bold("Our own history with them"), "\n", "\n".join(record)),
        field_choice(
            "reason",
            "Why did they leave?",
            [(label, reason) for reason, label in REASONS.items()],
            chosen=fields["reason"],
            open_=True,
        ),
        field_text(
            "words",
            "What did they say?",
            value=fields["words"],
            hint="As they said it. Empty if there was no talk yet.",
            lines=True,
            most=WORDS_MAX,
            optional=True,
        ),
        field_text(
            "could_have",
            "What could we have done?",
            value=fields["could_have"],
            hint="One line is enough. It is asked for wherever the reason lies with them.",
            lines=True,
            most=WORDS_MAX,
            optional=True,
        ),
    ]
    return form(
        "customer_lost",
        "They left us",
        "Save",
        blocks,
        memory=remember(number=customer.number, **memory),
    )


def part_form(customer: Customer, things: Sequence[Owed], count: int, eye: Eye) -> View:
    """What is open, each to be finished (ticked) or released, before we part [practice 58]."""
    blocks: list[Block] = [
        line(
            "Parting well from ",
            bold(customer.name),
            ": tick what we still finish. The rest is released: nobody is asked about it any more.",
        )
        if things
        else line("Nothing is open with ", bold(customer.name), ". From now on nobody is nudged about them.")
    ]
    for start in range(0, len(things), A_GROUP):
        options = [option(_thing(each, eye), name(each)) for each in things[start : start + A_GROUP]]
        first = start == 0
        blocks.append(
            input_of(
                f"finish_{start}",
                "What we still finish" if first else "… and of these",
                CheckboxesElement(action_id="value", options=options, initial_options=options),
                optional=True,
            )
        )
    if count > len(things):
        blocks.append(line(f"{count - len(things):,} more are open and stay open."))
    asked = " ".join(name(each) for each in things)
    return form(
        "customer_part",
        "Part ways",
        "Part ways",
        blocks,
        memory=remember(number=customer.number, asked=asked),
    )


def _thing(thing: Owed, eye: Eye) -> str:
    due = ""
    if isinstance(thing, Promise) and thing.due_wall:
        due = f", {day_in_words(thing.due_wall, now=eye.now, zone=thing.zone)}"
    return f"{name(thing)} {shorten(thing.words, OPTION_MAX - len(name(thing)) - len(due) - 1)}{due}"


def note(customer: Customer, text: str) -> list[Block]:
    """The note to copy."""
    return [
        line(f"A note for {customer.name}, from the facts. Copy it and say it your way; I send nothing."),
        to_copy(text),
    ]


def released(customer: Customer, by: str, things: Sequence[Owed]) -> Message:
    """To a colleague: what of theirs was released, as we part from the customer."""
    shown = "\n".join(f"{name(each)}: {shorten(each.words, WORDS)}" for each in things[:MOST_LISTED])
    more = f"\nand {len(things) - MOST_LISTED:,} more" if len(things) > MOST_LISTED else ""
    return Message(
        [
            line(
                who(by),
                " parts ways with ",
                bold(customer.name),
                ". These of yours are released, so you owe them no longer:",
            ),
            line(shown, more),
            actions("released", button("Open", "customer_show", str(customer.number))),
        ]
    )
