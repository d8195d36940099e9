"""One good open question for the next talk with a customer, fitted to what was between us lately [practice 39]."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LATELY = timedelta(days=60)
NEW_FOR = timedelta(days=90)
LONG = timedelta(days=90)
# The first situation that fits is asked about; several questions to one, so that nobody hears the same twice in a row.
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


@dataclass(frozen=True)
class Facts:
    """What was between us: when the last mistake was entered, the last promise kept, the customer entered, and when they
    were met before this; how they sounded last, and whether merely fine twice."""

    mistake_at: datetime | None = None
    kept_at: datetime | None = None
    since: datetime | None = None
    met_before: datetime | None = None
    sounded: str = ""
    fine_twice: bool = False


def situation(facts: Facts, *, now: datetime) -> str:
    """Which questions fit: what hurts before what pleases, what is certain before what is general."""
    fits = {
        "mistake": _within(facts.mistake_at, LATELY, now),
        "unhappy": facts.sounded == "unhappy",
        "fine": facts.fine_twice,
        "kept": _within(facts.kept_at, LATELY, now),
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
