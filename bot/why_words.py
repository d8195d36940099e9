"""The facts behind a nudge in words: for which occasion it was, its role, its story, and values as people read them."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.moments import MONTHS, day_in_words, moment_in_words
from bot.patterns import pattern

DAY = pattern(r"\d{4}-\d{2}-\d{2}")
MOMENT = pattern(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\S*")
MONTH = pattern(r"(\d{4})-(\d{2})")
WEEK = pattern(r"(\d{4})-W(\d{2})")
# What of a window is a time; the rest of it tells its calls apart, and says nothing to people.
TIMES = pattern(r"(?<!\d)\d{4}-(?:W\d{2}|\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(:\d{2})?)?)?)(?!\d)")
AGAIN = pattern(r"(?:\+~?\d+)+$")
# As a story says them when they happen.
SOON = pattern(r"\b(today|tomorrow) (?=\d{2}:\d{2})")
ROLES = {
    "owner": "as the one who looks after it",
    "cover": "standing in",
    "lead": "as a lead",
    "team": "as the team's channel",
}
# What happens to a nudge, by what its story calls it, to be read after "it".
STORY: Mapping[str, str] = MappingProxyType(
    {
        "delayed": "waited",
        "waited": "waited",
        "waits": "waits",
        "waits no longer": "waited no longer",
        "skipped": "was left out",
        "not said": "was not said",
        "asks no more": "ended",
        "ended": "ended",
        "open again": "came up again",
    }
)


def occasion(window: str, *, now: datetime, zone: str) -> str:
    """For which occasion it is said: "Wed 25 Nov", "Tue 24 Nov, in the week from Mon 30 Nov", "November 2026"; empty where
    its window names no time. Times of the day are left out: they may be on another person's clock."""
    found: list[str] = []
    for each in TIMES.finditer(window):
        said = each[0]
        if each[1]:  # with seconds it is an instant, UTC
            said = datetime.fromisoformat(f"{said}+00:00").astimezone(ZoneInfo(zone)).date().isoformat()
        said = value(said.partition("T")[0], now=now, zone=zone)
        if said != each[0] and said not in found:
            found.append(said)
    return ", in the week from ".join(found[:2])


def after_snooze(window: str) -> bool:
    """Whether it came once more because somebody had snoozed it."""
    again = AGAIN.search(window)
    return bool(again and re.search(r"\+\d", again[0]))


def happened(what: str, why: str, at: datetime, *, zone: str) -> str:
    """One line of a story: "it waited: the brief comes Wed 25 Nov, 09:00", with the days that it named as of then."""

    def day(found: re.Match[str]) -> str:
        days = int(found[1] == "tomorrow")
        on = date.fromordinal(at.astimezone(ZoneInfo(zone)).toordinal() + days)
        return f"{day_in_words(on.isoformat(), now=at, zone=zone)}, "

    said = f"it {STORY[what]}" if what in STORY else what
    return f"{said}: {SOON.sub(day, why)}" if why else said


def value(text: str, *, now: datetime, zone: str) -> str:
    """A value as people read it: an instant on the reader's clock, a day with its weekday, a month by its name."""
    try:
        if MOMENT.fullmatch(text):
            at = datetime.fromisoformat(text)
            if at.tzinfo is not None:
                return moment_in_words(at, zone, now=now)
            return f"{day_in_words(text[:10], now=now, zone=zone)}, {at:%H:%M}"
        if DAY.fullmatch(text):
            return day_in_words(date.fromisoformat(text).isoformat(), now=now, zone=zone)
        if found := MONTH.fullmatch(text):
            return f"{MONTHS[int(found[2]) - 1]} {found[1]}"
        if found := WEEK.fullmatch(text):
            return f"week {int(found[2])} of {found[1]}"
    except (ValueError, IndexError):
        return text
    return text
