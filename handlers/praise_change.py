"""What is done to a kind word that was kept: leave to quote it, and corrections."""

from collections.abc import Callable

from sqlalchemy import Connection

from bot import praise as rules
from bot.changes import Change
from bot.refusals import AlreadySo
from handlers.effects import once, via
from handlers.for_whom import customer_for
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import House
from handlers.praise_card import Saved, customer_of, id_of, logged, look, thank
from handlers.praise_giving import Wish, read_form
from handlers.stale_forms import corrected, shown
from handlers.views import praise as views
from storage import rows
from storage.tables import Customer, History, Praise


async def quote_pressed(house: House, gesture: Gesture) -> Answer:
    """*They let us quote it*."""
    praise_id = id_of(gesture.value)
    try:
        found = await house.db.write(change, gesture, praise_id, lambda row: rules.allow(row, "yes"))
    except AlreadySo:
        found = await house.db.read(look, gesture, praise_id)
    return Say(views.shown(found.row, found.customer, logged=found.logged, said="Kept."), title="A kind word")


def change(conn: Connection, gesture: Gesture, praise_id: int, rule: Callable[[Praise], Change]) -> Saved:
    """Applies a rule to a kind word and writes what it decided. Raises a Refusal."""
    row = look(conn, gesture, praise_id, lock=True).row

    def effect() -> History:
        decided = rule(row)
        by, now = gesture.person.id, gesture.now
        return rows.change(conn, row, decided.what, decided.fields, by=by, via=via(gesture), now=now)

    once(conn, gesture, effect)
    return Saved(row, customer_of(conn, row), logged(conn, row), fresh=True)


async def edit_pressed(house: House, gesture: Gesture) -> Answer:
    """*Edit* on a kind word: the form, which remembers what it shows."""
    found = await house.db.read(look, gesture, id_of(gesture.value))
    fields = _as_form(found.row, found.customer)
    memory = {"shown": shown(fields)}
    return Ask(views.praise_form(fields, customer=found.customer, praise_id=found.row.id, memory=memory))


def _as_form(row: Praise, customer: Customer) -> dict[str, str]:
    return {
        "customer": str(customer.number),
        "words": row.words,
        "colleague": row.thanked_id or "",
        "quotable": row.quotable or "unasked",
    }


async def edit_from_form(house: House, gesture: Gesture) -> Answer:
    """What was corrected in the form; a colleague it is about only now is thanked now."""
    praise_id = int(gesture.memory.get("praise") or 0)
    before = await house.db.read(look, gesture, praise_id)
    current = _as_form(before.row, before.customer)
    fields = await corrected(house, gesture, current)
    wish = await read_form(house, gesture._replace(form=fields))
    found = await house.db.write(save_edit, gesture, praise_id, wish)
    thanked = found.row.thanked_id
    if thanked and thanked not in {before.row.thanked_id, gesture.person.id}:
        house.talk.later(thank(house, gesture, found))
    message = views.shown(found.row, found.customer, logged=found.logged, said="Corrected.")
    return Say(message, title="A kind word")


def save_edit(conn: Connection, gesture: Gesture, praise_id: int, wish: Wish) -> Saved:
    """Writes the correction. Raises a Refusal."""

    def rule(row: Praise) -> Change:
        customer, _ = customer_for(conn, gesture, wish.whom)
        return rules.edit(row, wish.given, customer_id=customer.id or 0)

    return change(conn, gesture, praise_id, rule)
