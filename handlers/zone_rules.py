"""When the rules of the time zones have changed since the last start, what was said on a clock is counted anew."""

import importlib
import logging
import zoneinfo
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from bot.calendar import WorkingHours
from bot.preferences import Preferences
from bot.zone_rules import DATED, Dated, moved
from handlers.house import House
from storage import looking_again, many, preferences, zones

log = logging.getLogger("kept")
# In a folder of zones: which version of the tz database they come from, as Linux and macOS have it.
NAMED_IN = ("tzdata.zi", "+VERSION")
LONGEST = 40


async def follow(house: House) -> None:
    """Counts this workspace's dates anew where the rules are others than those they were counted by; the wall time that
    people meant stays what it is."""
    counted_by, new = await house.db.read(zones.known, house.team_id), version()
    if counted_by == new:
        return
    if not counted_by:
        await house.db.write(zones.note, house.team_id, new)
        return
    now = house.clock()
    for dated in DATED:
        after: int | None = 0
        while after is not None:
            after = await house.db.write(
                count_anew, house.team_id, dated, house.held.base, after=after, by=house.bot_user_id, now=now
            )
    await house.db.write(finish, house.team_id, new, now=now)
    log.info("The time zones' rules are those of %s now: all dates were counted anew.", new)


def count_anew(
    conn: Connection, team_id: str, dated: Dated, base: Preferences, *, after: int, by: str, now: datetime
) -> int | None:
    """Counts the dates of the next rows after that id; each row that moves gets an entry in its history. Gives the last
    id, None where there are no more. Done twice, it changes nothing more."""
    instants = [at for at, _ in dated.dates]
    found = zones.to_come(conn, team_id, dated.model, instants, dated.waits, after=after, now=now)
    hours: dict[str, WorkingHours] = {}
    changes = []
    for row in found:
        person_id = str(getattr(row, dated.whose) or "")
        if person_id not in hours:
            hours[person_id] = preferences.of(conn, team_id, person_id=person_id, base=base).hours
        if new := moved(row, dated, hours[person_id], now=now):
            changes.append((row, "zone rules", new, None))
    many.change(conn, changes, by=by, via="clock", now=now)
    return found[-1].id if found else None


def finish(conn: Connection, team_id: str, new: str, *, now: datetime) -> None:
    """All dates are counted: everything that waits for an instant is looked at, briefs too, and the version is noted."""
    looking_again.everything(conn, team_id, now=now)
    zones.note(conn, team_id, new)


def version() -> str:
    """Which version of the tz database `zoneinfo` reads: the system's if there is one, otherwise the package's.
    https://docs.python.org/3/library/zoneinfo.html#data-sources"""
    for folder in map(Path, zoneinfo.TZPATH):
        for file in (folder / name for name in NAMED_IN):
            if file.is_file():
                with file.open(encoding="utf-8") as lines:
                    return lines.readline(LONGEST).strip().removeprefix("# version ")
        if (folder / "UTC").is_file():
            return f"of {int((folder / 'UTC').stat().st_mtime)}"
    return str(importlib.import_module("tzdata").IANA_VERSION)
