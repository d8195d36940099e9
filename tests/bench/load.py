"""The load: a small Slack in this process, which types into a server in a process of its own, in either of two ways."""

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

import aiohttp

from playground import Slack
from tests.bench.gestures import PROMISE, command, message
from tests.bench.server import HTTP_PATH

Way = Literal["HTTP", "Socket Mode"]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Burst:
    """What some gestures took, each on average: CPU seconds of the server, and seconds on the wall clock."""

    cpu: float
    wall: float


@dataclass
class Server:
    """A server under load, connected to its own Slack over Socket Mode, and listening for HTTP."""

    slack: Slack
    process: asyncio.subprocess.Process
    http: aiohttp.ClientSession
    address: str = ""

    async def type(self, text: str, name: str = "/promise", way: Way = "HTTP") -> dict[str, Any]:
        """Type one slash command and wait for its acknowledgement; returns what it said."""
        body = command(name, text)
        return await (self._post(body) if way == "HTTP" else self._deliver(body))

    async def _post(self, body: dict[str, Any]) -> dict[str, Any]:
        """As Slack sends it to a request URL. https://docs.slack.dev/interactivity/implementing-slash-commands"""
        async with self.http.post(self.address, data=urlencode(body), headers=FORM) as answer:
            said = await answer.text()
            if answer.status != 200:
                raise RuntimeError(f"{body['command']} was not acknowledged: {answer.status} {said}")
            found: dict[str, Any] = json.loads(said or "{}")
            return found

    async def _deliver(self, body: dict[str, Any]) -> dict[str, Any]:
        sent = await self.slack.sockets.deliver("slash_commands", body, answerable=True)
        if not sent.acked:
            raise RuntimeError(f"{body['command']} was not acknowledged: {sent.error}")
        return sent.payload

    async def promises(self, count: int, *, at_once: int, way: Way) -> Burst:
        """Type so many promises, always so many at once."""
        left = iter(range(count))

        async def person() -> None:
            for _ in left:
                await self.type(PROMISE, way=way)

        before, begun = await self.cpu_seconds(), time.perf_counter()
        await asyncio.gather(*(person() for _ in range(at_once)))
        wall = time.perf_counter() - begun
        return Burst((await self.cpu_seconds() - before) / count, wall / count)

    async def messages(self, count: int, *, text: str, channel: str, at_once: int) -> Burst:
        """Say something in a channel so often, always so many at once, over Socket Mode."""
        left = iter(range(count))

        async def person() -> None:
            for _ in left:
                sent = await self.slack.sockets.deliver(
                    "events_api", message(text, channel), answerable=False
                )
                if not sent.acked:
                    raise RuntimeError(f"a message was not acknowledged: {sent.error}")

        before, begun = await self.cpu_seconds(), time.perf_counter()
        await asyncio.gather(*(person() for _ in range(at_once)))
        wall = time.perf_counter() - begun
        return Burst((await self.cpu_seconds() - before) / count, wall / count)

    async def one_promise(self, way: Way) -> float:
        """Type one promise; seconds until it was acknowledged."""
        begun = time.perf_counter()
        await self.type(PROMISE, way=way)
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
        """Wait until it has connected and listens."""
        ready, _, port = (await self._line()).partition(" ")
        if ready != "ready":
            raise RuntimeError("the server under load did not start")
        self.address = f"http://127.0.0.1:{port}{HTTP_PATH}"
        await self.slack.connected()


@asynccontextmanager
async def server(
    kind: str, database_url: str = "", settings: Mapping[str, str] | None = None
) -> AsyncIterator[Server]:
    """A server of that kind ("floor", "hearing" or "kept") for a while."""
    slack = Slack()
    await slack.start()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.server",
        kind,
        env=environ(slack, database_url) | dict(settings or {}),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with aiohttp.ClientSession() as http:
            running = Server(slack, process, http)
            await running.ready()
            yield running
    finally:
        assert process.stdin
        process.stdin.close()
        await process.wait()
        await slack.stop()


def environ(slack: Slack, database_url: str) -> dict[str, str]:
    """The environment of a Kept that lives in that Slack."""
    return os.environ | {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database_url,
        "LOG_LEVEL": "ERROR",
    }
