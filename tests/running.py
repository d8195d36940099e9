"""A Kept of its own process, as `make run` starts it, for tests that end it without asking."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from playground import Slack

ROOT = Path(__file__).parents[1]


@asynccontextmanager
async def kept_process(
    slack: Slack,
    database_url: str,
    *,
    log: Path,
    level: str = "INFO",
    settings: Mapping[str, str] | None = None,
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot` connected to that Slack; its log goes to the file. Killed at the end if it still runs."""
    environ = {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database_url,
        "LOG_LEVEL": level,
    } | dict(settings or {})
    with log.open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", cwd=ROOT, env=environ, stdout=out, stderr=out
        )
    try:
        if environ["SLACK_APP_TOKEN"]:
            await slack.connected(30)
        else:
            slack.request_url.address = await _address(log)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _address(log: Path) -> str:
    """Where a Kept that Slack posts to says that it listens."""
    async with asyncio.timeout(30):
        while not (address := _said_in(log)):  # noqa: ASYNC110 - a log has no event
            await asyncio.sleep(0.02)
    return address


def _said_in(log: Path) -> str:
    found = re.search(r"listens for Slack at (\S+)\.", log.read_text(encoding="utf-8"))
    return found[1] if found else ""
