"""What every handler has at hand: the store, the way to Slack, the people, the clock and the settings."""

import asyncio
import logging
import secrets
import traceback
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.access import Person, Role, role
from bot.preferences import Preferences
from bot.promises import ANSWER_WITHIN, TELL_WITHIN, Terms
from bot.settings import Settings
from handlers.answering import Answering
from handlers.ears import Ears
from handlers.people import People
from handlers.sending_pace import Pace
from handlers.sending_recording import Recorder
from handlers.sending_times import Times
from handlers.slack_errors import for_log
from handlers.views.parts import Message
from handlers.what_holds import WhatHolds
from storage.database import Database

log = logging.getLogger("kept")
# What keeps Slack from hearing us, or us from hearing Slack.
UNREACHED = (SlackApiError, aiohttp.ClientError, TimeoutError)
# Slack says when to come back; after that often it is told as not done.
MOST_TRIES = 3
LONGEST_WAIT = 30.0
# SIGTERM gives what was begun this many seconds to be said.
DRAIN_SECONDS = 5.0


def reference() -> str:
    """What the person is given and the log has too, to find one by the other."""
    return "E-" + secrets.token_hex(3).upper()


def sorry(found: str) -> str:
    """The sentence for something unforeseen, whose reference is `found`."""
    return (
        "Something went wrong on my side. Look whether it is there before you say it again; if it keeps happening, "
        f"tell whoever runs Kept: {found}."
    )


def without_words(error: BaseException) -> str:
    """What went wrong and where, for the log: never the error's own text, which may hold what people wrote."""
    return f"{type(error).__name__} {for_log(error)}\n{''.join(traceback.format_tb(error.__traceback__))}"


@dataclass
class House:
    """One running Kept in one workspace.

    A handler is given the house as the person finds it who did something (`handlers/visits.py`): the working hours in
    `settings` are those that hold for them.
    """

    settings: Settings
    db: Database
    client: AsyncWebClient
    session: aiohttp.ClientSession
    people: People
    clock: Callable[[], datetime]
    team_id: str
    bot_user_id: str
    team_url: str
    held: WhatHolds
    # What somebody just did may ask for something else: the clock looks soon, and not only at its next tick.
    wake: Callable[[], None] = lambda: None
    # The sender's limits, as far as this process knows them, its waits, and what it has to record.
    pace: Pace = field(default_factory=Pace)
    times: Times = field(default_factory=Times)
    recorder: Recorder = field(default_factory=Recorder)
    answering: Answering = field(default_factory=Answering)
    ears: Ears = field(default_factory=Ears)
    # How long telling a customer, and an answer to who waits, may take: working time, as the team has set it.
    tell_within: timedelta = TELL_WITHIN
    answer_within: timedelta = ANSWER_WITHIN
    talk: "Talk" = field(default_factory=lambda: Talk())
    homes: set[str] = field(default_factory=set)  # who has opened their Home since the start
    drawings: defaultdict[str, "Drawing"] = field(default_factory=lambda: defaultdict(Drawing))
    # What stands on top of somebody's Home as long as it shows what they did at that instant.
    notices: dict[str, tuple[datetime, Message]] = field(default_factory=dict)

    @property
    def terms(self) -> Terms:
        """The working hours that hold here, and the clocks."""
        return Terms(self.settings.working_hours, self.tell_within, self.answer_within)

    async def preferences(self, *, person_id: str = "", channel_id: str = "") -> Preferences:
        """What is set for this person in this channel; of neither, in the whole workspace."""
        return await self.held.of(
            self.db, self.team_id, person_id=person_id, channel_id=channel_id, now=self.clock()
        )

    async def role(self, person: Person) -> Role:
        """What this person may decide here: as a member, a lead or an admin."""
        return role(person, (await self.preferences()).leads)

    async def respond(self, url: str, body: dict[str, Any]) -> bool:
        """Answers through a `response_url`, and says whether Slack took it (five times within 30 minutes,
        https://docs.slack.dev/interactivity/handling-user-interaction#message_responses)."""
        try:
            answer = await AsyncWebhookClient(url, session=self.session, retry_handlers=[]).send_dict(body)
        except UNREACHED:
            return False
        return answer.status_code == 200

    async def tell(self, user_id: str, body: dict[str, Any]) -> bool:
        """A direct message, and whether it was said. Only "too many" is tried again: after any other answer it may have
        been said already, and nothing is said twice."""
        for _ in range(MOST_TRIES):
            try:
                await self.client.chat_postMessage(
                    channel=user_id, unfurl_links=False, unfurl_media=False, **body
                )
            except SlackApiError as error:
                if error.response.status_code != 429:
                    return False
                await asyncio.sleep(min(float(error.response.headers.get("Retry-After", 1)), LONGEST_WAIT))
            except (aiohttp.ClientError, TimeoutError):
                return False
            else:
                return True
        return False


@dataclass
class Drawing:
    """How often one person's Home was asked for, and which of these it shows; it is drawn once at a time."""

    asked: int = 0
    shown: int = 0
    one: asyncio.Lock = field(default_factory=asyncio.Lock)


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
        except Exception as error:  # noqa: BLE001 - whatever it is, its text may hold people's words
            log.error(  # noqa: TRY400 - the error's own text may hold people's words
                "%s: something could not be said: %s", reference(), without_words(error)
            )

    async def settled(self, seconds: float = DRAIN_SECONDS) -> None:
        """Waits until everything begun has been said, at most that long."""
        async with asyncio.timeout(seconds):
            while self._tasks:
                await asyncio.gather(*self._tasks, return_exceptions=True)
