"""What a date phrase says, in no particular language: the parts that a language's grammar fills in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import Enum
from typing import Literal, NamedTuple, TypedDict

from bot.calendar_days import Feast

Unit = Literal[
    "minute", "hour", "day", "workday", "week", "weekend", "month", "quarter", "half", "season", "year"
]
Edge = Literal["start", "early", "mid", "late", "end"]
Part = Literal["morning", "lunch", "afternoon", "evening", "night", "midnight"]
Order = Literal["day", "month"]


class Doubt(Enum):
    """Why a person should be asked before a date is taken."""

    DAY_OR_MONTH = "day or month first"
    AM_OR_PM = "morning or evening"
    DAY_OR_HOUR = "a day of the month or an hour"
    WEEKDAY = "the weekday and the date disagree"
    PAST = "it is before now"
    EITHER = "one date or another"
    NO_SUCH_TIME = "an hour that no clock has"
    NO_SUCH_DATE = "a day that no month has, or an hour that no clock has"
    SEVERAL = "another deadline stands beside it"
    FROM_WHEN = "it says from when, not by when"
    THEIR_CLOCK = "it is on somebody else's clock"


@dataclass(slots=True)
class Period:
    """A week, month, quarter ... : counted from the present one (`offset`) or named (`number`, `year`); a week's number is
    the calendar's.

    `coming`: the one that is under way is not meant. `rolls`: where the day meant is over, the next one's. `years_on` comes on top ("June after next").
    """

    unit: Unit
    offset: int | None = None
    number: int | None = None
    year: int | None = None
    years_on: int = 0
    coming: bool = False
    rolls: bool = False


@dataclass(slots=True)
class Clock:
    """A time of day: `exact` when it was said in 24-hour form or with am/pm."""

    hour: int
    minute: int = 0
    exact: bool = False


@dataclass(slots=True)
class Shift:
    """A distance: `amounts` of units, from now or from an anchor; `weekday` counts such weekdays ("two Fridays")."""

    amounts: tuple[tuple[float, Unit], ...] = ()
    sign: int = 1
    weekday: int | None = None


@dataclass(slots=True)
class Numbers:
    """A date written as numbers without a month name; which comes first is the workspace's `order`, or certain."""

    first: int
    second: int
    year: int | None = None
    day_first: bool | None = None


@dataclass(slots=True)
class Said:
    """One date phrase as it was said; parts that were not said are None.

    `nth` counts days, working days or weekdays (`nth_of`: a number 0..6) within `period`, from its end when
    negative. `turns` moves a weekday by whole weeks ("Friday week"). `anchor` is what `shift` counts from.
    """

    weekday: int | None = None
    turns: int = 0
    day: int | None = None
    bare_number: int | None = None
    month: int | None = None
    year: int | None = None
    numbers: Numbers | None = None
    days_on: int | None = None
    period: Period | None = None
    edge: Edge | None = None
    nth: int | None = None
    nth_of: Unit | int | None = None
    feast: Feast | None = None
    shift: Shift | None = None
    anchor: "Said | None" = None
    clock: Clock | None = None
    part: Part | None = None
    zone: tzinfo | None = None
    before: bool = False
    end_of_day: bool = False
    deadline: bool = False
    vague: bool = False

    def has_day(self) -> bool:
        """Whether anything but a time of day was said."""
        return (
            self.weekday is not None
            or self.day is not None
            or self.days_on is not None
            or self.month is not None
            or self.numbers is not None
            or self.period is not None
            or self.shift is not None
            or self.feast is not None
        )


class Asked(TypedDict):
    """How dates are read in what somebody types: from `now`, aware, in their zone, with the workspace's `order` of 4/5."""

    now: datetime
    order: Order | None
    languages: Sequence[str]


class Phrase(NamedTuple):
    """Where a date phrase stands in a text and what it says; nothing said is a date still to be asked for."""

    start: int
    end: int
    said: Said | None
