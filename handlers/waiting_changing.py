"""What happens to a customer who waits: they called again, they have their answer, it was logged wrongly."""

from collections.abc import Callable

from sqlalchemy import Connection

from bot import waiting as rules
from bot.calendar import WorkingHours
from bot.changes import Change
from bot.refusals import AlreadySo, ChangedSince
from bot.waiting_words import read_better
from handlers import new_here
from handlers.away_notes import after
from handlers.corrections import corrections
from handlers.due_dates import as_typed
from handlers.effects import once, via
from handlers.for_whom import customer_for
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.promise_card import eye
from handlers.stale_forms import corrected, shown
from handlers.views import undo as undo_views
from handlers.views import waiting as views
from handlers.views.eye import Eye
from handlers.waiting_card import customer_of, look, show, waiting_of
from handlers.waiting_giving import Wish, read_form, tell_owner
from storage import rows
from storage.tables import Customer, History, Waiting

Rule = Callable[[Waiting], Change]


def save(
    conn: Connection, gesture: Gesture, number: int, rule: Rule, *, batch: str | None = None
) -> tuple[Waiting, Customer, History, bool]:
    """Applies a rule to W-`number` and writes what it decided, perhaps with what else is done in that `batch`; says too
    whether it is new. Raises a Refusal."""
    waiting = waiting_of(conn, gesture, number, lock=True)
    made: list[bool] = []

    def effect() -> History:
        decided = rule(waiting)
        made.append(True)
        return rows.change(
            conn,
            waiting,
            decided.what,
            decided.fields,
            by=gesture.person.id,
            via=via(gesture),
            now=gesture.now,
            batch=batch,
        )

    entry = once(conn, gesture, effect)
    return waiting, customer_of(conn, waiting), entry, bool(made)


async def _change(
    house: House, gesture: Gesture, number: int, rule: Rule, said: Callable[[Waiting], str], news: str
) -> Answer:
    """Carries a rule out and says what it came to; `news` is what its owner hears if a colleague did it."""
    try:
        waiting, customer, entry, fresh = await house.db.write(save, gesture, number, rule)
    except AlreadySo as refusal:
        return await show(house, gesture, number, notice=refusal.sentence)
    refresh(house, {waiting.owner_id, gesture.person.id}, now=gesture.now)
    if fresh and waiting.owner_id != gesture.person.id:
        undo = entry if entry.what == "closed" else None
        house.talk.later(_tell(house, gesture, waiting, customer, waiting.owner_id, news, undo=undo))
    message = views.changed(waiting, customer, said(waiting), entry, eye(house, gesture))
    return Say(message, title=f"W-{number}")


async def _tell(
    house: House,
    gesture: Gesture,
    waiting: Waiting,
    customer: Customer,
    user_id: str,
    news: str,
    *,
    undo: History | None = None,
) -> None:
    """Tells a colleague what was done to something that is, or was, theirs to answer."""
    person = await house.people.get(user_id, now=gesture.now)
    seen = Eye(person.zone, house.terms.hours, gesture.now)
    message = undo_views.concerns(waiting, customer, gesture.person.id, news, seen, undo=undo)
    await house.tell(person.id, message.body())


async def done(house: House, gesture: Gesture, number: int) -> Answer:
    """*Done*: they have what they waited for."""
    return await _change(
        house,
        gesture,
        number,
        lambda waiting: rules.done(waiting, by=gesture.person.id, now=gesture.now),
        lambda _: " is done: they have their answer.",
        "says that they have their answer.",
    )


async def again(house: House, gesture: Gesture, number: int) -> Answer:
    """*They called again*."""
    return await _change(
        house,
        gesture,
        number,
        lambda waiting: rules.again(waiting, now=gesture.now),
        lambda waiting: (
            f": they called again. They have been waiting {views.since_in_words(waiting, eye(house, gesture))}."
        ),
        "says that they called again.",
    )


async def take(house: House, gesture: Gesture, number: int) -> Answer:
    """*I take it*: this person answers them from now on, and who was to do so hears of it."""
    before, customer, _ = await house.db.read(look, gesture, number)
    try:
        waiting, customer, entry, fresh = await house.db.write(
            save, gesture, number, lambda waiting: rules.take(waiting, gesture.person.id)
        )
    except AlreadySo as refusal:
        return await show(house, gesture, number, notice=refusal.sentence)
    refresh(house, {before.owner_id, gesture.person.id}, now=gesture.now)
    if fresh and before.owner_id != gesture.person.id:
        news = "took it: you need not answer them any more."
        house.talk.later(_tell(house, gesture, waiting, customer, before.owner_id, news))
    message = views.changed(waiting, customer, " is yours now.", entry, eye(house, gesture))
    return Say(message, title=f"W-{number}")


async def open_edit(house: House, gesture: Gesture, number: int, typed: str = "") -> Answer:
    """The form with what was logged, and with what was `typed` with the order; it remembers what was logged, so that sending
    it off changes only what was touched."""
    waiting, customer, _ = await house.db.read(look, gesture, number)
    now_in_it = _as_form(waiting, customer)
    said, remarks = await corrections(house, gesture, typed, waiting.zone, now_in_it, read_better)
    filled = now_in_it | said
    return Ask(
        views.waiting_form(
            words=filled["words"],
            due=filled["due"],
            owner_id=filled["owner"],
            customer=customer,
            remarks=remarks,
            number=number,
            memory={"shown": shown(now_in_it)},
        )
    )


def _as_form(waiting: Waiting, customer: Customer) -> dict[str, str]:
    """What was logged, as the fields of its form hold it."""
    return {
        "customer": str(customer.number),
        "words": waiting.words,
        "due": as_typed(waiting.due_wall),
        "owner": waiting.owner_id,
    }


async def edit_from_form(house: House, gesture: Gesture) -> Answer:
    """What was corrected in the form; a field that nobody touched there stays as it is by now."""
    number = int(gesture.memory.get("number") or 0)
    seen, customer, _ = await house.db.read(look, gesture, number)
    fields = await corrected(house, gesture, _as_form(seen, customer))
    wish = await read_form(house, gesture._replace(form=fields), edited=seen)
    hours = house.terms.hours
    waiting, customer, entry, fresh = await house.db.write(save_edit, gesture, wish, seen, hours)
    if fresh and waiting.owner_id not in {seen.owner_id, gesture.person.id}:
        house.talk.later(tell_owner(house, gesture, customer, waiting))
    if fresh and seen.owner_id not in {waiting.owner_id, gesture.person.id}:
        news = "gave it to somebody else: you need not answer them any more."
        house.talk.later(_tell(house, gesture, waiting, customer, seen.owner_id, news))
    refresh(house, {seen.owner_id, waiting.owner_id, gesture.person.id}, now=gesture.now)
    away = (
        await after(house, gesture, waiting.owner_id, customer) if waiting.owner_id != seen.owner_id else ""
    )
    said = " ".join([f" is corrected.{away}", *await new_here.remark(house, wish.whom, customer)])
    message = views.changed(waiting, customer, said, entry, eye(house, gesture))
    return Say(message, title=f"W-{number}")


def save_edit(
    conn: Connection, gesture: Gesture, wish: Wish, seen: Waiting, hours: WorkingHours
) -> tuple[Waiting, Customer, History, bool]:
    """Writes the correction to what was `seen` a moment ago; says too whether it is new. Raises a Refusal."""

    def rule(waiting: Waiting) -> Change:
        if waiting.model_dump() != seen.model_dump():
            raise ChangedSince("Somebody changed it at this very moment. Save once more.", field="words")
        customer, _ = customer_for(conn, gesture, wish.whom)
        return rules.edit(waiting, wish.given, customer_id=customer.id or 0, hours=hours, now=gesture.now)

    return save(conn, gesture, seen.number, rule, batch=wish.whom.batch(gesture))
