"""Notes to a customer that a person may copy: built from the facts of the case and from nothing else [practices 10, 48]."""

from datetime import datetime
from typing import NamedTuple

from bot.calendar import read_wall
from bot.moments import day_in_words, place
from storage.tables import Promise


class Draft(NamedTuple):
    """The note's text, empty as long as a fact is missing, and the facts that are missing, in words."""

    text: str
    missing: tuple[str, ...] = ()


def at_risk(promise: Promise, *, now: datetime) -> Draft:
    """What slips, the new date and what we do about it, in plain words for the customer.

    It needs to know what happened, and either a new date or what we do about it. Kept never sends it.
    """
    missing = []
    if not promise.risk_why:
        missing.append("what happened")
    if promise.new_due_wall is None and not promise.risk_plan:
        missing.append("either a new date or what we do about it")
    if missing:
        return Draft("", tuple(missing))
    told = f", for {_date(promise.due_wall, promise.zone, now=now)}" if promise.due_wall else ""
    lines = [
        f"What we promised you{told}: {promise.words}",
        f"{'It will not go as we said' if told else 'Something has come up with it'}, and I want you to know now.",
        "",
    ]
    lines.append(f"What happened: {promise.risk_why}")
    if promise.risk_plan:
        lines.append(f"What we are doing about it: {promise.risk_plan}")
    if promise.new_due_wall:
        lines.append(f"The new date: {_date(promise.new_due_wall, promise.zone, now=now)}")
    return Draft("\n".join(lines))


def _date(wall: str, zone: str, *, now: datetime) -> str:
    """A date as the customer hears it: the hour only where one was said, never the end of our working day."""
    day, (_, at) = day_in_words(wall, now=now, zone=zone), read_wall(wall)
    return day if at is None else f"{day}, {at:%H:%M} ({place(zone)})"
