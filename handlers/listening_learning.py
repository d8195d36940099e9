"""What answers to offers teach: a channel that takes care, a rule that goes quiet and says so to one lead, and how often
offers were right, on the settings page."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from bot import offers as rules
from bot.access import Standing
from bot.offers import SPEAKING, Quiet, Rate
from bot.preferences import Preferences
from bot.quiet import speaks_at
from bot.refusals import AlreadySo, Refusal
from handlers import absent
from handlers.calendars import calendar_of
from handlers.drawing import Drawn, Dropped
from handlers.effects import once, via
from handlers.gestures import Answer, Gesture, Say
from handlers.house import UNREACHED, House
from handlers.leads import admit
from handlers.routes import Routes
from handlers.views import listening_learning as views
from storage import offer_learning, posts, preferences
from storage.tables import History, Post

WHAT = "quiet rule"
SETTING = "quiet_rules"
OLD = "That button is from an older Kept. /kept settings shows which rules are quiet in a channel."
JUDGED = frozenset([rules.LOGGED, rules.NOT_A_PROMISE])


class _Hushed(NamedTuple):
    """A rule that has just gone quiet in a channel, and the entry that says so."""

    channel_id: str
    rule: str
    entry: History


def register(routes: Routes) -> None:
    """What is said to a lead about a rule that went quiet, and the button that has it speak again."""
    routes.posts[WHAT] = draw
    routes.actions |= {"listening_again": again, "listening_again_all": again}


async def careful(house: House, channel_id: str) -> bool:
    """Whether offers were dismissed so often in a channel that it takes care. Asked only once something was noticed."""
    answers = await house.db.read(offer_learning.in_channel, house.team_id, channel_id)
    return rules.rate(answers).careful


async def learn(house: House, channel_id: str, rule: str) -> None:
    """Has a rule go quiet in a channel where its offers are dismissed again and again; called after an answer was saved.
    One lead hears of it, when one may speak to them."""
    now = house.clock()
    hushed = await house.db.write(_learn, house.team_id, channel_id, rule, house.bot_user_id, now)
    if hushed is None:
        return
    house.held.forget()
    held = await house.preferences(channel_id=channel_id)
    lead = await _lead(house, held.leads, now)
    if lead:
        at = await _speaks_at(house, lead, now)
        await house.db.write(_put, house.team_id, hushed, lead, at, now)
        house.wake()


def _learn(
    conn: Connection, team_id: str, channel_id: str, rule: str, by: str, now: datetime
) -> _Hushed | None:
    quiet = _quiet(conn, team_id, channel_id, lock=True)
    if rule in quiet:
        return None
    answers = offer_learning.of_rule(
        conn, team_id, channel_id, rule, answers=JUDGED, after=quiet.again.get(rule), most=rules.LAST
    )
    if not rules.goes_quiet(answers):
        return None
    value = quiet.hushed(rule, now=now).written()
    entry = preferences.put(conn, team_id, "channel", channel_id, SETTING, value, by=by, via="clock", now=now)
    return _Hushed(channel_id, rule, entry) if entry else None


def _quiet(conn: Connection, team_id: str, channel_id: str, *, lock: bool = False) -> Quiet:
    """The rules that are quiet in a channel, as they are set there now."""
    value = preferences.value(conn, team_id, "channel", channel_id, SETTING, lock=lock)
    try:
        return rules.read_quiet(value) if value else SPEAKING
    except (ValueError, TypeError, AttributeError):
        return SPEAKING


async def _lead(house: House, leads: Collection[str], now: datetime) -> str:
    """The one lead who hears of it: the first who is here and not away, or without any an admin; "" where there is nobody."""
    people = await house.people.several(sorted(leads), now=now)
    able = [each for each in sorted(people) if people[each].standing is Standing.MEMBER]
    if not able:
        able = [each.id for each in await house.people.known_admins(now=now)]
    try:
        away = await absent.absences(house, able, now=now)
    except UNREACHED:
        away = {}
    return next(iter([*(each for each in able if each not in away), *able]), "")


async def _speaks_at(house: House, person_id: str, now: datetime) -> datetime:
    try:
        return speaks_at(await calendar_of(house, person_id, now=now), now)
    except UNREACHED:
        return now


def _put(conn: Connection, team_id: str, hushed: _Hushed, lead: str, at: datetime, now: datetime) -> None:
    posts.put(
        conn,
        team_id,
        key=f"quiet:{hushed.entry.id}",
        what=WHAT,
        place=lead,
        due_at=at,
        now=now,
        about=json.dumps({"channel": hushed.channel_id, "rule": hushed.rule}),
    )


async def draw(house: House, post: Post) -> Drawn | Dropped:
    """What a lead hears; nothing where somebody had the rule speak again before it was said."""
    about = json.loads(post.about)
    channel_id, rule = str(about.get("channel") or ""), str(about.get("rule") or "")
    quiet = await house.db.read(_quiet, post.team_id, channel_id)
    if post.ts is None and rule not in quiet:
        return Dropped("the rule speaks again")
    return Drawn(views.went_quiet(channel_id, rule, again=rule not in quiet))


async def again(house: House, gesture: Gesture) -> Answer:
    """*Let it speak again*: one rule in a channel, or all that are quiet there."""
    channel_id, _, rule = gesture.value.partition(" ")
    if not channel_id:
        raise Refusal(OLD)
    await admit(house, gesture, to="have a rule of listening speak again", typed="/kept settings")
    entry, woken = await house.db.write(_again, gesture, channel_id, rule)
    house.held.forget()
    return Say(views.speaks_again(channel_id, woken, entry.id), title="Listening", replace=False)


def _again(conn: Connection, gesture: Gesture, channel_id: str, rule: str) -> tuple[History, list[str]]:
    quiet = _quiet(conn, gesture.team_id, channel_id, lock=True)
    wanted = [rule] if rule else sorted(quiet.since)

    def effect() -> History:
        if not any(each in quiet for each in wanted):
            raise AlreadySo("It speaks already: nothing was changed.")
        entry = preferences.put(
            conn,
            gesture.team_id,
            "channel",
            channel_id,
            SETTING,
            quiet.waken(wanted, now=gesture.now).written(),
            by=gesture.person.id,
            via=via(gesture),
            now=gesture.now,
        )
        if entry is None:
            raise AlreadySo("It speaks already: nothing was changed.")
        return entry

    return once(conn, gesture, effect), wanted


async def for_settings(house: House, channel_id: str, channel: Preferences | None) -> views.Learned:
    """How often offers were right, for the settings page: in the channel, if it is one, and everywhere."""
    everywhere, here = await house.db.read(_rates, house.team_id, channel_id if channel else "")
    quiet = sorted(channel.quiet_rules.since) if channel else []
    listening = bool(channel and channel.listen)
    return views.Learned(everywhere, here, quiet, channel_id, listening=listening)


def _rates(conn: Connection, team_id: str, channel_id: str) -> tuple[Rate, Rate]:
    here = offer_learning.in_channel(conn, team_id, channel_id) if channel_id else []
    return rules.rate(offer_learning.everywhere(conn, team_id)), rules.rate(here)
