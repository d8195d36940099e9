"""Who somebody is, as Slack says, remembered for ten minutes; without an answer nobody is let in."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.access import Person, Standing, standing

REMEMBERED_FOR = timedelta(minutes=10)
MOST_REMEMBERED = 5000
# Seconds. Slack waits three for the whole answer to a command.
ANSWER_WITHIN = 1.5
# https://docs.slack.dev/reference/methods/users.list: a page, and how many of them are looked at, in how long.
A_LIST = 1000
MOST_LISTS = 5
LIST_WITHIN = 2.5
ZONES = available_timezones()


class People:
    """The people of one workspace."""

    def __init__(self, client: AsyncWebClient, team_id: str) -> None:
        self._client = client
        self._team_id = team_id
        self._known: dict[str, tuple[datetime, Person]] = {}
        self._everybody: tuple[datetime, dict[str, Person]] | None = None

    async def get(self, user_id: str, *, now: datetime) -> Person:
        """The person with this id. One whom Slack does not know is an outsider.

        Raises SlackApiError, aiohttp.ClientError or TimeoutError where Slack gives no answer in time: access fails closed. A zone that is missing or unknown
        is taken for UTC.
        """
        known = self._known.get(user_id)
        if known and timedelta(0) <= now - known[0] < REMEMBERED_FOR:
            return known[1]
        person = await self._ask(user_id)
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[user_id] = (now, person)
        return person

    async def _ask(self, user_id: str) -> Person:
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                answer = await self._client.users_info(user=user_id)
        except SlackApiError as error:
            data = error.response.data
            if isinstance(data, dict) and data.get("error") in {"user_not_found", "user_not_visible"}:
                return Person(user_id, "Somebody", "UTC", Standing.OUTSIDER)
            raise
        return self._read(answer["user"])

    def _read(self, user: Mapping[str, Any]) -> Person:
        user_id = str(user["id"])
        profile = user.get("profile") or {}
        name = (
            profile.get("real_name")
            or user.get("real_name")
            or profile.get("display_name")
            or user.get("name")
        )
        zone = str(user["tz"]) if user.get("tz") in ZONES else "UTC"
        admin = bool(user.get("is_admin") or user.get("is_owner"))
        return Person(user_id, str(name or "Somebody"), zone, standing(user, self._team_id), admin)

    async def everybody(self, *, now: datetime) -> Mapping[str, Person]:
        """All whom Slack names here, by id: members, guests, apps and who has left; remembered for ten minutes.

        In a workspace of more than some thousands not everybody is among them, nor whoever changed since: those are to be
        asked for one by one. Raises as `get` does.
        """
        if self._everybody and timedelta(0) <= now - self._everybody[0] < REMEMBERED_FOR:
            return self._everybody[1]
        found: dict[str, Person] = {}
        cursor = ""
        async with asyncio.timeout(LIST_WITHIN):
            for _ in range(MOST_LISTS):
                answer = await self._client.users_list(limit=A_LIST, cursor=cursor)
                found |= {str(user["id"]): self._read(user) for user in answer["members"]}
                cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
                if not cursor:
                    break
        self._everybody = (now, found)
        return found

    def forget(self, user_id: str) -> None:
        """Asks Slack again next time."""
        self._known.pop(user_id, None)
        if self._everybody:
            self._everybody[1].pop(user_id, None)


def local(now: datetime, person: Person) -> datetime:
    """An instant on a person's own clock."""
    return now.astimezone(ZoneInfo(person.zone))


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)
