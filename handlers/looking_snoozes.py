"""What snoozes come to for rows that are looked at: who is to hear nothing, who is asked anew, and when to look again."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from bot import snoozes
from bot.quiet import Calendar
from bot.snooze_times import comes_at_once
from storage import snoozes as snoozed_rows
from storage.tables import Snooze

# A snooze that ends once the customer is heard of; nothing of the row itself changes then.
HEARD_WITHIN = timedelta(minutes=30)


class Rests(NamedTuple):
    """What the snoozes of one row come to: what those that are over add to windows, and those that hold still, by person;
    whose was over a moment ago, at an hour of their choice; and when to see whether the others hold still."""

    over: Mapping[str, str]
    resting: Mapping[str, Snooze]
    woken: frozenset[str]
    look_at: datetime | None


NOTHING = Rests({}, {}, frozenset(), None)


def rests_of(
    rows: Sequence[Snooze], heard_at: datetime | None, calendars: Mapping[str, Calendar], *, now: datetime
) -> Rests:
    """What these snoozes of one row come to at `now`; `heard_at` is when the customer was last heard of."""
    if not rows:
        return NOTHING
    over, resting = {}, {}
    for each in rows:
        if snoozes.holds(each, now=now, heard_at=heard_at):
            resting[each.person_id] = each
        else:
            over[each.person_id] = f"+{each.id}"
    woken = frozenset(
        each.person_id
        for each in rows
        if snoozes.just_over(each, now=now) and each.person_id not in resting
        if _at_an_hour(each, calendars.get(each.person_id))
    )
    return Rests(over, resting, woken, min((_look_at(each, now) for each in resting.values()), default=None))


def _at_an_hour(snooze: Snooze, calendar: Calendar | None) -> bool:
    """Whether it was until another hour than that of the person's brief."""
    return bool(calendar and snooze.until_wall and comes_at_once(snooze.until_wall, calendar))


def _look_at(snooze: Snooze, now: datetime) -> datetime:
    """When to see whether a snooze holds still: it may end with a word of the customer, which changes nothing of the row."""
    soon = now + HEARD_WITHIN
    if snooze.until_at is None:
        return soon
    return snooze.until_at if snooze.how == snoozes.STOP else min(snooze.until_at, soon)


def done_with(answers: Mapping[str, datetime], rows: Sequence[Snooze]) -> Mapping[str, datetime]:
    """When each person last did something about it; to snooze it is something, too."""
    done = dict(answers)
    for each in rows:
        done[each.person_id] = max(done.get(each.person_id, each.created_at), each.created_at)
    return done


def snoozed(conn: Connection, team_id: str, kind: str, ids: Collection[int]) -> dict[int, list[Snooze]]:
    """Everybody's snoozes of rows of one kind, by the row's id."""
    found: dict[int, list[Snooze]] = {}
    for each in snoozed_rows.of_kind(conn, team_id, kind, ids):
        found.setdefault(each.row_id, []).append(each)
    return found


def heard(
    conn: Connection,
    team_id: str,
    customer_ids: Collection[int],
    some: Mapping[int, Sequence[Snooze]],
) -> dict[int, datetime]:
    """When the customers of snoozed rows were last heard of, by the row's id."""
    rests = [(each.row_id, each.customer_id or 0, each.created_at) for rows in some.values() for each in rows]
    theirs = {customer_id for _, customer_id, _ in rests} & set(customer_ids)
    if not theirs:
        return {}
    after = min(at for _, _, at in rests)
    found = snoozed_rows.heard(conn, team_id, theirs, after=after)
    return {row_id: found[customer_id] for row_id, customer_id, _ in rests if customer_id in found}
