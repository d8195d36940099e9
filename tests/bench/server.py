"""One process under load: `python -m tests.bench.server floor` (Bolt doing nothing about commands), `... hearing` (the
same about messages) or `... kept` (all of Kept).

It is reached as its settings say: over Socket Mode, or over HTTP, where Bolt's server stands as Bolt makes it of an app. Both
check Slack's signature then, as nobody may leave out. It says `ready` when Slack can talk to it, and over HTTP its address,
then answers every line on its standard input with the CPU seconds it has used so far, and ends with its input.
"""

import asyncio
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
from handlers.run import PING_SECONDS, connected, open_house, sweep_seldom
from tests.bench.floor import bare_app, nothing
from tests.bench.gestures import MORNING


def wednesday() -> Callable[[], datetime]:
    """A clock that starts on a Wednesday morning, so that "Fri 5pm" is ahead whenever this runs; asking it costs hardly
    more than asking the real one."""
    ahead = MORNING - datetime.now(UTC)
    return lambda: datetime.now(UTC) + ahead


@asynccontextmanager
async def kept() -> AsyncIterator[str]:
    """All of Kept, as it runs with tokens; gives its address, if it has one."""
    async with open_house(read(os.environ), wednesday()) as house, connected(house) as running:
        yield running.address


@asynccontextmanager
async def floor() -> AsyncIterator[str]:
    """Bolt on the same kind of server or socket, with one listener that only acknowledges."""
    async with _bare(lambda app: app.command("/promise")(nothing)) as address:
        yield address


@asynccontextmanager
async def hearing() -> AsyncIterator[str]:
    """The same with its one listener for messages."""
    async with _bare(lambda app: app.event("message")(nothing)) as address:
        yield address


@asynccontextmanager
async def _bare(listen: Callable[[AsyncApp], object]) -> AsyncIterator[str]:
    settings = read(os.environ)
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            token=settings.slack_bot_token,
            base_url=settings.slack_api_url,
            session=session,
            retry_handlers=[],
        )
        app = bare_app(client, settings.slack_signing_secret)
        listen(app)
        async with _over_http(app) if settings.slack_signing_secret else _on_the_line(app, client) as address:
            yield address


@asynccontextmanager
async def _over_http(app: AsyncApp) -> AsyncIterator[str]:
    """The app on aiohttp's server as Bolt sets it up."""
    runner = web.AppRunner(app.web_app(), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _on_the_line(app: AsyncApp, client: AsyncWebClient) -> AsyncIterator[str]:
    line = AsyncSocketModeHandler(
        app, os.environ["SLACK_APP_TOKEN"], web_client=client, ping_interval=PING_SECONDS
    )
    await line.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield ""
    finally:
        await line.close_async()  # type: ignore[no-untyped-call]


async def serve(server: AbstractAsyncContextManager[str]) -> None:
    """Runs the server, and says how much CPU it has used whenever it is asked."""
    async with server as address:
        sweep_seldom()
        asked = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(asked), sys.stdin
        )
        print("ready", address, flush=True)
        while await asked.readline():
            print(time.process_time(), flush=True)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    asyncio.run(serve({"floor": floor, "hearing": hearing, "kept": kept}[sys.argv[1]]()))
