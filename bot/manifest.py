"""The app's manifest for a Kept that Slack posts to, instead of Socket Mode."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from bot.refusals import Refusal


def over_http(manifest: Mapping[str, Any], address: str) -> dict[str, Any]:
    """`manifest.yml` (parsed) with this address wherever Slack asks for one. Raises Refusal for an address that Slack does
    not take. https://docs.slack.dev/reference/app-manifest"""
    if not _is_public(address):
        raise Refusal(
            f"“{address}” is no address that Slack can post to: it begins with https:// and names the machine as the internet "
            "knows it, for example https://kept.example.com/slack/events."
        )
    found: dict[str, Any] = deepcopy(dict(manifest))
    for command in found["features"]["slash_commands"]:
        command["url"] = address
    settings = found["settings"]
    settings["event_subscriptions"]["request_url"] = address
    settings["interactivity"] |= {"request_url": address, "message_menu_options_url": address}
    settings["socket_mode_enabled"] = False
    return found


def _is_public(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:  # such as a bracket that is never closed
        return False
    plain = parts.username is None and not parts.fragment and not any(map(str.isspace, address))
    return parts.scheme == "https" and "." in (parts.hostname or "") and port != 0 and plain
