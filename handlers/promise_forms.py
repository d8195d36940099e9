"""The forms of a promise that stands, opened and sent off: its new date, its ending, its proof, the note about it."""

from functools import partial

from slack_sdk.models.views import View

from bot import promise_endings
from bot import promises as rules
from bot.changes import Change
from bot.refusals import NotADate
from handlers.due_dates import as_typed, read_field
from handlers.gestures import Answer, Ask, Gesture
from handlers.house import House
from handlers.promise_card import eye, look, show
from handlers.promise_change import change, change_date, draft
from handlers.stale_forms import merged, shown
from handlers.views import promise_forms as views
from handlers.views.promise_proof import proof_added, proof_in_words
from handlers.views.promises import slip_in_words
from storage.tables import Promise


async def open_move(
    house: House, gesture: Gesture, number: int, *, typed: str = "", remark: str = ""
) -> Answer:
    """*New date*."""
    promise, customer, _ = await house.db.read(look, gesture, number)
    form = views.move_form(promise, customer, eye(house, gesture), typed=typed, remark=remark)
    kept = f"move P-{number} to {typed}" if typed else ""
    return await _unless_closed(house, gesture, number, promise, form, kept=kept)


async def move_from_form(house: House, gesture: Gesture) -> Answer:
    """The form's new date."""

    def rule(promise: Promise) -> Change:
        new = _read_due(house, gesture, promise, gesture.form.get("due", ""))
        if new is None:
            raise NotADate("A new date is needed: Fri 5pm, tomorrow, 27 Nov.", field="due")
        return rules.move(
            promise,
            new,
            gesture.person.zone,
            said_in=promise.zone,
            told=gesture.form.get("told") == "yes",
            terms=house.terms,
            now=gesture.now,
        )

    return await change_date(house, gesture, _of(gesture), rule)


async def open_close(house: House, gesture: Gesture, number: int, outcome: str) -> Answer:
    """*Kept* and the other endings: how it ended, and what shows it."""
    promise, customer, _ = await house.db.read(look, gesture, number)
    chosen = promise_endings.said_kept(promise, now=gesture.now) if outcome == "kept" else outcome
    return await _unless_closed(
        house,
        gesture,
        number,
        promise,
        views.close_form(promise, customer, eye(house, gesture), outcome=chosen),
    )


async def close_from_form(house: House, gesture: Gesture) -> Answer:
    """The form's ending, taken as chosen, with its proof or file."""
    form, number = gesture.form, _of(gesture)
    proof = _proof(gesture)
    outcome = form.get("outcome", "")

    def rule(promise: Promise) -> Change:
        return promise_endings.close(promise, outcome, proof=proof, by=gesture.person.id, now=gesture.now)

    def said(promise: Promise) -> str:
        shown = f" {proof_in_words(promise)}" if promise.proof else ""
        return f" is closed: {rules.OUTCOMES[promise.status]}.{shown}"

    return await change(house, gesture, number, rule, said)


async def open_proof(house: House, gesture: Gesture, number: int) -> Answer:
    """*Add proof*."""
    promise, customer, _ = await house.db.read(look, gesture, number)
    return Ask(views.proof_form(promise, customer))


async def proof_from_form(house: House, gesture: Gesture) -> Answer:
    """The proof, after closing."""
    given = _proof(gesture)
    return await change(
        house,
        gesture,
        _of(gesture),
        lambda promise: promise_endings.add_proof(promise, given),
        proof_added,
    )


def _proof(gesture: Gesture) -> str:
    """What shows it, in words and as a file."""
    given = (gesture.form.get("proof", "").strip(), gesture.form.get("file", ""))
    return " · ".join(each for each in given if each)


async def open_note(house: House, gesture: Gesture, number: int) -> Answer:
    """*Write the note*: the facts it needs."""
    promise, customer, _ = await house.db.read(look, gesture, number)
    facts = _facts(promise)
    form = views.note_form(promise, customer, facts, seen=shown(facts))
    return await _unless_closed(house, gesture, number, promise, form)


async def note_from_form(house: House, gesture: Gesture) -> Answer:
    """The facts of the note: it is at risk, the clock runs, and the note is shown to be copied."""

    def rule(promise: Promise) -> Change:
        facts = _facts(promise)
        given = facts | merged(gesture.form, gesture.memory.get("shown") or {}, facts)
        touched = given["due"] != facts["due"]
        return rules.at_risk(
            promise,
            why=given["why"].strip(),
            plan=given["plan"].strip(),
            new=_read_due(house, gesture, promise, given["due"]) if touched else None,
            zone=gesture.person.zone,
            said_in=promise.zone,
            terms=house.terms,
            now=gesture.now,
        )

    def said(promise: Promise) -> str:
        return f" is {slip_in_words(promise, eye(house, gesture))}."

    return await change(house, gesture, _of(gesture), rule, said, partial(draft, gesture))


def _facts(promise: Promise) -> dict[str, str]:
    """What is known for the note, as its form holds it; an earlier risk's story is no fact of the next one."""
    known = promise.health == "at risk"
    return {
        "why": promise.risk_why if known else "",
        "plan": promise.risk_plan if known else "",
        "due": as_typed(promise.new_due_wall),
    }


async def _unless_closed(
    house: House, gesture: Gesture, number: int, promise: Promise, view: View, *, kept: str = ""
) -> Answer:
    if promise.status == "open":
        return Ask(view, kept=kept)
    notice = f"P-{number} is closed already: {rules.OUTCOMES[promise.status]}."
    return await show(house, gesture, number, notice=notice + (f" You had typed: {kept}" if kept else ""))


def _read_due(house: House, gesture: Gesture, promise: Promise, typed: str) -> str | None:
    """A date from a form that shows the promise's own clock, read on that clock."""
    on_it = gesture.person._replace(zone=promise.zone)
    return read_field(house, on_it, typed, field="due", now=gesture.now)


def _of(gesture: Gesture) -> int:
    return int(gesture.memory.get("number") or 0)
