"""What the tests of the rules of attention share: a customer and a calendar to look with, and a walk through time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from bot.attention import About, Look, Said
from bot.calendar import WorkingHours
from bot.preferences import Preferences
from storage.tables import Customer

TALLINN = "Europe/Tallinn"
HOURS = WorkingHours()
# Clocks that change, halves of an hour, both sides of the date line.
ZONES = [
    "Europe/Tallinn",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Pacific/Chatham",
    "America/Asuncion",
]
CALENDARS = [
    HOURS,
    WorkingHours(time(7, 30), time(15)),
    WorkingHours(days=frozenset({0, 2, 4})),
    WorkingHours(days_off=frozenset(date(2026, 12, day) for day in range(24, 32))),
    WorkingHours(days=frozenset()),
]


def at(written: str) -> datetime:
    """An instant from UTC's clock: "11-25 08:00", in 2026."""
    return datetime.fromisoformat(f"2026-{written}").replace(tzinfo=UTC)


def about(
    zone: str = TALLINN, hours: WorkingHours = HOURS, *said: Said, stage: str = "active", **held: Any
) -> About:
    """Acme, looked after by somebody on that calendar."""
    customer = Customer(
        id=1, team_id="T1", number=1, name="Acme", stage=stage, created_at=at("01-01 08:00"), created_by="U1"
    )
    return About(customer, zone, hours, Preferences(hours, **held), said)


@dataclass(frozen=True)
class Seen:
    """One look on a walk: when it was, what was known, and what came of it."""

    at: datetime
    look: Look
    about: About


def walk(
    look: Callable[[About, datetime], Look], with_: About, start: datetime, *, until: datetime
) -> Iterator[Seen]:
    """Looks, and looks again whenever it was said to, until then or until there is no more. Whatever asks is said."""
    now, said = start, list(with_.said)
    while True:
        known_then = with_._replace(said=tuple(said))
        seen = look(known_then, now)
        yield Seen(now, seen, known_then)
        known = {(each.reason, each.window) for each in said}
        said += [
            Said(each.reason, each.window, "U1", "owner", now)
            for each in seen.asks
            if (each.reason, each.window) not in known
        ]
        if seen.next_at is None or seen.next_at > until:
            return
        assert seen.next_at > now, "it would look again and again at one instant"
        now = seen.next_at
