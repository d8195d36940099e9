"""A customer on one screen that anybody can take over from, and the pages of all that is open with them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from bot.text import one_line
from handlers.views.customer_facts import (
    Known,
    cares,
    case_line,
    case_row,
    contacts,
    head,
    next_step,
    people,
    promise_line,
    waiting_line,
    waiting_row,
)
from handlers.views.eye import Eye
from handlers.views.parts import Message, Piece, actions, bold, button, line, option
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
ORDER = {"promises": "soonest first", "cases": "oldest first", "waiting": "longest wait first"}


def card(known: Known, eye: Eye, *, notice: str = "") -> Message:
    """One screen from which anybody can take over [practices 40, 41]: whose they are, what is open, what matters to them,
    and what was last and what is next, in this order."""
    customer = known.customer
    blocks: list[Block] = [line(notice)] if notice else []
    blocks += [line(*head(known)), *_open(known, eye), *cares(customer)]
    blocks.append(line(*contacts(known.contacts, eye), "\n", *next_step(known, eye)))
    blocks += [line(remark) for remark in known.remarks]
    blocks += _people(known)
    return Message([*blocks, _buttons(customer)])


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
        "rhythm": "How often they hear from us",
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


def _open(known: Known, eye: Eye) -> list[Block]:
    """What is open, a paragraph for each kind with a line for each thing, and one row that opens any of them."""
    blocks: list[Block] = []
    if known.waiting_count:
        blocks.append(
            _list("waiting", known.waiting_count, [waiting_line(each, eye) for each in known.waiting])
        )
    if known.promise_count:
        blocks.append(
            _list("promises", known.promise_count, [promise_line(each, eye) for each in known.promises])
        )
    else:
        blocks.append(line("No open promises."))
    if known.case_count:
        blocks.append(_list("cases", known.case_count, [case_line(each) for each in known.cases]))
    row = _open_row(known)
    return [*blocks, actions("open", *row)] if row else blocks


def _list(kind: str, count: int, lines: Sequence[Sequence[Piece | str]]) -> Block:
    order = f", {ORDER[kind]}" if count > 1 else ""
    return line(bold(f"{KINDS[kind](count)}{order}"), *(piece for each in lines for piece in ("\n", *each)))


def _open_row(known: Known) -> list[dict[str, Any]]:
    """A menu that opens what the card names, and the buttons to what it leaves out."""
    named = [
        *(("waiting", "W", each.number, each.words) for each in known.waiting),
        *(("promise", "P", each.number, each.words) for each in known.promises),
        *(("mistake", "M", each.number, each.words) for each in known.cases),
    ]
    if not named:
        return []
    opens = {
        "type": "static_select",
        "action_id": "customer_open",
        "placeholder": {"type": "plain_text", "text": "Open …", "emoji": True},
        "options": [
            option(f"{letter}-{number} · {one_line(words)}", f"{kind} {number}").to_dict()
            for kind, letter, number, words in named
        ],
    }
    counts = {
        "waiting": (known.waiting_count, len(known.waiting), "waits"),
        "promises": (known.promise_count, len(known.promises), "promises"),
        "cases": (known.case_count, len(known.cases), "cases"),
    }
    return [
        opens,
        *(
            button(f"All {count:,} {called}", f"customer_all_{kind}", f"{known.customer.number} {kind} 0")
            for kind, (count, shown, called) in counts.items()
            if count > shown
        ),
    ]


def _people(known: Known) -> list[Block]:
    if not known.people:
        return []
    blocks: list[Block] = [line(*people(known.people))]
    more = known.people_count - len(known.people)
    if more > 0:
        all_ = button(f"And {more:,} more", "customer_people", str(known.customer.number))
        blocks.append(actions("all-people", all_))
    return blocks


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
