"""A customer on one screen that anybody can take over from, and the pages of all that is open with them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.views.customer_facts import (
    Known,
    cares,
    case_row,
    contacts,
    head,
    next_step,
    people,
    waiting_row,
)
from handlers.views.eye import Eye
from handlers.views.parts import Message, actions, bold, button, line, option
from handlers.views.promises import rows as promise_rows
from storage.tables import Customer

# What the card shows of each; the rest is a button away.
PROMISES, CASES, WAITS, PEOPLE, CONTACTS = 4, 3, 3, 5, 3
A_PAGE = 10
# What is open, by the word that the buttons carry, for its count.
KINDS: Mapping[str, Callable[[int], str]] = {
    "promises": lambda count: f"{count:,} open promise{'' if count == 1 else 's'}",
    "cases": lambda count: f"{count:,} open case{'' if count == 1 else 's'}",
    "waiting": lambda count: f"They wait on us for {count:,} thing{'' if count == 1 else 's'}",
}


def card(known: Known, eye: Eye, *, notice: str = "") -> Message:
    """One screen from which anybody can take over [practices 40, 41]."""
    customer = known.customer
    blocks: list[Block] = [line(notice)] if notice else []
    blocks += [line(*head(known)), *cares(customer)]
    blocks += [line(remark) for remark in known.remarks]
    blocks.append(_buttons(customer))
    blocks += _waits(known, eye)
    blocks += _promises(known, eye)
    blocks += _cases(known, eye)
    blocks += _people(known)
    blocks.append(line(*contacts(known.contacts, eye), "\n", *next_step(known, eye)))
    return Message(blocks)


def _buttons(customer: Customer) -> Block:
    number = str(customer.number)
    return actions(
        f"customer-{number}",
        button("New promise", "promise_new", number, primary=True),
        button("Log contact", "contact_new", number),
        button("Report mistake", "mistake_new", number),
        button("They wait", "waiting_new", number),
        button("Edit", "customer_edit", number),
        button("Timeline", "customer_timeline", number),
        _more(customer),
    )


def _more(customer: Customer) -> dict[str, Any]:
    """All that is done less often, in one menu.
    https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"""
    number, stage = customer.number, customer.stage
    offered = {
        "matters": "What matters to them …",
        "person": "Add a person of theirs",
        "people": "Their people",
        "channels": "Link a channel",
        "brief": "Brief for a colleague",
        "handover": "Hand over",
        "merge": "Merge with another",
        "praise": "Keep a kind word",
        "dormant": "They are dormant",
        "active": "They are a customer now" if stage == "prospect" else "They are active again",
        "part": "Part ways",
        "lost": "Why they left" if stage == "lost" else "They left us",
    }
    left_out = {"parting": "part"}.get(stage, stage if stage in {"dormant", "active"} else "")
    return {
        "type": "static_select",
        "action_id": "customer_more",
        "placeholder": {"type": "plain_text", "text": "More …", "emoji": True},
        "options": [
            option(label, f"{number} {what}").to_dict() for what, label in offered.items() if what != left_out
        ],
    }


def _heading(kind: str, count: int, order: str) -> str:
    return f"{KINDS[kind](count)}{f', {order}' if count > 1 else ''}"


def _rest(known: Known, kind: str, count: int, shown: int) -> list[Block]:
    """The button to those that the card leaves out."""
    if count <= shown:
        return []
    number = str(known.customer.number)
    action, value = (
        ("customer_people", number) if kind == "people" else ("customer_all", f"{number} {kind} 0")
    )
    return [actions(f"all-{kind}", button(f"And {count - shown:,} more", action, value))]


def _promises(known: Known, eye: Eye) -> list[Block]:
    if not known.promise_count:
        return [line("No open promises.")]
    return [
        line(bold(_heading("promises", known.promise_count, "soonest first"))),
        *promise_rows([(each, known.customer.name) for each in known.promises], eye),
        *_rest(known, "promises", known.promise_count, len(known.promises)),
    ]


def _cases(known: Known, eye: Eye) -> list[Block]:
    if not known.case_count:
        return []
    return [
        line(bold(_heading("cases", known.case_count, "oldest first"))),
        *(block for each in known.cases for block in case_row(each, eye)),
        *_rest(known, "cases", known.case_count, len(known.cases)),
    ]


def _waits(known: Known, eye: Eye) -> list[Block]:
    if not known.waiting_count:
        return []
    return [
        line(bold(_heading("waiting", known.waiting_count, "longest wait first"))),
        *(block for each in known.waiting for block in waiting_row(each, eye)),
        *_rest(known, "waiting", known.waiting_count, len(known.waiting)),
    ]


def _people(known: Known) -> list[Block]:
    if not known.people:
        return []
    blocks: list[Block] = [line(*people(known.people))]
    return [*blocks, *_rest(known, "people", known.people_count, len(known.people))]


def all_of(
    customer: Customer,
    kind: str,
    rows: Sequence[Any],
    count: int,
    eye: Eye,
    *,
    page: int,
) -> Message:
    """A page of one kind of thing that is open with a customer."""
    blocks: list[Block] = [
        line(bold(f"{customer.name} · {KINDS[kind](count)}"), *_span(page, len(rows), count))
    ]
    if kind == "promises":
        blocks += promise_rows([(each, customer.name) for each in rows], eye)
    elif kind == "cases":
        blocks += [block for each in rows for block in case_row(each, eye)]
    else:
        blocks += [block for each in rows for block in waiting_row(each, eye)]
    leaves = [
        button(label, f"customer_all_{which}", f"{customer.number} {kind} {to}")
        for label, which, to, there in (
            ("Back", "back", page - 1, page > 0),
            ("More", "on", page + 1, (page + 1) * A_PAGE < count),
        )
        if there
    ]
    blocks.append(actions("leaf", *leaves, button("The card", "customer_show", str(customer.number))))
    return Message(blocks)


def _span(page: int, shown: int, count: int) -> list[str]:
    if count <= shown:
        return []
    return [f". Here {page * A_PAGE + 1:,} to {page * A_PAGE + shown:,}."]
