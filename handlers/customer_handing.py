"""What is written when customers change hands: them, where somebody stands in, and what is open, in one batch."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from bot import customers as rules
from bot.changes import Change
from bot.refusals import AlreadySo
from bot.urgent_first import Open
from handlers.customer_finding import numbered
from handlers.effects import once, via
from handlers.gestures import Gesture
from storage import absences, customer_lists, customer_record, rows
from storage.tables import Customer, History, Row


class Handed(NamedTuple):
    """What was handed over: the customers, how many open things of each kind, who had them, and the entry to undo; the
    things themselves, and their customers' names by id; and the customers for whom somebody else stands in now."""

    customers: Sequence[Customer]
    counts: Mapping[str, int]
    former: frozenset[str]
    entry: History
    fresh: bool = True
    things: Sequence[Open] = ()
    names: Mapping[int, str] = {}
    backups: Sequence[Customer] = ()


def save_one(conn: Connection, gesture: Gesture, number: int, to: str, *, everything: bool) -> Handed:
    """Hands one customer over, and what their owner has open with them if wanted. Raises a Refusal."""
    customer = numbered(conn, gesture, number, lock=True)
    things = open_with(conn, gesture, customer, lock=True) if everything else []
    return _save(conn, gesture, [customer], things, to)


def save_all(conn: Connection, gesture: Gesture, person_id: str, to: str, *, everything: bool) -> Handed:
    """Hands over all that one person has: customers, where they stand in, and what is open if wanted. Raises a Refusal.

    Their desk is locked first and customers before what is open with them, as the clock's look at people does it.
    """
    absences.look_at(conn, gesture.team_id, person_id, at=gesture.now)
    held = customer_lists.owned_by(conn, gesture.team_id, person_id, lock=True)
    things = (
        customer_lists.open_things(conn, gesture.team_id, owner_id=person_id, lock=True) if everything else []
    )
    return _save(conn, gesture, held, things, to, stands_in=person_id)


def _save(
    conn: Connection,
    gesture: Gesture,
    held: Sequence[Customer],
    things: Sequence[Open],
    to: str,
    *,
    stands_in: str = "",
) -> Handed:
    changed: list[Customer] = []
    went: list[Open] = []
    backups: list[Customer] = []
    counts: Counter[str] = Counter()
    former: set[str] = set()
    entries: list[History] = []

    def enter(row: Row, decided: Change) -> None:
        entries.append(
            rows.change(
                conn,
                row,
                decided.what,
                decided.fields,
                by=gesture.person.id,
                via=via(gesture),
                now=gesture.now,
                batch=gesture.key,
            )
        )

    def effect() -> History:
        for customer in held:
            had = customer.owner_id
            if had == to and customer.backup_id != stands_in:
                continue
            if stands_in and had != stands_in:
                backup = None if had == to else to
                enter(customer, Change("handed over", {"backup_id": backup}))
                backups.extend([customer] if backup else [])
                continue
            if had != to:
                enter(customer, rules.hand_over(customer, to))
                changed.append(customer)
                former.update({had} if had else ())
        for thing in things:
            if thing.owner_id != to:
                former.update({thing.owner_id} if thing.owner_id else ())
                enter(thing, Change("handed over", {"owner_id": to}))
                counts[str(type(thing).__tablename__)] += 1
                went.append(thing)
        if not entries:
            raise AlreadySo("That is theirs already: there is nothing to hand over.", field="to")
        return entries[0]

    entry = once(conn, gesture, effect)
    fresh = bool(entries)
    names = customer_record.names_of(conn, gesture.team_id, {each.customer_id for each in went})
    customers = changed if fresh else list(held)
    return Handed(customers, counts, frozenset(former), entry, fresh, went, names, backups)


def open_with(conn: Connection, gesture: Gesture, customer: Customer, *, lock: bool = False) -> list[Open]:
    """What goes along with a customer: what their owner (or, where nobody owns them, this person) has open with them, and
    cases that nobody owns. What other colleagues have open stays theirs."""
    owner = customer.owner_id or gesture.person.id
    things = customer_lists.open_things(conn, gesture.team_id, customer_ids=[customer.id or 0], lock=lock)
    return [each for each in things if each.owner_id in {owner, None}]
