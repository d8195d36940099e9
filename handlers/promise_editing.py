"""Putting right what was logged: the promise's form, opened again."""

from sqlalchemy import Connection

from bot import promises as rules
from bot.refusals import ChangedSince
from handlers import new_here
from handlers.away_notes import after
from handlers.corrections import corrections
from handlers.due_dates import as_typed
from handlers.effects import customer_of, once, promise_of
from handlers.for_whom import customer_for
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.promise_card import eye, look
from handlers.promise_giving import Wish, read_form, tell_owner
from handlers.stale_forms import corrected, shown
from handlers.views import promise_forms as form_views
from handlers.views import promises as views
from handlers.views.eye import Eye
from handlers.views.undo import concerns
from storage import rows
from storage.tables import Customer, History, Promise


async def open_edit(house: House, gesture: Gesture, number: int, typed: str = "") -> Answer:
    """The form with what the promise says, and with what was `typed` with the order; it remembers what the promise says, so
    that sending it off changes only what was touched."""
    promise, customer, _ = await house.db.read(look, gesture, number)
    now_in_it = _as_form(promise, customer)
    said, remarks = await corrections(house, gesture, typed, promise.zone, now_in_it)
    filled = now_in_it | said
    return Ask(
        form_views.give_form(
            words=filled["words"],
            due=filled["due"],
            aim=filled["aim"],
            owner_id=filled["owner"],
            kind=promise.kind,
            agreed=promise.agreed,
            customer=customer,
            remarks=remarks,
            number=number,
            memory={"shown": shown(now_in_it)},
        )
    )


def _as_form(promise: Promise, customer: Customer) -> dict[str, str]:
    """What a promise says, as the fields of its form hold it."""
    return {
        "customer": str(customer.number),
        "words": promise.words,
        "due": as_typed(promise.due_wall),
        "aim": as_typed(promise.aim_wall),
        "owner": promise.owner_id,
        "kind": promise.kind,
        "agreed": promise.agreed,
    }


async def edit_from_form(house: House, gesture: Gesture) -> Answer:
    """What was corrected in the form; a field that nobody touched there stays as it is by now."""
    number = int(gesture.memory.get("number") or 0)
    seen, customer, _ = await house.db.read(look, gesture, number)
    fields = await corrected(house, gesture, _as_form(seen, customer))
    wish = await read_form(house, gesture._replace(form=fields), edited=seen)
    promise, customer, entry, fresh = await house.db.write(save_edit, gesture, wish, seen, house.terms)
    if fresh and promise.owner_id not in {seen.owner_id, gesture.person.id}:
        house.talk.later(tell_owner(house, gesture, customer, promise))
    if fresh and seen.owner_id not in {promise.owner_id, gesture.person.id}:
        house.talk.later(_tell_former_owner(house, gesture, customer, promise, seen.owner_id))
    refresh(house, {seen.owner_id, promise.owner_id, gesture.person.id}, now=gesture.now)
    away = (
        await after(house, gesture, promise.owner_id, customer) if promise.owner_id != seen.owner_id else ""
    )
    reader = eye(house, gesture)
    untold = views.untold(promise, customer, reader) if promise.status == "open" else []
    said = " ".join([f" is corrected.{away}", *await new_here.remark(house, wish.whom, customer)])
    message = views.changed(promise, customer, said, entry, reader, extra=untold)
    return Say(message, title=f"P-{number}")


async def _tell_former_owner(
    house: House, gesture: Gesture, customer: Customer, promise: Promise, user_id: str
) -> None:
    former = await house.people.get(user_id, now=gesture.now)
    seen = Eye(former.zone, house.settings.working_hours, gesture.now)
    news = "gave it to somebody else: you are its owner no longer."
    await house.tell(user_id, concerns(promise, customer, gesture.person.id, news, seen).body())


def save_edit(
    conn: Connection, gesture: Gesture, wish: Wish, seen: Promise, terms: rules.Terms
) -> tuple[Promise, Customer, History, bool]:
    """Writes the correction to what was `seen` a moment ago; says too whether it is new. Raises a Refusal."""
    promise = promise_of(conn, gesture, seen.number, lock=True)
    made: list[bool] = []

    def effect() -> History:
        if promise.model_dump() != seen.model_dump():
            raise ChangedSince("Somebody changed it at this very moment. Save once more.", field="words")
        customer, _ = customer_for(conn, gesture, wish.whom)
        decided = rules.edit(promise, wish.given, customer_id=customer.id or 0, terms=terms, now=gesture.now)
        made.append(True)
        return rows.change(
            conn,
            promise,
            decided.what,
            decided.fields,
            by=gesture.person.id,
            via="form",
            now=gesture.now,
            batch=wish.whom.batch(gesture),
        )

    entry = once(conn, gesture, effect)
    return promise, customer_of(conn, promise), entry, bool(made)
