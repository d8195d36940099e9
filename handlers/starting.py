"""The first questions to Slack, with each of the two tokens: asked again while Slack has trouble of its own, and otherwise one
sentence about what is wrong."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from handlers.sending_answers import KINDS, NO_REASON, Answer, Kind
from handlers.slack_errors import answer_of

T = TypeVar("T")
log = logging.getLogger("kept")
# Seconds until each further try, at the least; Slack may say longer.
PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)
# Each token, where it is copied from, and the method that tells whether Slack takes it.
BOT = "SLACK_BOT_TOKEN", "it begins with xoxb- (OAuth & Permissions)", "auth.test"
APP = (
    "SLACK_APP_TOKEN",
    "it begins with xapp- and has the scope connections:write (Basic Information, App-Level Tokens)",
    "apps.connections.open",
)
# What is wrong with the token itself. https://docs.slack.dev/reference/methods/auth.test#errors
ABOUT_TOKENS = {
    "invalid_auth",
    "not_authed",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "not_allowed_token_type",
    "missing_scope",
}


class CannotStart(Exception):
    """Kept cannot start; `sentence` says why and what to do. `again` where it may go well in so many seconds, at the
    soonest."""

    def __init__(self, sentence: str, *, again: float | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.again = sentence, again


async def first_answer(
    asking: Awaitable[AsyncSlackResponse], token: tuple[str, str, str], url: str
) -> AsyncSlackResponse:
    """Slack's answer to the first question with a token, at this address of its API. Raises CannotStart."""
    try:
        return await asking
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        raise _cannot(error, token, url) from error


def _cannot(error: Exception, token: tuple[str, str, str], url: str) -> CannotStart:
    name, where, method = token
    if not isinstance(error, SlackApiError):
        return CannotStart(
            f"Slack could not be reached at {url}. Is the network there, and SLACK_API_URL right?", again=0.0
        )
    answer, status = answer_of(error), error.response.status_code
    why = answer.why if answer.why != NO_REASON else "a page instead of an answer"
    if answer.why in ABOUT_TOKENS:
        return CannotStart(
            f"Slack refuses {name}: {answer.why}. Copy it again: {where}; README, In your workspace."
        )
    if 400 <= status < 500 and status != 429:
        return CannotStart(
            f"What answers at {url} is not Slack's API (status {status}). Is SLACK_API_URL right?"
        )
    if _passes(answer, status):
        return CannotStart(
            f"Slack has trouble of its own at {url} ({method}: {why}). Start Kept again in some minutes; if that "
            "does not help, is SLACK_API_URL right?",
            again=answer.wait,
        )
    return CannotStart(
        f"Slack does not let Kept start ({method}: {answer.why}). What that means is at "
        f"https://docs.slack.dev/reference/methods/{method}#errors."
    )


def _passes(answer: Answer, status: int) -> bool:
    """Whether it may be otherwise in a moment: a page or nothing instead of JSON, or an error that Slack names so."""
    return status != 200 or answer.why == NO_REASON or KINDS.get(answer.why) in {Kind.NOT_NOW, Kind.UNKNOWN}


async def patiently(begin: Callable[[], Awaitable[T]], stop: asyncio.Event) -> T | None:
    """What comes of a beginning, tried again while Slack has trouble of its own; None once Kept is to stop. Raises
    CannotStart, as `begin` does, after the last try."""
    for pause in PAUSES:
        try:
            return await _unless(stop, begin)
        except CannotStart as error:
            if error.again is None:
                raise
            wait = max(pause, error.again)
            log.warning("%s Kept tries again in %.0f s.", error.sentence, wait)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
            return None
    return await _unless(stop, begin)


async def _unless(stop: asyncio.Event, begin: Callable[[], Awaitable[T]]) -> T | None:
    """What comes of a beginning, or None as soon as Kept is to stop: what had begun has then been put away again."""
    beginning, stopping = asyncio.ensure_future(begin()), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({beginning, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return beginning.result() if beginning.done() else None
    finally:
        beginning.cancel()
        stopping.cancel()
        await asyncio.gather(beginning, stopping, return_exceptions=True)
