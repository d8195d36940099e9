"""What the team carries, as leads see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from slack_sdk.models.blocks import Block

from handlers.views.parts import Message, Piece, actions, bold, button, line

A_PAGE = 40


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


@dataclass(frozen=True)
class Carried:
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
    pieces: list[Piece | str] = []
    if cases:
        pieces += [
            bold(f"{cases:,} case{'' if cases == 1 else 's'} without an owner"),
            ": /mistake mine lists them.",
        ]
    if customers:
        pieces += ["\n" if pieces else ""]
        pieces += [bold(f"{customers:,} customer{'' if customers == 1 else 's'} without an owner")]
        pieces += [": /customer list no owner."]
    return [line(*pieces)] if pieces else []


def _load(load: Load) -> str:
    said = []
    if load.promises:
        late = ""
        if load.late:
            late = ", late" if load.promises == 1 else f", {load.late:,} late"
        said.append(f"{load.promises:,} open promise{'' if load.promises == 1 else 's'}{late}")
    if load.waiting:
        said.append(f"{load.waiting:,} wait{'s' if load.waiting == 1 else ''}")
    if load.cases:
        said.append(f"{load.cases:,} case{'' if load.cases == 1 else 's'} to put right")
    return " · ".join(said)
