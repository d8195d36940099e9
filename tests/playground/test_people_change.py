"""A person's status, their do-not-disturb and their account, as the app may ask of them and hears of them."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground import Slack
from playground.shapes import Json
from playground.workspace import Channel
from tests.playground.conftest import MANIFEST
from tests.slack import SeenSlack

MIA, SAM = "U0MIA000001", "U0SAM000001"


@pytest.fixture
async def seen(slack: Slack) -> AsyncIterator[SeenSlack]:
    yield SeenSlack(slack)


async def profile(web: AsyncWebClient, person_id: str) -> dict[str, Any]:
    answer = await web.users_info(user=person_id)
    found: dict[str, Any] = answer["user"]["profile"]
    return found


async def test_the_locale_is_told_to_whoever_asks_for_it(slack: Slack, web: AsyncWebClient) -> None:
    slack.workspace.change_person(MIA, locale="et-EE")
    assert "locale" not in (await web.users_info(user=MIA))["user"]
    assert (await web.users_info(user=MIA, include_locale=True))["user"]["locale"] == "et-EE"


async def test_a_status_stands_in_the_profile_until_it_ends(
    slack: Slack, web: AsyncWebClient, seen: SeenSlack
) -> None:
    until = slack.clock.now() + timedelta(days=1)
    await seen.status("mia", "Vacationing", ":palm_tree:", until=until)
    shown = await profile(web, MIA)
    assert (shown["status_text"], shown["status_emoji"]) == ("Vacationing", ":palm_tree:")
    assert shown["status_expiration"] == int(until.timestamp())
    await seen.forward(timedelta(days=1, minutes=1))
    shown = await profile(web, MIA)
    assert (shown["status_text"], shown["status_emoji"], shown["status_expiration"]) == ("", "", 0)


async def test_a_pause_is_the_do_not_disturb_that_runs_and_shows_nobodys_snooze(
    slack: Slack, web: AsyncWebClient, seen: SeenSlack
) -> None:
    until = slack.clock.now() + timedelta(days=2)
    await seen.pause("mia", until)
    asked = (await web.dnd_teamInfo(users=[MIA, SAM]))["users"]
    assert asked[MIA]["next_dnd_end_ts"] == int(until.timestamp())
    alone = (await web.dnd_info(user=MIA)).data
    assert isinstance(alone, dict)
    assert asked[MIA] == {key: value for key, value in alone.items() if key != "ok"}
    assert asked[SAM]["next_dnd_end_ts"] - asked[SAM]["next_dnd_start_ts"] == 10 * 3600
    assert "snooze_enabled" not in asked[MIA]
    await seen.pause("mia", None)
    asked = (await web.dnd_teamInfo(users=MIA))["users"]
    assert asked[MIA]["next_dnd_end_ts"] != int(until.timestamp())


async def test_of_no_more_than_fifty_people_at_once(web: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        await web.dnd_teamInfo(users=[f"U{count}" for count in range(51)])
    assert refused.value.response["error"] == "too_many_users"


async def test_who_left_is_deleted_and_hears_nothing(web: AsyncWebClient, seen: SeenSlack) -> None:
    await seen.leave("mia")
    assert (await web.users_info(user=MIA))["user"]["deleted"] is True
    with pytest.raises(SlackApiError):
        await web.chat_postMessage(channel=MIA, text="hello")
    await seen.return_("mia")
    assert (await web.users_info(user=MIA))["user"]["deleted"] is False


async def test_slacks_own_commands_do_the_same_from_the_page(web: AsyncWebClient, seen: SeenSlack) -> None:
    await seen.command("mia", "#accounts", "/status :palm_tree: On vacation")
    shown = await profile(web, MIA)
    assert (shown["status_text"], shown["status_emoji"]) == ("On vacation", ":palm_tree:")
    await seen.command("mia", "#accounts", "/status clear")
    assert (await profile(web, MIA))["status_emoji"] == ""
    await seen.command("mia", "#accounts", "/dnd for 3 days")
    window = (await web.dnd_info(user=MIA)).data
    assert isinstance(window, dict)
    assert window["next_dnd_end_ts"] - window["next_dnd_start_ts"] == 3 * 86400
    await seen.command("mia", "#accounts", "/dnd perhaps", expect="invalid_text")
    await seen.command("mia", "#accounts", "/deactivate @sam")
    assert (await web.users_info(user=SAM))["user"]["deleted"] is True
    await seen.command("mia", "#accounts", "/deactivate @mia", expect="cannot_do")


async def test_the_app_hears_of_a_pause_if_it_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    for manifest, heard in ((None, 1), (MANIFEST, 0)):
        slack = Slack(manifest=manifest)
        await slack.start()
        sent: list[Json] = []

        def keep(event: Json, _channel: Channel | None = None, sent: list[Json] = sent) -> None:
            sent.append(event)

        monkeypatch.setattr(slack.events, "send", keep)
        slack.workspace.pause(MIA, slack.clock.now() + timedelta(hours=1))
        await slack.stop()
        assert [(event["type"], event["user"]) for event in sent] == [("dnd_updated_user", MIA)] * heard
        assert all(event["dnd_status"]["dnd_enabled"] for event in sent)
