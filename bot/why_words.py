"""The facts behind a nudge in words: its window, its role, and values as people read them."""

import re
from datetime import date, datetime

from bot.moments import MONTHS, day_in_words, moment_in_words

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\S*")
MONTH = re.compile(r"(\d{4})-(\d{2})")
WEEK = re.compile(r"(\d{4})-W(\d{2})")
AGAIN = re.compile(r"(?:\+\d+)+$")
ROLES = {
    "owner": "as the one who looks after it",
    "cover": "standing in",
    "lead": "as a lead",
    "team": "as the team's channel",
}


def window(text: str, *, now: datetime, zone: str) -> str:
    """For which occasion it is said once: "Wed 25 Nov", "November 2026", with "after a snooze" where it is said anew."""
    bare = AGAIN.sub("", text)
    again = ", after a snooze" if bare != text else ""
    if bare.isdecimal():  # the first, the second time: a number that says nothing to people
        bare = ""
    parts = [value(part, now=now, zone=zone) for part in re.split(r"[ :]+(?=\D|\d{4}-)", bare) if part]
    return (" ".join(parts) or "once") + again


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
