"""On which working day a date is spoken of: the last one whose brief still comes before it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.attention import About
from bot.quiet import hour_of_brief
from bot.working_days import day_at, later


def last_brief_before(at: datetime, about: About) -> date:
    """The last working day, on the calendar of whoever is asked, whose brief comes before that instant (UTC)."""
    day = later(day_at(at, about.zone), 0, about.hours)
    return day if brief_on(day, about) < at else later(day, -1, about.hours)


def brief_on(day: date, about: About) -> datetime:
    """When the brief of a day is (UTC)."""
    hour = hour_of_brief(about.held.quiet, about.held.brief_at)
    return datetime.combine(day, hour, ZoneInfo(about.zone)).astimezone(UTC)
