"""The lines of a brief: what each is about, why it comes, its buttons, and how it ended once it has."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import Block

from bot import moments
from bot.text import shorten
from handlers.views.eye import Eye
from handlers.views.nudge_lines import LINES
from handlers.views.nudges import Line
from handlers.views.parts import Piece, actions, bold, button, choices, line, who
from handlers.views.undo import LETTERS
from storage.tables import Customer, Nudge

WORDS = 300
# Of what is done so much is repeated, struck through.
DONE_WORDS = 120
WHY_WORDS = 600
SAID_WORDS = 120
# How the block of each line begins, by which an answer to it is known.
LINE_BLOCK = "nudge-"
SNOOZE = (
    ("Until tomorrow morning", "tomorrow"),
    ("For 2 working days", "days"),
    ("Until next Monday", "monday"),
    ("Until they reply", "reply"),
    ("Until …", "pick"),
)


@dataclass(frozen=True)
class Ended:
    """How it ended: by what somebody did (`by` did `what`, to be read after their name), or, without `by`, for the reason
    in `what`; and when, in words that stay true ("Thu 26 Nov, 10:42"), if that is said."""

    what: str
    when: str = ""
    by: str = ""


@dataclass(frozen=True)
class Shown:
    """One nudge with what it is about, its customer, and how it ended, if it has."""

    nudge: Nudge
    row: Any
    customer: Customer | None
    ended: Ended | None = None


def drawn(lines: Sequence[Shown], eye: Eye) -> list[Block]:
    """Lines one after another, two blocks each, and one for what has ended."""
    return [block for each in lines for block in _line(each, eye)]


def _line(shown: Shown, eye: Eye) -> list[Block]:
    if shown.ended is not None:
        return [_done(_short(shown, eye), shown.ended)]
    drawn, nudge = drawn_line(shown, eye), shown.nudge
    return [
        line(*drawn.words, *_why(nudge, eye), f" · N-{nudge.number}"),
        actions(f"{LINE_BLOCK}{nudge.id}", *drawn.buttons, snooze_menu(nudge)),
    ]


def snooze_menu(nudge: Nudge) -> dict[str, Any]:
    """*Snooze*, and why it came."""
    number = str(nudge.number)
    options = [(label, f"{number} {name}") for label, name in SNOOZE]
    return choices("nudge_snooze", "Snooze", [*options, (f"Why this? (N-{number})", f"{number} why")])


def drawn_line(shown: Shown, eye: Eye) -> Line:
    """A line as its topic draws it; plain where none does, or where the thing is gone."""
    draw = LINES.get(shown.nudge.kind)
    if draw is None or shown.row is None:
        return _plain(shown)
    return draw(shown.nudge, shown.row, shown.customer, eye)


def name_of(row: object, customer: Customer | None) -> str:
    """A thing as a line names it: "P-12 · Acme"."""
    letter = LETTERS.get(type(row))
    named = f"{letter}-{row.number}" if letter else ""  # type: ignore[attr-defined]
    whose = customer.name if customer else row.name if isinstance(row, Customer) else ""
    return " · ".join(part for part in (named, whose) if part) or "For you"


def _plain(shown: Shown) -> Line:
    words = getattr(shown.row, "words", "")
    said = f": {shorten(words, WORDS)}" if words else ""
    kind, number = shown.nudge.kind, getattr(shown.row, "number", None)
    opens = kind in {"promise", "mistake", "waiting", "customer"} and number is not None
    buttons = [button("Open", f"{kind}_show", str(number))] if opens else []
    return Line([bold(name_of(shown.row, shown.customer)), said], buttons)


def _why(nudge: Nudge, eye: Eye) -> list[Piece | str]:
    """Why it comes, a note on it, and who hears of it next if nobody answers [12]."""
    facts = facts_of(nudge)
    pieces: list[Piece | str] = []
    pieces += [f"\n{shorten(str(facts[name]), WHY_WORDS)}" for name in ("why", "note") if facts.get(name)]
    return pieces + announced(facts, eye, before="\n")


def announced(facts: Mapping[str, Any], eye: Eye, *, before: str = "") -> list[Piece | str]:
    """The next step, said beforehand: "@Sam hears of this tomorrow 10:00 if it is still open." """
    try:
        at = datetime.fromisoformat(str(facts["next_at"]))
        next_id = str(facts["next_id"])
    except (KeyError, ValueError):
        return []
    if at <= eye.now or not next_id:
        return []
    when = moments.moment_in_words(at, eye.zone, now=eye.now)
    return [before, who(next_id), f" hears of this {when} if it is still open."]


def facts_of(nudge: Nudge) -> dict[str, Any]:
    """What was so when it was decided; nothing where that cannot be read."""
    try:
        found = json.loads(nudge.facts)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _short(shown: Shown, eye: Eye) -> Sequence[Piece | str]:
    """A thing without its state, which is another one by tomorrow, while nobody draws this line anew."""
    row, customer = shown.row, shown.customer
    letter = LETTERS.get(type(row))
    if letter is None:
        return drawn_line(shown, eye).words
    whose = f"{customer.name} · " if customer else ""
    words = getattr(row, "words", "") or getattr(row, "cause", "")
    return [f"{whose}{letter}-{row.number} {words}".rstrip()]


def _done(words: Sequence[Piece | str], ended: Ended) -> Block:
    """What it was, struck through, and what happened."""
    what = f" {shorten(ended.what, SAID_WORDS)}{f', {ended.when}' if ended.when else ''}"
    if ended.by:
        return line("✓ ", *_struck(words), " ", who(ended.by), what)
    return line("– ", *_struck(words), what)


def _struck(words: Sequence[Piece | str]) -> list[Piece]:
    """The first line of it, short and struck through."""
    found: list[Piece] = []
    left = DONE_WORDS
    for each in words:
        piece = Piece(each) if isinstance(each, str) else each
        if piece.person or piece.channel:
            found.append(piece)
            continue
        text, broken, _ = piece.text.partition("\n")
        if text and left > 0:
            short = shorten(text, left)
            left -= len(short)
            found.append(replace(piece, text=short, bold=False, url="", strike=True))
        if broken:
            break
    return found
