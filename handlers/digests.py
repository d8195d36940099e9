"""What channels are told by itself: the weekly digest, and a case that nobody has."""

import json
import logging
from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot import digests as rules
from bot.calendar import WorkingHours, add_working_time
from bot.preferences import Preferences
from handlers import digest_drawing, digest_facts, digest_opening, digest_settings, team_cases
from handlers.house import House, reference, without_words
from handlers.routes import Routes
from storage import digests as questions
from storage import posts
from storage.tables import Digest

log = logging.getLogger("kept")
# So many are looked at in one round.
AT_ONCE = 50
# Where planning one fails in a way that nobody foresaw, it is tried again after this.
FAILED = timedelta(hours=1)


def register(routes: Routes) -> None:
    """What is drawn for channels, and the buttons on it."""
    digest_drawing.register(routes)
    digest_opening.register(routes)
    team_cases.register(routes)
    routes.actions |= {
        "digest_off": digest_settings.stop_pressed,
        "digest_here": digest_settings.here_pressed,
        "digest_here_anyway": digest_settings.here_pressed,
    }


async def plan(house: House) -> bool:
    """Puts digests whose hour has come, and cases that nobody has, into posts; says whether there may be more."""
    return await _digests(house) | await team_cases.plan(house)


async def _digests(house: House) -> bool:
    now = house.clock()
    found = await house.db.read(questions.due, house.team_id, now, most=AT_ONCE)
    held = await house.preferences() if found else None
    for each in found:
        if held:
            await _digest(house, each, held, now=now)
    return len(found) == AT_ONCE


async def _digest(house: House, digest: Digest, held: Preferences, *, now: datetime) -> None:
    try:
        # Read before: it looks at every customer, and everybody's writing would wait meanwhile.
        chosen = await house.db.read(overlooked, digest, held, now=now)
        await house.db.write(look, digest, held, chosen, now=now)
    except SQLAlchemyError:
        raise  # that is everybody's, and tried again at the next tick
    except Exception as error:  # noqa: BLE001 - whatever it is, it keeps no other channel from its digest
        log.error(  # noqa: TRY400 - the error's own text may hold people's words
            "%s: digest %s could not be planned: %s", reference(), digest.id, without_words(error)
        )
        await house.db.write(questions.decided, digest.id or 0, next_look_at=now + FAILED)


def overlooked(conn: Connection, digest: Digest, held: Preferences, *, now: datetime) -> int | None:
    """The customer whom a digest that is due names, and the one before it did not."""
    if digest.removed_at is not None or rules.latest(digest, held.hours, now=now).week <= digest.last_week:
        return None
    before = questions.posts_of(conn, digest.team_id, digest.channel_id, most=1)
    but = json.loads(before[0].about).get("overlooked") if before else None
    return digest_facts.overlooked(conn, digest.team_id, but=but, held=held, now=now)


def look(conn: Connection, seen: Digest, held: Preferences, chosen: int | None, *, now: datetime) -> None:
    """One channel's digest at its hour: puts its post, once a week, and says when to look again. `chosen` is the customer
    whom it names as overlooked."""
    digest = questions.by_id(conn, seen.team_id, seen.id or 0, lock=True)
    if digest is None or digest.removed_at is not None:
        questions.decided(conn, seen.id or 0, next_look_at=None)
        return
    if digest.next_look_at is None or digest.next_look_at > now:  # another replica was here
        return
    due = rules.latest(digest, held.hours, now=now)
    week = max(due.week, digest.last_week)
    following = rules.following(digest, held.hours, now=now, decided=week)
    if due.week > digest.last_week:
        at = _when(digest, due, following, held.hours, now=now)
        if at is not None:
            _put(conn, digest, due, at, held, chosen, now=now)
        else:
            week = digest.last_week  # so that the next one begins where the last one ended
    questions.decided(conn, digest.id or 0, next_look_at=following.at, last_week=week)


def _when(
    digest: Digest, due: rules.Due, following: rules.Due, hours: WorkingHours, *, now: datetime
) -> datetime | None:
    """When to say it: at its hour, or where that is long past when people work again; None where the next one comes so soon
    that it tells of both."""
    if now - due.at <= rules.LATE:
        return due.at
    at = add_working_time(now, timedelta(0), hours, digest.zone)
    return None if following.at - at <= rules.NEAR else at


def _put(
    conn: Connection,
    digest: Digest,
    due: rules.Due,
    at: datetime,
    held: Preferences,
    chosen: int | None,
    *,
    now: datetime,
) -> None:
    before = questions.posts_of(conn, digest.team_id, digest.channel_id, most=1)
    told = json.loads(before[0].about) if before else {}
    until = max(due.at, min(at, now))
    begun = rules.of_week(digest, rules.monday_of(digest.last_week), held.hours).at
    if before and before[0].key.endswith(digest.last_week):
        # What it was to tell of, it has not told where it was not said.
        begun = datetime.fromisoformat(told["until" if before[0].state == "said" else "since"])
    since = rules.since(until, begun)
    about = {
        "digest": digest.id,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "overlooked": chosen,
    }
    posts.put(
        conn,
        digest.team_id,
        key=f"digest:{digest.channel_id}:{due.week}",
        what="digest",
        place=digest.channel_id,
        due_at=at,
        now=now,
        about=json.dumps(about),
    )
