"""The load: a small Slack in this process, which types into a server in a process of its own, over HTTP or Socket Mode."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal

from playground import Slack
from tests.bench.gestures import PROMISE, command, message

Way = Literal["HTTP", "Socket Mode"]


@dataclass(frozen=True)
class Burst:
    """What some gestures took, each on average: CPU seconds of the server, and seconds on the wall clock."""

    cpu: float
    wall: float


@dataclass
class Server:
    """A server under load, and its own Slack, which reaches it."""

    slack: Slack
    process: asyncio.subprocess.Process

    async def type(self, text: str, name: str = "/promise") -> dict[str, Any]:
        """Type one slash command and wait for its acknowledgement; returns what it said."""
        to_app, body = self.slack.parts.to_app, command(name, text)
        sent = await to_app.deliver("slash_commands", body, answerable=True)
        if not sent.acked:
            raise RuntimeError(f"{body['command']} was not acknowledged: {sent.error}")
        return sent.payload

    async def promises(self, count: int, *, at_once: int) -> Burst:
        """Type so many promises, always so many at once."""
        left = iter(range(count))

        async def person() -> None:
            for _ in left:
                await self.type(PROMISE)

        before, begun = await self.cpu_seconds(), time.perf_counter()
        await asyncio.gather(*(person() for _ in range(at_once)))
        wall = time.perf_counter() - begun
        return Burst((await self.cpu_seconds() - before) / count, wall / count)

    async def messages(self, count: int, *, text: str, channel: str, at_once: int) -> Burst:
        """Say something in a channel so often, always so many at once."""
        left = iter(range(count))

        async def person() -> None:
            for _ in left:
                to_app, body = self.slack.parts.to_app, message(text, channel)
                sent = await to_app.deliver("events_api", body, answerable=False)
                if not sent.acked:
                    raise RuntimeError(f"a message was not acknowledged: {sent.error}")

        before, begun = await self.cpu_seconds(), time.perf_counter()
        await asyncio.gather(*(person() for _ in range(at_once)))
        wall = time.perf_counter() - begun
        return Burst((await self.cpu_seconds() - before) / count, wall / count)

    async def one_promise(self) -> float:
        """Type one promise; seconds until it was acknowledged."""
        begun = time.perf_counter()
        await self.type(PROMISE)
        return time.perf_counter() - begun

    async def cpu_seconds(self) -> float:
        """What the server's process has computed so far."""
        assert self.process.stdin
        self.process.stdin.write(b"\n")
        return float(await self._line())

    async def _line(self) -> str:
        assert self.process.stdout
        return (await self.process.stdout.readline()).decode().strip()

    async def ready(self) -> None:
        """Wait until Slack reaches it."""
        ready, _, self.slack.request_url.address = (await self._line()).partition(" ")
        if ready != "ready":
            raise RuntimeError("the server under load did not start")
        if not self.slack.request_url.address:
            await self.slack.connected()


@asynccontextmanager
async def server(
    kind: str, database_url: str = "", settings: Mapping[str, str] | None = None, *, way: Way = "Socket Mode"
) -> AsyncIterator[Server]:
    """A server of that kind ("floor", "hearing" or "kept") for a while, reached in that way."""
    slack = Slack()
    await slack.start()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.server",
        kind,
        env=environ(slack, database_url, way) | dict(settings or {}),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        running = Server(slack, process)
        await running.ready()
        yield running
    finally:
        assert process.stdin
        process.stdin.close()
        await process.wait()
        await slack.stop()


def environ(slack: Slack, database_url: str, way: Way = "Socket Mode") -> dict[str, str]:
    """The environment of a Kept that lives in that Slack and is reached in that way."""
    reached = (
        {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": slack.signing_secret, "KEPT_LISTEN": "127.0.0.1:0"}
        if way == "HTTP"
        else {"SLACK_APP_TOKEN": slack.app_token}
    )
    return os.environ | {
        "SLACK_BOT_TOKEN": slack.bot_token,
        **reached,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database_url,
        "LOG_LEVEL": "ERROR",
    }
