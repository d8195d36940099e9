"""One of one's own settings in a few words: "brief 8:30", "days Mon-Thu", "country Estonia", "quiet default"."""

import re
from collections.abc import Mapping, Sequence
from datetime import time
from typing import NamedTuple

from bot import preference_fields as fields
from bot import preference_nudging as nudging
from bot import weekdays
from bot.countries import called, code_of
from bot.patterns import pattern
from bot.preference_values import a_number, a_time
from bot.refusals import Unreadable
from bot.text import one_line

LINE_MAX = 100
NOON = time(12)
# What people type, and the setting it is; the longest name first.
NAMES: Mapping[str, str] = {
    "working hours": "hours",
    "hours": "hours",
    "working days": "days",
    "days": "days",
    "public holidays": "country",
    "holidays": "country",
    "country": "country",
    "daily brief": "brief_at",
    "brief": "brief_at",
    "quiet hours": "quiet",
    "quiet": "quiet",
    "nudges": "most_nudges",
}
# The plainest name of each, with what to type behind it.
EXAMPLES: Mapping[str, tuple[str, str]] = {
    "hours": ("hours", "9:00-17:00"),
    "days": ("days", "Mon-Thu"),
    "country": ("country", "Estonia"),
    "brief_at": ("brief", "8:30"),
    "quiet": ("quiet", "19:00-8:00"),
    "most_nudges": ("nudges", "2"),
}
FIELDS: Mapping[str, Sequence[str]] = {
    "hours": ("starts", "ends"),
    "quiet": ("quiet_from", "quiet_to"),
    "brief_at": ("brief_at",),
    "most_nudges": ("most_nudges",),
}
DEFAULT = frozenset(
    ["default", "the default", "reset", "standard", "workspace", "the workspace's", "as the workspace"]
)
NONE = frozenset(["off", "none", "never", "no", "nothing"])
# From one time to another, with every dash a plain one.
RANGE = pattern(r"\s?(?:-|\bto\b|\buntil\b|\btill?\b|\bthrough\b)\s?")
MINE = pattern(r"^(?:(?:set|my)\s)*", re.IGNORECASE)
BEFORE = pattern(r"^(?:(?:is|are|at|from|to|of|in|only|=|:)\s)+", re.IGNORECASE)
BESIDE_NUMBER = pattern(r"\b(?:most|the most|max|maximum|no more than|a day|per day|messages?|nudges?)\b")
NO_BRIEF_OFF = (
    "Your brief cannot be turned off; it comes once a day, and only when something asks for you. Choose another hour, for "
    "example /kept settings brief 16:00. When you are away: /kept away until Fri"
)


class Typed(NamedTuple):
    """A setting and its value, as JSON holds it; None lets the workspace's hold again."""

    name: str
    value: object


def example(name: str) -> str:
    """What to type for a setting: "/kept settings brief 8:30"."""
    return f"/kept settings {' '.join(EXAMPLES[name])}"


def to_default(name: str) -> str:
    """What to type so that the workspace's holds again: "/kept settings brief default"."""
    return f"/kept settings {EXAMPLES[name][0]} default"


def read(typed: str) -> Typed | None:
    """What a short order sets. None where it is no such order, or names a setting without a value. Raises Unreadable, with
    what to type."""
    line = MINE.sub("", one_line(typed[:LINE_MAX]))
    begun = line.casefold()
    said = next((each for each in NAMES if begun.startswith((f"{each} ", f"{each}:"))), "")
    if not said:
        return None
    name = NAMES[said]
    rest = BEFORE.sub("", f"{line[len(said) :].lstrip(' :=')} ", count=1).strip()
    if not rest:
        return None
    if rest.casefold() in DEFAULT:
        return Typed(name, None)
    try:
        return Typed(name, _value(name, rest))
    except Unreadable as refusal:
        if refusal.sentence == NO_BRIEF_OFF:
            raise
        raise Unreadable(f"{refusal.sentence} Type it like this: {example(name)}") from None


def _value(name: str, rest: str) -> object:
    if name == "country":
        return _country(rest)
    rest = rest.casefold()
    if name == "days":
        return fields.days({"days": "\n".join(str(day) for day in weekdays.read(rest))})
    if name == "brief_at" and rest in NONE:
        raise Unreadable(NO_BRIEF_OFF)
    if name == "most_nudges":
        rest = "0" if rest in NONE else BESIDE_NUMBER.sub("", rest).strip()
        return a_number(rest, most=nudging.MOST_NUDGES, field="most_nudges")
    if name == "quiet" and rest in NONE:
        return "00:00-00:00"
    if name == "brief_at":
        return f"{a_time(rest, field=name):%H:%M}"
    form = dict(zip(FIELDS[name], _from_to(name, rest), strict=True))
    return fields.FORMS["mine"][name](form)


def _from_to(name: str, rest: str) -> tuple[str, str]:
    """Two times: "9-17", "7pm to 8am". Of working hours the end of "9 to 5" is in the afternoon."""
    parts = RANGE.split(rest.translate(weekdays.DASHES))
    if len(parts) == 1:
        parts = rest.split(" ")
    if len(parts) != 2 or not all(parts):
        raise Unreadable("Say from when to when.")
    starts, ends = (a_time(part, field=FIELDS[name][0]) for part in parts)
    if name == "hours" and ends.hour and ends <= starts < NOON and "m" not in rest:
        ends = ends.replace(hour=ends.hour + 12)
    return f"{starts:%H:%M}", f"{ends:%H:%M}"


def _country(rest: str) -> str:
    """The code of a country by its name, its short name or its code; "" where nobody's public holidays are to count."""
    typed = rest.casefold().removeprefix("the ")
    if typed in NONE:
        return ""
    if code := code_of(typed):
        return code
    some = called(typed, most=5)
    if len(some) == 1:
        return some[0][0]
    if not some:
        raise Unreadable(f"I know no country “{rest[:40]}”.")
    raise Unreadable(f"Which one: {', '.join(name for _, name in some)}?")
