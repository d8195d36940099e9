"""What stands in a brief and in which order: the lanes, what comes first in each, and how much one screen holds."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.calendar import WorkingHours
from bot.reasons import LANES, REASONS, Lane
from bot.saying_again import FIRST
from bot.working_days import day_at, later
from storage.tables import Nudge

# Lines that can be read before the first coffee; the rest opens with a button. What is due today is on the screen all
# the same, up to so many lines.
MOST_LINES, MOST_TODAY = 7, 8
# What was done stays in sight in one short line each.
MOST_DONE = 10
# A brief that comes so much later than it was to be looked at says why.
LONG_AWAY = timedelta(hours=24)
# While rows are still being looked at a brief waits for what comes of it, but no longer than this.
LOOKING_TAKES = timedelta(minutes=5)
# Somebody whose first nudge comes right after the hour of the brief gets it as their brief.
JUST_NOW = timedelta(minutes=15)
# What can't wait waits all the same for a brief that comes so soon, unless its moment would pass.
SOON = timedelta(hours=2)
# Somebody's first brief tells good news of so many days.
FIRST_NEWS = timedelta(days=7)
# What a customer is owed and has not had is worth a brief on so many working days, counted from the first one.
LATE_DAYS = 3
LATE = frozenset(["promise_late", "waiting_due"])
UNKNOWN_RANK = 90
EACH_LANE = 1
# How much something presses; a reason that is not here comes after these, and what is nice to know after everything.
HEAD, TODAY, OVER, AT_RISK, OTHER, NICE = range(6)
_PRESSES = {
    "covering": HEAD,
    "back": HEAD,
    "owner_left": HEAD,
    "promise_hour": TODAY,
    "promise_today": TODAY,
    "waiting_due": TODAY,
    "promise_late": OVER,
    "promise_tell": AT_RISK,
    "promise_not_told": AT_RISK,
    "mistake_tell": AT_RISK,
    "mistake_unowned": AT_RISK,
    "question_open": AT_RISK,
    "promise_check_back": NICE,
    "mistake_check_back": NICE,
}


def lane_of(nudge: Nudge) -> Lane:
    """The lane of a nudge."""
    reason = REASONS.get(nudge.reason)
    return reason.lane if reason else "owe"


def presses(nudge: Nudge) -> int:
    """How much it presses: what is due today, then what is late, then what is at risk or nobody has, then the rest."""
    return _PRESSES.get(nudge.reason, NICE if lane_of(nudge) == "close" else OTHER)


def in_order(nudges: Iterable[Nudge]) -> list[Nudge]:
    """Nudges as a brief has them: lane after lane, in each what presses most first, then the oldest."""
    lanes = list(LANES)
    return sorted(nudges, key=lambda each: (lanes.index(lane_of(each)), *_weight(each)))


def by_urgency(nudges: Iterable[Nudge]) -> list[Nudge]:
    """Nudges of whatever lane, what presses most first."""
    return sorted(nudges, key=_weight)


def _weight(nudge: Nudge) -> tuple[int, bool, int, datetime, int]:
    reason = REASONS.get(nudge.reason)
    rank = reason.rank if reason else UNKNOWN_RANK
    return presses(nudge), not nudge.urgent, rank, nudge.since_at, nudge.number


def on_screen(nudges: Iterable[Nudge], *, until: datetime | None = None) -> tuple[list[Nudge], list[Nudge]]:
    """What one screen shows of these, in order, and the rest of what is open: first what is due today, then one line at
    least of each lane that has any, as who owes much is to see whom to stay close to all the same, then what presses most.

    What ended after `until` leaves its place to nobody: nothing new comes into a brief of an earlier day.
    """
    ordered = in_order(nudges)
    there = [each for each in ordered if each.ended_at is None or (until and each.ended_at > until)]
    first = _first(there)
    numbers = {each.number for each in there}
    gone = [each.number for each in ordered if each.number not in numbers][-MOST_DONE:]
    shown = [each for each in ordered if each.number in first or each.number in gone]
    return shown, [each for each in there if each.ended_at is None and each.number not in first]


def _first(ordered: Sequence[Nudge]) -> set[int]:
    pressing = by_urgency(ordered)
    found = [each for each in pressing if presses(each) <= TODAY][:MOST_TODAY]
    for lane in LANES:
        some = [each for each in pressing if lane_of(each) == lane]
        missing = EACH_LANE - sum(lane_of(each) == lane for each in found)
        found += [each for each in some if each not in found][: max(missing, 0)]
    more = [each for each in pressing if each not in found]
    return {each.number for each in (*found, *more[: max(MOST_LINES - len(found), 0)])}


def worth_a_brief(nudge: Nudge, hours: WorkingHours, zone: str, *, now: datetime) -> bool:
    """Whether this, said before and still open, is worth a brief of today all by itself: what a customer was to have by
    now, on the first working days on which whoever has it hears of it. Then it fades as everything does
    (`bot/saying_again.py`)."""
    if nudge.reason not in LATE or nudge.said_at is None or nudge.role not in {"owner", "cover"}:
        return False
    label = nudge.window.partition("+")[0].rpartition("/")[2]
    if label != FIRST:
        return False
    return day_at(now, zone) <= later(day_at(nudge.said_at, zone), LATE_DAYS - 1, hours)


def can_wait(moment: datetime | None, brief_at: datetime, *, now: datetime) -> bool:
    """Whether something that may come between two briefs waits for the one at `brief_at`: that is soon, and its `moment`,
    if it has one, does not pass before."""
    misses = moment is not None and now < moment <= brief_at
    return now < brief_at <= now + SOON and not misses


def too_many(most: int) -> str:
    """Why something that can't wait has to wait all the same, where so many messages between two briefs are the most."""
    if most <= 0:
        return "nothing is to come between two briefs, so it waits for the next one"
    times = "1 message is" if most == 1 else f"{most} messages are"
    return f"{times} the most between two briefs on one day, so it waits for the next brief"
