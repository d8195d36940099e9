"""The person who looks at a view, and the clock as that person reads it."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import moments
from bot.calendar import WorkingHours


@dataclass(frozen=True)
class Eye:
    """Who looks, and when: dates are said in the promise's zone, clocks that run now in the reader's own."""

    zone: str
    hours: WorkingHours
    now: datetime


def date_in_words(wall: str, at: datetime | None, zone: str, eye: Eye) -> str:
    """A date as it was meant, in its own zone; `at` is the instant that it came to, which says when the working day ends
    of the person who gave it: the reader's own may end at another hour."""
    hours = replace(eye.hours, ends=at.astimezone(ZoneInfo(zone)).time()) if at else eye.hours
    return moments.wall_in_words(wall, zone, hours, now=eye.now)


def tell_by_in_words(tell_by: datetime, eye: Eye) -> str:
    """When the tell-clock runs out, on the reader's own clock, and whether it has."""
    over = " (that has passed)" if tell_by < eye.now else ""
    return moments.moment_in_words(tell_by, eye.zone, now=eye.now) + over
