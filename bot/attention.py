"""What asks for somebody's attention, and what every rule that says so may know: the shapes of both.

A rule is a function in `bot/attention_*.py` that looks at one row as it stands at `now` and says what asks, since when,
and when to look again. It asks nothing of Slack, the clock or a database, so that the same row asks the same twice.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.calendar import WorkingHours
from bot.preferences import Preferences
from storage.tables import Customer

# Whom it asks: somebody by their part in it, or by their id.
OWNER, LEADS, TEAM = "owner", "leads", "team"


class Asking(NamedTuple):
    """One thing that asks for attention.

    `reason` is a name in `bot.reasons.REASONS`. `window` stays the same as long as it is the same call, however often
    the row is looked at, and is another one when it is to be said anew: a day, the date that is due, a month.
    `why` is said in the nudge itself: one sentence with the fact and its date. `since` is UTC, and not after the `now`
    of the look. `to` is OWNER, LEADS, TEAM (the team's channel) or somebody's id. `urgent` may come between two briefs.
    Of several that ask one person about one row the one that comes `first` is said, or else the one with the lowest rank.
    The ladder counts from when the owner's nudge was said, and not before `over_at` (UTC) where there is one. `facts` are
    for `/kept why`: names in words and values.
    """

    reason: str
    window: str
    why: str
    since: datetime
    to: str = OWNER
    urgent: bool = False
    customer_id: int | None = None
    first: bool = False
    over_at: datetime | None = None
    facts: Mapping[str, str] = {}


class Look(NamedTuple):
    """What came of looking at one row: what asks now, and when to look again whatever happens (UTC; None: when somebody
    changes it). `fields` are columns that Kept itself sets, which its history calls `what`."""

    asks: Sequence[Asking] = ()
    next_at: datetime | None = None
    fields: Mapping[str, object] = {}
    what: str = ""


class Said(NamedTuple):
    """A nudge about the same row that was made before: whom it went to as what (`role`), and when it was said (UTC; None
    as long as it was not)."""

    reason: str
    window: str
    recipient_id: str
    role: str
    said_at: datetime | None


class About(NamedTuple):
    """What every rule may know besides the row: whose customer it is, on which calendar the owner works (`zone` of the tz
    database; `hours` know public holidays), what the workspace has set, and what was said about the row before."""

    customer: Customer
    zone: str
    hours: WorkingHours
    held: Preferences
    said: Sequence[Said] = ()

    def said_for(self, reason: str) -> list[Said]:
        """What was said for one reason, in the order in which it was made."""
        return [each for each in self.said if each.reason == reason]
