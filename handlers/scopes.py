"""What Kept's app may do in a workspace: what manifest.yml asks for, held against what Slack granted."""

import logging
from collections.abc import Mapping

from handlers.slack_errors import REINSTALL

log = logging.getLogger("kept")
# Those of manifest.yml, so that no start has to read it; tests/test_manifest.py compares the two.
SCOPES = (
    "commands",
    "chat:write",
    "users:read",
    "im:history",
    "im:write",
    "app_mentions:read",
    "reactions:read",
    "channels:history",
    "groups:history",
    "channels:read",
    "groups:read",
    "files:read",
    "files:write",
    "dnd:read",
    "users:read.email",
)
# Slack names them with every answer to the bot's token. https://docs.slack.dev/authentication/installing-with-oauth
GRANTED = "x-oauth-scopes"


def compare(headers: Mapping[str, str]) -> None:
    """Says in the log which scopes are missing; where Slack names none, nothing is known."""
    granted = {each.strip() for each in headers.get(GRANTED, "").split(",")} - {""}
    missing = [each for each in SCOPES if each not in granted]
    if granted and missing:
        log.warning(
            "Slack has not granted Kept %s. What needs that will fail until somebody mends it: %s.",
            ", ".join(missing),
            REINSTALL,
        )
