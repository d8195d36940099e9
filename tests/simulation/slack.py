"""A Slack for the simulation: it delivers at once, late, or not, whatever it answers, and its history may lag."""

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp

BOT = "U0KEPT00001"
TOO_MANY = "429"
# What may come instead of an answer: a status with a body, or an exception.
BAD: Mapping[str, tuple[int, bytes] | type[Exception]] = {
    "500": (500, b"oops"),
    "200 html": (200, b"<html>"),
    "fatal_error": (200, b'{"ok": false, "error": "fatal_error"}'),
    "nonsense": (200, b'{"ok": false, "error": "brand_new_error"}'),
    "cut": aiohttp.ServerDisconnectedError,
    "no answer": TimeoutError,
}


@dataclass
class Said:
    """One message: since when it stands there, and from when on the history shows it."""

    channel: str
    ts: str
    text: str
    metadata: Mapping[str, Any]
    seen_from: datetime


@dataclass
class Request:
    """One call on the wire."""

    method: str
    arguments: Mapping[str, Any]
    sent_at: datetime
    done: bool = False  # Slack has acted on it


@dataclass
class Try:
    """One post that was sent, whether Slack has surely refused it, and whether its sender knows what became of it."""

    sent_at: datetime
    request: "Request"
    sender: object
    refused: bool = False
    known: bool = False


@dataclass
class FakeSlack:
    """What stands in Slack; `world` tells the time."""

    now: datetime
    said: list[Said] = field(default_factory=list)
    late: list[tuple[datetime, Request, timedelta]] = field(default_factory=list)
    tries: dict[str, list[Try]] = field(default_factory=dict)  # by mark
    looked: dict[str, datetime] = field(default_factory=dict)  # by channel: when a history was shown
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def act(self, request: Request, lag: timedelta = timedelta(0)) -> dict[str, Any]:
        """Does what is asked for and answers."""
        request.done = True
        what = getattr(self, "_" + request.method.replace(".", "_"))
        answer: dict[str, Any] = what(request.arguments, lag)
        return answer

    def act_later(self, request: Request, at: datetime, lag: timedelta) -> None:
        """Does it at that moment, when nobody listens any more."""
        self.late.append((at, request, lag))

    def forward(self, to: datetime) -> None:
        """Lets time pass: what is late lands on the way."""
        for moment, request, lag in sorted(self.late, key=lambda each: each[0]):
            if moment <= to:
                self.now = moment
                self.act(request, lag)
        self.late = [each for each in self.late if each[0] > to]
        self.now = to

    def _conversations_open(self, asked: Mapping[str, Any], _lag: timedelta) -> dict[str, Any]:
        return {"ok": True, "channel": {"id": _channel(asked["users"])}}

    def _chat_postMessage(self, asked: Mapping[str, Any], lag: timedelta) -> dict[str, Any]:  # noqa: N802
        channel = _channel(asked["channel"])
        ts = f"{int(self.now.timestamp())}.{next(self.numbers):06d}"
        self.said.append(Said(channel, ts, asked["text"], asked["metadata"], self.now + lag))
        return {"ok": True, "channel": channel, "ts": ts}

    def _chat_update(self, asked: Mapping[str, Any], _lag: timedelta) -> dict[str, Any]:
        for each in self._at(asked):
            each.text, each.metadata = asked["text"], asked["metadata"]
            return {"ok": True, "channel": each.channel, "ts": each.ts}
        return {"ok": False, "error": "message_not_found"}

    def _chat_delete(self, asked: Mapping[str, Any], _lag: timedelta) -> dict[str, Any]:
        found = self._at(asked)
        self.said = [each for each in self.said if each not in found]
        return {"ok": True} if found else {"ok": False, "error": "message_not_found"}

    def _conversations_history(self, asked: Mapping[str, Any], _lag: timedelta) -> dict[str, Any]:
        self.looked[asked["channel"]] = self.now
        shown = [
            {"ts": each.ts, "user": BOT, "text": each.text, "metadata": each.metadata}
            for each in self.said
            if each.channel == asked["channel"]
            and each.seen_from <= self.now
            and float(each.ts) > float(asked["oldest"])
        ]
        return {"ok": True, "messages": shown[::-1], "has_more": False}

    def _at(self, asked: Mapping[str, Any]) -> list[Said]:
        return [each for each in self.said if (each.channel, each.ts) == (asked["channel"], asked["ts"])]


def _channel(place: str) -> str:
    return "D" + place[1:] if place.startswith("U") else place


class Response:
    """An answer as the session gives it."""

    def __init__(self, status: int, raw: bytes) -> None:
        self.status, self._raw = status, raw
        self.headers = {"Retry-After": "7"} if status == 429 else {}

    async def read(self) -> bytes:
        return self._raw


def answered(body: Mapping[str, Any]) -> Response:
    """A fine answer."""
    return Response(200, json.dumps(body).encode())


def bad(how: str) -> Response:
    """No answer worth its name; raises what keeps it from coming."""
    what = BAD[how]
    if isinstance(what, tuple):
        return Response(*what)
    raise what
