"""A message as Slack has it: when it was written, its words as they stand now, and whether every colleague may read it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.house import UNREACHED, House


def said_at(ts: str, otherwise: datetime) -> datetime:
    """When the message with that `ts` was written."""
    return datetime.fromtimestamp(float(ts), UTC) if ts.replace(".", "", 1).isdecimal() else otherwise


async def fetch(house: House, channel: str, ts: str) -> Mapping[str, Any] | None:
    """One message as it stands now, in a thread too; None where Slack shows none.
    https://docs.slack.dev/reference/methods/conversations.history#single-message"""
    client = house.client
    try:
        line = await client.conversations_history(
            channel=channel, latest=ts, oldest=ts, inclusive=True, limit=1
        )
        found = line.get("messages") or []
        if not found:  # it may stand in a thread
            thread = await client.conversations_replies(
                channel=channel, ts=ts, latest=ts, oldest=ts, inclusive=True, limit=2
            )
            found = thread.get("messages") or []
    except UNREACHED:
        return None
    return next((each for each in found if each.get("ts") == ts), None)


async def is_private(house: House, channel: str) -> bool:
    """Whether not every colleague can read there; so it is taken to be where Slack does not say."""
    if channel.startswith("D"):
        return False  # somebody's own talk with Kept, who hears of no other; what was logged from one says so by its link
    try:
        found: Mapping[str, Any] = (await house.client.conversations_info(channel=channel)).get(
            "channel"
        ) or {}
    except UNREACHED:
        return True
    return found.get("is_private") is not False or bool(found.get("is_mpim"))
