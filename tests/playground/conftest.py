"""A playground and a tiny Bolt app of the tests' own, connected to it by the real SDK."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Clock, Slack

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Tiny"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/echo", "description": "says it again", "usage_hint": "words", "should_escape": True},
            {"command": "/plain", "description": "without escaping", "should_escape": False},
            {"command": "/form", "description": "opens a form"},
        ],
        "shortcuts": [
            {"type": "message", "name": "Keep this", "callback_id": "keep", "description": "keeps it"},
            {"type": "global", "name": "Start", "callback_id": "start", "description": "starts"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "chat:write", "commands", "users:read", "im:history", "im:write", "im:read", "channels:read",
                "channels:history", "groups:read", "groups:history", "dnd:read", "reactions:read", "reactions:write",
                "files:read", "files:write", "team:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened", "message.channels", "message.im", "reaction_added", "app_mention", "user_change",
                "member_joined_channel",
            ]
        },
        "socket_mode_enabled": True,
    },
}  # fmt: skip

Start = Callable[..., Awaitable[AsyncApp]]


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    """A playground with the sample company and the tiny app's manifest."""
    playground = Slack(clock=Clock(), manifest=MANIFEST)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
def web(slack: Slack) -> AsyncWebClient:
    """The SDK's client, pointed at the playground."""
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)


@pytest.fixture
async def connect(slack: Slack) -> AsyncIterator[Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]]:
    """Connect a Bolt app over Socket Mode; it is disconnected when the test ends."""
    handlers: list[AsyncSocketModeHandler] = []

    async def connected(app: AsyncApp) -> AsyncSocketModeHandler:
        before = slack.sockets.count
        handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=5)
        handlers.append(handler)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await slack.connected()
        assert slack.sockets.count == before + 1
        return handler

    yield connected
    for handler in handlers:
        await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture
def app(slack: Slack, web: AsyncWebClient) -> AsyncApp:
    """A Bolt app without listeners yet."""
    logger = logging.getLogger("tiny")
    logger.setLevel(logging.CRITICAL)
    return AsyncApp(client=web, process_before_response=True, logger=logger)
