"""One process under load: `python -m tests.bench.server floor` (Bolt doing nothing) or `... kept` (all of Kept).

It says `ready` when Slack can talk to it, then answers every line on its standard input with the CPU seconds it has
used so far, and ends with its input.
"""

import asyncio
import gc
import logging
import os
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import read
from handlers.run import PING_SECONDS, connected, open_house
from tests.bench.floor import bare_app, nothing
from tests.bench.gestures import MORNING


def wednesday() -> Callable[[], datetime]:
    """A clock that starts on a Wednesday morning, so that "Fri 5pm" is ahead whenever this runs."""
    begun = time.monotonic()
    return lambda: MORNING + timedelta(seconds=time.monotonic() - begun)


@asynccontextmanager
async def kept() -> AsyncIterator[None]:
    """All of Kept, as it runs with tokens."""
    async with open_house(read(os.environ), wednesday()) as house, connected(house):
        yield


@asynccontextmanager
async def floor() -> AsyncIterator[None]:
    """Bolt on the same kind of socket, with one listener that only acknowledges."""
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            token=os.environ["SLACK_BOT_TOKEN"],
            base_url=os.environ["SLACK_API_URL"],
            session=session,
            retry_handlers=[],
        )
        app = bare_app(client)
        app.command("/promise")(nothing)
        line = AsyncSocketModeHandler(
            app, os.environ["SLACK_APP_TOKEN"], web_client=client, ping_interval=PING_SECONDS
        )
        await line.connect_async()  # type: ignore[no-untyped-call]
        gc.collect()
        gc.freeze()
        try:
            yield
        finally:
            await line.close_async()  # type: ignore[no-untyped-call]


async def serve(server: AbstractAsyncContextManager[None]) -> None:
    """Runs the server, and says how much CPU it has used whenever it is asked."""
    async with server:
        asked = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(asked), sys.stdin
        )
        print("ready", flush=True)
        while await asked.readline():
            print(time.process_time(), flush=True)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    asyncio.run(serve({"floor": floor, "kept": kept}[sys.argv[1]]()))
