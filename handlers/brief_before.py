"""What was said to somebody before and is open still: the end of each brief, and what it opens."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot import briefs as rules
from bot.nudges import held_back
from handlers.brief_contents import About
from handlers.brief_sleep import asleep_for
from storage import briefs
from storage.tables import Nudge

# These tell, and ask for nothing.
SAID_ONCE = frozenset(["covering", "back"])
# A brief remembers so many of them; whoever has more sees them in /kept brief.
MOST = 200


def about(nudge: Nudge) -> About:
    """What a nudge is about."""
    return nudge.kind, nudge.row_id, nudge.customer_id or 0


def before(
    conn: Connection, team_id: str, person_id: str, new: Iterable[Nudge], *, now: datetime
) -> Sequence[Nudge]:
    """What was said to this person before, is open and not snoozed, and is about nothing that is said now: what is theirs
    first, then what they only hear of as a lead; in both what presses most."""
    said_now = {about(each) for each in new}
    some = [
        each
        for each in awake(conn, team_id, person_id, now=now)
        if each.said_at is not None and each.reason not in SAID_ONCE and about(each) not in said_now
    ]
    return _theirs_first(some)[:MOST]


def still_open(
    conn: Connection, team_id: str, person_id: str, things: Collection[About], *, now: datetime
) -> Sequence[Nudge]:
    """What asks this person about these things now, one for each, in the same order."""
    if not things:
        return []
    wanted, found = set(things), dict[About, Nudge]()
    for each in awake(conn, team_id, person_id, now=now):
        if about(each) in wanted:
            found[about(each)] = each
    return _theirs_first(found.values())


def _theirs_first(some: Iterable[Nudge]) -> list[Nudge]:
    return sorted(rules.by_urgency(some), key=lambda each: each.role == "lead")


def awake(conn: Connection, team_id: str, person_id: str, *, now: datetime) -> list[Nudge]:
    """What is open for this person, but for what they have snoozed and what is held back from their briefs."""
    open_ = [each for each in briefs.open_of_person(conn, team_id, person_id) if not held_back(each, now=now)]
    asleep = asleep_for(conn, team_id, person_id, open_, now=now)
    return [each for each in open_ if (each.kind, each.row_id) not in asleep]
