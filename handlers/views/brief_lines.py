"""The lines of a brief: what each is about, why it comes, its buttons, and how it ended once it has."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from slack_sdk.models.blocks import Block, DividerBlock

from bot.text import shorten
from handlers.views.brief_groups import in_groups
from handlers.views.eye import Eye, for_reader, moment_for
from handlers.views.nudge_lines import LINES
from handlers.views.nudges import Line
from handlers.views.parts import MENTIONS, Piece, actions, bold, choices, line, struck, who
from handlers.views.things import reference
from storage.tables import Customer, Nudge

WORDS = 300
# Of what is done so much is repeated, struck through.
DONE_WORDS = 120
WHY_WORDS = 600
SAID_WORDS = 120
# Who hears of a thing in somebody's place.
STANDING_IN = frozenset(["cover", "lead"])
# How the block of each line begins, by which an answer to it is known.
LINE_BLOCK = "nudge-"
SNOOZE = (
    ("Until tomorrow morning", "tomorrow"),
    ("For 2 working days", "days"),
    ("Until next Monday", "monday"),
    ("Until they reply", "reply"),
    ("Until …", "pick"),
)


# What opens the card of a thing, by the kind of what a line is about.
OPENED = frozenset(["promise", "mistake", "waiting", "contact", "customer", "system_fix"])


class Ended(NamedTuple):
    """How it ended: by what somebody did (`by` did `what`, to be read after their name), or, without `by`, for the reason
    in `what`; when, in words that stay true ("Thu 26 Nov, 10:42"), if that is said; and whether the thing is settled by
    it, or goes on."""

    what: Sequence[Piece | str]
    when: str = ""
    by: str = ""
    settled: bool = False


class Shown(NamedTuple):
    """One nudge with what it is about, its customer, and how it ended, if it has."""

    nudge: Nudge
    row: Any
    customer: Customer | None
    ended: Ended | None = None


def drawn(lines: Sequence[Shown], eye: Eye, *, notes: bool = True) -> list[Block]:
    """Lines one after another, two blocks each and a rule between them, and one block for what has ended; without `notes`
    nothing of who hears of it besides. In whose place some of them come is said once, before them."""
    blocks: list[Block] = []
    for head, some in in_groups(lines, _head):
        if head:
            blocks = blocks[:-1] if blocks and isinstance(blocks[-1], DividerBlock) else blocks
            blocks.append(line(bold(for_reader(head, eye))))
        for each in some:
            blocks += _line(each, eye, notes=notes)
            blocks += [DividerBlock()] if each.ended is None else []
    return blocks[:-1] if blocks and isinstance(blocks[-1], DividerBlock) else blocks


def _head(shown: Shown) -> str:
    """In whose place it comes to its reader, and why: what the note of it says, where it is no step of the ladder."""
    if shown.ended is not None or shown.nudge.role not in STANDING_IN:
        return ""
    facts = facts_of(shown.nudge)
    return "" if facts.get("climbed") else str(facts.get("note") or "")


def _line(shown: Shown, eye: Eye, *, notes: bool) -> list[Block]:
    if shown.ended is not None:
        return [_done(_short(shown, eye), shown.ended)]
    drawn, nudge = drawn_line(shown, eye), shown.nudge
    said = [f"\n{text}" if (text := asks(drawn, nudge, eye)) else "", *(_notes(nudge, eye) if notes else ())]
    return [
        line(*drawn.words, *said, f" · N-{nudge.number}"),
        actions(f"{LINE_BLOCK}{nudge.id}", *drawn.buttons, snooze_menu(nudge, drawn.opens)),
    ]


def snooze_menu(nudge: Nudge, opens: tuple[str, str] | None = None) -> dict[str, Any]:
    """*Snooze*; and at its end the card of the thing, and why it came."""
    number = str(nudge.number)
    quiet = [(label, f"{number} {name}") for label, name in SNOOZE]
    looks = [("Open it", f"{number} open {opens[0]} {opens[1]}")] if opens is not None else []
    looks.append((f"Why this? (N-{number})", f"{number} why"))
    return choices("brief_line", "Snooze …", {"Be quiet about it": quiet, "Look at it": looks})


def asks(drawn: Line, nudge: Nudge, eye: Eye) -> str:
    """What a line asks of its reader, or why it comes; empty where its words say it."""
    if drawn.asks is not None:
        return drawn.asks
    return for_reader(shorten(str(facts_of(nudge).get("why") or ""), WHY_WORDS), eye)


def drawn_line(shown: Shown, eye: Eye) -> Line:
    """A line as its topic draws it; plain where none does, or where the thing is gone."""
    draw = LINES.get(shown.nudge.kind)
    if draw is None or shown.row is None:
        return _plain(shown)
    return draw(shown.nudge, shown.row, shown.customer, eye)


def name_of(row: object, customer: Customer | None) -> str:
    """A thing as a line names it: "P-12 · Acme"."""
    whose = customer.name if customer else row.name if isinstance(row, Customer) else ""
    return " · ".join(part for part in (reference(row), whose) if part) or "For you"


def words_of(row: object) -> str:
    """What a thing is about, in the words of whoever logged it; "" for what has none."""
    return str(getattr(row, "words", "") or "")


def _plain(shown: Shown) -> Line:
    words = words_of(shown.row)
    said = f": {shorten(words, WORDS)}" if words else ""
    kind, number = shown.nudge.kind, getattr(shown.row, "number", None)
    opens = (kind, str(number)) if kind in {"promise", "mistake", "waiting", "customer"} and number else None
    return Line([bold(name_of(shown.row, shown.customer)), said], [], opens=opens)


def _notes(nudge: Nudge, eye: Eye) -> list[Piece | str]:
    """A note on it, and who hears of it next if nobody answers [practice 12]."""
    facts = facts_of(nudge)
    note = "" if nudge.role in STANDING_IN and not facts.get("climbed") else str(facts.get("note") or "")
    said: list[Piece | str] = [f"\n{for_reader(shorten(note, WHY_WORDS), eye)}"] if note else []
    return said + announced(facts, eye, before="\n")


def announced(facts: Mapping[str, Any], eye: Eye, *, before: str = "") -> list[Piece | str]:
    """The next step, said beforehand: "@Sam hears of this Fri 27 Nov, 10:00 if it is still open." """
    try:
        at = datetime.fromisoformat(str(facts["next_at"]))
        next_id = str(facts["next_id"])
    except (KeyError, ValueError):
        return []
    if at <= eye.now or not next_id:
        return []
    return [before, who(next_id), f" hears of this {moment_for(at, eye)} if it is still open."]


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
    called = reference(row)
    if not called:
        return drawn_line(shown, eye).words
    whose = f"{customer.name} · " if customer else ""
    words = getattr(row, "words", "") or getattr(row, "cause", "")
    return [f"{whose}{called} {words}".rstrip()]


def _done(words: Sequence[Piece | str], ended: Ended) -> Block:
    """What it was, struck through where that settled it, and what happened."""
    by: list[Piece | str] = [who(ended.by), " "] if ended.by else []
    what = [shorten(each, SAID_WORDS) if isinstance(each, str) else each for each in ended.what]
    said = [": ", *by, *what, f", {ended.when}." if ended.when else "."]
    return line("✓ " if ended.settled else "– ", *_first_line(words, strike=ended.settled), *said)


def _first_line(words: Sequence[Piece | str], *, strike: bool) -> list[Piece | str]:
    """The first line of it without its full stop, short, and struck through or not."""
    found: list[Piece | str] = []
    left = DONE_WORDS
    for each in words:
        if not isinstance(each, str) and each["type"] in MENTIONS:
            found.append(each)
            continue
        text, broken, _ = (each if isinstance(each, str) else str(each["text"])).partition("\n")
        if text and left > 0:
            short = shorten(text, left)
            found.append(short)
            left -= len(short)
        if broken:
            break
    if found and isinstance(last := found[-1], str):
        found[-1] = last.removesuffix(".")
    return [struck(each) if strike and isinstance(each, str) else each for each in found]
