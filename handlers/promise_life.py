"""What happens to a promise after it was given: a new date, at risk, told, kept or not, and the proof of it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot import dates, notes
from bot import promises as rules
from bot.changes import Change
from bot.moments import wall_in_words
from bot.refusals import AlreadySo, NotADate, Unreadable
from bot.text import shorten
from handlers.due_dates import as_typed, doubt, read_field, wall
from handlers.effects import customer_of, once, promise_of, via
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.people import local
from handlers.promise_card import eye, look, number_of, show
from handlers.routes import Routes
from handlers.stale_forms import merged, shown
from handlers.undo import undo_on
from handlers.views import promises as views
from handlers.views import undo as undo_views
from handlers.views.parts import actions, button
from storage import rows
from storage.tables import Customer, History, Promise

Order = Callable[[House, Gesture, int, str], Awaitable[Answer]]
Rule = Callable[[Promise], Change]
# A date in a story is one of ours only where it is said to be: "customs, new date Tue", "now Fri", "back by Tue".
ANNOUNCED = re.compile(r"\b(?:new date(?: is)?|now)[:\s]*$", re.IGNORECASE)
NOT_OURS = re.compile(r"\b(?:was|were|had|until|till)\b", re.IGNORECASE)


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


def save(
    conn: Connection, gesture: Gesture, number: int, rule: Rule
) -> tuple[Promise, Customer, History, bool]:
    """Applies a rule to P-`number` and writes what it decided; says too whether it is new. Raises a Refusal."""
    promise = promise_of(conn, gesture, number, lock=True)
    made: list[bool] = []

    def effect() -> History:
        decided = rule(promise)
        made.append(True)
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
    return promise, customer_of(conn, promise), entry, bool(made)


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
        promise, customer, entry, fresh = await house.db.write(save, gesture, number, rule)
    except AlreadySo as refusal:
        if refusal.field in gesture.form:
            raise
        typed = " ".join(
            gesture.form[name] for name in ("proof", "why", "plan", "due") if gesture.form.get(name)
        )
        notice = refusal.sentence + (f" You had typed: {typed}" if typed else "")
        return await show(house, gesture, number, notice=notice)
    refresh(house, {promise.owner_id, gesture.person.id}, now=gesture.now)
    if fresh and entry.what == "closed" and promise.owner_id != gesture.person.id:
        house.talk.later(_tell_owner(house, gesture, promise, customer, entry))
    aim_gone = entry.what in {"moved", "told"} and "aim_wall" in rows.values_of(entry)[1]
    seen = eye(house, gesture)
    more = views.untold(promise, customer, seen) if promise.status == "open" else []
    message = views.changed(
        promise,
        customer,
        said(promise) + (" Our own aim came after that date, so it is gone." if aim_gone else ""),
        entry,
        seen,
        extra=[*more, *(extra(promise, customer) if extra else [])],
    )
    return Say(message, title=f"P-{number}")


async def _tell_owner(
    house: House, gesture: Gesture, promise: Promise, customer: Customer, entry: History
) -> None:
    """A colleague closed it: its owner hears how, and may take that back."""
    owner = await house.people.get(promise.owner_id, now=gesture.now)
    seen = replace(eye(house, gesture), zone=owner.zone)
    news = f"closed it: {rules.OUTCOMES[promise.status]}."
    message = undo_views.concerns(promise, customer, gesture.person.id, news, seen, undo=entry)
    await house.tell(owner.id, message.body())


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
    typed = rest.strip()
    typed = typed[3:].lstrip() if typed[:3].casefold() == "to " else typed
    found = dates.phrase(typed, now=local(gesture.now, gesture.person), order=house.settings.date_order)
    question = doubt(found, typed=typed, person=gesture.person, now=gesture.now)
    new = wall(found)
    if question or new is None:
        return await open_move(house, gesture, number, typed=typed, remark=question or _unread(typed))

    def rule(promise: Promise) -> Change:
        return rules.move(promise, new, gesture.person.zone, told=False, terms=house.terms, now=gesture.now)

    return await _move(house, gesture, number, rule)


def _unread(typed: str) -> str:
    return f"I can't read “{shorten(typed, 60)}” as a date." if typed else ""


async def _move(house: House, gesture: Gesture, number: int, rule: Rule) -> Answer:
    def said(promise: Promise) -> str:
        if promise.new_due_wall:
            return " has a new date."
        return f" is due {wall_in_words(promise.due_wall or '', promise.zone, house.settings.working_hours, now=gesture.now)} now."

    return await change(house, gesture, number, rule, said)


async def risk(house: House, gesture: Gesture, number: int, why: str) -> Answer:
    """`risk P-12 [what happened] [new date Tue]`: the tell-clock starts at once, the facts may follow."""
    why, new = _story(house, gesture, why)

    def rule(promise: Promise) -> Change:
        return rules.at_risk(
            promise,
            why=why,
            plan="",
            new=new,
            zone=gesture.person.zone,
            terms=house.terms,
            now=gesture.now,
        )

    def said(promise: Promise) -> str:
        if promise.tell_by is None:
            return " is at risk, and the customer knows."
        return " is at risk. Better they hear it from us first."

    return await change(house, gesture, number, rule, said, partial(_draft, gesture))


def _story(house: House, gesture: Gesture, why: str) -> tuple[str, str | None]:
    """What happened, and the wall of the new date if it ends with one that is said to be that.

    Any other date belongs to the story ("the supplier called on Monday"), and the form for the note asks for ours.
    """
    found = dates.due(why, now=local(gesture.now, gesture.person), order=house.settings.date_order)
    if not isinstance(found, dates.Found) or why[found.end :].strip(dates.PUNCTUATION):
        return why, None
    before = why[: found.start]
    announced = ANNOUNCED.search(before)
    ours = announced or (found.deadline and not NOT_OURS.search(why))
    if not ours or doubt(found, typed=why, person=gesture.person, now=gesture.now):
        return why, None
    return (before[: announced.start()].rstrip(" ,;:–—-") if announced else why), wall(found)


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


async def _undo(house: House, gesture: Gesture, number: int, _rest: str) -> Answer:
    return await undo_on(house, gesture, number)


async def _several(_house: House, _gesture: Gesture, number: int, _rest: str) -> Answer:
    raise Unreadable(
        f"One promise at a time, please: nothing was changed. Say it for P-{number} first, then for the other."
    )


ORDERS: Mapping[str, Order] = {
    **{outcome: partial(_close_order, outcome=outcome) for outcome in rules.OUTCOMES},
    "risk": risk,
    "move": move,
    "told": told,
    "undo": _undo,
    "several": _several,
}


async def open_move(
    house: House, gesture: Gesture, number: int, *, typed: str = "", remark: str = ""
) -> Answer:
    """*New date*."""
    promise, customer, _ = await house.db.read(look, gesture, number)
    form = views.move_form(promise, customer, eye(house, gesture), typed=typed, remark=remark)
    kept = f"move P-{number} to {typed}" if typed else ""
    return await _unless_closed(house, gesture, number, promise, form, kept=kept)


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
    facts = _facts(promise)
    form = views.note_form(promise, customer, facts, seen=shown(facts))
    return await _unless_closed(house, gesture, number, promise, form)


async def open_proof(house: House, gesture: Gesture, number: int) -> Answer:
    """*Add proof*."""
    promise, customer, _ = await house.db.read(look, gesture, number)
    return Ask(views.proof_form(promise, customer))


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
    return await show(
        house, gesture, number, notice=f"P-{number} is closed already: {rules.OUTCOMES[promise.status]}."
    )


def _read_due(house: House, gesture: Gesture, promise: Promise, typed: str) -> str | None:
    """A date from a form that shows the promise's own clock, read on that clock."""
    on_it = replace(gesture.person, zone=promise.zone)
    return read_field(house, on_it, typed, field="due", now=gesture.now)


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

    return await _move(house, gesture, _of(gesture), rule)


async def close_from_form(house: House, gesture: Gesture) -> Answer:
    """The form's ending, taken as chosen, with its proof or file."""
    form, number = gesture.form, _of(gesture)
    proof = _proof(gesture)
    outcome = form.get("outcome", "")

    def rule(promise: Promise) -> Change:
        return rules.close(promise, outcome, proof=proof, by=gesture.person.id, now=gesture.now)

    def said(promise: Promise) -> str:
        shown = f" Proof: {promise.proof}" if promise.proof else ""
        return f" is closed: {rules.OUTCOMES[promise.status]}.{shown}"

    return await change(house, gesture, number, rule, said)


async def proof_from_form(house: House, gesture: Gesture) -> Answer:
    """The proof, after closing."""
    given = _proof(gesture)
    return await change(
        house,
        gesture,
        _of(gesture),
        lambda promise: rules.add_proof(promise, given),
        lambda promise: f" has its proof: {promise.proof}",
    )


def _proof(gesture: Gesture) -> str:
    """What shows it, in words and as a file."""
    given = (gesture.form.get("proof", "").strip(), gesture.form.get("file", ""))
    return " · ".join(each for each in given if each)


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

    return await change(
        house, gesture, _of(gesture), rule, lambda _: " is at risk.", partial(_draft, gesture)
    )


def _of(gesture: Gesture) -> int:
    return int(gesture.memory.get("number") or 0)
