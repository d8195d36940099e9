"""What one person is told by itself at one moment: their brief, what can't wait for it, or nothing yet, and why."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot import briefs as rules
from bot import quiet
from bot.nudges import held_back
from handlers import brief_before as before
from handlers import brief_between, brief_replaced
from handlers.brief_between import Situation, tell_once
from handlers.brief_contents import Told
from handlers.brief_sleep import asleep_for
from storage import briefs, posts
from storage.nudge_locks import lock
from storage.tables import Desk, Nudge

# A brief's hour is looked over so long beforehand: people travel, and zones change their rules.
LOOKED_OVER = timedelta(hours=12)
# How often it is looked whether somebody who is away is back.
AWAY_AGAIN = timedelta(hours=1)
A_DAY = timedelta(days=1)


def postpone(conn: Connection, team_id: str, person_id: str, until: datetime) -> None:
    """Nothing is decided for somebody before then."""
    desk = briefs.desk_of(conn, team_id, person_id)
    briefs.set_desk(conn, desk, next_look_at=until)
    waiting = [each for each in briefs.open_of_person(conn, team_id, person_id) if _is_unplanned(each)]
    lock(conn, waiting)
    briefs.wait(conn, [each for each in waiting if each.say_at < until], until)


def decide(conn: Connection, team_id: str, here: Situation) -> None:
    """What somebody is told now: their brief if its hour has come, otherwise what can't wait; and when to look again."""
    desk = briefs.desk_of(conn, team_id, here.person_id)
    late_since = _late(desk, here)
    if not desk.briefed_on:
        desk.briefed_on = _day_before_first(here)
    waiting = _waiting(conn, team_id, here)
    if here.away is not None:
        lock(conn, waiting)
        _wait_for_return(conn, desk, waiting, here)
        return
    if _brief_time(here, desk.briefed_on) <= here.now:
        begun = desk.next_look_at or here.now
        if here.looking and here.now - begun < rules.LOOKING_TAKES:
            # What is being looked at belongs into it: at the next tick, then.
            briefs.set_desk(conn, desk, briefed_on=desk.briefed_on, next_look_at=min(begun, here.now))
            return
        _brief(conn, team_id, desk, waiting, here, late_since)
        return
    at = _plan_desk(conn, desk, here, briefed_on=desk.briefed_on)
    due = [each for each in waiting if each.urgent and each.say_at <= here.now]
    soon = brief_between.waiting_for_brief(conn, due, at, now=here.now)
    due = [each for each in due if each not in soon]
    earlier = brief_replaced.posts_before(conn, due)
    lock(conn, waiting, post_ids=earlier)
    if soon:
        brief_between.wait_for_brief(conn, soon, here, at)
    if due:
        brief_between.say(conn, team_id, due, here, at, earlier)
    briefs.wait(conn, [each for each in waiting if not each.urgent], at)


def _late(desk: Desk, here: Situation) -> datetime | None:
    """Since when nobody looked who should have, if that is long."""
    due = desk.next_look_at
    return due if due is not None and here.now - due >= rules.LONG_AWAY else None


def _brief_time(here: Situation, briefed_on: str) -> datetime:
    """When the next brief is to be; never while nothing may be said."""
    _, at = quiet.next_brief(here.calendar, after=here.now, briefed_on=briefed_on)
    return max(at, quiet.speaks_at(here.calendar, here.now))


def _day_before_first(here: Situation) -> str:
    """For somebody who has had no brief yet: the day before their first one, which is today's if its hour is not long
    over."""
    wall, _ = quiet.next_brief(here.calendar, after=here.now - rules.JUST_NOW, briefed_on="")
    return (date.fromisoformat(wall[:10]) - A_DAY).isoformat()


def _is_unplanned(nudge: Nudge) -> bool:
    return nudge.said_at is None and nudge.post_id is None


def _waiting(conn: Connection, team_id: str, here: Situation) -> list[Nudge]:
    """What is open and in no post yet, but for what this person has snoozed and what is held back."""
    found = [
        each
        for each in briefs.open_of_person(conn, team_id, here.person_id)
        if _is_unplanned(each) and not held_back(each, now=here.now)
    ]
    asleep = asleep_for(conn, team_id, here.person_id, found, now=here.now)
    return [each for each in found if (each.kind, each.row_id) not in asleep]


def _plan_desk(conn: Connection, desk: Desk, here: Situation, *, briefed_on: str) -> datetime:
    """When the next brief is; looked over once some hours before. Gives that instant."""
    wall, at = quiet.next_brief(here.calendar, after=here.now, briefed_on=briefed_on)
    over = at - LOOKED_OVER
    briefs.set_desk(
        conn,
        desk,
        zone=here.calendar.zone,
        brief_wall=wall,
        briefed_on=briefed_on,
        next_look_at=over if over > here.now else max(at, here.now),
    )
    return at


def _wait_for_return(conn: Connection, desk: Desk, waiting: list[Nudge], here: Situation) -> None:
    """Nothing is said to somebody who is away; whoever has left is looked at no more than once a day."""
    away = here.away
    if away is None:
        return
    again = here.now + A_DAY
    if not away.gone:
        again = quiet.speaks_at(here.calendar, here.now + AWAY_AGAIN)
        again = min(again, away.until) if away.until and away.until > here.now else again
    fields = {"next_look_at": None if away.gone else again}
    briefs.set_desk(conn, desk, zone=here.calendar.zone, briefed_on=desk.briefed_on, **fields)
    tell_once(conn, [each for each in waiting if each.say_at <= here.now], "delayed", away.why, here.now)
    briefs.wait(conn, [each for each in waiting if each.say_at < again], again)


def _brief(
    conn: Connection,
    team_id: str,
    desk: Desk,
    waiting: list[Nudge],
    here: Situation,
    late_since: datetime | None,
) -> None:
    """The day's one brief with everything that waits, also in messages that nobody has tried to say yet, and at its end
    what was said before and is open still; none where there is nothing that is worth one."""
    today = quiet.today(here.calendar, here.now)
    unsent = briefs.unsent(conn, team_id, here.person_id)
    mine = briefs.open_of_person(conn, team_id, here.person_id) if unsent else []
    ids = {each.id for each in unsent if each.id}
    held = [each for each in mine if each.post_id in ids]
    earlier = brief_replaced.posts_before(conn, [*waiting, *held])
    lock(conn, [*waiting, *held], post_ids=ids | earlier)
    taken = briefs.take_over(conn, unsent)
    some = [*waiting, *(each for each in mine if each.post_id in taken)]
    left = before.before(conn, team_id, here.person_id, some, now=here.now)
    calendar = here.calendar
    late = any(rules.worth_a_brief(each, calendar.hours, calendar.zone, now=here.now) for each in left)
    if some or late:
        last = briefs.last_of_person(conn, team_id, here.person_id)
        after = Told.read(last.about).to if last else 0
        things = [before.about(each) for each in left]
        told = Told(after, briefs.last_entry(conn), late_since, things)
        post_id = posts.put(
            conn,
            team_id,
            key=f"brief:{here.person_id}:{today}",
            what="brief",
            place=here.person_id,
            due_at=here.now,
            now=here.now,
            about=told.written(),
        )
        if post_id is not None:
            posts.redraw(conn, team_id, earlier, now=here.now)
            briefs.assign(conn, some, post_id, taken=taken)
            some = []
    at = _plan_desk(conn, desk, here, briefed_on=today)
    briefs.wait(conn, [each for each in some if each.say_at <= here.now], at)
