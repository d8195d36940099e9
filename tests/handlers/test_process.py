"""Kept as a process: killed at any moment it loses nothing it confirmed; asked to stop it finishes; its log is discreet."""

import asyncio
import os
import random
import re
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from playground import Slack
from storage.database import Database
from storage.tables import Promise, table
from tests.handlers.conftest import MANIFEST
from tests.running import kept_process
from tests.slack import SeenSlack

# The full size is `make chaos`.
KILLS = int(os.environ.get("KEPT_KILLS", "2"))


@pytest.fixture
async def ticking_slack() -> Slack:
    """A little Slack whose clock runs, as processes of their own need it."""
    return Slack(manifest=MANIFEST)


def words_kept(conn: Connection) -> list[str]:
    return [row.words for row in conn.execute(select(table(Promise).c.words))]


async def test_a_kill_at_any_moment_loses_nothing_that_was_confirmed(
    ticking_slack: Slack, database_url: str, tmp_path: Path
) -> None:
    slack, confirmed, typed = ticking_slack, list[str](), 0
    dice = random.Random(7)
    await slack.start()
    seen = SeenSlack(slack)

    async def keep_typing(process: asyncio.subprocess.Process) -> None:
        nonlocal typed
        while process.returncode is None:
            typed += 1
            words = f"thing {typed}"
            outcome = await slack.gestures.command("mia", "#accounts", f"/promise Acme: {words} by tomorrow")
            if outcome.ok and re.search(
                rf"P-\d+ saved.*{words}\b", outcome.ack.get("text", "").replace("\n", " ")
            ):
                confirmed.append(words)
            await asyncio.sleep(0.005)  # with nobody there to answer, Slack's "no" comes at once

    try:
        for kill in range(KILLS):
            async with kept_process(slack, database_url, log=tmp_path / "log") as process:
                if not kill:
                    await seen.command("mia", "#accounts", "/customer add Acme")
                before = len(confirmed)
                typists = [asyncio.create_task(keep_typing(process)) for _ in range(4)]
                async with asyncio.timeout(30):
                    while len(confirmed) == before:  # noqa: ASYNC110 - a list has no event
                        await asyncio.sleep(0.01)
                await asyncio.sleep(dice.random() * 0.4)
                process.kill()
                await process.wait()
                await asyncio.gather(*typists)
    finally:
        await slack.stop()
    db = Database(database_url)
    await db.start()
    kept = await db.read(words_kept)
    await db.stop()
    assert len(confirmed) >= KILLS
    assert set(confirmed) <= set(kept)
    assert len(kept) == len(set(kept)), "something was kept twice"


async def test_the_log_at_its_most_talkative_holds_no_words_of_people_and_no_token(
    ticking_slack: Slack, file_url: str, tmp_path: Path
) -> None:
    slack, log = ticking_slack, tmp_path / "log"
    await slack.start()
    seen = SeenSlack(slack)
    try:
        async with kept_process(slack, file_url, log=log, level="DEBUG"):
            await seen.command("mia", "#accounts", "/customer add Secretive Industries")
            await seen.command(
                "mia", "#accounts", "/promise Secretive Industries: hush-hush pump by Fri @sam"
            )
            await seen.command("mia", "#accounts", "/promise risk P-1 the customs officer")
            slack.faults.answer("users.info", "internal_error")
            await seen.command("joe", "#accounts", "/promise Secretive Industries: hush-hush seals by Fri")
    finally:
        await slack.stop()
    said = seen.said_to("joe")[-1]
    reference = re.search(r"E-[0-9A-F]{6}", said)
    assert reference, said
    written = log.read_text(encoding="utf-8")
    assert f"{reference[0]}: a command failed with SlackApiError" in written
    for secret in ("ecretive", "hush", "customs", slack.bot_token, slack.app_token):
        assert secret not in written


async def test_a_second_kept_on_the_same_file_says_so_and_the_first_finishes_and_leaves_when_asked_to(
    ticking_slack: Slack, file_url: str, tmp_path: Path
) -> None:
    slack = ticking_slack
    await slack.start()
    try:
        async with (
            kept_process(slack, file_url, log=tmp_path / "first") as first,
            kept_process(slack, file_url, log=tmp_path / "second") as second,
        ):
            assert await asyncio.wait_for(second.wait(), 20) == 1
            await SeenSlack(slack).command("mia", "#accounts", "/customer add Acme")
            first.terminate()
            assert await asyncio.wait_for(first.wait(), 10) == 0
    finally:
        await slack.stop()
    said = (tmp_path / "second").read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert "another" in said.lower()
