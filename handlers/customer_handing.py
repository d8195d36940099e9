"""What is written when customers change hands: them, where somebody stands in, and what is open, in one batch."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from bot import customers as rules
from bot.changes import Change
from bot.refusals import AlreadySo, ChangedSince
from handlers.customer_finding import numbered
from handlers.effects import once, via
from handlers.gestures import Gesture
from storage import absences, customer_lists, customer_record, history, rows
from storage.tables import Customer, History, Owed, Row


class Handed(NamedTuple):
    """What was handed over: the customers, how many open things of each kind, who had them, and the entry to undo; the
    things themselves, and their customers' names by id; and the customers for whom somebody else stands in now."""

    customers: Sequence[Customer]
    counts: Mapping[str, int]
    former: frozenset[str]
    entry: History
    fresh: bool = True
    things: Sequence[Owed] = ()
    names: Mapping[int, str] = {}
    backups: Sequence[Customer] = ()


def save_one(
    conn: Connection, gesture: Gesture, number: int, to: str, *, everything: bool, of: str = ""
) -> Handed:
    """Hands one customer over, and what their owner has open with them if wanted. Raises a Refusal, and ChangedSince where
    they were to be taken `of` somebody who has them no more."""
    customer = numbered(conn, gesture, number, lock=True)
    things = open_with(conn, gesture, customer, lock=True) if everything else []
    return _save(conn, gesture, [customer], things, to, of=of)


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
    things: Sequence[Owed],
    to: str,
    *,
    stands_in: str = "",
    of: str = "",
) -> Handed:
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
        if of and any(customer.owner_id != of for customer in held):
            raise ChangedSince("Somebody else has them by now.")
        for customer in held:
            if decided := _handing(customer, to, stands_in):
                enter(customer, decided)
        for thing in things:
            if thing.owner_id != to:
                enter(thing, Change("handed over", {"owner_id": to}))
        if not entries:
            raise AlreadySo("That is theirs already: there is nothing to hand over.", field="to")
        return entries[0]

    entry = once(conn, gesture, effect)
    return _handed(conn, entry, fresh=bool(entries))


def _handing(customer: Customer, to: str, stands_in: str) -> Change | None:
    """What gives somebody one customer, or, of one for whom a person only `stands_in`, their place; None where they are theirs
    already."""
    if stands_in and customer.owner_id != stands_in:
        return Change("handed over", {"backup_id": None if customer.owner_id == to else to})
    return rules.hand_over(customer, to) if customer.owner_id != to else None


def _handed(conn: Connection, entry: History, *, fresh: bool) -> Handed:
    """What was handed over together with an entry, by what is written of it: so a repeated gesture finds it too."""
    entries = history.of_batch(conn, entry.team_id, entry.batch or "")[::-1]
    found = customer_record.rows_of(conn, entry.team_id, entries)
    changed: list[Customer] = []
    went: list[Owed] = []
    backups: list[Customer] = []
    former: set[str] = set()
    for each in entries:
        row, (before, after) = found.get((each.kind, each.row_id)), rows.values_of(each)
        former.update({before["owner_id"]} if before.get("owner_id") else ())
        if isinstance(row, Owed):
            went.append(row)
        elif isinstance(row, Customer) and "owner_id" in after:
            changed.append(row)
        elif isinstance(row, Customer) and after.get("backup_id"):
            backups.append(row)
    counts = Counter(str(type(each).__tablename__) for each in went)
    names = customer_record.names_of(conn, entry.team_id, {each.customer_id for each in went})
    return Handed(changed, counts, frozenset(former), entry, fresh, went, names, backups)


def open_with(conn: Connection, gesture: Gesture, customer: Customer, *, lock: bool = False) -> list[Owed]:
    """What goes along with a customer: what their owner (or, where nobody owns them, this person) has open with them, and
    cases that nobody owns. What other colleagues have open stays theirs."""
    owner = customer.owner_id or gesture.person.id
    things = customer_lists.open_things(conn, gesture.team_id, customer_ids=[customer.id or 0], lock=lock)
    return [each for each in things if each.owner_id in {owner, None}]
