"""What people are told, and what the log has, where Slack does not do what Kept needs: never more than is true."""

import copy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from bot.access import Person
from playground import Clock, Slack
from playground.faults import How
from storage import promises
from tests.handlers.conftest import MANIFEST, NOW, PATIENCE, TRIGGER_LIFE, KeptSlack, running

A_MINUTE = timedelta(minutes=1)
ASKED = ("/kept listen on", "/kept digest here Mondays 9:00")


@asynccontextmanager
async def without(scope: str, url: str) -> AsyncIterator[KeptSlack]:
    """A Kept in a Slack that has not granted one of its scopes, as where an older manifest was installed."""
    manifest = copy.deepcopy(MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"].remove(scope)
    slack = Slack(clock=Clock(NOW, ticking=False), manifest=manifest, trigger_life=TRIGGER_LIFE)
    slack.sockets.ack_seconds = PATIENCE
    await slack.start()
    try:
        async with running(url, slack) as seen:
            yield seen
    finally:
        await slack.stop()


@pytest.mark.parametrize("line", ASKED)
async def test_a_missing_scope_is_named_to_whoever_asked_and_in_the_log(
    furnished_file_url: str, caplog: pytest.LogCaptureFixture, line: str
) -> None:
    async with without("channels:read", furnished_file_url) as slack:
        await slack.forward(A_MINUTE)
        await slack.command("mia", "#accounts", line)
        said = slack.said_to("mia")[-1]
    assert "its app lacks the scope channels:read" in said
    assert (
        "Nothing was done. Whoever runs Kept mends it: put Kept's manifest.yml into the app's settings"
        in said
    )
    assert "who you are" not in said
    assert "missing_scope (needed: channels:read)" in caplog.text


@pytest.mark.parametrize("line", ASKED)
@pytest.mark.parametrize("method", ["conversations.info", "users.list"])
@pytest.mark.parametrize("how", ["429", "500", "internal_error", "not_json"])
async def test_where_slack_gives_no_answer_that_is_said_and_nothing_else(
    slack: KeptSlack, line: str, method: str, how: How
) -> None:
    await slack.forward(A_MINUTE)
    slack.slack.faults.answer(method, how)
    await slack.command("mia", "#accounts", line)
    said = slack.said_to("mia")[-1]
    assert "Slack gave me no answer to what I had to ask it for that. Nothing was done. Try again" in said
    await slack.command("mia", "#accounts", line)
    assert "Slack" not in slack.said_to("mia")[-1].splitlines()[0]


async def test_what_was_saved_before_slack_went_silent_is_not_denied(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, sam = slack.house.people, slack.slack.workspace.person("sam").id
    get = people.get

    async def silent_once_it_is_saved(user_id: str, *, now: datetime) -> Person:
        saved = await slack.house.db.read(promises.by_number, slack.house.team_id, 1)
        if user_id == sam and saved is not None:
            raise TimeoutError
        return await get(user_id, now=now)

    monkeypatch.setattr(people, "get", silent_once_it_is_saved)
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri @sam")
    said = slack.said_to("mia")[-1]
    assert "Slack gave me no answer to what I had to ask it for that. Something was saved before that" in said
    assert "Nothing was done" not in said


@pytest.mark.parametrize("scope", ["channels:read", "users:read.email"])
async def test_a_start_says_once_which_scopes_slack_did_not_grant(
    caplog: pytest.LogCaptureFixture, furnished_file_url: str, scope: str
) -> None:
    async with without(scope, furnished_file_url) as slack:
        await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
        assert "P-1 saved" in slack.said_to("mia")[-1]
    assert caplog.text.count(f"Slack has not granted Kept {scope}. What needs that will fail") == 1


async def test_with_all_scopes_there_is_nothing_to_say(
    slack: KeptSlack, caplog: pytest.LogCaptureFixture
) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    assert "granted" not in "".join(each.message for each in caplog.get_records("setup"))
