"""What stands in a brief and in which order: the lanes, what comes first in each, and how much one screen holds."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.reasons import LANES, REASONS, Lane
from storage.tables import Nudge

# Lines that can be read before the first coffee; the rest opens with a button.
MOST_LINES = 7
# What was done stays in sight in one short line each.
MOST_DONE = 10
# A brief that comes so much later than it was to be looked at says why.
LONG_AWAY = timedelta(hours=24)
# While rows are still being looked at a brief waits for what comes of it, but no longer than this.
LOOKING_TAKES = timedelta(minutes=5)
# Somebody whose first nudge comes right after the hour of the brief gets it as their brief.
JUST_NOW = timedelta(minutes=15)
# Somebody's first brief tells good news of so many days.
FIRST_NEWS = timedelta(days=7)
UNKNOWN_RANK = 90
EACH_LANE = 2


def lane_of(nudge: Nudge) -> Lane:
    """The lane of a nudge."""
    reason = REASONS.get(nudge.reason)
    return reason.lane if reason else "owe"


def in_order(nudges: Iterable[Nudge]) -> list[Nudge]:
    """Nudges as a brief has them: lane after lane, what can't wait and what weighs most first, then the oldest."""
    lanes = list(LANES)

    def place(nudge: Nudge) -> tuple[int, bool, int, datetime, int]:
        reason = REASONS.get(nudge.reason)
        rank = reason.rank if reason else UNKNOWN_RANK
        return lanes.index(lane_of(nudge)), not nudge.urgent, rank, nudge.since_at, nudge.number

    return sorted(nudges, key=place)


def on_screen(nudges: Iterable[Nudge]) -> tuple[list[Nudge], list[Nudge]]:
    """What one screen shows of these, in order, and the rest of what is open. From each lane come at least two, if it has
    them: who owes much is to see whom to stay close to all the same."""
    ordered = in_order(nudges)
    open_ = [each for each in ordered if each.ended_at is None]
    first = {each.number for each in _fair(open_)}
    done = [each for each in ordered if each.ended_at is not None][-MOST_DONE:]
    first |= {each.number for each in done}
    shown = [each for each in ordered if each.number in first]
    return shown, [each for each in open_ if each.number not in first]


def _fair(ordered: Sequence[Nudge]) -> list[Nudge]:
    """Two of each lane first, then whatever comes first."""
    found = [each for lane in LANES for each in [one for one in ordered if lane_of(one) == lane][:EACH_LANE]]
    numbers = {each.number for each in found}
    more = [each for each in ordered if each.number not in numbers]
    return found + more[: max(MOST_LINES - len(found), 0)]


def too_many(most: int) -> str:
    """Why something that can't wait has to wait all the same, where so many messages between two briefs are the most."""
    if most <= 0:
        return "nothing is to come between two briefs, so it waits for the next one"
    times = "1 message is" if most == 1 else f"{most} messages are"
    return f"{times} the most between two briefs on one day, so it waits for the next brief"
