"""What the files of Web API methods share: a call with its arguments, and how a method is declared."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from playground.parts import Parts
from playground.shapes import Json, Refused
from playground.workspace import Channel, Person

T = TypeVar("T")
_PAGE_SIZE = 100


@dataclass(frozen=True)
class Call:
    """One call of a method: arguments as sent (form values are strings, JSON values are what they are)."""

    parts: Parts
    args: Json
    base: str

    def text(self, name: str, default: str = "") -> str:
        """A string argument."""
        value = self.args.get(name, default)
        return value if isinstance(value, str) else str(value)

    def needed(self, name: str, error: str = "invalid_arguments") -> str:
        """A string argument that must be there."""
        value = self.text(name)
        if not value:
            metadata = {"messages": [f"[ERROR] missing required field: {name}"]}
            raise (
                Refused(error, response_metadata=metadata) if error == "invalid_arguments" else Refused(error)
            )
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A boolean argument."""
        value = self.args.get(name, default)
        return value if isinstance(value, bool) else str(value).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        """A whole number argument. Raises Refused("invalid_arguments")."""
        try:
            return int(self.args.get(name) or default)
        except (TypeError, ValueError):
            raise Refused("invalid_arguments") from None

    def json(self, name: str, error: str = "invalid_arguments") -> Any:  # noqa: ANN401  # JSON of any shape
        """An argument that is JSON, sent as such or as a string; None when absent."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused(error) from None

    def person(self, name: str = "user") -> Person:
        """The person whose id is given. Raises Refused("user_not_found")."""
        person = self.parts.workspace.people.get(self.text(name))
        if person is None:
            raise Refused("user_not_found")
        return person

    def channel(self, name: str = "channel") -> Channel:
        """The channel whose id is given, as far as the app may know of it. Raises Refused("channel_not_found")."""
        workspace = self.parts.workspace
        channel = workspace.channels.get(self.text(name))
        if channel is None:
            raise Refused("channel_not_found")
        if channel.kind in ("private", "dm") and workspace.bot_user_id not in channel.members:
            raise Refused("channel_not_found")
        return channel

    def page(self, things: list[T], default: int = _PAGE_SIZE) -> tuple[list[T], str]:
        """One page of a list by `limit` and `cursor`, and the next cursor. Raises Refused("invalid_cursor")."""
        limit = max(1, min(self.number("limit", default), 1000))
        cursor = self.text("cursor")
        if cursor and not cursor.isdigit():
            raise Refused("invalid_cursor")
        start = int(cursor or 0)
        return things[start : start + limit], str(start + limit) if start + limit < len(things) else ""


@dataclass(frozen=True)
class Method:
    """A Web API method: what it does, which scopes allow it (any one of them), and whose token it takes."""

    do: Callable[[Call], Json]
    scopes: tuple[str, ...] = ()
    caller: Literal["bot", "app", "anybody"] = "bot"
