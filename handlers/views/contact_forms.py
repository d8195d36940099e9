"""The forms about a contact: to log or correct one, to plan what is next, and to log one event for many customers."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    Block,
    ExternalDataMultiSelectElement,
    PlainTextObject,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.contacts import EVENT_MAX, HOW, MOST_AT_ONCE, STEP_MAX
from bot.text import WORDS_MAX, shorten
from handlers.gestures import remember
from handlers.views.parts import bold, field_choice, field_text, form, input_of, line, option, to_copy
from handlers.views.which_customer import above, customer_field
from storage.tables import Contact, Customer

NAMES_MAX = 3000
ALL_NAMES = 9000
DATE_HINT = "As you would say it: Fri 5pm, tomorrow, 27 Nov, in 2 weeks."
WHEN_HINT = "As you would say it: yesterday, Monday, 20 Nov 3pm. Empty: now."


def contact_form(
    fields: Mapping[str, str],
    *,
    customer: Customer | None = None,
    new_customer: str = "",
    remarks: Sequence[str] = (),
    contact_id: int | None = None,
    memory: Mapping[str, object] | None = None,
) -> View:
    """A contact as a form, filled with the `fields` that are known: words, how, sounded, purpose, when, people, by,
    next_words, next_due. With a `contact_id` it corrects that contact; `memory` comes back with the form.

    Words that are too long for the field stand above it whole.
    """
    words = fields.get("words", "")
    blocks = above(words, remarks)
    blocks += [
        customer_field(customer, new_customer),
        field_choice(
            "how",
            "How was it?",
            [(label.capitalize(), each) for each, label in HOW.items()],
            chosen=fields.get("how", ""),
        ),
        field_text(
            "words",
            "What was said?",
            value=words,
            lines=True,
            most=WORDS_MAX,
            placeholder="Dana is happy with the pump",
            hint="In their words, if you can.",
        ),
        field_choice(
            "sounded",
            "How did they sound?",
            [
                ("Not said", "not said"),
                ("Glad", "glad"),
                ("Fine", "fine"),
                ("Unhappy", "unhappy"),
                ("No answer", "no answer"),
            ],
            chosen=fields.get("sounded") or "not said",
        ),
        field_text(
            "people",
            "Whom did you meet?",
            value=fields.get("people", ""),
            hint="Names, with commas between them. Whom I don't know yet is added to their people.",
            most=NAMES_MAX,
            optional=True,
        ),
        field_text(
            "next_words", "What is next?", value=fields.get("next_words", ""), most=STEP_MAX, optional=True
        ),
        field_text(
            "next_due", "When is that?", value=fields.get("next_due", ""), hint=DATE_HINT, optional=True
        ),
        field_text("when", "When was it?", value=fields.get("when", ""), hint=WHEN_HINT, optional=True),
        field_choice(
            "purpose",
            "Care or sell?",
            [("Guess it from the words", "guess"), ("Care", "care"), ("Sell", "sell")],
            chosen=fields.get("purpose") or "guess",
        ),
        input_of(
            "by", "Whose contact", UserSelectElement(action_id="value", initial_user=fields.get("by") or None)
        ),
    ]
    title, send = ("Edit the contact", "Save") if contact_id else ("Log a contact", "Log it")
    return form(
        "contact_edit" if contact_id else "contact_give",
        title,
        send,
        blocks,
        memory=remember(contact=contact_id, **(memory or {})),
    )


def next_form(contact: Contact, customer: Customer, *, words: str, due: str, url: str = "") -> View:
    """What is next, and when. `url` is where the confirmation stands that is drawn anew."""
    return form(
        "contact_next",
        "What is next?",
        "Save",
        [
            line(bold(customer.name), f": {shorten(contact.words, 300)}"),
            field_text("next_words", "What is next?", value=words, most=STEP_MAX, optional=True),
            field_text(
                "next_due", "When is that?", value=due, hint=f"{DATE_HINT} A day ends with the working day."
            ),
        ],
        memory=remember(contact=contact.id, url=url),
    )


def event_form(
    fields: Mapping[str, str], *, customers: Sequence[Customer] = (), remarks: Sequence[str] = ()
) -> View:
    """One event for many customers: `fields` are event, words, when, and the `unplaced` names that are kept until it is
    clear who they are."""
    blocks: list[Block] = [line(remark) for remark in remarks]
    unplaced = fields.get("unplaced", "")
    blocks += [
        field_text(
            "event",
            "What was it?",
            value=fields.get("event", ""),
            most=EVENT_MAX,
            placeholder="Hannover fair",
        ),
        input_of(
            "customers",
            "Who was there?",
            ExternalDataMultiSelectElement(
                action_id="contact_customers",
                placeholder=PlainTextObject(text="Type a name"),
                min_query_length=0,
                initial_options=[option(each.name, str(each.number)) for each in customers] or None,
                max_selected_items=MOST_AT_ONCE,
            ),
            hint=f"Up to {MOST_AT_ONCE} at once. A name that is not known yet can be added right here.",
            optional=bool(unplaced),
        ),
    ]
    if len(unplaced) > NAMES_MAX:
        blocks += [
            line("The field below has the first of the names; all of them:"),
            to_copy(unplaced[:ALL_NAMES]),
        ]
    if unplaced:
        blocks.append(
            field_text(
                "unplaced",
                "Names I don't know",
                value=unplaced,
                hint="Choose them above and empty this, or correct the spelling here: commas between the names.",
                most=NAMES_MAX,
                lines=True,
                optional=True,
            )
        )
    blocks += [
        field_text(
            "words", "A word on it", value=fields.get("words", ""), lines=True, most=WORDS_MAX, optional=True
        ),
        field_text("when", "When was it?", value=fields.get("when", ""), hint=WHEN_HINT, optional=True),
    ]
    return form("contact_event", "Log an event", "Log it", blocks)
