"""The clock's look at people: whose absence begins or ends, who left, and what is to be said about it to whom."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from bot import absences as rules
from bot import attention_people
from bot.absences import Absence
from bot.access import Person, Standing
from bot.calendar import wall_of
from bot.preferences import Preferences
from bot.working_days import day_at
from handlers import absent
from handlers.absence_facts import about_desks
from handlers.absence_nudges import reconcile, rests_of
from handlers.house import House
from storage import absences, briefs, holdings, looking, nudge_locks, nudges, rows
from storage.tables import Away, Desk

# So many people are looked at in one round.
MOST = 100
# How often whoever owns anything is looked for among those who left, and how often those whom Slack shows as away.
OWNERS_EVERY, AWAY_EVERY = timedelta(days=1), timedelta(minutes=1)
# What Slack showed for a shorter time than that was no absence to tell of.
WORTH_TELLING = timedelta(hours=8)


class Seen(NamedTuple):
    """What is known of some people at one moment: who they are as far as Slack said, who is away, the leads in the order in
    which they are asked, what holds here, and the admin who hears of it if there is no lead."""

    people: Mapping[str, Person]
    away: Mapping[str, Absence]
    leads: Sequence[str]
    base: Preferences
    now: datetime
    admins: frozenset[str] = frozenset()


async def look(house: House) -> bool:
    """Looks at everybody who is due or has changed; says whether there may be more."""
    watch = house.people.watch
    noticed, watch.changed = watch.changed, set()
    try:
        return await _look(house, noticed)
    except Exception:
        # Next time, then: whom Slack told of is told of once.
        watch.changed |= noticed
        watch.owners_at = watch.away_at = None
        raise


async def _look(house: House, noticed: set[str]) -> bool:
    now, watch = house.clock(), house.people.watch
    held = await house.preferences()
    noticed, admins = set(noticed), set[str]()
    if (held.leads, held.leader_calls) != watch.leads:
        noticed |= held.leads
        watch.leads = held.leads, held.leader_calls
        watch.owners_at = None
    if held.leads and held.leader_calls:
        noticed |= held.leads.intersection(await house.db.read(absences.just_met, house.team_id, now))
    if watch.owners_at is None or not timedelta(0) <= now - watch.owners_at < OWNERS_EVERY:
        watch.owners_at = now
        noticed |= await _gone(house, now)
        admins = {each.id for each in (await house.people.known_admins(now=now))[:1]}
        noticed |= admins
    if watch.away_at is None or not timedelta(0) <= now - watch.away_at < AWAY_EVERY:
        watch.away_at = now
        noticed |= set(await house.db.read(absences.shown_away, house.team_id))
    due = await house.db.read(absences.due, house.team_id, now, most=MOST)
    if noticed:
        noticed = set(await house.db.read(holdings.concerned, house.team_id, noticed)) | (
            noticed & (held.leads | admins)
        )
    ids = {*due, *noticed}
    if not ids:
        return False
    away = await absent.absences(house, {*ids, *held.leads}, now=now)
    watch.changed -= ids
    people = await house.people.several(ids, now=now)
    leads = await _leads(house, held.leads, away, now) if any(map(_is_gone, people.values())) else ()
    seen = Seen(people, away, leads, house.held.base, now, frozenset(admins))
    await house.db.write(see, house.team_id, sorted(ids), seen)
    return len(due) >= MOST


def _is_gone(person: Person) -> bool:
    return person.standing is Standing.GONE


async def _gone(house: House, now: datetime) -> set[str]:
    """Those who own anything here and have left Slack."""
    owners = await house.db.read(holdings.owners, house.team_id)
    people = await house.people.several(owners, now=now)
    return {each.id for each in people.values() if _is_gone(each)}


async def _leads(
    house: House, leads: Collection[str], away: Mapping[str, Absence], now: datetime
) -> Sequence[str]:
    """Who is told of somebody who left: the leads who can be asked, or else the workspace's admins."""
    people = await house.people.several(leads, now=now)
    able = [each for each in sorted(leads) if each not in people or people[each].standing is Standing.MEMBER]
    able = [each for each in able if each not in away] or able
    if able:
        return able
    everybody = await house.people.known_admins(now=now)
    return [each.id for each in everybody]


def see(conn: Connection, team_id: str, person_ids: Sequence[str], seen: Seen) -> None:
    """Looks at these people in one transaction: notes who went, came or left, has looked at what asks them, and makes and
    ends the nudges about them."""
    now = seen.now
    turned = []
    for person_id in person_ids:
        person = seen.people.get(person_id)
        absences.look_at(conn, team_id, person_id, at=now, zone=person.zone if person else "UTC")
    desks = absences.desks_of(conn, team_id, person_ids)
    said = absences.recent(conn, team_id, person_ids, since=now - attention_people.TOLD_FOR)
    for person_id in person_ids:
        desk, person = desks[person_id], seen.people.get(person_id)
        if person is not None and person.zone != desk.zone:
            briefs.look_soon(conn, team_id, person_id, now=now)
        _leaves(conn, team_id, person_id, person, said.get(person_id, ()), now)
        if _turns(conn, desk, person, said.get(person_id, ()), seen):
            turned.append(person_id)
    if turned:
        looking.wake(conn, team_id, turned, now=now)
    about = about_desks(conn, team_id, person_ids, now, base=seen.base, admins=seen.admins)
    ids = [desks[each].id or 0 for each in person_ids]
    known = nudges.of_rows(conn, team_id, "desk", ids)
    rests = rests_of(conn, team_id, ids, now=now)
    nudge_locks.lock(conn, [nudge for some in known.values() for nudge in some])
    for person_id in person_ids:
        desk = desks[person_id]
        found = attention_people.look(desk, about[person_id], now)
        theirs, rest = known.get(desk.id or 0, []), rests[desk.id or 0]
        gone = attention_people.left_in(about[person_id].aways, now) is not None
        reconcile(conn, desk, found.asks, theirs, rest, gone=gone, leads=seen.leads, now=now)
        coming = [at for at in (found.next_at, rest.look_at) if at]
        absences.set_desk(conn, desk, about_look_at=min(coming, default=None))


def _leaves(
    conn: Connection, team_id: str, person_id: str, person: Person | None, said: Sequence[Away], now: datetime
) -> None:
    """Enters that somebody left Slack, or is in it again."""
    if person is None:
        return
    left = next((each for each in said if rules.left(each) and rules.runs(each, now=now)), None)
    gone = person.standing is Standing.GONE
    if gone and left is None:
        away = Away(
            team_id=team_id,
            person_id=person_id,
            from_at=now,
            until_at=rules.FOREVER,
            until_wall=wall_of(day_at(now, person.zone), None),
            zone=person.zone,
            created_at=now,
        )
        rows.begin(conn, away, what="left", by="", via="clock", now=now)
    elif left is not None and not gone:
        rows.change(conn, left, "came back", {"ended_at": now}, by="", via="clock", now=now)


def _turns(conn: Connection, desk: Desk, person: Person | None, said: Sequence[Away], seen: Seen) -> bool:
    """Whether somebody went or came since the last look; what Slack alone showed becomes an absence that is over."""
    now, is_away = seen.now, desk.person_id in seen.away
    if is_away == (desk.away_since is not None):
        return False
    since = desk.away_since
    absences.set_desk(conn, desk, away_since=now if is_away else None)
    if is_away or since is None:
        return True
    briefs.look_soon(conn, desk.team_id, desk.person_id, now=now)
    own = any(
        each.removed_at is None and each.from_at <= now and rules.over_at(each) > since for each in said
    )
    if not own and now - since >= WORTH_TELLING and person is not None:
        away = Away(
            team_id=desk.team_id,
            person_id=desk.person_id,
            from_at=since,
            until_at=now,
            until_wall=wall_of(day_at(now, person.zone), None),
            zone=person.zone,
            ended_at=now,
            created_at=now,
        )
        rows.begin(conn, away, what="noticed", by="", via="clock", now=now)
    return True
