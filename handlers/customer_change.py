"""A change to one customer: carried out by a rule, once, and said in a sentence with *Undo*."""

from collections.abc import Callable

from sqlalchemy import Connection

from bot.changes import Change
from bot.refusals import AlreadySo
from handlers.customer_card import show
from handlers.customer_finding import numbered
from handlers.effects import once, rebuild, via
from handlers.gestures import Answer, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.views import customers as views
from storage import rows
from storage.tables import Customer, History

Rule = Callable[[Customer], Change]


def save(conn: Connection, gesture: Gesture, number: int, rule: Rule) -> tuple[Customer, History, bool]:
    """Applies a rule to C-`number` and writes what it decided; says too whether it is new. Raises a Refusal."""
    customer = numbered(conn, gesture, number, lock=True)
    made: list[bool] = []

    def effect() -> History:
        decided = rule(customer)
        made.append(True)
        entry = rows.change(
            conn,
            customer,
            decided.what,
            decided.fields,
            by=gesture.person.id,
            via=via(gesture),
            now=gesture.now,
        )
        rebuild(conn, customer)
        return entry

    return customer, once(conn, gesture, effect), bool(made)


async def change(
    house: House, gesture: Gesture, number: int, rule: Rule, said: Callable[[Customer], str]
) -> Answer:
    """Carries a rule out and says what it came to; if it is so already, shows the card."""
    try:
        customer, entry, _ = await house.db.write(save, gesture, number, rule)
    except AlreadySo as refusal:
        if gesture.form:
            raise
        return await show(house, gesture, number, notice=refusal.sentence)
    refresh(house, {gesture.person.id, customer.owner_id or ""} - {""}, now=gesture.now)
    return Say(views.done(customer, said(customer), entry), title="Saved")
