"""A channel's weekly digest: how its day and time are said, which week is due when, and what keeps it from a channel.

Weeks are those of ISO 8601, "2026-W48"; a time is one on the clock of the zone of whoever set it up.
"""

import re
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.calendar import WorkingHours, instant, wall_of
from bot.moments import place
from bot.refusals import Unreadable
from bot.weekdays import DAYS, WEEKDAYS
from storage.tables import Digest

OFF = frozenset({"off", "stop", "end", "none", "never", "no", "remove", "cancel", "pause"})
ABOUT = frozenset({"", "?", "help", "status", "show", "how", "list"})
# Said around the day and the time, and of no weight.
FILLERS = frozenset(
    ["here", "weekly", "every", "each", "on", "at", "in", "this", "the", "channel", "a", "week", "per", "once", "please",
     "post", "it", "to", "set", "start", "digest", "turn", "switch", "day", "from", "now", "o'clock", "oclock", "hours", "and"]
)  # fmt: skip
# Said of a day that is nobody's working day.
SURE = frozenset({"anyway"})
# Of these, one says that a digest is wanted, even without a day or a time.
BEGUN = frozenset({"here", "weekly", "start", "on"})
NOT_WEEKLY = frozenset(
    ["daily", "monthly", "fortnightly", "biweekly", "weekdays", "weekends", "yearly", "hourly", "month", "days", "weeks"]
)  # fmt: skip
TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0), "morning": time(9), "mornings": time(9)}
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?h?(am|pm|a\.m\.|p\.m\.)?")
HALVES = frozenset({"am", "pm", "a.m.", "p.m.", "a.m", "p.m"})
# Where nobody says when: the first thing on a Monday.
MONDAY, NINE = 0, time(9)
EXAMPLE = "/kept digest here Mondays 9:00"
# A digest tells of the time since the last one, and at most of so many calendar days.
LONGEST = timedelta(days=35)
# So late it no longer comes at its own hour, but when people work again.
LATE = timedelta(hours=1)
# A missed one is left to the next where that comes so soon.
NEAR = timedelta(days=1)
# Nobody is off for longer.
LONGEST_REST = 14


class Asked(NamedTuple):
    """What a line asks for: `on` with a weekday (Monday is 0) and a time, `off`, or `about`: how it stands. `sure` says
    that the day is meant though nobody works on it."""

    what: str
    weekday: int = MONDAY
    at: time = NINE
    sure: bool = False


class Due(NamedTuple):
    """One week's digest: which week, and the UTC instant at which it is to be said."""

    week: str
    at: datetime


def read(text: str) -> Asked:
    """What is typed after "digest": "here Mondays 9:00", "weekly on Friday at 16", "off", or nothing. Raises Unreadable.

    A day or a time that nobody says is Monday, and nine o'clock; an hour without am or pm is one of 24.
    """
    words = [word.strip(",;!") for word in text.casefold().replace("’", "'").split()]
    if " ".join(words) in ABOUT:
        return Asked("about")
    if any(word in OFF for word in words) and all(word in OFF | FILLERS for word in words):
        return Asked("off")
    days: set[int] = set()
    times: set[time] = set()
    for at, word in enumerate(words):
        half = words[at + 1] if at + 1 < len(words) else ""
        if word in HALVES and at and CLOCK.fullmatch(words[at - 1]):
            continue
        if (day := DAYS.get(word.rstrip("."))) is not None:
            days.add(day)
        elif (said := _said(word, half)) is not None:
            times.add(said)
    if len(days) > 1 or len(times) > 1:
        raise Unreadable(f"A digest comes once a week: say one day and one time, such as {EXAMPLE}")
    if not days and not times and BEGUN.isdisjoint(words):
        raise Unreadable(
            f"I can't tell what “{text.strip()[:40]}” is to do. Say the day and the time: {EXAMPLE}"
        )
    sure = not SURE.isdisjoint(words)
    return Asked("on", days.pop() if days else MONDAY, times.pop() if times else NINE, sure)


def _said(word: str, half: str) -> time | None:
    """The time that a word says, with the am or pm after it; None for a word of no weight. Raises Unreadable."""
    if word in NOT_WEEKLY:
        raise Unreadable(f"A digest comes once a week. Say its day and time: {EXAMPLE}")
    if word in TIMES:
        return TIMES[word]
    if found := CLOCK.fullmatch(word.removeprefix("@")):
        return _time(found, half if half in HALVES else "")
    if word not in FILLERS | SURE:
        raise Unreadable(f"I can't read “{word[:40]}”. Say the day and the time: {EXAMPLE}")
    return None


def _time(found: re.Match[str], half: str) -> time:
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or half).replace(".", "")
    if hour > (12 if half else 24) or minute > 59 or (half and not hour) or (hour == 24 and minute):
        raise Unreadable(f"“{found[0]}” is no time. Say it like this: {EXAMPLE}")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour % 24, minute)


def in_words(digest: Digest) -> str:
    """When it comes: "every Monday at 09:00 (Tallinn time)"."""
    return f"every {WEEKDAYS[digest.weekday]} at {digest.at} ({place(digest.zone)})"


def typed(weekday: int, at: time, *, sure: bool = False) -> str:
    """What to type behind "digest" for that day and time: "here Mondays 9:00"."""
    return f"here {WEEKDAYS[weekday]}s {at.hour}:{at.minute:02}{' anyway' if sure else ''}"


def working_day_after(weekday: int, days: Collection[int]) -> int:
    """The first of the working `days` (Monday is 0) from a weekday on."""
    return next((day % 7 for day in range(weekday, weekday + 7) if day % 7 in days), MONDAY)


def week_of(day: date) -> str:
    """The ISO week of a calendar day: "2026-W48"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday_of(week: str) -> date:
    """The Monday of an ISO week."""
    year, _, number = week.partition("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def of_week(digest: Digest, monday: date, hours: WorkingHours) -> Due:
    """The digest of the week that begins on that Monday. On a public holiday it waits for the next day on which people
    work; a weekday that is none of theirs is their own choice."""
    day = monday + timedelta(days=digest.weekday)
    if day in hours.days_off:
        for _ in range(LONGEST_REST):
            if hours.works_on(day):
                break
            day += timedelta(days=1)
    return Due(week_of(monday), instant(wall_of(day, time.fromisoformat(digest.at)), digest.zone, hours))


def latest(digest: Digest, hours: WorkingHours, *, now: datetime) -> Due:
    """The last one whose time has come by `now`."""
    monday = _monday(digest, now)
    found = [of_week(digest, monday - timedelta(weeks=back), hours) for back in range(4)]
    return next((due for due in found if due.at <= now), found[-1])


def following(digest: Digest, hours: WorkingHours, *, now: datetime, decided: str = "") -> Due:
    """The next one after `now` of a week that is not `decided` yet."""
    monday = _monday(digest, now)
    weeks = [of_week(digest, monday + timedelta(weeks=on), hours) for on in range(-2, 4)]
    return next((due for due in weeks if due.at > now and due.week > decided), weeks[-1])


def _monday(digest: Digest, now: datetime) -> date:
    today = now.astimezone(ZoneInfo(digest.zone)).date()
    return today - timedelta(days=today.weekday())


def since(until: datetime, begun: datetime) -> datetime:
    """From when on a digest tells: from where the one before it ended, and at most some weeks back."""
    return max(begun, until - LONGEST)
