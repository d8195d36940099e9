"""What happens to a promise after it was given: a new date, at risk, told, kept or not, by words and by buttons."""

import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from slack_sdk.models.blocks import Block

from bot import dates, promise_endings
from bot import promises as rules
from bot.changes import Change
from bot.promise_checks import CHECKS
from bot.refusals import Unreadable
from bot.text import shorten
from handlers import check_backs, promise_checks
from handlers.due_dates import doubt, wall
from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.people import local
from handlers.promise_card import eye, number_of, show
from handlers.promise_change import change, change_date, draft
from handlers.promise_forms import (
    close_from_form,
    move_from_form,
    note_from_form,
    open_close,
    open_move,
    open_note,
    open_proof,
    proof_from_form,
)
from handlers.routes import Routes
from handlers.undo import undo_on
from handlers.views import promises as views
from handlers.views.parts import actions, button
from handlers.views.promise_proof import proof_in_words, shown_by
from storage.tables import Customer, Promise

Order = Callable[[House, Gesture, int, str], Awaitable[Answer]]
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
    promise_checks.register(routes)
    check_backs.register(routes)
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


async def close(house: House, gesture: Gesture, number: int, outcome: str, proof: str) -> Answer:
    """Closes it as said. "Kept" after the told date is kept late, with a button for the one who only logged it late."""

    def rule(promise: Promise) -> Change:
        judged = promise_endings.said_kept(promise, now=gesture.now) if outcome == "kept" else outcome
        return promise_endings.close(promise, judged, proof=proof, by=gesture.person.id, now=gesture.now)

    def extra(promise: Promise, _customer: Customer) -> list[Block]:
        value = str(promise.number)
        add = shown_by(promise.status).add
        buttons = [] if promise.proof else [button(add, "promise_proof", value)]
        if promise.status != outcome:
            buttons.append(button("It was kept on time", "promise_on_time", value))
        return [actions("closed", *buttons)] if buttons else []

    def said(promise: Promise) -> str:
        why = " The told date has passed." if promise.status != outcome else ""
        asked = shown_by(promise.status)
        shown = proof_in_words(promise) or f"{asked.question} {asked.hint}"
        return f" is closed: {rules.OUTCOMES[promise.status]}.{why} {shown}"

    return await change(house, gesture, number, rule, said, extra, typed=proof)


async def on_time(house: House, gesture: Gesture, number: int) -> Answer:
    """It was kept on time, though it was logged after its date."""
    return await change(
        house,
        gesture,
        number,
        lambda promise: promise_endings.reword_outcome(promise, "kept"),
        lambda _: " is closed: kept.",
    )


async def move(house: House, gesture: Gesture, number: int, rest: str) -> Answer:
    """`move P-12 to Tue`; what is no certain date opens the form."""
    typed = rest.strip()
    typed = typed[3:].lstrip() if typed[:3].casefold() == "to " else typed
    found = dates.phrase(
        typed,
        now=local(gesture.now, gesture.person),
        order=house.settings.date_order,
        languages=dates.spoken(gesture.person.locale),
    )
    question = doubt(found, typed=typed, person=gesture.person, now=gesture.now)
    new = wall(found)
    if question or new is None:
        return await open_move(house, gesture, number, typed=typed, remark=question or _unread(typed))

    def rule(promise: Promise) -> Change:
        return rules.move(promise, new, gesture.person.zone, told=False, terms=house.terms, now=gesture.now)

    return await change_date(house, gesture, number, rule, typed=typed)


def _unread(typed: str) -> str:
    return f"I can't read “{shorten(typed, 60)}” as a date." if typed else ""


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
        slips = views.slip_in_words(promise, eye(house, gesture))
        if promise.tell_by is None:
            return f" is {slips}, and the customer knows."
        return f" is {slips}. Better they hear it from us first."

    return await change(house, gesture, number, rule, said, partial(draft, gesture), typed=why)


def _story(house: House, gesture: Gesture, why: str) -> tuple[str, str | None]:
    """What happened, and the wall of the new date if it ends with one that is said to be that.

    Any other date belongs to the story ("the supplier called on Monday"), and the form for the note asks for ours.
    """
    found = dates.due(
        why,
        now=local(gesture.now, gesture.person),
        order=house.settings.date_order,
        languages=dates.spoken(gesture.person.locale),
    )
    if not isinstance(found, dates.Found) or why[found.end :].strip(dates.PUNCTUATION):
        return why, None
    before = why[: found.start]
    announced = ANNOUNCED.search(before)
    ours = announced or (found.deadline and not NOT_OURS.search(why))
    if not ours or doubt(found, typed=why, person=gesture.person, now=gesture.now):
        return why, None
    return (before[: announced.start()].rstrip(" ,;:–—-") if announced else why), wall(found)


async def told(house: House, gesture: Gesture, number: int, _rest: str = "") -> Answer:
    """*Told them*: the clock stops, and a date that we moved to counts from now on."""

    def said(promise: Promise) -> str:
        if promise.health == "at risk":
            return f": they know that it is {views.slip_in_words(promise, eye(house, gesture))}."
        return f": they know. It is due {views.due_in_words(promise, eye(house, gesture))}."

    return await change(house, gesture, number, lambda promise: rules.told(promise, now=gesture.now), said)


async def _close_order(house: House, gesture: Gesture, number: int, rest: str, *, outcome: str) -> Answer:
    return await close(house, gesture, number, outcome, rest.removeprefix(":").strip())


async def _show(house: House, gesture: Gesture, number: int, _rest: str) -> Answer:
    return await show(house, gesture, number)


async def _undo(house: House, gesture: Gesture, number: int, _rest: str) -> Answer:
    return await undo_on(house, gesture, number)


async def _several(_house: House, _gesture: Gesture, number: int, _rest: str) -> Answer:
    raise Unreadable(
        f"One promise at a time, please: nothing was changed. Say it for P-{number} first, then for the other."
    )


ORDERS: Mapping[str, Order] = {
    **{outcome: partial(_close_order, outcome=outcome) for outcome in rules.OUTCOMES},
    "show": _show,
    "risk": risk,
    "move": move,
    "told": told,
    "on track": promise_checks.on_track,
    "started": promise_checks.started,
    **{what: partial(check_backs.found, what=what) for what in CHECKS},
    "undo": _undo,
    "several": _several,
}
