"""The line of a promise in a brief or nudge: whom it is for, what it is, how it stands, and the answers to what is
asked."""

from typing import Any

from bot.promises import is_late
from bot.text import shorten
from handlers.views.eye import Eye, date_for, for_reader, moment_for
from handlers.views.nudge_words import by_readers_clock, without_dates
from handlers.views.nudges import Line, why_of
from handlers.views.parts import Piece, bold, button
from handlers.views.promises import due_day_in_words, state_in_words
from storage.tables import Customer, Nudge, Promise

WORDS = 120


def draw(nudge: Nudge, promise: Promise, customer: Customer | None, eye: Eye) -> Line:
    """The customer first; the buttons answer what the nudge asks."""
    late = nudge.reason == "promise_late" and promise.status == "open"
    due, state = due_day_in_words(promise, eye), _state(promise, eye)
    stands = f" · {state}" if state != due else ""
    words: list[Piece | str] = [
        bold(customer.name if customer else f"P-{promise.number}"),
        f" · P-{promise.number} {shorten(promise.words, WORDS)}\n{due}",
        bold(stands) if late else stands,
    ]
    number = str(promise.number)
    return Line(words, _buttons(nudge, promise), _asks(nudge, promise, eye), ("promise", number))


def _state(promise: Promise, eye: Eye) -> str:
    """How it stands; of one that was moved, without anybody having told them, where to."""
    state = state_in_words(promise, eye)
    if promise.status != "open" or promise.new_due_wall is None:
        return state
    moved = f"moved to {date_for(promise.new_due_wall, promise.new_due_at, promise.zone, eye)}"
    return f"{state} · {moved}" if is_late(promise, now=eye.now) else moved


def _asks(nudge: Nudge, promise: Promise, eye: Eye) -> str:
    """What the nudge says, without the date and the state that stand above it."""
    why = why_of(nudge)
    if promise.tell_by is not None:
        why = by_readers_clock(why, moment_for(promise.tell_by, eye))
    return for_reader(without_dates(why) if promise.status == "open" else why, eye)


def _buttons(nudge: Nudge, promise: Promise) -> list[dict[str, Any]]:
    """What settles it first."""
    number = str(promise.number)
    if nudge.reason == "promise_check_back":
        if promise.status == "open":
            return []
        return [
            button("Yes, it was right", "promise_check_right", number),
            button("Not quite", "promise_check_not_quite", number),
            button("No answer", "promise_check_no_answer", number),
        ]
    if promise.status != "open":
        return []
    done = button("Done", "promise_close_kept", number)
    move = button("New date", "promise_move", number)
    note = button("Write the note", "promise_note", number)
    told = button("Told them", "promise_told", number)
    match nudge.reason:
        case "promise_tell" | "promise_not_told":
            return [told, move, *([note] if nudge.reason == "promise_tell" else [])]
        case "promise_no_date":
            return [done, button("Add a date", "promise_move", number)]
    # Who has said already that it is at risk may write the note instead.
    risk = note if promise.health == "at risk" else button("At risk", "promise_risk", number)
    if promise.tell_by is not None or promise.new_due_wall is not None:
        return [done, told, move, risk]
    match nudge.reason:
        case "promise_late":
            return [done, move, risk]
        case "promise_half":
            return [done, button("Started", "promise_started", number), move, risk]
        case _:
            return [done, button("On track", "promise_on_track", number), move, risk]
