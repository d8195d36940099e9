"""Rules of a zone that change after a date was given: the wall time stays, the instant moves, the brief moves along."""

import shutil
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest

from bot.calendar import WorkingHours, instant
from bot.quiet import Calendar, next_brief
from bot.zone_rules import DATED, Dated, moved
from storage.tables import Away, Contact, Promise, Row, Snooze, Waiting
from tests.bot.test_calendar import utc

NOW = utc(2026, 11, 25, 8)
HOURS = WorkingHours()


@contextmanager
def other_rules(folder: Path, **zones: str) -> Iterator[None]:
    """The rules of a tz database in which each of these zones ("Asia__Almaty") follows those of another one."""
    for zone, follows in {"UTC": "UTC", **zones}.items():
        target = folder / zone.replace("__", "/")
        target.parent.mkdir(parents=True, exist_ok=True)
        with as_file(files("tzdata.zoneinfo").joinpath(*follows.split("/"))) as file:
            shutil.copyfile(file, target)
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath([str(folder)])
    zoneinfo.ZoneInfo.clear_cache()
    try:
        yield
    finally:
        zoneinfo.reset_tzpath(before)
        zoneinfo.ZoneInfo.clear_cache()


def row_of(model: type[Row], **columns: Any) -> Row:
    """A row of which only its dates matter."""
    return model(**columns)


def dated(model: type[Row]) -> Dated:
    return next(each for each in DATED if each.model is model)


# Zones whose clocks were changed by law, under the rules that held before: Almaty went from +06 to +05 in March 2024, and
# Asunción has kept its summer time since October 2024.
@pytest.mark.parametrize(
    ("zone", "before", "wall", "was", "will_be"),
    [
        ("Asia/Almaty", "Asia/Dhaka", "2026-12-01T10:00", utc(2026, 12, 1, 4), utc(2026, 12, 1, 5)),
        ("Asia/Almaty", "Asia/Dhaka", "2026-12-01", utc(2026, 12, 1, 11), utc(2026, 12, 1, 12)),
        (
            "America/Asuncion",
            "America/La_Paz",
            "2026-12-01T10:00",
            utc(2026, 12, 1, 14),
            utc(2026, 12, 1, 13),
        ),
    ],
)
def test_a_date_keeps_its_wall_time_when_the_rules_change(
    tmp_path: Path, zone: str, before: str, wall: str, was: datetime, will_be: datetime
) -> None:
    with other_rules(tmp_path, **{zone.replace("/", "__"): before}):
        due_at = instant(wall, zone, HOURS)
        assert due_at == was
        promise = row_of(
            Promise, zone=zone, due_wall=wall, due_at=due_at, aim_wall=wall, aim_at=due_at, said_by="U1"
        )
        assert moved(promise, dated(Promise), HOURS, now=NOW) == {}
    assert moved(promise, dated(Promise), HOURS, now=NOW) == {"due_at": will_be, "aim_at": will_be}
    assert moved(promise, dated(Promise), HOURS, now=max(was, will_be)) == {}, "what is over"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (
            row_of(Waiting, zone="Asia/Almaty", due_wall="2026-12-01T10:00", due_at=utc(2026, 12, 1, 4)),
            "due_at",
        ),
        (
            row_of(Contact, zone="Asia/Almaty", next_wall="2026-12-01", next_at=utc(2026, 12, 1, 11)),
            "next_at",
        ),
        (
            row_of(Snooze, zone="Asia/Almaty", until_wall="2026-12-01T09:00", until_at=utc(2026, 12, 1, 3)),
            "until_at",
        ),
        (
            row_of(Away, zone="Asia/Almaty", until_wall="2026-12-01", until_at=utc(2026, 12, 1, 18)),
            "until_at",
        ),
    ],
)
def test_whatever_has_a_date_moves_by_the_same_hour(row: Row, column: str) -> None:
    found = moved(row, dated(type(row)), HOURS, now=NOW)
    assert list(found) == [column]
    assert (found[column] - getattr(row, column)).total_seconds() == 3600


def test_what_has_no_date_has_none_to_move() -> None:
    assert moved(row_of(Promise, zone="Asia/Almaty", said_by="U1"), dated(Promise), HOURS, now=NOW) == {}


def test_the_brief_stays_at_its_hour_and_comes_once_when_the_rules_change(tmp_path: Path) -> None:
    calendar = Calendar("Asia/Almaty", HOURS, (time(19), time(8)), time(9))
    after_the_change = replace(calendar)  # one is made for each look
    with other_rules(tmp_path, Asia__Almaty="Asia/Dhaka"):
        wall, at = next_brief(calendar, after=utc(2026, 11, 25, 8), briefed_on="2026-11-25")
        assert (wall, at) == ("2026-11-26T09:00", utc(2026, 11, 26, 3))
    # The rules change in the night before; and an hour before, after that brief was said.
    assert next_brief(after_the_change, after=utc(2026, 11, 25, 20), briefed_on="2026-11-25") == (
        wall,
        utc(2026, 11, 26, 4),
    )
    assert next_brief(after_the_change, after=at, briefed_on="2026-11-26")[0] == "2026-11-27T09:00"


def test_dates_are_counted_in_utc() -> None:
    assert moved(
        row_of(Promise, zone="Asia/Almaty", due_wall="2026-12-01", due_at=utc(2026, 12, 1, 11), said_by="U1"),
        dated(Promise),
        HOURS,
        now=NOW,
    )["due_at"].tzinfo is UTC  # fmt: skip
