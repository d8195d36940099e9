"""A case that nobody has for a working hour: said where the team reads it, until somebody takes it [practice 16]."""

import json
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.calendar import add_working_time
from bot.preferences import Preferences
from handlers.digest_drawing import private_among
from handlers.drawing import Drawn, Dropped
from handlers.house import House
from handlers.routes import Routes
from handlers.views import team_cases as views
from handlers.views.eye import Eye
from storage import customers, nudges, posts
from storage import team_cases as questions
from storage.tables import Customer, Mistake, Nudge, Post

CHANNELS = ("C", "G")
# Where not everybody in the channel may read it, so many leads hear of it.
MOST_LEADS = 5
TAKEN_BACK = "the case was taken back"


def register(routes: Routes) -> None:
    """How it is drawn."""
    routes.posts["case"] = draw


async def plan(house: House) -> bool:
    """Puts what waits to be said to a channel into posts, one each; says whether there may be more."""
    now = house.clock()
    waiting = await house.db.read(nudges.waiting_people, house.team_id, now)
    channels = [each for each in waiting if each.startswith(CHANNELS)]
    for channel_id in channels:
        found = await house.db.read(nudges.open_of_person, house.team_id, channel_id)
        held = await house.preferences()
        for each in found:
            if each.said_at is None and each.post_id is None and each.say_at <= now:
                await _plan(house, each, held, now=now)
    return False


async def _plan(house: House, nudge: Nudge, held: Preferences, *, now: datetime) -> None:
    """At the next working hour of whoever logged the case. Where not everybody in the channel may read it, it concerns the
    leads, or without any whoever logged it; the sender sees to that."""
    mistake, _ = await house.db.read(look, nudge)
    said_by = mistake.said_by if mistake else ""
    zone = (await house.people.get(said_by, now=now)).zone if said_by else "UTC"
    at = add_working_time(max(now, nudge.say_at), timedelta(0), held.hours, zone)
    concerns = sorted(held.leads)[:MOST_LEADS] or [said_by]
    await house.db.write(put, nudge, at, concerns, now=now)


def put(conn: Connection, nudge: Nudge, at: datetime, concerns: list[str], *, now: datetime) -> None:
    """Writes the post of one nudge; anew where it had been dropped before it was said, and asks again."""
    key = f"case:{nudge.id}"
    before = posts.by_key(conn, nudge.team_id, key)
    held = posts.by_id(conn, nudge.team_id, before) if before else None
    if held is not None and held.state == "dropped":
        key = f"case:{nudge.id}:{nudge.story.count(chr(10))}"
    about = json.dumps({"nudge": nudge.id, "concerns": [each for each in concerns if each]})
    place = nudge.recipient_id
    made = posts.put(
        conn, nudge.team_id, key=key, what="case", place=place, due_at=at, now=now, about=about
    ) or posts.by_key(conn, nudge.team_id, key)
    if made:
        questions.planned(conn, nudge.id or 0, made)


def look(conn: Connection, nudge: Nudge) -> tuple[Mistake | None, Customer | None]:
    """The case that a nudge is about, as it stands, and whom it happened to."""
    row = nudges.rows_of(conn, [nudge]).get((nudge.kind, nudge.row_id))
    mistake = row if isinstance(row, Mistake) else None
    return mistake, customers.by_id(conn, nudge.team_id, mistake.customer_id) if mistake else None


def _of(conn: Connection, post: Post) -> tuple[Nudge | None, Mistake | None, Customer | None]:
    found = questions.by_id(conn, post.team_id, int(json.loads(post.about).get("nudge") or 0))
    return (found, *look(conn, found)) if found else (None, None, None)


async def draw(house: House, post: Post) -> Drawn | Dropped:
    """The case with *I take it*; once somebody has, who that is."""
    now = house.clock()
    nudge, mistake, customer = await house.db.read(_of, post)
    if nudge is None or mistake is None or customer is None or mistake.removed_at is not None:
        return Drawn(views.gone(mistake)) if post.ts and mistake else Dropped(TAKEN_BACK)
    if nudge.ended_at is not None and post.ts is None:
        return Dropped(nudge.ended_why or "it was answered before it was said")
    settled = mistake.owner_id is not None or mistake.status != "open"
    if settled and post.ts is None:
        return Dropped("somebody took it before it was said" if mistake.owner_id else "it was closed before")
    hidden = bool(await private_among(house, [mistake], but=post.place))
    held = await house.preferences()
    eye = Eye("UTC", held.hours, now)
    return Drawn(views.case(mistake, customer, eye, words=not hidden), [nudge.id or 0])
