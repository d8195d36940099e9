"""Switches that make the playground fail the way Slack and networks do, for tests."""

import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

How = Literal["429", "500", "timeout", "reset", "not_json", "fatal_error", "internal_error", "late"]


@dataclass
class ApiFault:
    """One spoilt answer of a Web API method; with `after` the method has done its work all the same."""

    how: How
    after: bool
    retry_after: int
    seconds: float


@dataclass(frozen=True)
class Chance:
    """How likely a call is spoilt in this way, from 0 to 1; the rest as for `Faults.answer`."""

    how: How
    chance: float
    after: bool = False
    retry_after: int = 1
    seconds: float = 60


class Faults:
    """What goes wrong next. Every switch counts down, so that a test states how often it happens; only `at_random` and
    `history_lag` last until they are changed."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Let everything work."""
        self._api: dict[str, deque[ApiFault]] = {}
        self._delays: dict[str, deque[float]] = {}
        self._acks_to_drop = 0
        self._copies_to_send = 0
        self._chances: dict[str, Sequence[Chance]] = {}
        self._dice = random.Random(0)  # noqa: S311 - no secret
        self.history_lag = timedelta(
            0
        )  # how long a message stands there before conversations.history shows it

    def at_random(self, seed: int, **chances: Sequence[Chance]) -> None:
        """From now on spoil calls by chance, the same for the same seed and order of calls; methods are written with an
        underscore: `chat_postMessage=[Chance("429", 0.03)]`. Without any, that ends."""
        self._dice = random.Random(seed)  # noqa: S311 - no secret
        self._chances = {name.replace("_", ".", 1): given for name, given in chances.items()}

    def answer(
        self,
        method: str,
        how: How,
        *,
        times: int = 1,
        after: bool = False,
        retry_after: int = 1,
        seconds: float = 60,
    ) -> None:
        """Spoil the next `times` answers of `method` ("chat.postMessage"; "*" for any).

        "429" carries Retry-After `retry_after` (seconds); "timeout" holds the answer for `seconds`, "reset" cuts the
        connection; "not_json" is a page of HTML with status 200; "fatal_error" and "internal_error" are answers with
        status 200. Slack says of both that the work may have been done: `after=True` plays that case, for every `how`.
        "late" cuts the connection and does the work `seconds` later.
        """
        self._api.setdefault(method, deque()).extend(
            ApiFault(how, after, retry_after, seconds) for _ in range(times)
        )

    def delay(self, method: str, seconds: float, *, times: int = 1) -> None:
        """Answer the next `times` calls of `method` late by `seconds` of real time."""
        self._delays.setdefault(method, deque()).extend([seconds] * times)

    def drop_acks(self, times: int = 1) -> None:
        """Lose the next `times` acknowledgements on their way from the app to Slack."""
        self._acks_to_drop += times

    def deliver_twice(self, times: int = 1) -> None:
        """Send each of the next `times` envelopes twice."""
        self._copies_to_send += times

    # -- asked by the server

    def next_for(self, method: str) -> ApiFault | None:
        """The fault that meets this call, if any; it is used up."""
        for name in (method, "*"):
            if self._api.get(name):
                return self._api[name].popleft()
        thrown = self._dice.random() if self._chances.get(method) else 1.0
        for each in self._chances.get(method, ()):
            thrown -= each.chance
            if thrown < 0:
                return ApiFault(each.how, each.after, each.retry_after, each.seconds)
        return None

    def next_delay(self, method: str) -> float:
        """Seconds to wait before answering this call; used up."""
        for name in (method, "*"):
            if self._delays.get(name):
                return self._delays[name].popleft()
        return 0.0

    def loses_ack(self) -> bool:
        """Is this acknowledgement lost? Used up."""
        if self._acks_to_drop:
            self._acks_to_drop -= 1
            return True
        return False

    def sends_twice(self) -> bool:
        """Is this envelope sent twice? Used up."""
        if self._copies_to_send:
            self._copies_to_send -= 1
            return True
        return False
