"""What happens to a promise after it was given: a new date, at risk, told, kept or not, and the proof of it."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot import dates, notes
from bot import promises as rules
from bot.changes import Change
from bot.moments import wall_in_words
from bot.refusals import AlreadySo, NotADate
from handlers.due_dates import as_typed, doubt, read_field, wall
from handlers.effects import customer_of, once, promise_of, via
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.people import local
from handlers.promise_card import eye, look, number_of, show
from handlers.routes import Routes
from handlers.views import promises as views
from handlers.views.parts import actions, button
from storage import rows
from storage.tables import Customer, History, Promise

Order = Callable[[House, Gesture, int, str], Awaitable[Answer]]
Rule = Callable[[Promise], Change]


def register(routes: Routes) -> None:
    """Everything that can be done to a promise once it stands."""
    routes.actions |= {
        "promise_close_kept": _pressed(partial(open_close, outcome="kept")),
        "promise_risk": _pressed(partial(risk, why="")),
        "promise_move": _pressed(open_move),
        "promise_told": _pressed(told),
        "promise_note": _pressed(open_note),
        "promise_proof": _pressed(open_proof),
        "promise_on_time": _pressed(on_time),
    }
    routes.submissions |= {
        "promise_move": move_from_form,
        "promise_close": close_from_form,
        "promise_proof": proof_from_form,
        "promise_note": note_from_form,
    }


def _pressed(
    act: Callable[[House, Gesture, int], Awaitable[Answer]],
) -> Callable[[House, Gesture], Awaitable[Answer]]:
    async def pressed(house: House, gesture: Gesture) -> Answer:
        return await act(house, gesture, number_of(gesture.value))

    return pressed


def save(conn: Connection, gesture: Gesture, number: int, rule: Rule) -> tuple[Promise, Customer, History]:
    """Applies a rule to P-`number` and writes what it decided. Raises a Refusal; AlreadySo carries the card."""
    promise = promise_of(conn, gesture, number, lock=True)

    def effect() -> History:
        decided = rule(promise)
        return rows.change(
            conn,
            promise,
            decided.what,
            decided.fields,
            by=gesture.person.id,
            via=via(gesture),
            now=gesture.now,
        )

    entry = once(conn, gesture, effect)
    return promise, customer_of(conn, promise), entry


async def change(
    house: House,
    gesture: Gesture,
    number: int,
    rule: Rule,
    said: Callable[[Promise], str],
    extra: Callable[[Promise, Customer], list[Block]] | None = None,
) -> Answer:
    """Carries a rule out and says what it came to; if it is so already, shows how the promise stands."""
    try:
        promise, customer, entry = await house.db.write(save, gesture, number, rule)
    except AlreadySo as refusal:
        if refusal.field in gesture.form:
            raise
        return await show(house, gesture, number, notice=refusal.sentence)
    refresh(house, {promise.owner_id, gesture.person.id}, now=gesture.now)
    seen = eye(house, gesture)
    more = views.untold(promise, customer, seen) if promise.status == "open" else []
    message = views.changed(
        promise,
        customer,
        said(promise),
        entry,
        seen,
        extra=[*more, *(extra(promise, customer) if extra else [])],
    )
    return Say(message, title=f"P-{number}")


async def close(house: House, gesture: Gesture, number: int, outcome: str, proof: str) -> Answer:
    """Closes it as said. "Kept" after the told date is kept late, with a button for the one who only logged it late."""
    corrected: list[bool] = []

    def rule(promise: Promise) -> Change:
        judged = rules.said_kept(promise, now=gesture.now) if outcome == "kept" else outcome
        corrected.append(judged != outcome)
        return rules.close(promise, judged, proof=proof, by=gesture.person.id, now=gesture.now)

    def extra(promise: Promise, _customer: Customer) -> list[Block]:
        value = str(promise.number)
        buttons = [] if promise.proof else [button("Add proof", "promise_proof", value)]
        if corrected and corrected[0]:
            buttons.append(button("It was kept on time", "promise_on_time", value))
        return [actions("closed", *buttons)] if buttons else []

    def said(promise: Promise) -> str:
        why = " The told date has passed." if corrected and corrected[0] else ""
        shown = (
            f" Proof: {promise.proof}"
            if promise.proof
            else " What shows it? A link, a number or “customer said so” is enough."
        )
        return f" is closed: {rules.OUTCOMES[promise.status]}.{why}{shown}"

    return await change(house, gesture, number, rule, said, extra)


async def on_time(house: House, gesture: Gesture, number: int) -> Answer:
    """It was kept on time, though it was logged after its date."""
    return await change(
        house,
        gesture,
        number,
        lambda promise: rules.reword_outcome(promise, "kept"),
        lambda _: " is closed: kept.",
    )


async def move(house: House, gesture: Gesture, number: int, rest: str) -> Answer:
    """`move P-12 to Tue`; what is no certain date opens the form."""
    found = dates.phrase(rest, now=local(gesture.now, gesture.person), order=house.settings.date_order)
    question = doubt(found, typed=rest, person=gesture.person, now=gesture.now)
    new = wall(found)
    if question or new is None:
        return await open_move(house, gesture, number, remark=question or _unread(rest))
    return await _move(house, gesture, number, new, told=False)


def _unread(rest: str) -> str:
    return f"I can't read “{rest[:60]}” as a date." if rest else ""


async def _move(house: House, gesture: Gesture, number: int, new: str, *, told: bool) -> Answer:
    rule = partial(_moved, new=new, zone=gesture.person.zone, told=told, house=house, gesture=gesture)

    def said(promise: Promise) -> str:
        if promise.new_due_wall:
            return " has a new date."
        return f" is due {wall_in_words(promise.due_wall or '', promise.zone, house.settings.working_hours, now=gesture.now)} now."

    return await change(house, gesture, number, rule, said)


def _moved(promise: Promise, *, new: str, zone: str, told: bool, house: House, gesture: Gesture) -> Change:
    return rules.move(promise, new, zone, told=told, terms=house.terms, now=gesture.now)


async def risk(house: House, gesture: Gesture, number: int, why: str) -> Answer:
    """`risk P-12 [what happened] [new date]`: the tell-clock starts at once, the facts may follow."""
    found = (
        dates.due(why, now=local(gesture.now, gesture.person), order=house.settings.date_order)
        if why
        else None
    )
    certain = found if not doubt(found, typed=why, person=gesture.person, now=gesture.now) else None

    def rule(promise: Promise) -> Change:
        return rules.at_risk(
            promise,
            why=why,
            plan="",
            new=wall(certain),
            zone=gesture.person.zone,
            terms=house.terms,
            now=gesture.now,
        )

    def said(promise: Promise) -> str:
        if promise.tell_by is None:
            return " is at risk, and the customer knows."
        return " is at risk. Better they hear it from us first."

    return await change(house, gesture, number, rule, said, partial(_draft, gesture))


def _draft(gesture: Gesture, promise: Promise, customer: Customer) -> list[Block]:
    draft = notes.at_risk(promise, now=gesture.now)
    return views.draft(customer, draft)


async def told(house: House, gesture: Gesture, number: int, _rest: str = "") -> Answer:
    """*Told them*: the clock stops, and a date that we moved to counts from now on."""

    def said(promise: Promise) -> str:
        if promise.health == "at risk":
            return ": they know that it is at risk."
        return f": they know. It is due {views.due_in_words(promise, eye(house, gesture))}."

    return await change(house, gesture, number, lambda promise: rules.told(promise, now=gesture.now), said)


async def _close_order(house: House, gesture: Gesture, number: int, rest: str, *, outcome: str) -> Answer:
    return await close(house, gesture, number, outcome, rest.removeprefix(":").strip())


ORDERS: Mapping[str, Order] = {
    **{outcome: partial(_close_order, outcome=outcome) for outcome in rules.OUTCOMES},
    "risk": risk,
    "move": move,
    "told": told,
}


async def open_move(house: House, gesture: Gesture, number: int, remark: str = "") -> Answer:
    """*New date*."""
    promise, customer, _ = await house.db.read(look, gesture, number)
    return await _unless_closed(
        house,
        gesture,
        number,
        promise,
        views.move_form(promise, customer, eye(house, gesture), remark=remark),
    )


async def open_close(house: House, gesture: Gesture, number: int, outcome: str) -> Answer:
    """*Kept* and the other endings: how it ended, and what shows it."""
    promise, customer, _ = await house.db.read(look, gesture, number)
    chosen = rules.said_kept(promise, now=gesture.now) if outcome == "kept" else outcome
    return await _unless_closed(
        house,
        gesture,
        number,
        promise,
        views.close_form(promise, customer, eye(house, gesture), outcome=chosen),
    )


async def open_note(house: House, gesture: Gesture, number: int) -> Answer:
    """*Write the note*: the facts it needs."""
    promise, customer, _ = await house.db.read(look, gesture, number)
    form = views.note_form(promise, customer, new=as_typed(promise.new_due_wall))
    return await _unless_closed(house, gesture, number, promise, form)


async def open_proof(house: House, gesture: Gesture, number: int) -> Answer:
    """*Add proof*."""
    promise, customer, _ = await house.db.read(look, gesture, number)
    return Ask(views.proof_form(promise, customer))


async def _unless_closed(house: House, gesture: Gesture, number: int, promise: Promise, view: View) -> Answer:
    if promise.status == "open":
        return Ask(view)
    return await show(
        house, gesture, number, notice=f"P-{number} is closed already: {rules.OUTCOMES[promise.status]}."
    )


async def move_from_form(house: House, gesture: Gesture) -> Answer:
    """The form's new date."""
    new = read_field(house, gesture.person, gesture.form.get("due", ""), field="due", now=gesture.now)
    if new is None:
        raise NotADate("A new date is needed: Fri 5pm, tomorrow, 27 Nov.", field="due")
    return await _move(house, gesture, _of(gesture), new, told=gesture.form.get("told") == "yes")


async def close_from_form(house: House, gesture: Gesture) -> Answer:
    """The form's ending, taken as chosen, with its proof or file."""
    form, number = gesture.form, _of(gesture)
    proof = form.get("proof", "").strip() or form.get("file", "")
    outcome = form.get("outcome", "")

    def rule(promise: Promise) -> Change:
        return rules.close(promise, outcome, proof=proof, by=gesture.person.id, now=gesture.now)

    def said(promise: Promise) -> str:
        shown = f" Proof: {promise.proof}" if promise.proof else ""
        return f" is closed: {rules.OUTCOMES[promise.status]}.{shown}"

    return await change(house, gesture, number, rule, said)


async def proof_from_form(house: House, gesture: Gesture) -> Answer:
    """The proof, after closing."""
    given = gesture.form.get("proof", "")
    return await change(
        house,
        gesture,
        _of(gesture),
        lambda promise: rules.add_proof(promise, given),
        lambda promise: f" has its proof: {promise.proof}",
    )


async def note_from_form(house: House, gesture: Gesture) -> Answer:
    """The facts of the note: it is at risk, the clock runs, and the note is shown to be copied."""
    form = gesture.form
    new = read_field(house, gesture.person, form.get("due", ""), field="due", now=gesture.now)

    def rule(promise: Promise) -> Change:
        return rules.at_risk(
            promise,
            why=form.get("why", "").strip(),
            plan=form.get("plan", "").strip(),
            new=new,
            zone=gesture.person.zone,
            terms=house.terms,
            now=gesture.now,
        )

    return await change(
        house, gesture, _of(gesture), rule, lambda _: " is at risk.", partial(_draft, gesture)
    )


def _of(gesture: Gesture) -> int:
    return int(gesture.memory.get("number") or 0)
