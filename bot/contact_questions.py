"""One good open question for the next talk with a customer, fitted to what was between us lately [practice 39]."""

from datetime import datetime, timedelta
from typing import NamedTuple

LATELY = timedelta(days=60)
# How long after its case was closed a mistake is still asked about.
CLOSED_LATELY = timedelta(days=30)
NEW_FOR = timedelta(days=90)
LONG = timedelta(days=90)
# Several questions to one situation, so that nobody hears the same twice in a row.
QUESTIONS = {
    "mistake": (
        "What would make you say that we have really put this right?",
        "Which part of what went wrong still costs you time?",
    ),
    "unhappy": (
        "What is the one thing you would change first about working with us?",
        "What did you expect from us that you did not get?",
    ),
    "fine": (
        "You say it is fine: what would make it good?",
        "What do you put up with because it is not worth a call?",
    ),
    "glad": (
        "What of it should we never change?",
        "What did we do that helped you most?",
    ),
    "kept": (
        "Now that you have it: what does it make easier, and what not yet?",
        "Was it what you had in mind when you asked for it?",
    ),
    "new": (
        "What surprised you in the first weeks with us?",
        "What should we know about your days that nobody has asked you yet?",
    ),
    "long": (
        "What has changed for you since we last talked?",
        "What are you working on that we know nothing of?",
    ),
    "": (
        "What is the next thing that will keep you busy?",
        "How could we be easier to work with?",
    ),
}


class Facts(NamedTuple):
    """What was between us: whether a case is open and when the last one was closed, when the last promise was kept, the
    customer entered, and when they were met before this; how they sounded last, and whether merely fine twice."""

    case_open: bool = False
    case_closed_at: datetime | None = None
    kept_at: datetime | None = None
    since: datetime | None = None
    met_before: datetime | None = None
    sounded: str = ""
    fine_twice: bool = False


def situation(facts: Facts, *, now: datetime) -> str:
    """Which questions fit, the same ones for the same facts: the first that does, what hurts before what pleases and what
    is certain before what is general.

    Who sounded glad last is not asked about what went wrong, but about what pleases them.
    """
    glad = facts.sounded == "glad"
    fits = {
        "mistake": not glad and (facts.case_open or _within(facts.case_closed_at, CLOSED_LATELY, now)),
        "unhappy": facts.sounded == "unhappy",
        "fine": facts.fine_twice,
        "kept": _within(facts.kept_at, LATELY, now),
        "glad": glad,
        "new": _within(facts.since, NEW_FOR, now),
        "long": facts.met_before is not None and now - facts.met_before > LONG,
    }
    return next((name for name, fitting in fits.items() if fitting), "")


def question(facts: Facts, *, turn: int, now: datetime) -> str:
    """The question; `turn` counts on, so that the next one is another."""
    asked = QUESTIONS[situation(facts, now=now)]
    return asked[turn % len(asked)]


def _within(at: datetime | None, span: timedelta, now: datetime) -> bool:
    return at is not None and now - at <= span
