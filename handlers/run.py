"""A running Kept: the house put together, connected to Slack, and taken apart again in order."""

import asyncio
import contextlib
import gc
import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

import aiohttp

from bot.preferences import base
from bot.settings import Settings
from handlers import scopes, zone_rules
from handlers.app import build, routes
from handlers.ears import Ears
from handlers.house import House
from handlers.line import watch
from handlers.people import People
from handlers.sending_times import Times
from handlers.slack_client import Client
from handlers.socket_mode import SocketMode
from handlers.starting import APP, BOT, first_answer
from handlers.ticks import Ticks
from handlers.way_in import App
from handlers.what_holds import WhatHolds
from storage.database import Database

log = logging.getLogger("kept")
# Deaf for at most about five of these after a connection died without a word (measured); Slack pings as well.
PING_SECONDS = 5.0
# While a thread of the store computes, the loop gets its turn after so long, at each of the dozen times that an answer to
# Slack lets go of it; Python's own five milliseconds add up to what people notice, and turns of half a millisecond cost a
# twelfth of a promise (make bench).
TURN_SECONDS = 0.002
# Slack closes the door within this time or we leave without it.
CLOSE_SECONDS = 3.0


# So many new objects until Python looks for garbage among them, of which there is little: a fiftieth of a promise (make bench).
YOUNG = 5000


class Running(NamedTuple):
    """What listens, what ticks, and the address that Slack posts to, if it does."""

    app: App
    ticks: Ticks
    address: str


@asynccontextmanager
async def open_house(settings: Settings, clock: Callable[[], datetime]) -> AsyncIterator[House]:
    """The house with its store open and its way to Slack known. Raises CannotStart, CannotOpen."""
    sys.setswitchinterval(TURN_SECONDS)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        client = Client(
            token=settings.slack_bot_token,
            base_url=settings.slack_api_url,
            session=session,
            retry_handlers=[],
            logger=logging.getLogger("kept.slack"),
        )
        who = await first_answer(client.auth_test(), BOT, settings.slack_api_url)
        scopes.compare(who.headers)
        db = Database(settings.database_url)
        await db.start()
        house = House(
            settings=settings,
            db=db,
            client=client,
            session=session,
            people=People(client, who["team_id"]),
            clock=clock,
            team_id=who["team_id"],
            bot_user_id=who["user_id"],
            ears=Ears(who["user_id"]),
            team_url=who["url"],
            held=WhatHolds(base(settings)),
            times=Times(timedelta(seconds=settings.settle_seconds)),
        )
        try:
            yield house
        finally:
            with contextlib.suppress(TimeoutError):
                await house.talk.settled()
            await db.stop()


@asynccontextmanager
async def connected(house: House) -> AsyncIterator[Running]:
    """Kept hearing Slack, over Socket Mode or over HTTP, its clock ticking. Raises CannotStart."""
    await zone_rules.follow(house)  # before anybody can ask or say anything
    table = routes()
    app = build(house, table, house.settings.slack_bot_token)
    async with _way_in(house, app) as address:
        ticks = Ticks(house, table.posts)
        ticks.start()
        try:
            yield Running(app, ticks, address)
        finally:
            ticks.stop()


def _way_in(house: House, app: App) -> AbstractAsyncContextManager[str]:
    if not house.settings.slack_signing_secret:
        return _over_socket_mode(house, app)
    from handlers.http import listening  # few starts need a server

    return listening(house, app)


@asynccontextmanager
async def _over_socket_mode(house: House, app: App) -> AsyncIterator[str]:
    """Kept on the line, which has no address of its own. Raises CannotStart.

    On the way out it first says what it has begun to say and only then leaves the line, so that no acknowledgement
    is lost.
    """
    # The socket client retries a refused token for ever; asked beforehand, Slack says what is wrong with it, or the address
    # to connect to, for which it needs not be asked again.
    asking = house.client.apps_connections_open(app_token=house.settings.slack_app_token)
    opened = await first_answer(asking, APP, house.settings.slack_api_url)
    line = SocketMode(app, house, ping_interval=PING_SECONDS)
    line.client.wss_uri = opened["url"]
    watching = asyncio.create_task(watch(line.client, PING_SECONDS))
    try:
        # It tries for ever, until it is cancelled.
        await line.connect_async()  # type: ignore[no-untyped-call]
        log.info("Kept is connected to Slack.")
        yield ""
    finally:
        watching.cancel()
        with contextlib.suppress(TimeoutError):
            await house.talk.settled()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await line.close_async()  # type: ignore[no-untyped-call]


def sweep_seldom() -> None:
    """What is there now stays: sweeping it again and again is what makes the slowest answers slow (measured)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    gc.enable()
