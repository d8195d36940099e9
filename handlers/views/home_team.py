"""What the team carries, as leads see it."""

import json
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from slack_sdk.models.blocks import Block

from handlers.views.eye import Eye
from handlers.views.mistakes import rows
from handlers.views.parts import Message, Piece, actions, bold, button, line
from storage.tables import Mistake

A_PAGE = 40
CASES_PAGE = 15


class Load(Protocol):
    """What one person carries, in numbers."""

    @property
    def promises(self) -> int:
        """Open promises."""

    @property
    def late(self) -> int:
        """Those of them that are late."""

    @property
    def waiting(self) -> int:
        """Customers who wait."""

    @property
    def cases(self) -> int:
        """Cases to put right."""


class Carried(NamedTuple):
    """A colleague and what they carry; `gone` if they are no member here any more."""

    name: str
    user_id: str
    load: Load
    gone: bool = False


def team(carried: Sequence[Carried], *, nobodys: int, unowned: int, page: int) -> Message:
    """A page of the team by name, after what nobody has taken yet."""
    pages = max((len(carried) - 1) // A_PAGE, 0)
    page = min(page, pages)
    shown = carried[page * A_PAGE : (page + 1) * A_PAGE]
    blocks: list[Block] = [*_nobodys(nobodys, unowned)]
    if not carried:
        return Message([*blocks, line("Nobody has anything open right now.")])
    pieces: list[Piece | str] = []
    for each in shown:
        gone = " (no member here any more: hand it over with /customer handover)" if each.gone else ""
        pieces += ["\n" if pieces else "", bold(each.name), gone, f": {_load(each.load)}"]
    blocks += [line("What everybody carries, by name:"), line(*pieces)]
    leaves = []
    if page:
        leaves.append(button("Earlier ones", "home_team_back", str(page - 1)))
    if page < pages:
        leaves.append(button("Later ones", "home_team_on", str(page + 1)))
    return Message([*blocks, *([actions("leaves", *leaves)] if leaves else [])])


def _nobodys(cases: int, customers: int) -> list[Block]:
    """What nobody has taken, each with the button that lists it."""
    said, buttons = [], []
    if cases:
        said.append(f"{cases:,} case{'' if cases == 1 else 's'} without an owner")
        buttons.append(button("Show the cases" if cases > 1 else "Show the case", "home_team_cases", "0"))
    if customers:
        said.append(f"{customers:,} customer{'' if customers == 1 else 's'} without an owner")
        asked = json.dumps({"asked": "no owner", "page": 0})
        buttons.append(
            button("Show the customers" if customers > 1 else "Show the customer", "customer_list_on", asked)
        )
    return [line(bold("\n".join(said))), actions("nobodys", *buttons)] if said else []


def cases(found: Sequence[tuple[Mistake, str]], count: int, eye: Eye, *, page: int) -> Message:
    """A page of the open cases that nobody puts right yet, the oldest first."""
    if not found:
        return Message([line("Every open case has an owner.")])
    first, last = page * CASES_PAGE + 1, page * CASES_PAGE + len(found)
    span = f" Here {first:,} to {last:,}." if count > len(found) else ""
    head = (
        "1 open case with no owner yet."
        if count == 1
        else f"{count:,} open cases with no owner yet, the oldest first."
    )
    leaves = []
    if page:
        leaves.append(button("Earlier ones", "home_team_cases_back", str(page - 1)))
    if count > last:
        leaves.append(button("Later ones", "home_team_cases_on", str(page + 1)))
    return Message(
        [line(bold(head), span), *rows(found, eye), *([actions("leaves", *leaves)] if leaves else [])]
    )


def _load(load: Load) -> str:
    said = []
    if load.promises:
        late = ""
        if load.late:
            late = ", late" if load.promises == 1 else f", {load.late:,} late"
        said.append(f"{load.promises:,} open promise{'' if load.promises == 1 else 's'}{late}")
    if load.waiting:
        things = load.waiting
        said.append("1 customer waits" if things == 1 else f"customers wait for {things:,} things")
    if load.cases:
        said.append(f"{load.cases:,} case{'' if load.cases == 1 else 's'} to put right")
    return " · ".join(said)
