"""The person who looks at a view, and the clock as that person reads it."""

from dataclasses import dataclass
from datetime import datetime

from bot import moments
from bot.calendar import WorkingHours


@dataclass(frozen=True)
class Eye:
    """Who looks, and when: dates are said in the promise's zone, clocks that run now in the reader's own."""

    zone: str
    hours: WorkingHours
    now: datetime


def tell_by_in_words(tell_by: datetime, eye: Eye) -> str:
    """When the tell-clock runs out, on the reader's own clock, and whether it has."""
    over = " (that has passed)" if tell_by < eye.now else ""
    return moments.moment_in_words(tell_by, eye.zone, now=eye.now) + over
