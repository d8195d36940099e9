"""A Kept of its own process, as `make run` starts it, for tests that end it without asking."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playground import Slack

ROOT = Path(__file__).parents[1]


@asynccontextmanager
async def kept_process(
    slack: Slack, database_url: str, *, log: Path, level: str = "INFO"
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot` connected to that Slack; its log goes to the file. Killed at the end if it still runs."""
    environ = {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database_url,
        "LOG_LEVEL": level,
    }
    with log.open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", cwd=ROOT, env=environ, stdout=out, stderr=out
        )
    try:
        await slack.connected(30)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
