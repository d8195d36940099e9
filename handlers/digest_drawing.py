"""Digests drawn, as things stand when they are said."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.access import Person, Standing
from bot.moments import day_in_words
from bot.sources import Source, of_row
from handlers.digest_facts import gather
from handlers.drawing import Drawn, Dropped
from handlers.house import House
from handlers.messages import is_private
from handlers.routes import Routes
from handlers.views import digests as views
from handlers.views.digest_opening import carried
from handlers.views.digest_told import Reader, Told
from handlers.views.eye import Eye
from storage import digests as questions
from storage.tables import Digest, Mistake, Post, Praise, Promise, Waiting

NOTHING = "there was nothing to tell"
STOPPED = "the digest was stopped"


def register(routes: Routes) -> None:
    """How a digest is drawn."""
    routes.posts["digest"] = digest


async def digest(house: House, post: Post) -> Drawn | Dropped:
    """A channel's week; nothing where there is nothing to tell. The sender sees to who sits there."""
    now, about = house.clock(), json.loads(post.about)
    found = await _digest(house, about)
    if found is None or found.removed_at is not None:
        return Dropped(STOPPED)
    since, until = (datetime.fromisoformat(about[name]) for name in ("since", "until"))
    held = await house.preferences()
    told = await house.db.read(
        gather,
        house.team_id,
        since,
        until,
        overlooked=about.get("overlooked"),
        held=held,
        zone=found.zone,
        now=now,
    )
    if told.empty:
        return Dropped(NOTHING)
    eye = Eye(found.zone, held.hours, now)
    people = await _people(house, told, now=now)
    reader = Reader(
        eye,
        {id_: person.name for id_, person in people.items()},
        await _private(house, told, but=post.place),
        {id_ for id_, person in people.items() if person.standing is Standing.GONE},
    )
    # What comes in the morning tells of the days before.
    span = (_day(since, eye), _day(until - timedelta(hours=12), eye))
    numbers = carried(about["since"], about["until"])
    return Drawn(views.digest(told, found, span, reader, numbers=numbers))


async def _digest(house: House, about: Mapping[str, Any]) -> Digest | None:
    return await house.db.read(questions.by_id, house.team_id, int(about.get("digest") or 0))


def _day(at: datetime, eye: Eye) -> str:
    return day_in_words(at.astimezone(ZoneInfo(eye.zone)).date().isoformat(), now=eye.now, zone=eye.zone)


async def _people(house: House, told: Told, *, now: datetime) -> Mapping[str, Person]:
    """Everybody in it, as far as Slack says who they are."""
    rows = [row for some in (told.kept, told.late, told.waiting) for row, _ in some.found]
    ids = {*told.keepers, *told.owned.said_by, *(row.owner_id for row in rows)}
    ids |= {each for pair in told.stood_in for each in pair} | {fix.owner_id or "" for fix in told.fixes}
    ids |= {told.overlooked.owner_id or ""} if told.overlooked else set()
    return await house.people.several(sorted(ids - {""}), now=now)


async def _private(house: House, told: Told, *, but: str) -> set[Source]:
    """What was said where not every colleague reads it, other than in the channel it is for."""
    shown = (told.kept, told.praised, told.unowned, told.late, told.waiting)
    return await private_among(house, (row for some in shown for row, _ in some.found), but=but)


async def private_among(
    house: House, rows: Iterable[Promise | Mistake | Waiting | Praise], *, but: str
) -> set[Source]:
    """The sources of these rows that stand where not every colleague can read them, or where Slack does not say; a talk of
    two colleagues is such a place, and what somebody typed to Kept itself is in none, unless it was logged from its menu."""
    elsewhere = {source for row in rows if (source := of_row(row)).channel and source.channel != but}
    asked = sorted({each.channel or "" for each in elsewhere})
    closed = {channel for channel in asked if await is_private(house, channel)}
    return {each for each in elsewhere if each.between_people or each.channel in closed}
