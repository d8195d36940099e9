"""One process under load: `python -m tests.bench.server floor` (Bolt doing nothing about commands), `... hearing` (the
same about messages) or `... kept` (all of Kept).

All can be reached in the same two ways: over HTTP, by the server that Bolt makes of an app, and over Socket Mode.
Neither checks a signature. It says `ready` and its port when Slack can talk to it, then answers every line on its
standard input with the CPU seconds it has used so far, and ends with its input.
"""

import asyncio
import gc
import logging
import os
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import read
from handlers.run import PING_SECONDS, connected, open_house
from tests.bench.floor import bare_app, nothing
from tests.bench.gestures import MORNING

HTTP_PATH = "/slack/events"


def wednesday() -> Callable[[], datetime]:
    """A clock that starts on a Wednesday morning, so that "Fri 5pm" is ahead whenever this runs; asking it costs hardly
    more than asking the real one."""
    ahead = MORNING - datetime.now(UTC)
    return lambda: datetime.now(UTC) + ahead


@asynccontextmanager
async def kept() -> AsyncIterator[AsyncApp]:
    """All of Kept, as it runs with tokens."""
    async with open_house(read(os.environ), wednesday()) as house, connected(house) as running:
        yield running.app


@asynccontextmanager
async def floor() -> AsyncIterator[AsyncApp]:
    """Bolt on the same kind of server and socket, with one listener that only acknowledges."""
    async with _bare(lambda app: app.command("/promise")(nothing)) as app:
        yield app


@asynccontextmanager
async def hearing() -> AsyncIterator[AsyncApp]:
    """The same with its one listener for messages."""
    async with _bare(lambda app: app.event("message")(nothing)) as app:
        yield app


@asynccontextmanager
async def _bare(listen: Callable[[AsyncApp], object]) -> AsyncIterator[AsyncApp]:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            token=os.environ["SLACK_BOT_TOKEN"],
            base_url=os.environ["SLACK_API_URL"],
            session=session,
            retry_handlers=[],
        )
        app = bare_app(client)
        listen(app)
        line = AsyncSocketModeHandler(
            app, os.environ["SLACK_APP_TOKEN"], web_client=client, ping_interval=PING_SECONDS
        )
        await line.connect_async()  # type: ignore[no-untyped-call]
        try:
            yield app
        finally:
            await line.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def over_http(app: AsyncApp) -> AsyncIterator[int]:
    """The app on aiohttp's server as Bolt sets it up; gives its port."""
    runner = web.AppRunner(app.web_app(path=HTTP_PATH), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def serve(server: AbstractAsyncContextManager[AsyncApp]) -> None:
    """Runs the server, and says how much CPU it has used whenever it is asked."""
    async with server as app, over_http(app) as port:
        gc.collect()
        gc.freeze()
        asked = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(asked), sys.stdin
        )
        print("ready", port, flush=True)
        while await asked.readline():
            print(time.process_time(), flush=True)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    asyncio.run(serve({"floor": floor, "hearing": hearing, "kept": kept}[sys.argv[1]]()))
