"""A start after the time zones' rules changed: dates keep their wall time, and everything is looked at anew."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from handlers import zone_rules
from storage.tables import History, Promise, Waiting, table
from tests.bot.test_calendar import utc
from tests.bot.test_zone_rules import other_rules
from tests.handlers.conftest import KeptSlack, a_slack, running

PROMISES, WAITING, HISTORY = table(Promise), table(Waiting), table(History)


def dates(conn: Connection) -> list[tuple[object, ...]]:
    held = select(PROMISES.c.due_wall, PROMISES.c.due_at).order_by(PROMISES.c.number)
    return [tuple(row) for row in conn.execute(held)]


def counted(conn: Connection) -> int:
    return len(conn.execute(select(HISTORY.c.id).where(HISTORY.c.what == "zone rules")).all())


async def logged(slack: KeptSlack) -> None:
    """Three promises of Priya's, who lives in Kolkata."""
    await slack.command("priya", "#support", "/customer add Acme Industries, Acme")
    await slack.command("priya", "#support", "/promise Acme: pump by Fri 15:00")
    await slack.command("priya", "#support", "/promise Acme: valve by 1 Dec")
    await slack.command("priya", "#support", "/promise Acme: seal by 2 Dec 12:00")


async def test_what_was_said_on_a_clock_stays_there_when_its_rules_change(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_slack() as bare:
        # Until now Kolkata had the hours of Dhaka, it is said here, half an hour ahead of what it has.
        with other_rules(
            tmp_path,
            Asia__Kolkata="Asia/Dhaka",
            Europe__Tallinn="Europe/Tallinn",
            Europe__London="Europe/London",
        ):
            monkeypatch.setattr(zone_rules, "version", lambda: "2026a")
            async with running(database_url, bare) as slack:
                await logged(slack)
                before = await slack.house.db.read(dates)
                assert before[0] == ("2026-11-27T15:00", utc(2026, 11, 27, 9))
        async with running(database_url, bare) as slack:
            assert await slack.house.db.read(dates) == before, "the version is the same"
        monkeypatch.setattr(zone_rules, "version", lambda: "2026b")
        for _ in range(2):
            async with running(database_url, bare) as slack:
                assert await slack.house.db.read(dates) == [
                    ("2026-11-27T15:00", utc(2026, 11, 27, 9, 30)),
                    ("2026-12-01", utc(2026, 12, 1, 11, 30)),
                    ("2026-12-02T12:00", utc(2026, 12, 2, 6, 30)),
                ]
                assert await slack.house.db.read(counted) == 3
                await slack.command("priya", "#support", "/promise P-1")
                assert "15:00 (Kolkata time)" in slack.said_to("priya")[-1]
                assert "as the zone's rules have changed" in slack.said_to("priya")[-1]


async def test_a_first_start_notes_the_rules_and_changes_nothing(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 15:00")
    await zone_rules.follow(slack.house)
    assert await slack.house.db.read(counted) == 0


def test_the_version_is_the_systems_or_the_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zoneinfo.TZPATH", ())
    package = zone_rules.version()
    assert package[:2] == "20"
    (tmp_path / "UTC").write_bytes(b"")
    monkeypatch.setattr("zoneinfo.TZPATH", (str(tmp_path / "none"), str(tmp_path)))
    assert zone_rules.version().startswith("of ")
    (tmp_path / "tzdata.zi").write_text("# version 2027c\n# more\n", encoding="utf-8")
    assert zone_rules.version() == "2027c"
