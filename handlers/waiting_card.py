"""One customer's wait, looked at: its card, and what every gesture on it begins with."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot.refusals import Unknown
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.promise_card import eye
from handlers.views import waiting as views
from storage import customers, history, waiting
from storage.tables import Customer, History, Waiting


def waiting_of(conn: Connection, gesture: Gesture, number: int, *, lock: bool = False) -> Waiting:
    """W-`number`. Raises Unknown."""
    found = waiting.by_number(conn, gesture.team_id, number, lock=lock)
    if found is None:
        raise Unknown(f"There is no W-{number}, or it was taken back. /waiting lists those who wait on you.")
    return found


def customer_of(conn: Connection, row: Waiting) -> Customer:
    """Who waits. Raises Unknown where the customer was taken back."""
    found = customers.by_id(conn, row.team_id, row.customer_id)
    if found is None:
        raise Unknown(f"The customer of W-{row.number} was taken back.")
    return found


def look(conn: Connection, gesture: Gesture, number: int) -> tuple[Waiting, Customer, Sequence[History]]:
    """One wait, whose it is, and what happened to it. Raises Unknown."""
    row = waiting_of(conn, gesture, number)
    return row, customer_of(conn, row), history.of_row(conn, gesture.team_id, "waiting", row.id or 0)


async def show(house: House, gesture: Gesture, number: int, notice: str = "") -> Answer:
    """The card of one wait."""
    row, customer, entries = await house.db.read(look, gesture, number)
    undo = await house.db.read(history.last_of_row, row, gesture.person.id)
    message = views.card(row, customer, entries, eye(house, gesture), undo=undo, notice=notice)
    return Say(message, title=f"W-{number}")
