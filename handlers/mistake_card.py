"""One mistake, looked at: its card, and what every gesture on a mistake begins with."""

from sqlalchemy import Connection

from bot import apologies
from bot.refusals import Refusal, Unknown
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.promise_card import eye
from handlers.views import mistake_card as views
from handlers.views.mistake_card import Known
from storage import customers, history, mistakes
from storage.tables import Customer, Mistake


def number_of(value: str) -> int:
    """A case's number from a button. Raises a Refusal for what is no number of ours."""
    if not value.isdecimal():
        raise Refusal("That button is from an older Kept. Open the case again: /mistake mine lists yours.")
    return int(value)


def mistake_of(conn: Connection, gesture: Gesture, number: int, *, lock: bool = False) -> Mistake:
    """M-`number`. Raises Unknown."""
    found = mistakes.by_number(conn, gesture.team_id, number, lock=lock)
    if found is None:
        raise Unknown(f"There is no M-{number}, or it was taken back. /mistake mine lists yours.")
    return found


def customer_of(conn: Connection, mistake: Mistake) -> Customer:
    """Whom it happened to. Raises Unknown where the customer was taken back."""
    found = customers.by_id(conn, mistake.team_id, mistake.customer_id)
    if found is None:
        raise Unknown(f"The customer of M-{mistake.number} was taken back.")
    return found


def look(conn: Connection, gesture: Gesture, number: int) -> Known:
    """One case and all that belongs to it. Raises Unknown."""
    mistake = mistake_of(conn, gesture, number)
    promise = mistakes.promise_of(conn, mistake)
    team_id = gesture.team_id
    return Known(
        mistake,
        customer_of(conn, mistake),
        history.of_row(conn, team_id, "mistake", mistake.id or 0),
        promise,
        history.of_row(conn, team_id, "promise", promise.id or 0) if promise else (),
    )


async def show(house: House, gesture: Gesture, number: int, notice: str = "") -> Answer:
    """The card of one case, with the apology as far as its facts are there."""
    known = await house.db.read(look, gesture, number)
    mistake = known.mistake
    currency = (await house.preferences()).currency
    is_open = mistake.status == "open"
    written = apologies.draft(mistake, known.promise, now=gesture.now) if is_open else None
    turns = apologies.defensive(mistake.words, mistake.right_how) if is_open else []
    message = views.card(known, currency, eye(house, gesture), notice=notice, written=written, turns=turns)
    return Say(message, title=f"M-{number}")
