"""Who would read what is said in a channel: nothing internal is posted where a guest or an outsider sits."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.access import Standing
from handlers.house import UNREACHED, House

# In a channel with more people than this nobody is asked for; it is taken for one with outsiders.
MOST_PAGES = 5
A_PAGE = 1000
# Why nothing is posted somewhere, to be read after "because".
OUTSIDERS = "a guest or somebody from outside is in that channel"
NOT_THERE = "I am not in that channel"
ARCHIVED = "that channel is archived"
# What Slack says of a channel in which we are not. https://docs.slack.dev/reference/methods/conversations.info#errors
UNSEEN = {"channel_not_found", "not_in_channel", "method_not_supported_for_channel_type"}


async def why_not(house: House, channel_id: str, *, now: datetime) -> str:
    """Why nothing internal may be posted there, in words; empty where everybody in it is a member of this workspace and
    we are in it. Asked at every post: somebody may have been invited a moment ago.

    Raises SlackApiError, aiohttp.ClientError or TimeoutError where Slack does not say.
    """
    try:
        channel = await _channel(house, channel_id)
        if channel.get("is_archived"):
            return ARCHIVED
        if not channel.get("is_member"):
            return NOT_THERE
        return "" if await only_members(house, channel_id, channel, now=now) else OUTSIDERS
    except SlackApiError as error:
        data = error.response.data
        if isinstance(data, dict) and data.get("error") in UNSEEN:
            return NOT_THERE
        raise


async def _channel(house: House, channel_id: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = (await house.client.conversations_info(channel=channel_id))["channel"]
    return found


async def seen_by(house: House, person_id: str, channel_ids: Iterable[str], *, most: int) -> list[str]:
    """Of these channels up to so many whose names may be said to somebody: the public ones, and the private ones that they
    are in. Where Slack does not say, a channel is left out."""
    seen: list[str] = []
    for channel_id in channel_ids:
        if len(seen) == most:
            break
        try:
            channel = await _channel(house, channel_id)
            if channel.get("is_private") is not False or channel.get("is_mpim"):
                members = await house.client.conversations_members(channel=channel_id, limit=A_PAGE)
                if person_id not in members["members"]:
                    continue
        except UNREACHED:
            continue
        seen.append(channel_id)
    return seen


async def only_members(
    house: House, channel_id: str, channel: Mapping[str, Any] | None = None, *, now: datetime
) -> bool:
    """Whether everybody in a channel is a member of this workspace, or one of its apps; `channel` is what Slack says of it,
    if that was asked already. https://docs.slack.dev/apis/slack-connect#external

    Raises SlackApiError, aiohttp.ClientError or TimeoutError where Slack does not say.
    """
    if channel is None:
        channel = await _channel(house, channel_id)
    if channel.get("is_ext_shared") or channel.get("is_pending_ext_shared") or channel.get("is_shared"):
        return False
    known = await house.people.everybody(now=now)
    cursor = ""
    for _ in range(MOST_PAGES):
        found = await house.client.conversations_members(channel=channel_id, limit=A_PAGE, cursor=cursor)
        for user_id in found["members"]:
            person = known.get(user_id) or await house.people.get(user_id, now=now)
            if person.standing not in {Standing.MEMBER, Standing.BOT, Standing.GONE}:
                return False
        cursor = (found.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return True
    return False
