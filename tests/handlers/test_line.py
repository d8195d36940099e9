"""The line to Slack: one sentence when it is lost, one now and then, one when it is back."""

import asyncio
import logging

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers import line, run
from handlers.line import Line
from playground import Slack
from tests.handlers.conftest import a_slack, running

LOST = "The line to Slack is lost (internal_error): nobody is heard. Kept tries again and again."


@pytest.mark.parametrize(
    ("looks", "said"),
    [
        ("+++++", []),
        ("+-+-+", []),  # Slack has a connection renewed
        ("+--", ["lost"]),
        ("+" + "-" * 25, ["lost"]),
        ("+" + "-" * 26, ["lost", "2 min by now"]),
        ("+" + "-" * 50, ["lost", "2 min by now", "4 min by now"]),
        ("+---+", ["lost", "back after 15 s"]),
        ("+---+--", ["lost", "back after 15 s", "lost"]),
        ("--", ["cannot be made (internal_error): nobody is heard"]),
        ("-" * 26, ["cannot be made", "cannot be made for 2 min by now"]),
        ("---+--", ["cannot be made", "back after 15 s", "lost (internal_error)"]),
    ],
)
def test_what_is_said_of_a_line_that_is_looked_at_every_five_seconds(looks: str, said: list[str]) -> None:
    seen = Line()
    told = [
        seen.look(
            connected=each == "+", made="+" in looks[: at + 1], why="internal_error", now=5.0 * (at + 1)
        )
        for at, each in enumerate(looks)
    ]
    heard = [each for each in told if each]
    assert len(heard) == len(said)
    assert all(part in each for part, each in zip(said, heard, strict=True))
    assert LOST in heard or "lost" not in said


async def heard(caplog: pytest.LogCaptureFixture, words: str) -> None:
    async with asyncio.timeout(20):
        while words not in caplog.text:  # noqa: ASYNC110 - a log has no event
            await asyncio.sleep(0.02)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Kept that looks at its line all the time."""
    monkeypatch.setattr(run, "PING_SECONDS", 0.1)
    monkeypatch.setattr(line, "SAID_AGAIN", 0.3)
    monkeypatch.setattr(line.Client, "_pause", 0.01)
    monkeypatch.setattr(line, "LONGEST_PAUSE", 0.01)


def cut(slack: Slack) -> None:
    """Every connection breaks."""
    for socket in slack.sockets._connections:
        assert socket._req is not None
        assert socket._req.transport is not None
        socket._req.transport.abort()


@pytest.mark.usefixtures("hasty")
async def test_an_outage_is_told_of_in_few_words_and_its_end_too(
    furnished_file_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with a_slack() as slack, running(furnished_file_url, slack) as seen:
        slack.faults.answer("apps.connections.open", "internal_error", times=12)
        cut(slack)
        await heard(caplog, LOST)
        await heard(caplog, "The line to Slack is back after")
        await seen.command("mia", "#accounts", "/promise Acme: pump by Fri")
        assert "P-1 saved" in seen.said_to("mia")[-1]
    assert caplog.text.count("nobody is heard") == 1
    # Below that the command line lets nothing of it through.
    assert not [each for each in caplog.records if each.name == "kept.bolt" and each.levelno >= logging.ERROR]


@pytest.mark.usefixtures("hasty")
async def test_an_address_that_slack_takes_no_more_is_not_tried_for_ever(
    furnished_file_url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_slack() as slack, running(furnished_file_url, slack) as seen:
        with monkeypatch.context() as patched:
            patched.setattr(slack.sockets, "new_ticket", lambda: "outdated")
            cut(slack)
            await heard(caplog, "The line to Slack is lost")
        await heard(caplog, "The line to Slack is back after")
        await seen.command("mia", "#accounts", "/promise Acme: pump by Fri")
        assert "P-1 saved" in seen.said_to("mia")[-1]


async def test_slack_is_asked_less_and_less_often_for_what_it_refuses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paused: list[float] = []

    async def sleep(seconds: float) -> None:
        paused.append(seconds)

    async with a_slack() as slack:
        web = AsyncWebClient(base_url=slack.api_url)
        client = line.Client(slack.app_token, web_client=web)
        try:
            with monkeypatch.context() as patched:
                patched.setattr(line, "sleep", sleep)
                slack.faults.answer("apps.connections.open", "internal_error", times=6)
                for _ in range(6):
                    with pytest.raises(SlackApiError):
                        await client.issue_new_wss_url()
                assert paused == [5, 10, 20, 40, 60, 60]
                await client.issue_new_wss_url()
                slack.faults.answer("apps.connections.open", "internal_error")
                with pytest.raises(SlackApiError):
                    await client.issue_new_wss_url()
                assert paused[6:] == [5]
        finally:
            await client.close()
