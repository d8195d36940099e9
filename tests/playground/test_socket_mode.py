"""Socket Mode against the real SDK: envelopes, acknowledgements, time-outs, retries, several connections."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground import Clock, Slack
from tests.playground.conftest import MANIFEST

Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


async def test_a_command_reaches_the_app_with_slacks_fields_and_its_answer_is_seen_by_the_author_only(
    slack: Slack, app: AsyncApp, connect: Connect
) -> None:
    seen: list[dict[str, Any]] = []

    @app.command("/echo")
    async def echo(ack: AsyncAck, body: dict[str, Any]) -> None:
        seen.append(body)
        await ack(f"you said {body['text']}")

    await connect(app)
    outcome = await slack.gestures.command("mia", "#accounts", "/echo ask @sam in #support <now> & here")
    assert outcome.ok
    assert outcome.ack == {"text": f"you said {seen[0]['text']}"}
    assert seen[0]["text"] == "ask <@U0SAM000001> in <#C0SUPPORT01|support> &lt;now&gt; &amp; here"
    assert set(seen[0]) >= {
        "token", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name", "command", "text",
        "api_app_id", "response_url", "trigger_id",
    }  # fmt: skip
    accounts = slack.workspace.channel("accounts")
    assert slack.talk.lines(accounts.id, seen_by="U0MIA000001")[-1].body["text"] == outcome.ack["text"]
    assert all(
        m.body["text"] != outcome.ack["text"] for m in slack.talk.lines(accounts.id, seen_by="U0SAM000001")
    )


async def test_without_should_escape_a_name_stays_as_typed(
    slack: Slack, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/plain")
    async def plain(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(command["text"])

    await connect(app)
    outcome = await slack.gestures.command("mia", "#accounts", "/plain ask @sam")
    assert outcome.ack == {"text": "ask @sam"}


async def test_a_command_acknowledged_too_late_fails_with_operation_timeout(
    slack: Slack, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/echo")
    async def slow(ack: AsyncAck) -> None:
        await asyncio.sleep(0.3)
        await ack("late")

    slack.sockets.ack_seconds = 0.05
    await connect(app)
    outcome = await slack.gestures.command("mia", "#accounts", "/echo x")
    assert outcome.error == "operation_timeout"
    assert outcome.say == '/echo failed with the error "operation_timeout"'


async def test_without_a_connection_a_command_fails_with_dispatch_failed(slack: Slack) -> None:
    outcome = await slack.gestures.command("mia", "#accounts", "/echo x")
    assert outcome.error == "dispatch_failed"


async def test_a_lost_acknowledgement_is_a_timeout_for_the_person_though_the_app_did_its_work(
    slack: Slack, app: AsyncApp, connect: Connect
) -> None:
    done: list[str] = []

    @app.command("/echo")
    async def echo(ack: AsyncAck, command: dict[str, Any]) -> None:
        done.append(command["text"])
        await ack("fine")

    slack.sockets.ack_seconds = 0.2
    await connect(app)
    slack.faults.drop_acks()
    assert (await slack.gestures.command("mia", "#accounts", "/echo one")).error == "operation_timeout"
    assert (await slack.gestures.command("mia", "#accounts", "/echo two")).ok
    assert done == ["one", "two"]


async def test_the_same_envelope_can_arrive_twice(slack: Slack, app: AsyncApp, connect: Connect) -> None:
    triggers: asyncio.Queue[str] = asyncio.Queue()

    @app.command("/echo")
    async def echo(ack: AsyncAck, command: dict[str, Any]) -> None:
        triggers.put_nowait(command["trigger_id"])
        await ack()

    await connect(app)
    slack.faults.deliver_twice()
    assert (await slack.gestures.command("mia", "#accounts", "/echo x")).ok
    async with asyncio.timeout(10):
        assert await triggers.get() == await triggers.get()


async def test_each_payload_goes_to_one_of_several_connections(
    slack: Slack, app: AsyncApp, connect: Connect
) -> None:
    heard: list[str] = []

    def listen(one: AsyncApp, name: str) -> AsyncApp:
        @one.command("/echo")
        async def echo(ack: AsyncAck) -> None:
            heard.append(name)
            await ack()

        return one

    other = AsyncApp(client=app.client, logger=app.logger, process_before_response=True)
    await connect(listen(app, "first"))
    await connect(listen(other, "second"))
    for _ in range(4):
        await slack.gestures.command("mia", "#accounts", "/echo x")
    assert sorted(heard) == ["first", "first", "second", "second"]


async def test_an_event_that_is_not_acknowledged_comes_again_with_its_attempt_and_reason(
    app: AsyncApp,
) -> None:
    clock = Clock(ticking=False)
    slack = Slack(clock=clock, manifest=MANIFEST)
    await slack.start()
    slack.sockets.ack_seconds = 0.2
    attempts: asyncio.Queue[tuple[str, str, str]] = asyncio.Queue()
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    hearing = AsyncApp(client=client, logger=app.logger, process_before_response=True)

    @hearing.event("message")
    async def message(body: dict[str, Any], request: Any) -> None:
        headers = request.headers
        attempts.put_nowait(
            (body["event_id"], headers["x-slack-retry-num"][0], headers.get("x-slack-retry-reason", [""])[0])
        )

    handler = AsyncSocketModeHandler(hearing, slack.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.connected()
    slack.faults.drop_acks(3)
    await slack.gestures.say("mia", "#accounts", "hello")
    async with asyncio.timeout(20):
        seen = [await attempts.get(), await attempts.get()]
        for minutes in (1, 5):
            clock.forward(timedelta(minutes=minutes))
            seen.append(await attempts.get())
    await handler.close_async()  # type: ignore[no-untyped-call]
    await slack.stop()
    assert len({event_id for event_id, _, _ in seen}) == 1
    assert [(n, why) for _, n, why in seen] == [
        ("0", ""),
        ("1", "timeout"),
        ("2", "timeout"),
        ("3", "timeout"),
    ]


async def test_the_app_connects_anew_after_slack_sends_it_away(
    slack: Slack, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/echo")
    async def echo(ack: AsyncAck) -> None:
        await ack("here")

    await connect(app)
    await slack.sockets.disconnect("refresh_requested")
    assert slack.sockets.count == 0
    await slack.connected()
    assert (await slack.gestures.command("mia", "#accounts", "/echo x")).ok


async def test_a_socket_address_is_good_for_one_connection(slack: Slack) -> None:
    client = AsyncWebClient(token=slack.app_token, base_url=slack.api_url)
    opened = await client.apps_connections_open(app_token=slack.app_token)
    url = str(opened["url"]).replace("ws://", "http://")
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as socket:
            hello = await socket.receive_json()
            assert hello["type"] == "hello"
            assert hello["num_connections"] == 1
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)


async def test_a_bot_token_cannot_open_a_socket(slack: Slack, web: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        await web.apps_connections_open(app_token=slack.bot_token)
    assert refused.value.response["error"] == "not_allowed_token_type"
