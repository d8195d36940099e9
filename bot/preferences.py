"""What people set for themselves, a channel or the workspace, and what holds in the end, each value with its source."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time
from types import MappingProxyType
from typing import Any, NamedTuple

from bot.calendar import WorkingHours
from bot.holidays import of_country
from bot.offers import SPEAKING, Quiet, read_quiet
from bot.settings import Settings
from storage.tables import Setting

# The nearer one wins: a person's own, then the channel's, then the workspace's.
SCOPES = ("workspace", "channel", "person")
# Calendar days between contacts, by tier; `dormant` is for that stage, and "" for customers without a tier.
TIERS: Mapping[str, int] = MappingProxyType(
    {"gold": 14, "silver": 30, "bronze": 60, "prospect": 21, "dormant": 180, "": 45}
)
# Slack's names of 🤝, 🩹 and ☎️ (which it calls both) (product page, section 2).
REACTIONS: Mapping[str, str] = MappingProxyType(
    {"handshake": "promise", "adhesive_bandage": "mistake", "phone": "contact", "telephone": "contact"}
)
# Whole units of the currency that each role may give to make a mistake right, unasked [practice 26].
GOODWILL: Mapping[str, int] = MappingProxyType({"member": 50, "lead": 500, "admin": 5000})
# Working hours of silence after a nudge until the cover hears of it, and then until a lead does [practice 12], by tier;
# whoever waits on us is seen to sooner, whatever their tier.
WAITS = "waiting"
LADDER: Mapping[str, tuple[int, int]] = MappingProxyType({WAITS: (2, 2), "": (8, 8)})
# Calendar days after somebody became a customer on which to be in touch [practice 28].
START_PLAN = (2, 14, 30, 60, 90)
SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "person": "your setting",
        "channel": "this channel's setting",
        "workspace": "the workspace's setting",
        "default": "default",
    }
)


class Preferences(NamedTuple):
    """What holds for one person, in one channel, of one workspace.

    `tiers` are calendar days between contacts by tier name (`dormant` for that stage, "" for no tier); `reactions` say by
    an emoji's name what it logs (`promise`, `mistake`, `contact`); `goodwill` are whole units of `currency` by role;
    `leads` and `country` are ids and an ISO code, whose public holidays `hours` know. `public`: confirmations of this
    channel are seen by all in it. `quiet`: from when to when nothing is said, on the person's clock. `most_nudges`: how
    many may come on one day between two briefs. `ladder`: working hours until the cover and then a lead hears of what
    nobody answers, by tier (WAITS for customers who wait, "" for all others). `check_days`: working days after something
    was kept or made right until the customer is asked [practice 23]. `start_plan`: calendar days after the first on which
    a new customer hears from us. `leader_calls`: how many customers each lead calls a month. `tell_within` and
    `reply_within`: working hours in which a customer is told of trouble, and one who waits has an answer; `kept_aim`: of
    a hundred promises, how many the team means to keep [practice 21]. `team_channel`: where a case without an owner is
    said, if anywhere; `voice_channel`: where what customers ask of us is said [practice 54].
    `listen`: this channel is listened to, where rules in `quiet_rules` offer nothing any more. `offers`: this person is
    offered to log what they said, but in the channels `offers_not_in`. `question_hours`: working hours until a customer's
    question that nobody answered is brought up [practice 31], 0 for never. `guided`: the first steps were shown.
    `sources` say by setting whose it is, where it is not the default.
    """

    hours: WorkingHours
    brief_at: time = time(9)
    country: str = ""
    tiers: Mapping[str, int] = TIERS
    reactions: Mapping[str, str] = REACTIONS
    goodwill: Mapping[str, int] = GOODWILL
    currency: str = "EUR"
    leads: frozenset[str] = frozenset()
    public: bool = False
    quiet: tuple[time, time] = (time(19), time(8))
    most_nudges: int = 3
    ladder: Mapping[str, tuple[int, int]] = LADDER
    check_days: int = 5
    start_plan: tuple[int, ...] = START_PLAN
    leader_calls: int = 1
    tell_within: int = 2
    reply_within: int = 2
    kept_aim: int = 90
    team_channel: str = ""
    voice_channel: str = ""
    listen: bool = False
    quiet_rules: Quiet = SPEAKING
    offers: bool = True
    offers_not_in: frozenset[str] = frozenset()
    question_hours: int = 4
    guided: bool = False
    practice_until: datetime | None = None
    sources: Mapping[str, str] = {}

    def with_settings(self, rows: Iterable[Setting]) -> "Preferences":
        """The same with what these rows set; of two for one thing the nearer one counts, and what cannot be read is as
        if it had not been set."""
        found: dict[str, Any] = {}
        sources = dict(self.sources)
        for row in sorted(rows, key=lambda each: SCOPES.index(each.scope)):
            read = READ.get(row.name)
            try:
                value = json.loads(row.value)
                if read is None or value is None:
                    continue
                found[row.name] = read(value)
            except (ValueError, TypeError, KeyError, AttributeError):
                continue
            sources[row.name] = row.scope
        if not found:
            return self
        starts, ends = found.pop("hours", (self.hours.starts, self.hours.ends))
        hours = WorkingHours(
            starts,
            ends,
            found.pop("days", self.hours.days),
            of_country(found["country"]) if "country" in found else self.hours.days_off,
        )
        if "brief_at" not in sources:
            found["brief_at"] = starts
        return self._replace(hours=hours, sources=sources, **found)

    def source(self, name: str) -> str:
        """Where a value comes from, in words: "your setting", "the workspace's setting", "default"."""
        return SOURCES[self.sources.get(name, "default")]


def base(settings: Settings) -> Preferences:
    """What holds where nobody has set anything: the environment says the working hours and days."""
    return Preferences(hours=settings.working_hours, brief_at=settings.working_hours.starts)


def _hours(value: str) -> tuple[time, time]:
    starts, ends = (time.fromisoformat(part) for part in value.split("-"))
    if starts >= ends:
        raise ValueError(value)
    return starts, ends


def _days(value: list[int]) -> frozenset[int]:
    if not value or not set(value) <= set(range(7)):
        raise ValueError(value)
    return frozenset(value)


def _numbers(value: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType({str(name): int(number) for name, number in value.items()})


def _reactions(value: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({str(emoji): str(what) for emoji, what in value.items()})


def _quiet(value: str) -> tuple[time, time]:
    starts, ends = (time.fromisoformat(part) for part in value.split("-"))
    return starts, ends


def _ladder(value: Mapping[str, list[int]]) -> Mapping[str, tuple[int, int]]:
    return MappingProxyType(
        {**LADDER, **{str(tier): (int(cover), int(lead)) for tier, (cover, lead) in value.items()}}
    )


# How each setting is read from its row's JSON.
READ: Mapping[str, Callable[[Any], Any]] = {
    "hours": _hours,
    "days": _days,
    "brief_at": time.fromisoformat,
    "country": str,
    "tiers": _numbers,
    "reactions": _reactions,
    "goodwill": lambda value: MappingProxyType({**GOODWILL, **_numbers(value)}),
    "currency": str,
    "leads": frozenset,
    "public": bool,
    "quiet": _quiet,
    "most_nudges": int,
    "ladder": _ladder,
    "check_days": int,
    "start_plan": lambda value: tuple(sorted({int(day) for day in value})),
    "leader_calls": int,
    "tell_within": int,
    "reply_within": int,
    "kept_aim": int,
    "team_channel": str,
    "voice_channel": str,
    "listen": bool,
    "quiet_rules": read_quiet,
    "offers": bool,
    "offers_not_in": frozenset,
    "question_hours": int,
    "guided": bool,
    "practice_until": datetime.fromisoformat,
}
assert set(READ) - {"days"} == set(Preferences._fields) - {"sources"}  # noqa: S101 - a setting that is never read
