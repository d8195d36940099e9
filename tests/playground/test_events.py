"""What the app hears of: only what it is subscribed to, only where it sits, in Slack's shapes."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Slack
from playground.shapes import Json
from playground.workspace import Channel
from tests.slack import SeenSlack

Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]
NAMES = (
    "message",
    "app_mention",
    "reaction_added",
    "user_change",
    "member_joined_channel",
    "app_home_opened",
)


@pytest.fixture
async def heard(app: AsyncApp, connect: Connect) -> asyncio.Queue[Json]:
    """The envelopes of all events, in the order of arrival."""
    queue: asyncio.Queue[Json] = asyncio.Queue()
    for name in NAMES:

        @app.event(name)
        async def hear(body: Json) -> None:
            queue.put_nowait(body)

    await connect(app)
    return queue


@pytest.fixture
def seen(slack: Slack) -> SeenSlack:
    return SeenSlack(slack)


async def test_a_typed_message_arrives_escaped_with_its_rich_text(
    seen: SeenSlack, heard: asyncio.Queue[Json]
) -> None:
    await seen.say("mia", "#accounts", "see https://x.example/a, @sam <!channel> & #support, @nobody")
    event = heard.get_nowait()["event"]
    assert event["text"] == (
        "see <https://x.example/a>, <@U0SAM000001> &lt;!channel&gt; &amp; <#C0SUPPORT01|support>, @nobody"
    )
    assert (event["user"], event["channel"], event["channel_type"]) == (
        "U0MIA000001",
        "C0ACCOUNTS1",
        "channel",
    )
    kinds = [e["type"] for e in event["blocks"][0]["elements"][0]["elements"]]
    assert kinds == ["text", "link", "text", "user", "text", "channel", "text"]


async def test_the_envelope_of_a_shared_channel_says_so_and_the_speaker_keeps_their_team(
    slack: Slack, seen: SeenSlack, heard: asyncio.Queue[Json]
) -> None:
    await seen.say("dana", "#acme-shared", "any news?")
    body = heard.get_nowait()
    assert body["is_ext_shared_channel"] is True
    assert body["team_id"] == slack.team_id
    assert body["event"]["user_team"] == "T0ACMEBOTT1"
    assert body["authorizations"][0]["user_id"] == slack.bot_user_id


async def test_a_mention_is_two_events(seen: SeenSlack, heard: asyncio.Queue[Json]) -> None:
    await seen.say("mia", "#accounts", "@kept are you there")
    assert {heard.get_nowait()["event"]["type"] for _ in range(2)} == {"message", "app_mention"}


async def test_edits_and_deletions_come_as_hidden_messages(
    seen: SeenSlack, heard: asyncio.Queue[Json]
) -> None:
    message = await seen.say("mia", "#accounts", "by Friday")
    await seen.edit("mia", message, "by Monday")
    await seen.delete("mia", message)
    await seen.edit("mia", message, "x", expect="message_not_found")
    events = [heard.get_nowait()["event"] for _ in range(3)]
    assert [e.get("subtype") for e in events] == [None, "message_changed", "message_deleted"]
    assert (events[1]["previous_message"]["text"], events[1]["message"]["text"]) == ("by Friday", "by Monday")
    assert events[2]["deleted_ts"] == message.ts


async def test_nobody_changes_what_somebody_else_wrote(seen: SeenSlack, heard: asyncio.Queue[Json]) -> None:
    message = await seen.say("mia", "#accounts", "mine")
    await seen.edit("sam", message, "yours", expect="cant_update_message")
    await seen.delete("sam", message, expect="cant_delete_message")
    assert message.body["text"] == "mine"
    assert heard.qsize() == 1


async def test_a_reaction_and_a_changed_person_are_told(
    slack: Slack, seen: SeenSlack, heard: asyncio.Queue[Json]
) -> None:
    message = await seen.say("mia", "#accounts", "done")
    await seen.react("sam", message, "tada")
    slack.workspace.change_person("U0SAM000001", status_text="On holiday")
    await slack.events.settle()
    events = [heard.get_nowait()["event"] for _ in range(3)]
    assert events[1]["item"] == {"type": "message", "channel": message.channel, "ts": message.ts}
    assert (events[1]["reaction"], events[1]["item_user"]) == ("tada", "U0MIA000001")
    assert events[2]["user"]["profile"]["status_text"] == "On holiday"


async def test_where_the_bot_does_not_sit_it_hears_nothing(
    seen: SeenSlack, heard: asyncio.Queue[Json]
) -> None:
    await seen.say("mia", "#office", "lunch?")
    assert heard.empty()


async def test_what_the_manifest_does_not_ask_for_is_not_sent(
    seen: SeenSlack, heard: asyncio.Queue[Json]
) -> None:
    await seen.say("lena", "#leads", "between us")  # no message.groups in the tiny app's manifest
    assert heard.empty()


async def test_the_bot_is_told_that_it_was_invited(slack: Slack, heard: asyncio.Queue[Json]) -> None:
    channel = slack.workspace.add_channel(Channel("C0NEW000001", "new", "public", members=["U0MIA000001"]))
    slack.workspace.join(channel, slack.bot_user_id)
    await slack.events.settle()
    assert heard.get_nowait()["event"]["user"] == slack.bot_user_id


async def test_whoever_invites_somebody_is_named_in_what_the_app_hears(
    slack: Slack, seen: SeenSlack, heard: asyncio.Queue[Json]
) -> None:
    await seen.command("mia", "#office", "/invite @Kept")
    joined = [heard.get_nowait()["event"] for _ in range(heard.qsize())][-1]
    assert (joined["type"], joined["user"], joined["inviter"]) == (
        "member_joined_channel",
        slack.bot_user_id,
        "U0MIA000001",
    )
    await seen.command("mia", "#office", "/invite @Kept", expect="already_in_channel")
    await seen.command("mia", "#office", "/invite @dana", expect="cannot_do")
    await seen.command("mia", "@kept", "/invite @sam", expect="cannot_do")
    await seen.command("mia", "#office", "/remove @Kept")
    await seen.command("mia", "#office", "/remove @Kept", expect="not_in_channel")


async def test_a_thread_reply_names_its_thread(seen: SeenSlack, heard: asyncio.Queue[Json]) -> None:
    root = await seen.say("mia", "#accounts", "root")
    await seen.say("sam", "#accounts", "reply", thread=root)
    heard.get_nowait()
    event = heard.get_nowait()["event"]
    assert (event["thread_ts"], event["parent_user_id"]) == (root.ts, "U0MIA000001")
    await seen.slack.gestures.command("sam", "#accounts", "/echo x", thread_ts=root.ts)
    outcome = await seen.slack.gestures.command("sam", "#accounts", "/echo x", thread_ts=root.ts)
    assert outcome.error == "not_allowed_in_thread"


async def test_the_apps_own_posts_are_told_too_as_in_slack(
    app: AsyncApp, connect: Connect, web: AsyncWebClient, slack: Slack
) -> None:
    bodies: asyncio.Queue[Json] = asyncio.Queue()
    selfless = AsyncApp(client=web, logger=app.logger, ignoring_self_events_enabled=False)

    @selfless.event("message")
    async def hear(body: Json) -> None:
        bodies.put_nowait(body)

    await connect(selfless)
    await web.chat_postMessage(channel="C0ACCOUNTS1", text="from the app")
    async with asyncio.timeout(10):
        body = await bodies.get()
    assert body["event"]["bot_id"] == slack.workspace.bot_id
