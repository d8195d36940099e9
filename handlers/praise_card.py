"""One kind word, looked at, and what every gesture on it begins with; and the thanks for it."""

from typing import NamedTuple

from sqlalchemy import Connection

from bot.refusals import Refusal, Unknown
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.views import praise as views
from storage import customers, history, praise, rows
from storage.tables import Customer, History, Praise

OUTDATED = "That button is from an older Kept. /customer praise Acme: … keeps another kind word."


class Saved(NamedTuple):
    """A kind word as it stands, whose it is, the entry that made it be there, and whether this gesture was the first."""

    row: Praise
    customer: Customer
    logged: int | None
    fresh: bool


def look(conn: Connection, gesture: Gesture, praise_id: int, *, lock: bool = False) -> Saved:
    """A kind word of this workspace. Raises Unknown."""
    row = praise.by_id(conn, gesture.team_id, praise_id, lock=lock)
    if row is None:
        raise Unknown("That kind word was taken back.")
    return Saved(row, customer_of(conn, row), logged(conn, row), fresh=False)


def customer_of(conn: Connection, row: Praise) -> Customer:
    """Whose kind word it is. Raises Unknown."""
    found = customers.by_id(conn, row.team_id, row.customer_id)
    if found is None:
        raise Unknown("The customer of that kind word was taken back.")
    return found


def saved_by(conn: Connection, entry: History, fresh: bool) -> Saved:
    """What an entry of the history wrote. Raises Unknown where that was taken back."""
    row = rows.row_of(conn, entry)
    if not isinstance(row, Praise) or row.removed_at:
        raise Unknown("That kind word was taken back.")
    return Saved(row, customer_of(conn, row), logged(conn, row), fresh)


def logged(conn: Connection, row: Praise) -> int | None:
    """The entry that *Undo* takes back: the one that made it be there."""
    entries = history.of_row(conn, row.team_id, "praise", row.id or 0)
    made = (
        each
        for each in entries
        if each.what == "praised" or (each.what == "put back" and "removed_at" in each.after)
    )
    return next((each.id for each in made), None)


async def show_pressed(house: House, gesture: Gesture) -> Answer:
    """*Open* on a kind word."""
    found = await house.db.read(look, gesture, id_of(gesture.value))
    return Say(views.shown(found.row, found.customer, logged=found.logged), title="A kind word")


async def not_asked_pressed(house: House, gesture: Gesture) -> Answer:
    """*Not asked*: it stays among us, and the question goes."""
    found = await house.db.read(look, gesture, id_of(gesture.value))
    message = views.shown(found.row, found.customer, logged=found.logged, said="Kept.", asked=False)
    return Say(message, title="A kind word")


async def thank(house: House, gesture: Gesture, saved: Saved) -> None:
    """Thanks the colleague, or asks this person to, where they cannot be reached."""
    told = await house.tell(
        saved.row.thanked_id or "", views.thanks(saved.row, saved.customer, gesture.person.id).body()
    )
    if not told:
        colleague = await house.people.get(saved.row.thanked_id or "", now=gesture.now)
        await house.tell(gesture.person.id, views.not_reached(colleague.name).body())


def id_of(value: str) -> int:
    """A kind word's id from a button. Raises a Refusal for what is none."""
    if not value.isdecimal():
        raise Refusal(OUTDATED)
    return int(value)
