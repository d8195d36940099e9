"""A tiny Bolt app that uses every kind of block and element once, so that the page can be tried without the real bot."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Slack
from tests.page.trial_views import (
    Json,
    asked,
    board,
    home_view,
    option,
    order_form,
    steps_form,
    words,
)

MANIFEST: Json = {
    "display_information": {"name": "Trial"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Trial", "always_online": True},
        "slash_commands": [
            {
                "command": "/order",
                "description": "Order a pump",
                "usage_hint": "[what, for whom]",
                "should_escape": True,
            },
            {"command": "/orders", "description": "What is on order", "should_escape": True},
            {"command": "/note", "description": "Keep a note", "usage_hint": "words", "should_escape": True},
            {"command": "/broken", "description": "Never answers"},
        ],
        "shortcuts": [
            {"name": "Keep this", "type": "message", "callback_id": "keep", "description": "Keeps a message"},
            {"name": "Count the shelf", "type": "global", "callback_id": "count", "description": "Counts"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "commands",
                "chat:write",
                "im:history",
                "channels:read",
                "groups:read",
                "im:read",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


@dataclass
class Trial:
    """What the app has heard: `submitted` forms' values, `pressed` (action_id, what), `notes` as the command's text."""

    slack: Slack
    submitted: list[Json] = field(default_factory=list)
    pressed: list[tuple[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    handler: AsyncSocketModeHandler | None = None

    async def connect(self) -> None:
        """Connect over Socket Mode."""
        client = AsyncWebClient(base_url=self.slack.api_url)
        self.handler = AsyncSocketModeHandler(self.build(), self.slack.app_token, web_client=client)
        await self.handler.connect_async()  # type: ignore[no-untyped-call]
        await self.slack.connected()

    async def disconnect(self) -> None:
        """End the connection."""
        if self.handler is not None:
            await self.handler.close_async()  # type: ignore[no-untyped-call]
            self.handler = None

    def build(self) -> AsyncApp:
        """The app with its listeners."""
        client = AsyncWebClient(token=self.slack.bot_token, base_url=self.slack.api_url)
        app = AsyncApp(client=client, process_before_response=True)
        self._commands(app)
        self._forms(app)
        self._buttons(app)
        return app

    def _commands(self, app: AsyncApp) -> None:
        @app.command("/order")
        async def order(ack: Any, body: Json, client: AsyncWebClient) -> None:
            if body["text"].startswith("steps"):
                await client.views_open(trigger_id=body["trigger_id"], view=steps_form(1))
            else:
                await client.views_open(trigger_id=body["trigger_id"], view=order_form())
            await ack()

        @app.command("/orders")
        async def orders(ack: Any, body: Json, client: AsyncWebClient) -> None:
            await ack()
            await client.chat_postMessage(channel=body["channel_id"], text="The board", blocks=board(0))

        @app.command("/note")
        async def note(ack: Any, body: Json) -> None:
            self.notes.append(body["text"])
            await ack(text=f"Noted: {body['text']}")

        @app.command("/broken")
        async def broken() -> None:
            await asyncio.sleep(3.5)

    def _forms(self, app: AsyncApp) -> None:
        @app.view("order")
        async def ordered(ack: Any, view: Json) -> None:
            values = view["state"]["values"]
            if values["what"]["it"]["value"] == "nothing":
                await ack(response_action="errors", errors={"what": "Nothing cannot be ordered."})
                return
            self.submitted.append(values)
            await ack()

        @app.view("steps")
        async def stepped(ack: Any, view: Json) -> None:
            self.submitted.append(view["state"]["values"])
            pushed = {
                "type": "modal",
                "callback_id": "last",
                "title": words("On top"),
                "blocks": [{"type": "section", "text": words("Above")}],
            }
            await ack(response_action="push", view=pushed)

        @app.options("it")
        async def customers(ack: Any, payload: Json) -> None:
            names = ("Acme", "Blue Harbor", "Globex")
            await ack(options=[option(name) for name in names if payload["value"].lower() in name.lower()])

        @app.shortcut("keep")
        async def keep(ack: Any, body: Json, client: AsyncWebClient) -> None:
            form = {
                **order_form("Keep this"),
                "blocks": [
                    asked(
                        "what", "What", {"type": "plain_text_input", "initial_value": body["message"]["text"]}
                    )
                ],
            }
            await client.views_open(trigger_id=body["trigger_id"], view=form)
            await ack()

        @app.shortcut("count")
        async def count(ack: Any, body: Json, client: AsyncWebClient) -> None:
            await client.views_open(trigger_id=body["trigger_id"], view=order_form("Count the shelf"))
            await ack()

    def _buttons(self, app: AsyncApp) -> None:
        @app.action("press")
        async def press(ack: Any, body: Json, action: Json, client: AsyncWebClient) -> None:
            self.pressed.append(("press", action["value"]))
            await client.chat_update(
                channel=body["channel"]["id"],
                ts=body["message"]["ts"],
                text="The board",
                blocks=board(int(action["value"])),
            )
            await ack()

        @app.action("redraw")
        async def redraw(ack: Any, body: Json, action: Json, client: AsyncWebClient) -> None:
            await client.views_update(view_id=body["view"]["id"], view=steps_form(int(action["value"])))
            await ack()

        @app.action({"type": "block_actions", "action_id": "home"})
        async def at_home(ack: Any, body: Json, action: Json, client: AsyncWebClient) -> None:
            self.pressed.append(("home", action["value"]))
            await client.views_publish(
                user_id=body["user"]["id"], view=home_view(f"Pressed {action['value']}")
            )
            await ack()

        for name in ("scrap", "pick", "when", "more"):
            app.action(name)(self._heard(name))

        @app.event("app_home_opened")
        async def opened(event: Json, client: AsyncWebClient) -> None:
            if event["tab"] == "home":
                await client.views_publish(user_id=event["user"], view=home_view("Nothing pressed"))

        @app.event("message")
        async def message() -> None:
            pass

    def _heard(self, name: str) -> Any:
        async def heard(ack: Any, action: Json) -> None:
            chosen = action.get("selected_option") or {}
            self.pressed.append(
                (name, action.get("value") or action.get("selected_date") or chosen.get("value"))
            )
            await ack()

        return heard
