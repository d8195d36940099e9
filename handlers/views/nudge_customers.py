"""The line of a customer in a brief or nudge: who they are, what to ask them, how to treat them, and what can be done."""

import json
from typing import Any

from bot.text import one_line, shorten
from handlers.views.eye import Eye
from handlers.views.nudges import Line
from handlers.views.parts import Piece, bold, button, who
from storage.tables import Customer, Nudge

CARE_WORDS, QUESTION_WORDS = 90, 160
CARES = (
    ("What matters to them", "matters"),
    ("How to reach them", "reach"),
    ("Style", "style"),
    ("Do", "dos"),
    ("Don't", "donts"),
)
# It is a word to them that these ask for, more or less often.
WORDS = frozenset({"contact_amber", "contact_overdue", "contact_unheeded", "contact_quiet"})

# These go to the owner and to a lead, who is to know that it need not be both who call.
SHARED = frozenset({"goodwill", "second_broken"})


def draw(nudge: Nudge, customer: Customer, _customer: Customer | None, _eye: Eye) -> Line:
    """The name first, then a good question where one is due, and what to know before a talk with them [practices 39, 40]."""
    words: list[Piece | str] = [bold(customer.name)]
    if customer.tier:
        words.append(f" · {customer.tier}")
    if nudge.reason in SHARED and nudge.role == "lead" and customer.owner_id:
        words += [" · looked after by ", who(customer.owner_id)]
        words += [] if json.loads(nudge.facts).get("note") else [", who has this, too"]
    if question := _asking(nudge):
        words.append(f"\nWorth asking: “{shorten(question, QUESTION_WORDS)}”")
    if nudge.reason not in {"no_owner", "exit_talk"}:
        words += cares(customer)
    number = str(customer.number)
    return Line(words, _buttons(nudge.reason, number), opens=("customer", number))


def cares(customer: Customer | None) -> list[Piece | str]:
    """What matters to them and how to treat them, in one short line each, as far as it is known."""
    pieces: list[Piece | str] = []
    for label, column in CARES:
        if customer is not None and (said := one_line(getattr(customer, column))):
            pieces.append(f"\n{label}: {shorten(said, CARE_WORDS)}")
    return pieces


def _asking(nudge: Nudge) -> str:
    try:
        facts = json.loads(nudge.facts).get("facts") or {}
    except (ValueError, AttributeError):
        return ""
    return str(facts.get("worth asking") or "") if isinstance(facts, dict) else ""


def _buttons(reason: str, number: str) -> list[dict[str, Any]]:
    contact = button("Log contact", "contact_new", number)
    if reason in WORDS:
        return [
            contact,
            button("Hand over", "customer_handover", number),
            button("Change rhythm", "customer_rhythm", number),
        ]
    match reason:
        case "contact_attempts":
            people = button("Their people", "customer_people", number)
            return [contact, people, button("Add a person", "customer_person_new", number)]
        case "start_plan":
            return [contact, button("Change the plan", "customer_rhythm", number)]
        case "exit_talk":
            return [button("Write it down", "customer_more", f"{number} lost"), contact]
        case "no_owner":
            take = button("I take them", "customer_take", number)
            return [take, button("Hand over", "customer_handover", number)]
        case "goodwill" | "second_broken":
            return [contact, button("Timeline", "customer_timeline", number)]
    return [contact]
