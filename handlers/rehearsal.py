"""A house for practice: everything is carried out behind the door and taken back at once, and nobody else hears of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Concatenate, ParamSpec, TypeVar

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from sqlalchemy import Connection

from handlers.house import House
from handlers.slack_client import Client
from storage.database import Database

P = ParamSpec("P")
R = TypeVar("R")
# What Slack is asked, and what is shown to whoever pressed something; all the rest is said or done to others.
HARMLESS = ("views.", "users.", "team.", "auth.", "dnd.", "bots.")
HARMLESS_ENDINGS = (".info", ".list", ".members", ".history", ".replies", ".open", ".get", ".getPermalink")


class Tried(Exception):
    """Work that came to its end, to be taken back; `result` is what it gave."""

    def __init__(self, result: object) -> None:
        super().__init__("practice")
        self.result = result


def _try(
    conn: Connection, function: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> None:
    """Does the work and raises Tried, so that the door takes back what it wrote."""
    raise Tried(function(conn, *args, **kwargs))


class RehearsalDatabase(Database):
    """The door to the `real` database, with every change taken back; `tried` counts those that came to their end."""

    def __init__(self, real: Database) -> None:
        # Nothing of its own is opened here.
        self.real = real
        self.tried = 0

    async def start(self) -> None:
        """The real one is open already."""

    async def stop(self) -> None:
        """The real one stays open."""

    async def write(
        self, function: Callable[Concatenate[Connection, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Its result, as if it had been saved; what it raises is raised."""
        try:
            await self.real.write(_try, function, args, kwargs)
        except Tried as tried:
            self.tried += 1
            result: R = tried.result  # type: ignore[assignment]
            return result
        raise RuntimeError("What is only tried cannot come to an end quietly.")

    async def read(
        self, function: Callable[Concatenate[Connection, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """The truth."""
        return await self.real.read(function, *args, **kwargs)


class QuietClient(Client):
    """The way to Slack on which nothing reaches anybody but one person, in answers and in their own messages."""

    def __init__(self, real: AsyncWebClient, person_id: str) -> None:
        self.__dict__.update(real.__dict__)
        self._person_id = person_id

    async def api_call(self, api_method: str, **asked: Any) -> AsyncSlackResponse:  # noqa: ANN401 - as the SDK has it
        """Asks Slack, unless somebody else would hear of it: then it is as if it had been said."""
        if self._harmless(api_method, asked):
            return await super().api_call(api_method, **asked)
        return AsyncSlackResponse(
            client=self,
            http_verb="POST",
            api_url=api_method,
            req_args={},
            data={"ok": True, "ts": "", "channel": "", "message": {}, "files": []},
            headers={},
            status_code=200,
        )

    def _harmless(self, method: str, asked: Mapping[str, Any]) -> bool:
        if method.startswith(HARMLESS) or method.endswith(HARMLESS_ENDINGS):
            return True
        given = {**(asked.get("params") or {}), **(asked.get("data") or {}), **(asked.get("json") or {})}
        to = str(given.get("channel") or "")
        if method == "chat.postEphemeral":
            return given.get("user") == self._person_id
        return method.startswith("chat.") and (to == self._person_id or to.startswith("D"))


@dataclass
class RehearsalHouse(House):
    """The `real` house as somebody finds it who practises."""

    real: House | None = None
    person_id: str = ""

    async def tell(self, user_id: str, body: dict[str, Any]) -> bool:
        """Nobody else hears of it."""
        return await super().tell(user_id, body) if user_id == self.person_id else True


def rehearsed(house: House, person_id: str) -> House:
    """The same house for somebody who practises."""
    held = {each.name: getattr(house, each.name) for each in fields(House)}
    held |= {"db": RehearsalDatabase(house.db), "client": QuietClient(house.client, person_id)}
    return RehearsalHouse(**held, real=house, person_id=person_id)


def real(house: House) -> House:
    """The house in which things stay, where practice is begun and ended."""
    return house.real or house if isinstance(house, RehearsalHouse) else house
