"""The line of a promise in a brief or nudge: whom it is for, what it is, how it stands, and the answers to what is
asked."""

from typing import Any

from bot.text import shorten
from handlers.views.eye import Eye
from handlers.views.nudges import Line
from handlers.views.parts import Piece, bold, button
from handlers.views.promises import due_day_in_words, state_in_words
from storage.tables import Customer, Nudge, Promise

WORDS = 120


def draw(nudge: Nudge, promise: Promise, customer: Customer | None, eye: Eye) -> Line:
    """The customer first; the buttons answer what the nudge asks."""
    late = nudge.reason == "promise_late" and promise.status == "open"
    due, state = due_day_in_words(promise, eye), state_in_words(promise, eye)
    words: list[Piece | str] = [
        bold(customer.name if customer else f"P-{promise.number}"),
        f" · P-{promise.number} {shorten(promise.words, WORDS)} · {due}",
        Piece(f" · {state}" if state != due else "", bold=late),
    ]
    return Line(words, _buttons(nudge, promise))


def _buttons(nudge: Nudge, promise: Promise) -> list[dict[str, Any]]:
    number = str(promise.number)
    opens = button("Open", "promise_show", number)
    if nudge.reason == "promise_check_back":
        if promise.status == "open":
            return [opens]
        return [
            button("Yes, it was right", "promise_check_right", number),
            button("Not quite", "promise_check_not_quite", number),
            button("No answer", "promise_check_no_answer", number),
            opens,
        ]
    if promise.status != "open":
        return [opens]
    done = button("Done", "promise_close_kept", number)
    move = button("New date", "promise_move", number)
    match nudge.reason:
        case "promise_tell" | "promise_not_told":
            note = button("Write the note", "promise_note", number)
            told = button("Told them", "promise_told", number)
            return [told, *([note] if nudge.reason == "promise_tell" else []), move, opens]
        case "promise_no_date":
            return [button("Add a date", "promise_move", number), done, opens]
    # Who has said already that it is at risk may write the note instead.
    risk = (
        button("Write the note", "promise_note", number)
        if promise.health == "at risk"
        else button("At risk", "promise_risk", number)
    )
    match nudge.reason:
        case "promise_late":
            return [done, move, risk, opens]
        case "promise_half":
            return [button("Started", "promise_started", number), risk, done, move]
        case _:
            return [button("On track", "promise_on_track", number), risk, done, move]
