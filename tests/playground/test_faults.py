"""The switches that make the playground fail, as the SDK feels them."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground import Slack
from playground.faults import How

MIA = "U0MIA000001"


@pytest.fixture
def bare(slack: Slack) -> AsyncWebClient:
    """A client that tries nothing twice and gives up early."""
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=1)


def said(slack: Slack) -> int:
    person = slack.workspace.person(MIA)
    return len(slack.talk.lines(slack.workspace.dm_with(person).id))


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("how", ["429", "500", "timeout", "reset", "fatal_error", "internal_error"])
async def test_a_spoilt_answer_fails_the_call_whether_or_not_the_work_was_done(
    slack: Slack, bare: AsyncWebClient, how: How, after: bool
) -> None:
    slack.faults.answer("chat.postMessage", how, after=after, seconds=5)
    with pytest.raises((SlackApiError, aiohttp.ClientError, asyncio.TimeoutError)):
        await bare.chat_postMessage(channel=MIA, text="x")
    assert said(slack) == int(after)
    await bare.chat_postMessage(channel=MIA, text="x")
    assert said(slack) == 1 + int(after)


async def test_too_many_requests_carry_retry_after(slack: Slack, bare: AsyncWebClient) -> None:
    slack.faults.answer("chat.postMessage", "429", retry_after=7)
    with pytest.raises(SlackApiError) as refused:
        await bare.chat_postMessage(channel=MIA, text="x")
    response = refused.value.response
    assert (response.status_code, response["error"], response.headers["Retry-After"]) == (
        429,
        "ratelimited",
        "7",
    )


async def test_a_fault_for_any_method_meets_the_next_one(slack: Slack, bare: AsyncWebClient) -> None:
    slack.faults.answer("*", "fatal_error", times=2)
    for call in (bare.auth_test, bare.team_info):
        with pytest.raises(SlackApiError):
            await call()
    assert (await bare.auth_test())["ok"] is True


async def test_clearing_lets_everything_work_again(slack: Slack, bare: AsyncWebClient) -> None:
    slack.faults.answer("auth.test", "500", times=100)
    slack.faults.clear()
    assert (await bare.auth_test())["ok"] is True


async def test_every_call_is_remembered_for_tests_to_look_at(slack: Slack, bare: AsyncWebClient) -> None:
    await bare.chat_postMessage(channel=MIA, text="x")
    asked = slack.api.calls[-1]
    assert (asked.method, asked.args["channel"], "token" in asked.args) == ("chat.postMessage", MIA, False)
