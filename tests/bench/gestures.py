"""The gestures that are measured, as Slack writes them down."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from playground.company import PEOPLE, TEAM_DOMAIN, TEAM_ID

MORNING = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)  # a Wednesday
PROMISE = "Acme: replacement pump by Fri 5pm"
MIA = PEOPLE[0].id
ACCOUNTS = "C0ACCOUNTS1"
NUMBERS = count(1)


def command(name: str, text: str) -> dict[str, Any]:
    """A slash command typed by Mia, never the same twice: each has its own trigger id.
    https://docs.slack.dev/interactivity/implementing-slash-commands"""
    number = next(NUMBERS)
    return {
        "token": "verification",
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": ACCOUNTS,
        "channel_name": "accounts",
        "user_id": MIA,
        "user_name": "mia",
        "command": name,
        "text": text,
        "api_app_id": "A0KEPT00001",
        "is_enterprise_install": "false",
        "response_url": f"http://127.0.0.1:1/response/{number}",
        "trigger_id": f"1795593600.{number}.b1e4c5d2f3a60798",
    }


def message(text: str, channel: str = ACCOUNTS) -> dict[str, Any]:
    """A message of Mia's in a channel, never the same twice. https://docs.slack.dev/reference/events/message.channels"""
    number = next(NUMBERS)
    ts = f"{MORNING.timestamp():.0f}.{number:06}"
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {
        "token": "verification",
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": "A0KEPT00001",
        "type": "event_callback",
        "event_id": f"Ev{number:09}",
        "event_time": int(MORNING.timestamp()),
        "is_ext_shared_channel": False,
        "event_context": f"4-message-{TEAM_ID}",
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM_ID,
                "user_id": "U0KEPT00001",
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "event": {
            "type": "message",
            "user": MIA,
            "team": TEAM_ID,
            "client_msg_id": f"6f1d8e2a-0000-4000-8000-{number:012}",
            "text": text,
            "blocks": [{"type": "rich_text", "block_id": "bWq3", "elements": [section]}],
            "channel": channel,
            "channel_type": "channel",
            "ts": ts,
            "event_ts": ts,
        },
    }


def messages_tab_opened() -> dict[str, Any]:
    """Mia looks at Kept's messages: a gesture that Kept answers with nothing.
    https://docs.slack.dev/reference/events/app_home_opened"""
    number = next(NUMBERS)
    return {
        "token": "verification",
        "team_id": TEAM_ID,
        "api_app_id": "A0KEPT00001",
        "type": "event_callback",
        "event_id": f"Ev{number:09}",
        "event_time": 1795593600,
        "authorizations": [
            {"enterprise_id": None, "team_id": TEAM_ID, "user_id": "U0KEPT00001", "is_bot": True}
        ],
        "event": {
            "type": "app_home_opened",
            "user": MIA,
            "channel": "D0MIA000001",
            "tab": "messages",
            "event_ts": f"1795593600.{number:06}",
        },
    }
