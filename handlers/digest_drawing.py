"""Digests drawn, as things stand when they are said."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError

from bot.access import Person, Standing
from bot.moments import day_in_words
from handlers.digest_facts import gather
from handlers.drawing import Drawn, Dropped
from handlers.house import UNREACHED, House
from handlers.routes import Routes
from handlers.said_elsewhere import is_private
from handlers.views import digests as views
from handlers.views.digest_opening import carried
from handlers.views.digest_told import Reader, Told
from handlers.views.eye import Eye
from storage import digests as questions
from storage.tables import Digest, Post

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


async def _private(house: House, told: Told, *, but: str) -> set[str]:
    """The channels, other than the one it is for, in which not every colleague reads what was said there."""
    shown = (told.kept, told.praised, told.unowned, told.late, told.waiting)
    return await private_among(
        house, (row.source_channel for some in shown for row, _ in some.found), but=but
    )


async def private_among(house: House, channels: Iterable[str | None], *, but: str) -> set[str]:
    """Those of these channels in which not every colleague can read; a talk of two colleagues is one of them, and what
    somebody said to Kept itself is none."""
    asked = sorted({each for each in channels if each} - {but})
    return {each for each in asked if await _is_private(house, each)}


async def _is_private(house: House, channel: str) -> bool:
    if not channel.startswith("D"):
        return await is_private(house, channel)
    try:
        await house.client.conversations_info(channel=channel)
    except SlackApiError as error:
        data = error.response.data
        # Slack shows us only the talks that are with us.
        return isinstance(data, dict) and data.get("error") == "channel_not_found"
    except UNREACHED:
        return True
    return False
