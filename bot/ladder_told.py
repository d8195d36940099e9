"""What the ladder reads out of what was said before: when somebody heard of it, whom they were told of, and why it comes to
the next one."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.moments import day_in_words
from bot.standing_in import Call, Circle, Told


def said(heard: Sequence[Told], call: Call) -> datetime | None:
    """When somebody heard of it first."""
    return min(
        (each.said_at for each in heard if each.recipient_id == call.recipient_id and each.said_at),
        default=None,
    )


def announced(heard: Sequence[Told], last: Call, next_id: str) -> datetime | None:
    """For when the step to that person was announced, in what was said to whom it passes over: at the latest of the times
    that they read. None where nothing was announced, or by now somebody else."""
    told = [each for each in heard if each.recipient_id == last.recipient_id and each.next_id]
    newest = next((each for each in reversed(told) if each.open), told[-1] if told else None)
    if newest is None or newest.next_id != next_id:
        return None
    return max((each.next_at for each in told if each.next_id == next_id and each.next_at), default=None)


def note(told: Sequence[Told], circle: Circle, call: Call) -> str:
    """Why the ladder comes to somebody: what was said to whom, and what they are in it. Without blame."""
    first = next((each for each in told if each.said_at is not None and not each.climbed), None)
    what = "a lead" if call.role == "lead" else "their backup"
    if first is None or first.said_at is None:
        return f"It is still open, and you are {what}."
    zone = circle.known[call.recipient_id].zone
    on = first.said_at.astimezone(ZoneInfo(zone)).date().isoformat()
    day = day_in_words(on, now=first.said_at, zone=zone)
    name = circle.known[first.recipient_id].name if first.recipient_id in circle.known else "its owner"
    return f"Still open since {name} heard of it on {day}; you are {what}."
