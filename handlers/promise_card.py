"""One promise, looked at: its card, and what every gesture on a promise begins with."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot import notes
from bot.refusals import Refusal
from handlers.effects import customer_of, promise_of
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.views import promises as views
from handlers.views.eye import Eye
from storage import history
from storage.tables import Customer, History, Promise


def number_of(value: str) -> int:
    """A promise's number from a button. Raises a Refusal for what is no number of ours."""
    if not value.isdecimal():
        raise Refusal("That button is from an older Kept. Open the thing again: /promise mine lists yours.")
    return int(value)


def eye(house: House, gesture: Gesture) -> Eye:
    """How this person sees dates now."""
    return Eye(gesture.person.zone, house.settings.working_hours, gesture.now)


def look(conn: Connection, gesture: Gesture, number: int) -> tuple[Promise, Customer, Sequence[History]]:
    """One promise, whom it is for, and what happened to it. Raises Unknown."""
    promise = promise_of(conn, gesture, number)
    return (
        promise,
        customer_of(conn, promise),
        history.of_row(conn, gesture.team_id, "promise", promise.id or 0),
    )


async def show(house: House, gesture: Gesture, number: int, notice: str = "") -> Answer:
    """The card of one promise."""
    promise, customer, entries = await house.db.read(look, gesture, number)
    at_risk = promise.status == "open" and promise.health == "at risk"
    written = notes.at_risk(promise, now=gesture.now) if at_risk else None
    message = views.card(promise, customer, entries, eye(house, gesture), notice=notice, written=written)
    return Say(message, title=f"P-{number}")
