"""Customers who go by one name since something was undone: nobody was asked about it, as whoever adds or renames one is."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot import customers as rules
from handlers.house import House
from handlers.undoing import Undone
from handlers.views.parts import Message, line
from storage import customers, rows
from storage.tables import Customer

# What gives a customer names that they had not until then.
NAMING = frozenset(["removed_at", "name", "other_names"])
MOST_NAMED = 5


async def beside(house: House, message: Message, steps: Sequence[Undone]) -> Message:
    """What is said of steps that were undone, and a sentence for each customer who has names again that somebody else goes
    by now, with what makes the two one."""
    named = [row for undone in steps for row in _named(undone)]
    said = await house.db.read(_remarks, named) if named else []
    return message._replace(blocks=[*message.blocks, *map(line, said)])


def _named(undone: Undone) -> list[Customer]:
    """The customers to whom a step that was undone may have given names."""
    named = not NAMING.isdisjoint(rows.values_of(undone.entry)[1])
    some = (*((undone.row,) if named else ()), *undone.others)
    return [row for row in some if isinstance(row, Customer) and row.removed_at is None]


def _remarks(conn: Connection, some: Sequence[Customer]) -> list[str]:
    return [said for said in (_remark(conn, each) for each in some) if said][:MOST_NAMED]


def _remark(conn: Connection, customer: Customer) -> str:
    names = {folded: name for name, folded in rules.names_of(customer)}
    for folded, same in customers.named(conn, customer.team_id, names).items():
        for other in same:
            if other.id != customer.id:
                return (
                    f"{other.name} (C-{other.number}) goes by “{names[folded]}” too. If the two are one customer: "
                    f"/customer merge C-{customer.number} into C-{other.number}"
                )
    return ""
