"""Who and which channels a file may name: asked of Slack only where it names any."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.access import Standing, standing
from bot.import_cells import Colleague, Colleagues, Places

A_PAGE = 200
MOST_PAGES = 100
CANNOT = {
    Standing.GUEST: "is a guest here",
    Standing.OUTSIDER: "is from another organisation",
    Standing.BOT: "is an app",
    Standing.GONE: "has left this workspace",
}


async def colleagues(client: AsyncWebClient, team_id: str) -> Colleagues:
    """Everybody in the workspace, by all they are called. Raises SlackApiError or what the network raises."""
    return Colleagues([_colleague(user, team_id) for user in await _users(client)])


async def people_by_id(client: AsyncWebClient) -> dict[str, str]:
    """What everybody is called, by id. Raises SlackApiError or what the network raises."""
    return {user["id"]: _shown(user) for user in await _users(client)}


async def _users(client: AsyncWebClient) -> list[Mapping[str, Any]]:
    """https://docs.slack.dev/reference/methods/users.list; e-mail addresses come with users:read.email."""
    found: list[Mapping[str, Any]] = []
    cursor = ""
    for _ in range(MOST_PAGES):
        answer = await client.users_list(limit=A_PAGE, cursor=cursor)
        found += answer["members"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    return found


def _shown(user: Mapping[str, Any]) -> str:
    profile = user.get("profile") or {}
    return str(profile.get("real_name") or user.get("real_name") or user.get("name") or "")


def _colleague(user: Mapping[str, Any], team_id: str) -> Colleague:
    profile = user.get("profile") or {}
    names = (
        user.get("name"),
        user.get("real_name"),
        profile.get("real_name"),
        profile.get("display_name"),
        profile.get("email"),
    )
    return Colleague(user["id"], [name for name in names if name], CANNOT.get(standing(user, team_id), ""))


async def places(client: AsyncWebClient) -> Places:
    """The channels that Kept sees, by name. Raises SlackApiError or what the network raises.

    https://docs.slack.dev/reference/methods/conversations.list
    """
    found: dict[str, str] = {}
    cursor = ""
    for _ in range(MOST_PAGES):
        answer = await client.conversations_list(
            types="public_channel,private_channel", exclude_archived=True, limit=A_PAGE, cursor=cursor
        )
        found |= {str(each.get("name") or "").casefold(): each["id"] for each in answer["channels"]}
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    return Places(found)
