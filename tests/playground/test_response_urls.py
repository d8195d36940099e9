"""response_urls: who sees the answer, what it may replace, how often and how long."""

from datetime import timedelta

import pytest
from slack_sdk.webhook.async_client import AsyncWebhookClient

from playground import Slack

ACCOUNTS, MIA, SAM = "C0ACCOUNTS1", "U0MIA000001", "U0SAM000001"


def texts(slack: Slack, who: str) -> list[str]:
    return [m.body["text"] for m in slack.talk.lines(ACCOUNTS, seen_by=who)]


@pytest.fixture
def hook(slack: Slack) -> AsyncWebhookClient:
    return AsyncWebhookClient(slack.parts.response_urls.issue(ACCOUNTS, MIA))


async def test_an_answer_is_seen_by_the_person_only_unless_it_asks_for_the_channel(
    slack: Slack, hook: AsyncWebhookClient
) -> None:
    await hook.send(text="for you")
    await hook.send(text="for all", response_type="in_channel")
    assert texts(slack, MIA)[-2:] == ["for you", "for all"]
    assert texts(slack, SAM)[-1] == "for all"
    assert "for you" not in texts(slack, SAM)


async def test_a_sixth_answer_is_refused(slack: Slack, hook: AsyncWebhookClient) -> None:
    codes = [(await hook.send(text=str(n))).status_code for n in range(6)]
    assert codes == [200] * 5 + [404]
    assert "5" not in texts(slack, MIA)


async def test_after_half_an_hour_nothing_is_taken(slack: Slack, hook: AsyncWebhookClient) -> None:
    slack.clock.forward(timedelta(minutes=31))
    response = await hook.send(text="late")
    assert (response.status_code, "expired_url" in response.body) == (404, True)


async def test_an_ephemeral_is_replaced_and_deleted_through_its_own_response_url(slack: Slack) -> None:
    channel = slack.workspace.channel("accounts")
    whispered = slack.talk.whisper(channel, MIA, {"text": "before"})
    hook = AsyncWebhookClient(slack.parts.response_urls.issue(ACCOUNTS, MIA, whispered.ts))
    await hook.send(text="after", replace_original=True)
    assert texts(slack, MIA)[-1] == "after"
    assert "after" not in texts(slack, SAM)
    await hook.send(delete_original=True)
    assert "after" not in texts(slack, MIA)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"delete_original": True}, "message_not_found"),
    ],
)
async def test_an_unusable_answer_is_refused_and_not_counted(
    slack: Slack, hook: AsyncWebhookClient, answer: dict[str, object], error: str
) -> None:
    before = texts(slack, MIA)
    response = await hook.send_dict(answer)
    assert (response.status_code, error in response.body) == (400, True)
    assert texts(slack, MIA) == before
    assert all([(await hook.send(text=str(n))).status_code == 200 for n in range(5)])
