"""Who somebody is, as Slack says, remembered for ten minutes; without an answer nobody is let in."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.access import Person, Standing, standing

REMEMBERED_FOR = timedelta(minutes=10)
MOST_REMEMBERED = 5000
# Seconds. Slack waits three for the whole answer to a command.
ANSWER_WITHIN = 1.5
ZONES = available_timezones()


class People:
    """The people of one workspace."""

    def __init__(self, client: AsyncWebClient, team_id: str) -> None:
        self._client = client
        self._team_id = team_id
        self._known: dict[str, tuple[datetime, Person]] = {}

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
        user = answer["user"]
        profile = user.get("profile") or {}
        name = (
            profile.get("real_name")
            or user.get("real_name")
            or profile.get("display_name")
            or user.get("name")
        )
        zone = user.get("tz") if user.get("tz") in ZONES else "UTC"
        return Person(user_id, name or "Somebody", zone, standing(user, self._team_id))

    def forget(self, user_id: str) -> None:
        """Asks Slack again next time."""
        self._known.pop(user_id, None)


def local(now: datetime, person: Person) -> datetime:
    """An instant on a person's own clock."""
    return now.astimezone(ZoneInfo(person.zone))


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)
