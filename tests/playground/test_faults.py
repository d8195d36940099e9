"""The switches that make the playground fail, as the SDK feels them."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground import Slack
from playground.faults import Chance, How

MIA = "U0MIA000001"


@pytest.fixture
def bare(slack: Slack) -> AsyncWebClient:
    """A client that tries nothing twice and gives up early."""
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=1)


def said(slack: Slack) -> int:
    person = slack.workspace.person(MIA)
    return len(slack.talk.lines(slack.workspace.dm_with(person).id))


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    "how", ["429", "500", "timeout", "reset", "not_json", "fatal_error", "internal_error"]
)
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


async def post_bare(slack: Slack) -> tuple[int, str]:
    """What a post is answered, as it comes; nothing where the connection is cut."""
    form = {"token": slack.bot_token, "channel": MIA, "text": "x"}
    async with aiohttp.ClientSession() as session:
        try:
            async with session.post(f"{slack.api_url}chat.postMessage", data=form) as answer:
                return answer.status, await answer.text()
        except aiohttp.ClientError:
            return 0, ""


async def test_an_answer_may_be_no_json_with_status_200(slack: Slack) -> None:
    slack.faults.answer("chat.postMessage", "not_json", after=True)
    status, text = await post_bare(slack)
    assert (status, text[:6], said(slack)) == (200, "<html>", 1)


async def test_what_is_late_cuts_the_connection_and_happens_afterwards(slack: Slack) -> None:
    slack.faults.answer("chat.postMessage", "late", seconds=0.05)
    assert await post_bare(slack) == (0, "")
    assert said(slack) == 0
    async with asyncio.timeout(5):
        while not said(slack):  # noqa: ASYNC110 - a list has no event
            await asyncio.sleep(0.01)


async def test_a_history_that_lags_shows_a_message_only_later(slack: Slack, bare: AsyncWebClient) -> None:
    where = (await bare.chat_postMessage(channel=MIA, text="x"))["channel"]
    slack.faults.history_lag = timedelta(minutes=1)
    assert (await bare.conversations_history(channel=where))["messages"] == []
    slack.clock.forward(timedelta(minutes=1))
    assert len((await bare.conversations_history(channel=where))["messages"]) == 1


async def test_chances_go_on_and_are_the_same_for_the_same_seed(slack: Slack) -> None:
    def thrown() -> list[str]:
        slack.faults.at_random(5, chat_postMessage=[Chance("429", 0.2), Chance("reset", 0.1, after=True)])
        found = (slack.faults.next_for("chat.postMessage") for _ in range(300))
        return [each.how if each else "" for each in found]

    first = thrown()
    assert first == thrown()
    assert 30 < first.count("429") < 90
    assert 10 < first.count("reset") < 60
    assert slack.faults.next_for("chat.update") is None
    slack.faults.at_random(5)
    assert slack.faults.next_for("chat.postMessage") is None
