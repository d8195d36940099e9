"""Drawing what people are told by themselves: the brief and what comes between two of them, as things stand now."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from bot import briefs as rules
from bot.working_days import A_DAY, day_at, morning
from handlers import brief_before as before
from handlers import brief_contents as contents
from handlers.brief_replaced import let_stand
from handlers.drawing import Drawn, Dropped
from handlers.house import House
from handlers.views import briefs as views
from handlers.views.brief_before import NAMED
from handlers.views.eye import Eye
from storage import nudges
from storage.tables import Nudge, Post

ALL_DONE = "everything in it was done before it was said"


class _Read(NamedTuple):
    """A brief, who reads it when, and the ids of the nudges in it."""

    said: views.Brief
    eye: Eye
    ids: list[int]


async def brief(house: House, post: Post) -> Drawn | Dropped:
    """The day's brief."""
    eye = await _eye(house, post)
    read = await house.db.read(_look, post, eye)
    if read is None:
        return Dropped(ALL_DONE)
    return Drawn(views.brief(read.said, read.eye, at=post.said_at or eye.now), read.ids)


async def between(house: House, post: Post) -> Drawn | Dropped:
    """What can't wait for the next brief."""
    eye = await _eye(house, post)
    read = await house.db.read(_look, post, eye)
    if read is None:
        return Dropped(ALL_DONE)
    return Drawn(views.between(read.said, read.eye), read.ids)


async def _eye(house: House, post: Post) -> Eye:
    now: datetime = house.clock()
    # Whoever was planned for a moment ago is known.
    known = (await house.people.several([post.place], now=now)).get(post.place)
    return await contents.eye_of(house, known or await house.people.get(post.place, now=now), now=now)


def _look(conn: Connection, post: Post, eye: Eye) -> _Read | None:
    """What a post says now: as long as it was not said, only what is open; None where that is nothing."""
    some = in_post(conn, post)
    told = contents.Told.read(post.about)
    left = before.still_open(conn, post.team_id, post.place, told.before, now=eye.now)
    if not some and not left and post.said_at is None:
        return None
    day_ends = end_of_day(post, eye.now, eye.zone)
    is_old = day_ends <= eye.now
    first, rest = rules.on_screen(some, until=day_ends)
    # In a brief of an earlier day the words stay as they were on that day.
    seen = eye._replace(now=post.said_at or eye.now) if is_old else eye
    at = post.said_at or eye.now
    good = contents.news(conn, post.team_id, post.place, told, at=post.made_at) if told.to else []
    said = views.Brief(
        contents.shown(conn, post.team_id, first, seen, at=at, now=eye.now),
        rest=len(rest),
        count=len(some),
        news=good,
        away_since=told.away_since,
        post=str(post.id),
        before=contents.shown(conn, post.team_id, left[:NAMED], seen, at=at),
        before_count=len(left),
        notes=not is_old,
    )
    return _Read(said, seen, [each.id or 0 for each in some if each.ended_at is None])


def end_of_day(post: Post, now: datetime, zone: str) -> datetime:
    """When the day ends on which a post was said, on its reader's clock."""
    return morning(day_at(post.said_at or now, zone) + A_DAY, zone)


def in_post(conn: Connection, post: Post) -> list[Nudge]:
    """The nudges that a post says: those that were said, also when they have ended since, and what is open."""
    some = nudges.of_post(conn, post.id or 0)
    if post.said_at is None:
        return [each for each in some if each.ended_at is None]
    said = [each for each in some if each.ended_at is None or each.said_at is not None]
    return let_stand(conn, said)
