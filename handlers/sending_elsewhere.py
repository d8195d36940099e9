"""What cannot be said where it was to be said: whom it concerns hears of it once, in private; and whoever left is found a
stand-in by the clock's next look."""

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.access import Person, Standing
from handlers.audience import only_members
from handlers.drawing import Draw, Drawn, Dropped
from handlers.house import UNREACHED, House
from handlers.sending_answers import Answer, Kind
from handlers.slack_errors import answer_of
from handlers.views import sending as views
from storage import post_claims, posts
from storage.tables import Digest, Post, table

log = logging.getLogger("kept")
WHAT = "elsewhere"
# By then the clock has looked at whom else it goes to.
FREED = timedelta(hours=1)
DIGESTS = table(Digest)


async def closed(house: House, post: Post) -> Answer | None:
    """Why nothing may be said in a place now, though Slack would take it: somebody left, is no member, or sits in a channel
    with outsiders; or what keeps Slack from saying so."""
    now = house.clock()
    try:
        if post.place.startswith(("U", "W")):
            known = await house.people.everybody(now=now)
            person = known.get(post.place) or await house.people.get(post.place, now=now)
            if person.standing is Standing.MEMBER:
                return None
            return Answer(Kind.PERSON, f"is {person.standing.value}")
        if await only_members(house, post.place, now=now):
            return None
        return Answer(Kind.PLACE, "outsiders")
    except UNREACHED as error:
        return answer_of(error)


async def say(house: House, post: Post, answer: Answer) -> None:
    """Ends a claimed post whose place is closed to it: a channel's goes to whom it concerns, a person's back to the clock."""
    log.warning("a %s cannot be said in %s: %s", post.what, post.place, answer.why)
    now = house.clock()
    to: Sequence[str] = ()
    if post.place.startswith(("U", "W")):
        house.people.forget(post.place)
    else:
        to = await _concerned(house, post)
    about = await house.db.write(_end, post, answer.why, to, sweep=house.times.sweep, now=now)
    if about is not None and not to:
        await house.db.write(post_claims.look_again, house.team_id, post.place, about, now=now)


def key(post_key: str, person_id: str) -> str:
    """The key of what somebody hears in the place of a channel's post."""
    return f"{WHAT}:{post_key}:{person_id}"


def _end(
    conn: Connection, post: Post, why: str, to: Sequence[str], *, sweep: timedelta, now: datetime
) -> list[tuple[str, int]] | None:
    about = json.dumps({"post": post.id, "place": post.place, "why": why})
    instead = [
        posts.put(
            conn,
            post.team_id,
            key=key(post.key, person_id),
            what=WHAT,
            place=person_id,
            due_at=now,
            now=now,
            about=about,
        )
        for person_id in to
    ]
    first = next((each for each in instead if each), None)
    return post_claims.drop(conn, post, why, now=now, sweep_at=now + sweep, again_at=now + FREED, to_id=first)


async def _concerned(house: House, post: Post) -> Sequence[str]:
    """Whom a channel's post concerns: who is named in it, who wished for the digest, or else the leads, and without any the
    admins; nobody who has left."""
    named = json.loads(post.about).get("concerns") or []
    if not named and post.what == "digest":
        named = await house.db.read(_wished_by, post.team_id, post.place)
    now = house.clock()
    for some in (named, sorted((await house.preferences()).leads)):
        people = await house.people.several([str(each) for each in some], now=now)
        if here := [str(each) for each in some if _may_be_here(people.get(str(each)))]:
            return here
    return [person.id for person in await house.people.known_admins(now=now)]


def _may_be_here(person: Person | None) -> bool:
    """Whether somebody is a member still, as far as Slack says."""
    return person is None or person.standing is Standing.MEMBER


def _wished_by(conn: Connection, team_id: str, channel_id: str) -> list[str]:
    wished = select(DIGESTS.c.created_by).where(
        DIGESTS.c.team_id == team_id, DIGESTS.c.channel_id == channel_id, DIGESTS.c.removed_at.is_(None)
    )
    return [row[0] for row in conn.execute(wished)]


def drawing(draws: Mapping[str, Draw]) -> Draw:
    """Draws what stands in for a post that could not be said in its channel: why, and what it would have said."""

    async def draw(house: House, post: Post) -> Drawn | Dropped:
        about = json.loads(post.about)
        original = await house.db.read(posts.by_id, post.team_id, int(about["post"]))
        drawn: Drawn | Dropped = Dropped("there is nothing to be said any more")
        if original is not None and original.what in draws:
            # Whoever reads it now may not be where words of that channel were said.
            original.place = post.place
            drawn = await draws[original.what](house, original)
        if isinstance(drawn, Dropped):
            return drawn
        digest = original is not None and original.what == "digest"
        message = views.elsewhere(about["place"], about["why"], drawn.message, digest=digest)
        return Drawn(message, drawn.nudge_ids)

    return draw
