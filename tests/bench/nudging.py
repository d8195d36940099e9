"""10,000 nudges to 1,000 people without throttling, by one and by two replicas; what each costs; and commands meanwhile."""

import asyncio
import itertools
import os
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from aiohttp import web
from sqlalchemy import Connection, create_engine, delete
from sqlalchemy.pool import NullPool

from playground import Slack, api_chat
from playground.methods import Call, Method
from playground.workspace import Person
from storage.database import Database
from tests.bench.gestures import PROMISE, command
from tests.bench.load import Burst
from tests.bench.marks import Figure, ratio, spent
from tests.bench.nudging_server import NUDGES, PEOPLE, POSTS, TEAM, left, person, put
from tests.postgres import new_database

MANY = 10_000
ROUNDS, A_ROUND, A_MOMENT = 7, 1_000, 0.5
# While they are said, commands are typed one after the other with such a pause, and sometimes it is asked what is left.
TYPED_EVERY, LOOKS_EVERY = 0.01, 20
BOT = "U0KEPT00001"


class Speaker:
    """A process that speaks, and says what it has computed."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def say(self, how_many: int) -> Burst:
        """Has it say so many messages, or (0) all that is due."""
        assert self._process.stdin
        self._process.stdin.write(f"{how_many}\n".encode())
        cpu, wall = (await self._line()).split()
        return Burst(float(cpu), float(wall))

    async def _line(self) -> str:
        assert self._process.stdout
        return (await self._process.stdout.readline()).decode().strip()

    async def ready(self) -> None:
        """Waits until it is."""
        if await self._line() != "ready":
            raise RuntimeError("what is to speak did not start")


@asynccontextmanager
async def speaker(kind: str, api_url: str, database_url: str = "") -> AsyncIterator[Speaker]:
    """A process of that kind for a while."""
    environ = os.environ | {
        "SLACK_BOT_TOKEN": Slack.bot_token,
        "SLACK_APP_TOKEN": Slack.app_token,
        "SLACK_API_URL": api_url,
        "DATABASE_URL": database_url,
        "KEPT_TICK_SECONDS": "1",
        "LOG_LEVEL": "ERROR",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.nudging_server",
        kind,
        env=environ,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        found = Speaker(process)
        await found.ready()
        yield found
    finally:
        assert process.stdin
        process.stdin.close()
        await process.wait()


@asynccontextmanager
async def ready_slack() -> AsyncIterator[str]:
    """A Slack that takes everything at once; gives its address."""
    members = [
        {"id": person(number), "team_id": TEAM, "profile": {"real_name": "P"}} for number in range(PEOPLE)
    ]
    answers: dict[str, dict[str, Any]] = {
        "auth.test": {"team_id": TEAM, "user_id": BOT, "url": "https://bench.slack.test/"},
        "users.list": {"members": members},
        "chat.postMessage": {"channel": "D1", "message": {}},
    }
    sent = iter(range(1, 1_000_000))

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return web.json_response(
            {"ok": True, "ts": f"1.{next(sent):06}", **answers[request.match_info["method"]]}
        )

    app = web.Application()
    app.router.add_post("/api/{method}", answer)
    app.router.add_get("/api/{method}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()


async def measure(folder: Path, postgres_url: str | None) -> list[Figure]:
    """The figures on SQLite, with one replica, and where there is one on PostgreSQL."""
    url = f"sqlite:///{folder / 'nudging.db'}"
    figures = [*await _cost("SQLite", url), await _many("SQLite", url, 1)]
    if not postgres_url:
        return figures
    with new_database(postgres_url, "bench_nudging") as url:
        figures += await _cost("PostgreSQL", url)
        figures += [await _many("PostgreSQL", url, replicas) for replicas in (1, 2)]
    with new_database(postgres_url, "bench_meanwhile") as url:
        figures.append(await _meanwhile(url))
    return figures


async def _cost(name: str, url: str) -> list[Figure]:
    """CPU of a nudge from its row to its row, against the bare client's call, in interleaved rounds."""
    ours, bare = [], []
    async with (
        ready_slack() as api,
        speaker("bare", api) as client,
        speaker("sender", api, url) as sender,
    ):
        for _ in range(ROUNDS):
            # Nobody hears more than Slack's message a second.
            await asyncio.sleep(A_MOMENT)
            bare.append((await client.say(A_ROUND)).cpu / A_ROUND)
            ours.append((await sender.say(A_ROUND)).cpu / A_ROUND)
    return [
        Figure(
            f"a nudge said from {name}: CPU",
            ratio(ours[1:], bare[1:]),
            1.2,
            "compared to the bare client's call with the same message",
            f"{spent(ours[1:])} against {spent(bare[1:])}",
        )
    ]


async def _many(name: str, url: str, replicas: int) -> Figure:
    """How long many take."""
    await _empty(url)
    async with AsyncExitStack() as running:
        api = await running.enter_async_context(ready_slack())
        senders = [await running.enter_async_context(speaker("sender", api, url)) for _ in range(replicas)]
        first, *others = senders
        if others:
            await _put(url, MANY)
            found = await asyncio.gather(*(each.say(0) for each in senders))
        else:
            found = [await first.say(MANY)]
    wall = max(each.wall for each in found)
    return Figure(
        f"{MANY:,} nudges to {PEOPLE:,} people from {name}, replicas: {replicas}",
        wall,
        60,
        "seconds; a Slack that takes everything at once",
        f"{MANY / wall:.0f} a second",
        unit="s",
    )


async def _meanwhile(url: str) -> Figure:
    """How long a command takes while nudges are said, by all of Kept; typed in the playground, which takes in what is said
    as quickly as it can, as it has one process for both."""
    with patch.dict(api_chat.METHODS, {"chat.postMessage": Method(_taken)}):
        slack = Slack()
    for number in range(PEOPLE):
        slack.workspace.add_person(Person(person(number), f"p{number}", f"P {number}", "", "UTC"))
    await slack.start()
    try:
        async with speaker("kept", slack.api_url, url):
            await slack.connected()
            await _type(slack, "/customer", "add Acme")
            await _put(url, MANY)
            took: list[float] = []
            while len(took) % LOOKS_EVERY or await asyncio.to_thread(_left, url):
                begun = time.perf_counter()
                await _type(slack, "/promise", PROMISE)
                took.append(time.perf_counter() - begun)
                await asyncio.sleep(TYPED_EVERY)
    finally:
        await slack.stop()
    took.sort()
    return Figure(
        f"/promise while {MANY:,} nudges are said: the slowest of a hundred",
        took[int(len(took) * 0.99)] * 1000,
        100,
        "milliseconds from the typing to the acknowledgement",
        f"{len(took)} typed, half of them within {spent(took)}",
        unit="ms",
    )


_SENT = itertools.count(1)


def _taken(call: Call) -> dict[str, Any]:
    """A message that is taken and forgotten."""
    return {"channel": "D1", "ts": f"1.{next(_SENT):06}", "message": {}}


async def _type(slack: Slack, name: str, text: str) -> None:
    sent = await slack.sockets.deliver("slash_commands", command(name, text), answerable=True)
    if not sent.acked:
        raise RuntimeError(f"{name} was not acknowledged: {sent.error}")


async def _put(url: str, how_many: int) -> None:
    """Puts them into a PostgreSQL that others are at."""
    await _with(url, lambda conn: put(conn, how_many, datetime.now(UTC)))


async def _empty(url: str) -> None:
    """Takes away what was said before."""
    await _with(url, _delete)


def _delete(conn: Connection) -> None:
    for each in (NUDGES, POSTS):
        conn.execute(delete(each))


async def _with(url: str, work: Callable[[Connection], None]) -> None:
    db = Database(url)
    await db.start()
    await db.write(work)
    await db.stop()


def _left(url: str) -> int:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as conn:
        return left(conn)
