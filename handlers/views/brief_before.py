"""The closing line of a brief: what was said before and is open still."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.moments import day_in_words
from bot.text import one_line, shorten
from handlers.views.brief_lines import Shown, name_of
from handlers.views.eye import Eye
from handlers.views.parts import Piece, bold, who
from storage.tables import Contact, Customer, Desk, Promise, Waiting

# So many are named; the others are counted.
NAMED = 3
STEP_WORDS = 60
A_WORD = "a word with them"
CUSTOMERS = {"no_owner": "no owner yet", "exit_talk": "why they left"}
# What is asked about people, of nobody's customer in particular; anything else is what somebody left behind.
DESKS = {"no_lead": "nobody is a lead yet", "lessons": "the draft of what we got wrong last month"}
A_CALL = "your call this month"


def in_words(some: Sequence[Shown], count: int, eye: Eye) -> list[Piece | str]:
    """ "Still open from before: P-12 · Acme (late since Tue 24 Nov), W-2 · Globex and 2 more." """
    named = some[:NAMED]
    more = count - len(named)
    pieces: list[Piece | str] = [bold("Still open from before: ")]
    for place, each in enumerate(named):
        last = place == len(named) - 1 and not more
        pieces += ["" if not place else " and " if last else ", ", *_named(each, eye)]
    return [*pieces, f" and {more:,} more." if more > 0 else "."]


def _named(shown: Shown, eye: Eye) -> list[Piece | str]:
    if isinstance(shown.row, Desk) and shown.customer is None:
        said = DESKS.get(shown.nudge.reason)
        return [said] if said else ["what ", who(shown.row.person_id), " left behind"]
    step = _step(shown)
    return [f"{name_of(shown.row, shown.customer)}{f': {step}' if step else ''}{_since(shown, eye)}"]


def _step(shown: Shown) -> str:
    """What it is about, where it has no number by which it is known."""
    if isinstance(shown.row, Contact):
        return shorten(one_line(shown.row.next_words), STEP_WORDS) or A_WORD
    if isinstance(shown.row, Desk):
        return A_CALL
    if isinstance(shown.row, Customer):
        return CUSTOMERS.get(shown.nudge.reason, A_WORD)
    return ""


def _since(shown: Shown, eye: Eye) -> str:
    """Since when they wait or it is late, or that it is at risk."""
    row = shown.row
    if isinstance(row, Waiting):
        return f" (waiting since {_day(row.since_at, eye)})"
    if isinstance(row, Promise) and row.status == "open":
        if row.due_at is not None and row.due_at < eye.now:
            return f" (late since {_day(row.due_at, eye)})"
        return " (at risk)" if row.health == "at risk" else ""
    return ""


def _day(at: datetime, eye: Eye) -> str:
    return day_in_words(at.astimezone(ZoneInfo(eye.zone)).date().isoformat(), now=eye.now, zone=eye.zone)
