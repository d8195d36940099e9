"""The person who looks at a view, and the clock as that person reads it."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot import moments
from bot.calendar import WorkingHours, read_wall


class Eye(NamedTuple):
    """Who looks, and when: dates are said in the promise's zone, clocks that run now in the reader's own."""

    zone: str
    hours: WorkingHours
    now: datetime


def date_in_words(wall: str, at: datetime | None, zone: str, eye: Eye) -> str:
    """A date as it was meant, in its own zone; `at` is the instant that it came to, which says when the working day ends
    of the person who gave it: the reader's own may end at another hour."""
    ends = at.astimezone(ZoneInfo(zone)).time() if at else eye.hours.ends
    return moments.wall_in_words(wall, zone, ends, now=eye.now)


def date_for(wall: str, at: datetime | None, zone: str, eye: Eye) -> str:
    """A date as it was meant in its zone, in short: "Fri 27 Nov", or "Fri 27 Nov, 15:00". The zone is named only where the
    reader's clock shows another hour at that instant (`at`)."""
    clock = read_wall(wall)[1]
    day = moments.day_in_words(wall, now=eye.now, zone=zone)
    if clock is None:
        return day
    same = (
        at is not None
        and f"{at.astimezone(ZoneInfo(eye.zone)):%Y-%m-%d %H:%M}" == f"{wall[:10]} {clock:%H:%M}"
    )
    return f"{day}, {clock:%H:%M}{'' if same else f' ({moments.place(zone)})'}"


def moment_for(at: datetime, eye: Eye) -> str:
    """An instant on the reader's clock, in words that stay true on another day: "Wed 25 Nov, 12:00"."""
    local = at.astimezone(ZoneInfo(eye.zone))
    return f"{moments.day_in_words(local.date().isoformat(), now=eye.now, zone=eye.zone)}, {local:%H:%M}"


def for_reader(words: str, eye: Eye) -> str:
    """Words that somebody else's clock may stand in: one's own zone needs no name."""
    return words.replace(f" ({moments.place(eye.zone)})", "")


def tell_by_in_words(tell_by: datetime, eye: Eye) -> str:
    """When the tell-clock runs out, on the reader's own clock, and whether it has."""
    over = " (that has passed)" if tell_by < eye.now else ""
    return moments.moment_in_words(tell_by, eye.zone, now=eye.now) + over
