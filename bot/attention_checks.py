"""When it is asked how a promise stands: half-time, two days ahead, the day, the hour, and less and less often once its
date is over [practice 11].

No date passes without a word: it is in the last brief that comes before it, or, for what was promised after that brief,
said shortly before the date or right after it.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.attention import About, Said
from bot.brief_days import last_brief_before
from bot.calendar import read_wall
from bot.promise_checks import heard_at, is_reopened
from bot.saying_again import FIRST, calls, heard
from bot.working_days import day_at, later, morning, opens, time_before, time_between
from storage.tables import Promise

# Working days: half-time is asked about only where so much lies between the day it was given and our own date. With less
# it would come close to the check after it.
HALF_FROM = 6
AHEAD = 2
# Working days between the day it was given and the first check; the morning of the day comes whatever lies between.
AT_FIRST = 2
AN_HOUR = timedelta(hours=1)
# Who was asked or has answered so shortly before the hour is not asked again.
JUST_NOW = timedelta(hours=2)
# So long after a date of which nobody was reminded it is said that it is over: it may just be being kept.
A_MOMENT = timedelta(minutes=5)
A_DAY = timedelta(days=1)


class Check(NamedTuple):
    """One question of how it stands, and since when it is asked; whether it comes between two briefs."""

    reason: str
    window: str
    since: datetime
    urgent: bool = False

    @property
    def late(self) -> str:
        """What the windows of a date that is over begin with; empty for a check before it."""
        before, _, _ = self.window.rpartition("/")
        return before if "/late" in before else ""


def checks(promise: Promise, about: About, *, now: datetime) -> tuple[list[Check], datetime | None]:
    """Every check before the date in the order in which they come, of two on one day the later one only; then the one of a
    date that is over, if it is, and when the next of those begins."""
    over, coming = _over(promise, about, now=now)
    return [*_before(promise, about), *over], coming


def is_asked(check: Check, promise: Promise, about: About) -> bool:
    """Whether nobody has answered yet: since it began, or shortly before, so that it would come too soon after."""
    heard = heard_at(promise)
    if heard is None:
        return True
    since = check.since
    if check.reason in {"promise_half", "promise_ahead"}:
        since = morning(later(day_at(since, about.zone), -1, about.hours), about.zone)
    elif check.reason == "promise_hour":
        since -= JUST_NOW
    return heard < since


def is_silent(opened: list[Check], promise: Promise, about: About) -> bool:
    """Whether a check was said to whoever owns it, or stands in, and nobody had said how it stands when the next one
    came."""
    if not opened or not about.said:
        return False
    last, heard = opened[-1], heard_at(promise)
    before = {check.window for check in opened[:-1]}
    for each in about.said:
        window = window_of(each)
        is_check = window in before or (last.late and window.rpartition("/")[0] == last.late)
        if not is_check or window == last.window or each.said_at is None or each.said_at >= last.since:
            continue
        asked = each.role != "owner" or each.recipient_id == promise.owner_id
        if asked and (heard is None or heard < each.said_at):
            return True
    return False


def window_of(said: Said) -> str:
    """The window as it is called here: after a snooze it goes on with a mark of its own."""
    return said.window.partition("+")[0]


def _before(promise: Promise, about: About) -> list[Check]:
    aim_at, aim = _ours(promise)
    if aim_at is None or aim is None:
        return []
    zone, hours = about.zone, about.hours
    given, last = day_at(promise.created_at, zone), last_brief_before(aim_at, about)
    found: list[Check] = []
    ahead = later(last, -AHEAD, hours)
    if (last - given).days >= HALF_FROM and last >= later(given, HALF_FROM, hours):
        middle = later(given + (last - given) / 2, 0, hours)
        half = min(middle, later(ahead, -AT_FIRST, hours))
        found.append(Check("promise_half", f"{aim}/half", morning(half, zone)))
    if ahead > given and ahead >= later(given, AT_FIRST, hours) and not _just_begun(about, aim, ahead):
        found.append(Check("promise_ahead", f"{aim}/ahead", morning(ahead, zone)))
    if last > given:
        found.append(Check("promise_today", f"{aim}/day", morning(last, zone)))
    if promise.due_at is not None and promise.due_wall is not None and promise.due_at != aim_at:
        day = last_brief_before(promise.due_at, about)
        if day == last and last > given:
            found.pop()
        if day > given:
            found.append(Check("promise_today", f"{promise.due_wall}/day", morning(day, zone)))
    return [*found, *_hour(promise, about)]


def _ours(promise: Promise) -> tuple[datetime | None, str | None]:
    """Our own date, or where there is none the one that they were told; or an earlier one that it was moved to."""
    aim_at, aim = promise.aim_at or promise.due_at, promise.aim_wall or promise.due_wall
    if promise.new_due_at is not None and aim_at is not None and promise.new_due_at < aim_at:
        return promise.new_due_at, promise.new_due_wall
    return aim_at, aim


def _just_begun(about: About, aim: str, ahead: date) -> bool:
    """Whether half-time was said so late that being asked two days ahead would come right after it."""
    said = heard(about, "promise_half", prefix=f"{aim}/")
    if not said:
        return False
    begins, soonest = morning(ahead, about.zone), later(ahead, -AT_FIRST, about.hours)
    return any(each.at < begins and day_at(each.at, about.zone) > soonest for each in said)


def _hour(promise: Promise, about: About) -> list[Check]:
    """A working hour before the date that they were told: where an hour was told, and not before that working day begins,
    unless it was asked about shortly before; and for whatever was promised so late that no brief comes before it."""
    due_at, due = promise.due_at, promise.due_wall or ""
    if due_at is None:
        return []
    since = _last_hour(promise, about)
    if last_brief_before(due_at, about) > day_at(promise.created_at, about.zone):
        day = day_at(due_at, about.zone)
        since = max(since or due_at, opens(day, about.hours, about.zone))
        if read_wall(due)[1] is None or not about.hours.works_on(day) or since >= due_at:
            return []
        for each in about.said_for("promise_today"):
            asked = window_of(each).endswith("/day") and each.said_at
            if asked and since - JUST_NOW <= asked < since:
                return []
    return [Check("promise_hour", f"{due}/hour", since, urgent=True)] if since else []


def _last_hour(promise: Promise, about: About) -> datetime | None:
    """When the last working hour before the told date begins, or half of the working time there is, if that is more than
    an hour; None where it is less, since it was given just now."""
    due_at, zone = promise.due_at or promise.created_at, about.zone
    since = time_before(due_at, AN_HOUR, about.hours, zone)
    if since - promise.created_at >= AN_HOUR:
        return since
    there = time_between(promise.created_at, due_at, about.hours, zone)
    return time_before(due_at, min(there / 2, AN_HOUR), about.hours, zone) if there > AN_HOUR else None


def _over(promise: Promise, about: About, *, now: datetime) -> tuple[list[Check], datetime | None]:
    """The date that they were told is over; where they were told none, our own."""
    begun, wall = promise.due_at or promise.aim_at, promise.due_wall or promise.aim_wall
    if begun is None:
        return [], None
    again = ""
    if is_reopened(promise) and promise.checked_at is not None:
        # It was kept once, and counts as open since the customer said that it is not right.
        begun, again = promise.checked_at, f"/{day_at(promise.checked_at, about.zone)}"
    if now < begun:
        return [], begun
    reason = "promise_late" if promise.due_at is not None else "promise_today"
    prefix = f"{wall}/late{again}/"
    alone = (
        not again and promise.created_at <= begun and now < begun + A_DAY and not _was_told(promise, about)
    )
    begun += A_MOMENT if alone else timedelta(0)
    said = heard(about, reason, prefix=prefix)
    call, coming = calls(begun, about.hours, about.zone, now=now, heard=said)
    if call is None:
        return [], coming
    return [Check(reason, f"{prefix}{call.label}", call.since, alone and call.label == FIRST)], coming


def _was_told(promise: Promise, about: About) -> bool:
    """Whether the owner heard, on the last day that has a brief before it or later, that its date is near."""
    at = promise.due_at or promise.aim_at
    if at is None:
        return True
    since = morning(last_brief_before(at, about), about.zone)
    walls = {promise.due_wall, promise.aim_wall, promise.new_due_wall}
    return any(
        each.recipient_id == promise.owner_id and each.said_at is not None and each.said_at >= since
        for each in about.said
        if window_of(each).partition("/")[0] in walls
    )
