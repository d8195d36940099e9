"""Lists of customers: a page of them, how each stands, and a menu to open one."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.rhythm import State
from bot.text import shorten
from handlers.views.customer_facts import COLOURS
from handlers.views.customers import STAGES
from handlers.views.parts import Message, Piece, actions, bold, button, line, option, who
from handlers.views.which_customer import called, write
from storage.tables import Customer

A_PAGE = 15
TAGS_SHOWN = 80
# The other lists, each a press away: what its button says, and what is typed for it.
FILTERS = (
    ("All", ""),
    ("Mine", "mine"),
    ("Without owner", "no owner"),
    ("Overdue", "overdue"),
    ("No next step", "no next step"),
)


@dataclass(frozen=True)
class Listed:
    """A page of `count` customers, each with how it stands; `gone` are owners who have left Slack."""

    customers: Sequence[tuple[Customer, State]]
    count: int
    page: int = 0
    gone: frozenset[str] = frozenset()


def customers(listed: Listed, title: str, asked: str, *, empty: str) -> Message:
    """The page; `asked` is what was typed after `list`, so that leafing goes on with it."""
    if not listed.count:
        return Message([line(empty), _filters()])
    head = f"{title}: {listed.count:,}"
    shown = len(listed.customers)
    if listed.count > shown:
        first = listed.page * A_PAGE + 1
        head += f". Here {first:,} to {first + shown - 1:,}."
    blocks: list[Block] = [line(bold(head))]
    blocks += [line(*_row(customer, state, listed.gone)) for customer, state in listed.customers]
    leaves = []
    if listed.page:
        leaves.append(button("Back", "customer_list_back", write({"asked": asked, "page": listed.page - 1})))
    if listed.count > (listed.page + 1) * A_PAGE:
        leaves.append(button("More", "customer_list_on", write({"asked": asked, "page": listed.page + 1})))
    opens = {
        "type": "static_select",
        "action_id": "customer_show_chosen",
        "placeholder": {"type": "plain_text", "text": "Open one …", "emoji": True},
        "options": [
            option(called(customer), str(customer.number)).to_dict() for customer, _ in listed.customers
        ],
    }
    blocks.append(actions("list", opens, *leaves))
    return Message([*blocks, _filters()])


def _row(customer: Customer, state: State, gone: frozenset[str]) -> list[Piece | str]:
    facts = [customer.tier] if customer.tier else []
    facts += [STAGES[customer.stage].casefold()] if customer.stage in {"prospect", "dormant"} else []
    facts += [shorten(", ".join(customer.tags.splitlines()), TAGS_SHOWN)] if customer.tags else []
    pieces: list[Piece | str] = [
        f"{COLOURS[state.colour]} ",
        bold(called(customer)),
        f" · {state.words}",
        f" · {' · '.join(facts)}" if facts else "",
        " · ",
        who(customer.owner_id) if customer.owner_id else bold("no owner"),
    ]
    return [*pieces, " (has left Slack)" if customer.owner_id in gone else ""]


def _filters() -> Block:
    """The other lists, one press away."""
    return actions(
        "filters",
        *(
            button(label, f"customer_list_{place}", write({"asked": asked, "page": 0}))
            for place, (label, asked) in enumerate(FILTERS)
        ),
    )
