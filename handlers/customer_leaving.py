"""When a customer leaves us: the exit talk; and when we part: each open thing finished or released [practices 37, 58]."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from bot import customer_leaving as rules
from bot.changes import Change
from bot.refusals import AlreadySo
from handlers.customer_card import eye
from handlers.customer_change import change
from handlers.customer_finding import numbered
from handlers.effects import once, via
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.stale_forms import merged, shown
from handlers.views import customer_leaving as views
from handlers.views.customers import done
from handlers.views.things import name
from storage import customer_lists, customer_record, history, rows
from storage.tables import Customer, History, Owed, Promise, Row


@dataclass(frozen=True)
class Parted:
    """A customer we part from, what we still finish, and what was released."""

    customer: Customer
    entry: History
    finishing: Sequence[Owed] = ()
    released: Sequence[Owed] = ()
    fresh: bool = field(default=True)


async def open_lost(house: House, gesture: Gesture, customer: Customer, _rest: str = "") -> Answer:
    """`/customer lost Acme`: the exit talk, our own history beside it."""
    record = await house.db.read(customer_record.record, gesture.team_id, customer.id or 0)
    said = rules.record_in_words(
        record.promises,
        record.cases,
        met=record.contacts,
        attempts=record.attempts,
        last_met=record.last_contact,
        praise=record.praise,
        now=gesture.now,
    )
    fields = _lost(customer)
    return Ask(views.lost_form(customer, said, fields=fields, memory={"shown": shown(fields)}))


async def lost_from_form(house: House, gesture: Gesture) -> Answer:
    """Why they left."""

    def rule(customer: Customer) -> Change:
        given = merged(gesture.form, gesture.memory.get("shown") or {}, _lost(customer))
        return rules.lost(
            customer,
            given.get("reason", ""),
            words=given.get("words", ""),
            could_have=given.get("could_have", ""),
        )

    said = "has left us. It is written down why; nobody is nudged about them any more."
    return await change(house, gesture, int(gesture.memory.get("number") or 0), rule, lambda _: said)


def _lost(customer: Customer) -> dict[str, str]:
    return {
        "reason": customer.lost_reason,
        "words": customer.lost_words,
        "could_have": customer.could_have,
    }


async def open_part(house: House, gesture: Gesture, customer: Customer, _rest: str = "") -> Answer:
    """`/customer part Acme`: what is open, each to be finished or released."""
    things = await house.db.read(customer_lists.open_things, gesture.team_id, customer_ids=[customer.id or 0])
    shown_ = things[: views.MOST_LISTED]
    return Ask(views.part_form(customer, shown_, len(things), eye(house, gesture)))


async def part_from_form(house: House, gesture: Gesture) -> Answer:
    """We part: what was left unticked is released, and there is a note to copy."""
    parted = await house.db.write(save_part, gesture)
    customer = parted.customer
    owners = {each.owner_id for each in parted.released if each.owner_id}
    refresh(house, {gesture.person.id, *owners}, now=gesture.now)
    if parted.fresh:
        for owner in owners - {gesture.person.id}:
            theirs = [each for each in parted.released if each.owner_id == owner]
            message = views.released(customer, gesture.person.id, theirs)
            house.talk.later(_told(house, owner, message.body()))
    finish, gone = len(parted.finishing), len(parted.released)
    said = "is parting: nobody is nudged about them any more, but for what we finish."
    said += f" We finish {finish:,}." if finish else ""
    said += f" Released: {gone:,}." if gone else ""
    note = rules.parting_note(
        customer,
        [each for each in parted.finishing if isinstance(each, Promise)],
        [each for each in parted.released if isinstance(each, Promise)],
        now=gesture.now,
    )
    return Say(done(customer, said, parted.entry, more=views.note(customer, note)), title="Parting")


async def _told(house: House, user_id: str, body: dict[str, object]) -> None:
    await house.tell(user_id, body)


def save_part(conn: Connection, gesture: Gesture) -> Parted:
    """Writes that we part, and releases what was left unticked; what was closed meanwhile is left alone. Raises a
    Refusal."""
    customer = numbered(conn, gesture, int(gesture.memory.get("number") or 0), lock=True)
    asked = set(str(gesture.memory.get("asked") or "").split())
    finish = {
        each for box, value in gesture.form.items() if box.startswith("finish_") for each in value.split()
    }
    things = customer_lists.open_things(conn, gesture.team_id, customer_ids=[customer.id or 0], lock=True)
    release = [each for each in things if name(each) in asked - finish]
    made: list[History] = []

    def enter(row: Row, decided: Change) -> None:
        made.append(
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
        if customer.stage != "parting":
            enter(customer, rules.part(customer))
        for thing in release:
            enter(thing, rules.release(thing, by=gesture.person.id, now=gesture.now))
        if not made:
            raise AlreadySo(f"We part ways with {customer.name} already, and nothing was left to release.")
        return made[0]

    entry = once(conn, gesture, effect)
    if not made:
        batch = history.of_batch(conn, gesture.team_id, entry.batch or "")
        found = customer_record.rows_of(conn, gesture.team_id, batch)
        release = [each for each in found.values() if isinstance(each, Owed)]
    left = [each for each in things if each not in release]
    return Parted(customer, entry, left, release, fresh=bool(made))
