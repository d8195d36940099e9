"""The shape of whatever asks about a promise, with the facts that the rule went by."""

from collections.abc import Mapping
from datetime import datetime

from bot.attention import About, Asking
from bot.attention_words import date_of, moment_of
from bot.promise_checks import heard_at
from storage.tables import Promise

# What asks, and when to look again.
Part = tuple[Asking | None, datetime | None]


def asking(
    promise: Promise,
    about: About,
    now: datetime,
    reason: str,
    window: str,
    since: datetime,
    why: str,
    *,
    urgent: bool = False,
    first: bool = False,
) -> Asking:
    """One thing that asks about a promise."""
    return Asking(
        reason,
        window,
        why,
        since,
        urgent=urgent,
        first=first,
        customer_id=promise.customer_id,
        facts=_facts(promise, about, now),
    )


def _facts(promise: Promise, about: About, now: datetime) -> Mapping[str, str]:
    """What the rule went by, for `/kept why`."""
    walls = {
        "the date they were told": promise.due_wall,
        "our own date": promise.aim_wall,
        "where we moved it": promise.new_due_wall,
    }
    moments = {
        "given": promise.created_at,
        "to be told by": promise.tell_by,
        "how it stands was last said": heard_at(promise),
        "closed": promise.closed_at,
    }
    found = {name: date_of(wall, promise.zone, now=now) for name, wall in walls.items() if wall}
    return found | {name: moment_of(at, about.zone, now=now) for name, at in moments.items() if at}
