"""What a nudge, or a reference typed in its place, is about: the thing, its customer, and who may know of it."""

from typing import Any, NamedTuple

from sqlalchemy import Connection

from bot.refusals import NotAllowed, Unknown
from bot.snooze_words import NUDGE, Named
from handlers.gestures import Gesture
from handlers.views.brief_lines import name_of
from storage import nudges, references
from storage.by_ids import ByIds
from storage.tables import LETTERS, Customer, Nudge

CUSTOMERS = ByIds(Customer)


class Thing(NamedTuple):
    """What something is about: its kind and id, the row as it stands (None where it is gone), its customer, and the nudge
    that was named, if one was."""

    kind: str
    row_id: int
    row: Any
    customer: Customer | None
    nudge: Nudge | None = None

    @property
    def name(self) -> str:
        """As people call it."""
        return name_of(self.row, self.customer)


def of_nudge(conn: Connection, nudge: Nudge) -> Thing:
    """What a nudge is about."""
    row = nudges.rows_of(conn, [nudge]).get((nudge.kind, nudge.row_id))
    return Thing(nudge.kind, nudge.row_id, row, _customer(conn, nudge.team_id, row, nudge.customer_id), nudge)


def of_named(conn: Connection, gesture: Gesture, named: Named) -> Thing:
    """What was typed: N-9, or the thing itself. Raises Unknown."""
    if named.kind == NUDGE:
        nudge = nudges.by_number(conn, gesture.team_id, named.number)
        if nudge is None:
            raise Unknown(
                f"There is no N-{named.number}. Each line of your brief ends with its number: /kept brief"
            )
        return of_nudge(conn, nudge)
    row = references.by_number(conn, gesture.team_id, named.kind, named.number)
    if row is None:
        letter = LETTERS[named.kind]
        raise Unknown(f"There is no {letter}-{named.number}, or it was taken back.")
    customer = _customer(conn, gesture.team_id, row, getattr(row, "customer_id", None))
    return Thing(named.kind, row.id or 0, row, customer)


def _customer(conn: Connection, team_id: str, row: object, customer_id: int | None) -> Customer | None:
    if isinstance(row, Customer):
        return row
    return CUSTOMERS.rows(conn, team_id, [customer_id]).get(customer_id) if customer_id else None


def check_may_know(thing: Thing, person_id: str, *, leads: bool) -> None:
    """Why somebody was nudged is told to whom it went, whoever looks after the thing or its customer, whoever said it, and
    leads. Raises NotAllowed."""
    row, customer, nudge = thing.row, thing.customer, thing.nudge
    theirs = {
        nudge.recipient_id if nudge else None,
        getattr(row, "said_by", None),
        getattr(row, "owner_id", None) or getattr(row, "by_id", None) or getattr(row, "person_id", None),
        *((customer.owner_id, customer.backup_id) if customer else ()),
    }
    if not leads and person_id not in theirs:
        raise NotAllowed(
            "That nudge went to somebody else, about something that is not yours. They can ask for it themselves, and so can a lead."
        )
