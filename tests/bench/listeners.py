"""The way in: a gesture that leads to nothing, past everything that Kept listens to."""

import time
from pathlib import Path
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.settings import read
from handlers.app import build, routes
from handlers.run import open_house
from playground import Slack
from tests.bench.floor import bare_app, nothing
from tests.bench.gestures import MORNING, messages_tab_opened
from tests.bench.load import environ
from tests.bench.marks import Figure, ratio, spent

ROUNDS = 15
GESTURES = 200


async def measure(folder: Path) -> list[Figure]:
    """Dispatched in this process, without a socket, so that nothing hides the listeners' part."""
    slack = Slack()
    await slack.start()
    try:
        settings = read(environ(slack, f"sqlite:///{folder}/listeners.db"))
        async with open_house(settings, lambda: MORNING) as house:
            kept, floor = build(house, routes(), slack.bot_token), bare_app(house.client)
            floor.event("app_home_opened")(nothing)
            ours, bare = [], []
            for _ in range(ROUNDS):
                bare.append(await _cpu(floor))
                ours.append(await _cpu(kept))
    finally:
        await slack.stop()
    return [
        Figure(
            "a gesture without effect, all listeners registered: CPU",
            ratio(ours[1:], bare[1:]),
            1.3,
            "compared to a Bolt app with one listener, no socket in either",
            f"{spent(ours)} against {spent(bare)}",
        )
    ]


async def _cpu(app: AsyncApp) -> float:
    bodies: list[dict[str, Any]] = [messages_tab_opened() for _ in range(GESTURES)]
    begun = time.thread_time()
    for body in bodies:
        answer = await app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
        assert answer.status == 200
    return (time.thread_time() - begun) / GESTURES
