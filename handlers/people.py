"""Who somebody is, as Slack says, remembered for ten minutes; without an answer nobody is let in."""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import aiohttp
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
# Of several people so many are asked for one by one, and more of them in pages.
A_FEW = 5
MOST_SINGLE = 25
# https://docs.slack.dev/reference/methods/dnd.teamInfo: so many at once, and so many such questions at a time.
PAUSES_AT_ONCE = 50
MOST_PAUSES = 4
PAUSES_REMEMBERED_FOR = timedelta(minutes=5)
# Slack did not answer, or will not: asked again that much later.
NO_ANSWER_FOR, NOT_ALLOWED_FOR = timedelta(minutes=1), timedelta(hours=1)
NOT_ALLOWED = {
    "missing_scope",
    "not_allowed_token_type",
    "unknown_method",
    "method_deprecated",
    "no_permission",
}
UNREACHED = (SlackApiError, aiohttp.ClientError, TimeoutError)
# From when to when somebody's do-not-disturb runs, or comes next (UTC).
Pause = tuple[datetime, datetime]


@dataclass
class Watch:
    """What one Kept has in mind of people between two ticks; nothing is lost with it.

    `changed`: about whom Slack just said something, or whom it shows otherwise than before. `away`: whom it showed as away.
    """

    changed: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)
    leads: tuple[frozenset[str], int] = (frozenset(), 0)  # and how many calls each makes a month
    owners_at: datetime | None = None
    away_at: datetime | None = None


class People:
    """The people of one workspace."""

    def __init__(self, client: AsyncWebClient, team_id: str) -> None:
        self._client = client
        self._team_id = team_id
        self._known: dict[str, tuple[datetime, Person]] = {}
        self._everybody: tuple[datetime, dict[str, Person]] | None = None
        self._pauses: dict[str, tuple[datetime, Pause | None]] = {}
        self._silent_until = self._pauses_not_before = datetime.min.replace(tzinfo=UTC)
        self.watch = Watch()

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
                answer = await self._client.users_info(user=user_id, include_locale=True)
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
        zone = str(user["tz"]) if user.get("tz") in _zones() else "UTC"
        admin = bool(user.get("is_admin") or user.get("is_owner"))
        ends = profile.get("status_expiration")
        return Person(
            user_id,
            str(name or "Somebody"),
            zone,
            standing(user, self._team_id),
            admin,
            status=str(profile.get("status_text") or ""),
            emoji=str(profile.get("status_emoji") or ""),
            status_until=_instant(ends) if ends else None,
            locale=str(user.get("locale") or ""),
        )

    async def several(self, user_ids: Iterable[str], *, now: datetime) -> Mapping[str, Person]:
        """Those of these people of whom Slack says who they are, by id, in few questions however many they are. Never
        raises: of whom it says nothing now, nothing is known."""
        wanted = dict.fromkeys(user_ids)
        found = {user_id: known for user_id in wanted if (known := self._known_now(user_id, now))}
        missing = [user_id for user_id in wanted if user_id not in found]
        if not missing or now < self._silent_until:
            return found
        try:
            if len(missing) > A_FEW:
                all_ = await self.everybody(now=now)
                found |= {user_id: all_[user_id] for user_id in missing if user_id in all_}
            # Who is in none of the pages: who changed since, or what comes after thousands.
            for user_id in [each for each in missing if each not in found][:MOST_SINGLE]:
                found[user_id] = await self.get(user_id, now=now)
        except UNREACHED:
            self._silent_until = now + NO_ANSWER_FOR
        return found

    def _known_now(self, user_id: str, now: datetime) -> Person | None:
        known = self._known.get(user_id)
        if known and timedelta(0) <= now - known[0] < REMEMBERED_FOR:
            return known[1]
        all_ = self._everybody
        if all_ and timedelta(0) <= now - all_[0] < REMEMBERED_FOR:
            return all_[1].get(user_id)
        return None

    async def pauses(self, user_ids: Collection[str], *, now: datetime) -> Mapping[str, Pause]:
        """The do-not-disturb of each of these people that runs or comes next, by id; asked for in groups, remembered for
        five minutes. Never raises: without an answer, or the scope dnd:read, nobody has any.

        https://docs.slack.dev/reference/methods/dnd.teamInfo; `snooze_…` is shown to nobody but the person themselves, but
        a pause is the time that runs now.
        """
        fresh = {
            user_id
            for user_id in user_ids
            if (known := self._pauses.get(user_id)) and timedelta(0) <= now - known[0] < PAUSES_REMEMBERED_FOR
        }
        left = sorted(set(user_ids) - fresh)[: PAUSES_AT_ONCE * MOST_PAUSES]
        if now >= self._pauses_not_before:
            for start in range(0, len(left), PAUSES_AT_ONCE):
                if not await self._ask_pauses(left[start : start + PAUSES_AT_ONCE], now):
                    break
        known_ = {user_id: self._pauses[user_id][1] for user_id in user_ids if user_id in self._pauses}
        return {user_id: pause for user_id, pause in known_.items() if pause is not None}

    async def _ask_pauses(self, user_ids: Collection[str], now: datetime) -> bool:
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                answer = await self._client.dnd_teamInfo(users=list(user_ids))
        except UNREACHED as error:
            data = error.response.data if isinstance(error, SlackApiError) else {}
            never = isinstance(data, dict) and data.get("error") in NOT_ALLOWED
            self._pauses_not_before = now + (NOT_ALLOWED_FOR if never else NO_ANSWER_FOR)
            self._pauses.clear()
            return False
        if len(self._pauses) >= MOST_REMEMBERED:
            self._pauses.clear()
        said = answer.get("users") or {}
        self._pauses |= {user_id: (now, _pause(said.get(user_id) or {})) for user_id in user_ids}
        return True

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

    async def known_admins(self, *, now: datetime) -> list[Person]:
        """The admins and owners of the workspace among all whom Slack names, by id; nobody where it gives no answer."""
        if now < self._silent_until:
            return []
        try:
            found = await self.everybody(now=now)
        except UNREACHED:
            self._silent_until = now + NO_ANSWER_FOR
            return []
        admins = [each for each in found.values() if each.admin and each.standing is Standing.MEMBER]
        return sorted(admins, key=lambda each: each.id)

    def told(self, event: Mapping[str, Any]) -> None:
        """Hears what Slack itself tells of somebody who changed, so that nobody has to be asked for it. The language is not
        in it: it stays what it was, and where none was known, or it is nobody of this workspace, they are asked for.

        https://docs.slack.dev/reference/events/user_change
        """
        user = event.get("user")
        if event.get("type") != "user_change" or not isinstance(user, Mapping) or not user.get("id"):
            return
        user_id = str(user["id"])
        known = self._known.get(user_id)
        self.forget(user_id)
        if known and known[1].locale and user.get("team_id") == self._team_id and user.get("profile"):
            locale = str(user.get("locale") or known[1].locale)
            # As old as what was known: somebody's language is asked for no later than it would have been.
            self._known[user_id] = (known[0], self._read(user)._replace(locale=locale))

    def forget(self, user_id: str) -> None:
        """Asks Slack again next time."""
        self._known.pop(user_id, None)
        self._pauses.pop(user_id, None)
        if self._everybody:
            self._everybody[1].pop(user_id, None)


def _instant(seconds: object) -> datetime | None:
    """UNIX seconds as an instant; None for what is none."""
    try:
        return datetime.fromtimestamp(float(str(seconds)), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _pause(said: Mapping[str, Any]) -> Pause | None:
    if not said.get("dnd_enabled"):
        return None
    begins, ends = _instant(said.get("next_dnd_start_ts")), _instant(said.get("next_dnd_end_ts"))
    return (begins, ends) if begins and ends and begins < ends else None


def local(now: datetime, person: Person) -> datetime:
    """An instant on a person's own clock."""
    return now.astimezone(ZoneInfo(person.zone))


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


@cache
def _zones() -> set[str]:
    """Looked up in many files, so not before somebody's is asked for."""
    return available_timezones()
