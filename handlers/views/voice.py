"""What a customer asks of us: the form, the confirmation, and the message to those who can decide it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from slack_sdk.models.blocks import UserSelectElement
from slack_sdk.models.views import View

from bot import voice as rules
from bot.attention_words import date_of
from bot.promises import OUTCOMES
from bot.text import WORDS_MAX, shorten
from handlers.gestures import remember
from handlers.views.eye import Eye
from handlers.views.parts import (
    Message,
    Piece,
    actions,
    bold,
    button,
    field_text,
    form,
    input_of,
    line,
    place,
    who,
)
from handlers.views.promises import due_in_words
from handlers.views.which_customer import above, customer_field
from storage.tables import Customer, History, Promise

WORDS = 600
NOWHERE = (
    "It is passed on to nobody, since no channel is set for what customers ask: the answer to this one is yours to find. "
    "A lead or an admin can choose one for the next: /kept settings, then Briefs and nudges."
)


def voice_form(
    *,
    words: str = "",
    due: str,
    owner_id: str,
    customer: Customer | None = None,
    new_customer: str = "",
    remarks: Sequence[str] = (),
    memory: Mapping[str, object] | None = None,
) -> View:
    """What they ask, filled with what is known; `memory` comes back with the form."""
    blocks = [
        *above(words, remarks),
        customer_field(customer, new_customer),
        field_text(
            "words",
            "What do they ask for?",
            value=words,
            lines=True,
            most=WORDS_MAX,
            placeholder="the manual in Estonian",
            hint="In their words, if you can.",
        ),
        field_text(
            "due",
            "By when do they hear from us?",
            value=due,
            optional=True,
            hint=f"Empty: in {rules.WITHIN} working days.",
        ),
        input_of(
            "owner", "Who comes back to them?", UserSelectElement(action_id="value", initial_user=owner_id)
        ),
    ]
    return form("voice_give", "What they ask for", "Pass it on", blocks, memory=remember(**(memory or {})))


def goes_to(channel_id: str) -> list[Piece | str]:
    """Where an ask goes."""
    return ["It goes to ", place(channel_id), "."] if channel_id else [NOWHERE]


def saved(
    promise: Promise,
    customer: Customer,
    entry: History,
    eye: Eye,
    *,
    to: Sequence[Piece | str],
    remarks: Sequence[str] = (),
) -> Message:
    """The confirmation: what was understood and where it goes, with *Edit* and *Undo* on it."""
    number = str(promise.number)
    pieces: list[Piece | str] = [
        bold(f"P-{number}"),
        " saved. ",
        bold(customer.name),
        f" asks: {rules.asked(promise)}\nThey hear from us by ",
        bold(due_in_words(promise, eye)),
        "; ",
        who(promise.owner_id),
        " sees to it.",
    ]
    return Message(
        [
            line(*pieces),
            line(*to),
            *(line(remark) for remark in remarks),
            actions(
                "saved",
                button("Edit", "promise_edit", number),
                button("Undo", "undo", str(entry.id)),
                button("Open", "promise_show", number),
            ),
        ]
    )


def ask(promise: Promise, customer: Customer, *, now: datetime, words: bool) -> Message:
    """What they ask, who passed it on, and by when they are promised an answer; or what became of it. Without its
    `words` where they were said in private."""
    number = str(promise.number)
    said = f": {shorten(' '.join(rules.asked(promise).split()), WORDS)}" if words else " asks for something."
    pieces: list[Piece | str] = [bold(customer.name), " asks" if words else "", said]
    if promise.status == "called off":
        pieces.append("\nThis was called off.")
    elif promise.status != "open":
        pieces += ["\nTheir answer: ", OUTCOMES[promise.status], ". ", who(promise.owner_id), " saw to it."]
    else:
        pieces += ["\nPassed on by ", who(promise.said_by), ". "]
        if promise.due_wall:
            pieces += [
                "They are promised an answer by ",
                bold(date_of(promise.due_wall, promise.zone, now=now)),
                ", from ",
                who(promise.owner_id),
            ]
        else:
            pieces += ["They are promised an answer, from ", who(promise.owner_id)]
        pieces.append(". What can we tell them? Please say it in this thread.")
        if not words:
            pieces.append(" What it is was said in private: ask who passed it on.")
    return Message([line(*pieces), actions(f"voice-{number}", button("Open", "promise_show", number))])


def gone(promise: Promise) -> Message:
    """It was passed on by mistake."""
    return Message([line(bold(f"P-{promise.number}"), " was taken back: there is nothing to answer.")])
