"""What every handler has at hand: the store, the way to Slack, the people, the clock and the settings."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.promises import Terms
from bot.settings import Settings
from handlers.people import People
from storage.database import Database

log = logging.getLogger("kept")
# SIGTERM gives what was begun this many seconds to be said.
DRAIN_SECONDS = 5.0


@dataclass
class House:
    """One running Kept in one workspace."""

    settings: Settings
    db: Database
    client: AsyncWebClient
    session: aiohttp.ClientSession
    people: People
    clock: Callable[[], datetime]
    team_id: str
    bot_user_id: str
    team_url: str
    talk: "Talk" = field(default_factory=lambda: Talk())
    homes: set[str] = field(default_factory=set)  # who has opened their Home since the start

    @property
    def terms(self) -> Terms:
        """The company's working hours and clocks."""
        return Terms(self.settings.working_hours)

    async def respond(self, url: str, body: dict[str, Any]) -> bool:
        """Answers through a `response_url`, and says whether Slack took it (five times within 30 minutes,
        https://docs.slack.dev/interactivity/handling-user-interaction#message_responses)."""
        answer = await AsyncWebhookClient(url, session=self.session, retry_handlers=[]).send_dict(body)
        return answer.status_code == 200


class Talk:
    """What is said after the acknowledgement: tasks of our own, waited for before Kept stops."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def later(self, saying: Coroutine[Any, Any, None]) -> None:
        """Starts saying something; what goes wrong is logged without anybody's words."""
        task = asyncio.get_running_loop().create_task(self._guarded(saying))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, saying: Awaitable[None]) -> None:
        try:
            await saying
        except SlackApiError as error:
            # With a body that is not JSON the SDK has no error slug to give.
            data = error.response.data if hasattr(error.response, "data") else None
            log.warning(
                "Slack refused: %s", data.get("error") if isinstance(data, dict) else "no readable answer"
            )
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("Slack could not be reached: %s", type(error).__name__)

    async def settled(self, seconds: float = DRAIN_SECONDS) -> None:
        """Waits until everything begun has been said, at most that long."""
        async with asyncio.timeout(seconds):
            while self._tasks:
                await asyncio.gather(*self._tasks, return_exceptions=True)
