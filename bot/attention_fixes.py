"""What a system fix asks for: somebody to take it on, its date to be kept, and every customer who was hit to be told.

The third case of one cause makes the row (`handlers/system_fix_causes.py`); from then on the row asks [practice 21].
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.attention import LEADS, OWNER, Asking, Look
from bot.calendar import WorkingHours, read_wall
from bot.moments import day_in_words
from bot.text import one_line, shorten
from storage.tables import SystemFix

# Calendar days after which it is said once more; from the last on every so many days.
AGAIN = (0, 7, 28)
EVERY = 28
# A date that is over: the first day, the third, then once a week.
LATE_AGAIN = (1, 3, 7)
LATE_EVERY = 7
# Working days ahead of the date.
AHEAD = 2
CAUSE_WORDS = 120
MOST_NAMED = 5


class Hit(NamedTuple):
    """A customer whom the cause hit and who has not been told that it is gone: their owner (None where they have none),
    and how many cases of theirs it was."""

    customer_id: int
    name: str
    owner_id: str | None
    cases: int


class AboutFix(NamedTuple):
    """What the rule knows besides the row: the calendar of its owner, or the workspace's where nobody has taken it (`zone`
    of the tz database; `hours` know public holidays), how many cases had the cause, and the customers to be told."""

    zone: str
    hours: WorkingHours
    cases: int
    hits: Sequence[Hit] = ()


def look(fix: SystemFix, about: AboutFix, now: datetime) -> Look:
    """What asks at `now` (UTC), and when to look again."""
    if fix.removed_at is not None:
        return Look()
    if fix.status == "done":
        return _tell(fix, about, now)
    if fix.owner_id is None:
        return _wanted(fix, about, now)
    if fix.due_at is None or fix.due_wall is None:
        return _no_date(fix, now)
    return _due(fix, fix.due_wall, about, now)


def _wanted(fix: SystemFix, about: AboutFix, now: datetime) -> Look:
    """Nobody sees to it: the leads are asked, and again now and then."""
    step, since, again = _steps(fix.created_at, now, AGAIN, EVERY)
    why = (
        f"{about.cases} cases had the same cause (“{shorten(one_line(fix.cause), CAUSE_WORDS)}”): it needs somebody who changes "
        "what lies behind it, and a date."
    )
    return Look([_asking(fix, "fix_wanted", f"wanted-{step}", why, since, to=LEADS)], again)


def _no_date(fix: SystemFix, now: datetime) -> Look:
    step, since, again = _steps(fix.created_at, now, AGAIN, EVERY)
    why = (
        f"You see to F-{fix.number} (“{shorten(one_line(fix.cause), CAUSE_WORDS)}”), and it has no date yet."
    )
    return Look([_asking(fix, "fix_due", f"undated-{step}", why, since)], again)


def _due(fix: SystemFix, wall: str, about: AboutFix, now: datetime) -> Look:
    """Two working days ahead, on the day, and once it is over."""
    due_at = fix.due_at or now
    day, said = read_wall(wall)[0], day_in_words(wall, now=now, zone=fix.zone)
    ahead = _morning(_working_days_before(day, AHEAD, about.hours), about)
    on_it = _morning(day, about)
    if now < min(ahead, due_at):
        return Look((), min(ahead, due_at))
    if now < min(on_it, due_at):
        why = f"Its date is {said}: two working days ahead."
        return Look([_asking(fix, "fix_due", f"ahead-{wall}", why, min(ahead, due_at))], min(on_it, due_at))
    first = max(_morning(day + timedelta(days=1), about), due_at)
    if now < first:  # what was asked that day is not taken back in the evening
        why, since = f"Its date is {said}.", min(on_it, due_at)
        return Look([_asking(fix, "fix_due", f"today-{wall}", why, since)], first)
    step, since, again = _steps(_morning(day, about), now, LATE_AGAIN, LATE_EVERY)
    why = f"Its date was {said}. A new date is fine; so is saying that it is done."
    return Look([_asking(fix, "fix_due", f"late-{wall}-{step}", why, since)], again)


def _tell(fix: SystemFix, about: AboutFix, now: datetime) -> Look:
    """The owner of each customer who was hit tells them, all of theirs in one; where a customer has none, a lead sees to
    it."""
    step, since, again = _steps(fix.closed_at or now, now, AGAIN, EVERY)
    theirs: dict[str, list[Hit]] = {}
    for hit in about.hits:
        theirs.setdefault(hit.owner_id or LEADS, []).append(hit)
    asks = [
        _asking(
            fix,
            "fix_tell",
            f"tell-{step}",
            _untold(fix, some),
            since,
            to=to,
            customer_id=some[0].customer_id if len(some) == 1 else None,
        )
        for to, some in theirs.items()
    ]
    return Look(asks, again if asks else None)


def _untold(fix: SystemFix, hits: Sequence[Hit]) -> str:
    """Who does not know yet what is different now; of many, as many names as a line holds."""
    names = [hit.name for hit in hits[:MOST_NAMED]]
    if len(hits) > MOST_NAMED:
        names.append(f"{len(hits) - MOST_NAMED} more")
    who = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    cases = sum(hit.cases for hit in hits)
    what = "a mistake" if cases == 1 else f"{cases} mistakes"
    changed = f" ({shorten(one_line(fix.words), CAUSE_WORDS)})" if fix.words else ""
    return f"{who} had {what} with a cause that we have ended: F-{fix.number} is done{changed}. They do not know yet."


def _asking(
    fix: SystemFix,
    reason: str,
    window: str,
    why: str,
    since: datetime,
    *,
    to: str = OWNER,
    customer_id: int | None = None,
) -> Asking:
    facts = {"the cause": shorten(one_line(fix.cause), CAUSE_WORDS), "the fix": f"F-{fix.number}"}
    if fix.due_wall:
        facts["its date"] = fix.due_wall
    return Asking(reason, window, why, since, to=to, customer_id=customer_id, facts=facts)


def _steps(start: datetime, now: datetime, days: Sequence[int], every: int) -> tuple[int, datetime, datetime]:
    """Which of the calls it is that come so many days after `start`, and from the last on every so many: its day, when it
    began, and when the next one does."""
    past = (now - start).days
    reached = [day for day in days if day <= past] or [days[0]]
    day = reached[-1]
    if day == days[-1]:
        day += (past - day) // every * every
    following = next((each for each in days if each > day), day + every)
    return day, min(start + timedelta(days=day), now), start + timedelta(days=following)


def _working_days_before(day: date, count: int, hours: WorkingHours) -> date:
    for _ in range(30):
        if count == 0:
            break
        day -= timedelta(days=1)
        count -= hours.works_on(day)
    return day


def _morning(day: date, about: AboutFix) -> datetime:
    """When the working day of whoever is asked begins."""
    return datetime.combine(day, about.hours.starts, ZoneInfo(about.zone)).astimezone(UTC)
