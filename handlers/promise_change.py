"""A change to a promise that stands: carried out by a rule, said in one sentence, and told to its owner."""

from collections.abc import Callable
from typing import NamedTuple

from slack_sdk.models.blocks import Block
from sqlalchemy import Connection

from bot import notes
from bot import promises as rules
from bot.changes import Change
from bot.moments import day_in_words, wall_in_words
from bot.refusals import AlreadySo
from handlers.effects import customer_of, once, promise_of, via
from handlers.gestures import Answer, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.mistake_giving import open_from_promise
from handlers.promise_card import eye, show
from handlers.views import promises as views
from handlers.views import undo as undo_views
from handlers.views.eye import Eye
from handlers.views.history import in_words
from handlers.views.mistakes import opened_with
from handlers.views.parts import Message
from handlers.views.promise_proof import proof_added
from storage import mistakes, rows
from storage.tables import Customer, History, Mistake, Promise

Rule = Callable[[Promise], Change]
MOVED = {"moved", "moved, customer not told yet"}


class Changed(NamedTuple):
    """What a rule came to: the promise as it stands, the entry, and whether that is new. `case` is the mistake that is
    open for a promise that was not kept."""

    promise: Promise
    customer: Customer
    entry: History
    fresh: bool
    case: Mistake | None = None


def save(conn: Connection, gesture: Gesture, number: int, rule: Rule) -> Changed:
    """Applies a rule to P-`number` and writes what it decided. Not kept opens its case at once, in one batch, so that
    undo takes both back (product page, section 3). Raises a Refusal."""
    promise = promise_of(conn, gesture, number, lock=True)
    made: list[Mistake | None] = []

    def effect() -> History:
        decided = rule(promise)
        broken = decided.fields.get("status") == "not kept"
        entry = rows.change(
            conn,
            promise,
            decided.what,
            decided.fields,
            by=gesture.person.id,
            via=via(gesture),
            now=gesture.now,
            batch=gesture.key if broken else None,
        )
        made.append(open_from_promise(conn, gesture, promise) if broken else None)
        return entry

    entry = once(conn, gesture, effect)
    case = made[0] if made else mistakes.of_promise(conn, gesture.team_id, promise.id or 0)
    closing = rows.values_of(entry)[1].get("status") == "not kept"
    return Changed(promise, customer_of(conn, promise), entry, bool(made), case if closing else None)


async def change(
    house: House,
    gesture: Gesture,
    number: int,
    rule: Rule,
    said: Callable[[Promise], str],
    extra: Callable[[Promise, Customer], list[Block]] | None = None,
    *,
    typed: str = "",
) -> Answer:
    """Carries a rule out and says what it came to; if it is so already, shows how the promise stands, and what was
    `typed` with it, so that nothing is lost."""
    try:
        changed = await house.db.write(save, gesture, number, rule)
    except AlreadySo as refusal:
        if refusal.field in gesture.form:
            raise
        typed = typed or " ".join(
            gesture.form[name] for name in ("proof", "why", "plan", "due") if gesture.form.get(name)
        )
        notice = refusal.sentence + (f" You had typed: {typed}" if typed else "")
        return await show(house, gesture, number, notice=notice)
    promise, customer, entry = changed.promise, changed.customer, changed.entry
    repairs = changed.case.owner_id if changed.case else None
    refresh(house, {promise.owner_id, repairs or "", gesture.person.id}, now=gesture.now)
    if (
        changed.fresh
        and (entry.what in {"closed", "not quite"} or entry.what in MOVED)
        and promise.owner_id != gesture.person.id
    ):
        house.talk.later(_tell_owner(house, gesture, changed))
    aim_gone = entry.what in {"moved", "told"} and "aim_wall" in rows.values_of(entry)[1]
    seen = eye(house, gesture)
    more = views.untold(promise, customer, seen) if promise.status == "open" else []
    more += opened_with(changed.case) if changed.case else []
    # What is closed already may only have got its proof.
    told = proof_added(promise) if entry.what == "proof" else said(promise)
    message = views.changed(
        promise,
        customer,
        told + (views.AIM_GONE if aim_gone else ""),
        entry,
        seen,
        extra=[*more, *(extra(promise, customer) if extra else [])],
    )
    return Say(message, title=f"P-{number}")


async def _tell_owner(house: House, gesture: Gesture, changed: Changed) -> None:
    """A colleague closed, opened or moved it: its owner hears how, with the case that is theirs to put right; a closing they may
    take back (bot/changes.undo), a date they may set anew."""
    promise, case = changed.promise, changed.case
    owner = await house.people.get(promise.owner_id, now=gesture.now)
    seen = eye(house, gesture)._replace(zone=owner.zone)
    is_moved = changed.entry.what in MOVED
    if is_moved:
        news = _moved(changed, seen)
    elif changed.entry.what == "closed":
        news = f"closed it: {rules.OUTCOMES[promise.status]}."
    else:
        news = "asked the customer, and it was not quite right: it is open again."
    undo = changed.entry if changed.entry.what == "closed" else None
    message = undo_views.concerns(promise, changed.customer, gesture.person.id, news, seen, undo=undo)
    blocks = [*message.blocks, *(opened_with(case) if case else [])]
    await house.tell(owner.id, Message(blocks).body())


def _moved(changed: Changed, seen: Eye) -> str:
    """What moved: "moved it to Tue 1 Dec. It was due Fri 27 Nov." """
    promise, before = changed.promise, rows.values_of(changed.entry)[0]
    was = before.get("due_wall")
    due = f" It was due {day_in_words(was, now=seen.now, zone=promise.zone)}." if was else ""
    return f"{in_words(changed.entry, now=seen.now, zone=promise.zone)}.{due}"


async def change_date(house: House, gesture: Gesture, number: int, rule: Rule, *, typed: str = "") -> Answer:
    """A new date, by the rule that takes it; says whether it counts already. `typed` as in `change`."""

    def said(promise: Promise) -> str:
        if promise.new_due_wall:
            return " has a new date."
        return f" is due {wall_in_words(promise.due_wall or '', promise.zone, house.settings.working_hours.ends, now=gesture.now)} now."

    return await change(house, gesture, number, rule, said, typed=typed)


def draft(gesture: Gesture, promise: Promise, customer: Customer) -> list[Block]:
    """The note to the customer, from what is known of a promise at risk."""
    return views.draft(customer, notes.at_risk(promise, now=gesture.now))
