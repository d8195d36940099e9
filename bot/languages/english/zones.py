"""Time zones by the short and city names that English speakers put after a time of day."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

HOURS: dict[str, float] = {
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "zulu": 0,
    "wet": 0,
    "bst": 1,
    "west": 1,
    "cet": 1,
    "cest": 2,
    "eet": 2,
    "eest": 3,
    "msk": 3,
    "gst": 4,
    "pkt": 5,
    "ist": 5.5,
    "ict": 7,
    "wib": 7,
    "sgt": 8,
    "hkt": 8,
    "awst": 8,
    "jst": 9,
    "kst": 9,
    "acst": 9.5,
    "aest": 10,
    "aedt": 11,
    "myt": 8,
    "pht": 8,
    "sast": 2,
    "nzst": 12,
    "nzdt": 13,
    "brt": -3,
    "adt": -3,
    "edt": -4,
    "est": -5,
    "cdt": -5,
    "cst": -6,
    "mdt": -6,
    "mst": -7,
    "pdt": -7,
    "pst": -8,
    "akdt": -8,
    "akst": -9,
    "hst": -10,
}
"""Abbreviations that stand for one distance from UTC, in hours."""

PLACES = {
    "et": "America/New_York",
    "eastern": "America/New_York",
    "ct": "America/Chicago",
    "central": "America/Chicago",
    "mt": "America/Denver",
    "mountain": "America/Denver",
    "pt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles",
    "london": "Europe/London",
    "uk": "Europe/London",
    "dublin": "Europe/Dublin",
    "lisbon": "Europe/Lisbon",
    "berlin": "Europe/Berlin",
    "paris": "Europe/Paris",
    "madrid": "Europe/Madrid",
    "rome": "Europe/Rome",
    "amsterdam": "Europe/Amsterdam",
    "brussels": "Europe/Brussels",
    "stockholm": "Europe/Stockholm",
    "oslo": "Europe/Oslo",
    "copenhagen": "Europe/Copenhagen",
    "warsaw": "Europe/Warsaw",
    "vienna": "Europe/Vienna",
    "zurich": "Europe/Zurich",
    "helsinki": "Europe/Helsinki",
    "tallinn": "Europe/Tallinn",
    "riga": "Europe/Riga",
    "vilnius": "Europe/Vilnius",
    "kyiv": "Europe/Kyiv",
    "athens": "Europe/Athens",
    "istanbul": "Europe/Istanbul",
    "dubai": "Asia/Dubai",
    "singapore": "Asia/Singapore",
    "tokyo": "Asia/Tokyo",
    "sydney": "Australia/Sydney",
    "prague": "Europe/Prague",
    "budapest": "Europe/Budapest",
    "bucharest": "Europe/Bucharest",
    "sofia": "Europe/Sofia",
    "milan": "Europe/Rome",
    "barcelona": "Europe/Madrid",
    "munich": "Europe/Berlin",
    "frankfurt": "Europe/Berlin",
    "hamburg": "Europe/Berlin",
    "geneva": "Europe/Zurich",
    "mumbai": "Asia/Kolkata",
    "delhi": "Asia/Kolkata",
    "bangalore": "Asia/Kolkata",
    "bangkok": "Asia/Bangkok",
    "shanghai": "Asia/Shanghai",
    "beijing": "Asia/Shanghai",
    "seoul": "Asia/Seoul",
    "manila": "Asia/Manila",
    "melbourne": "Australia/Melbourne",
    "brisbane": "Australia/Brisbane",
    "auckland": "Pacific/Auckland",
    "johannesburg": "Africa/Johannesburg",
    "toronto": "America/Toronto",
    "montreal": "America/Toronto",
    "atlanta": "America/New_York",
    "miami": "America/New_York",
    "nyc": "America/New_York",
    "austin": "America/Chicago",
    "dallas": "America/Chicago",
    "houston": "America/Chicago",
    "vancouver": "America/Vancouver",
    "boston": "America/New_York",
    "chicago": "America/Chicago",
    "denver": "America/Denver",
    "seattle": "America/Los_Angeles",
}
"""Names that follow a place's own clock changes."""

CAPITALS_ONLY = frozenset({"z", "et", "ct", "mt", "pt", "ist", "west", "wet", "uk"})
"""Abbreviations that are also other words or endings in small letters."""

BELTS = frozenset({"eastern", "central", "mountain", "pacific"})
ZONE_WORDS = frozenset(HOURS) | frozenset(PLACES)
OFFSET = re.compile(r"([+-])(\d{1,2})(?::?([0-5]\d))?")


@cache
def zone(name: str) -> tzinfo:
    """The zone for a name in lower case; raises KeyError for one that is not listed."""
    if name in HOURS:
        return timezone(timedelta(hours=HOURS[name])) if HOURS[name] else UTC
    return ZoneInfo(PLACES[name])


def offset_zone(text: str) -> tzinfo | None:
    """The zone for "+3", "-05:00" or "z"; None when the text is no such distance."""
    if text == "z":
        return UTC
    match = OFFSET.fullmatch(text)
    if match is None or int(match[2]) > 14:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes))
