"""Trigger ids: three seconds of real time and one use to open a view."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from playground.shapes import Refused, fresh_id

LIFE_SECONDS = 3.0
_KEPT = 2000


@dataclass
class Trigger:
    """Whose gesture it was, and from which open view it came (empty: from outside a modal)."""

    person_id: str
    view_id: str
    issued: float
    used: bool = False


class Triggers:
    """Issues and exchanges trigger ids; pushing the playground's clock does not age them."""

    def __init__(self, timer: Callable[[], float] = time.monotonic, *, life: float = LIFE_SECONDS) -> None:
        """`life` in seconds of `timer`: longer than Slack's where it is not expiry that is tried."""
        self._timer = timer
        self._life = life
        self._triggers: dict[str, Trigger] = {}

    def issue(self, person_id: str, view_id: str = "") -> str:
        """A new trigger id for a person's gesture."""
        while len(self._triggers) >= _KEPT:
            del self._triggers[next(iter(self._triggers))]
        trigger_id = f"{int(time.time())}.{len(self._triggers)}.{fresh_id('', 20).lower()}"
        self._triggers[trigger_id] = Trigger(person_id, view_id, self._timer())
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger id up.

        Raises Refused("invalid_trigger_id"), ("exchanged_trigger_id") or ("expired_trigger_id");
        https://docs.slack.dev/reference/methods/views.open
        """
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self._timer() - trigger.issued > self._life:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger
