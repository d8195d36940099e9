"""What is heard twice has one answer: Slack delivers some things twice, and people press twice."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.way_in import Listener

Payload = Mapping[str, Any]
# The body that acknowledged something, as soon as it is there; None where listening failed.
Heard = asyncio.Future[dict[str, Any] | None]
# So many answers are kept; what is older, and what another replica or a Kept before a restart has heard, is known by its effect
# alone (handlers/effects.py). A thousand of them cost each promise a fifteenth more: nothing's memory is used again while it
# is still warm (make bench).
MOST = 40
# What is pressed again so soon was pressed before anybody could have read an answer.
DOUBLE_CLICK = timedelta(seconds=2)


class Repeats:
    """What was heard lately, by the id that Slack gives each delivery, and what each person did last."""

    def __init__(self) -> None:
        self._known: dict[str, Heard] = {}
        self._last: dict[str, tuple[tuple[object, ...], datetime, Heard]] = {}

    async def once(self, payload: dict[str, Any], listen: Listener, *, now: datetime) -> dict[str, Any]:
        """The body that acknowledges it: of the same thing delivered again, and of the second press of a double click, that
        of the first, and nothing else is done. Raises what listening raises; then nothing was heard."""
        # https://docs.slack.dev/interactivity/handling-user-interaction#payloads: every gesture has a trigger of its own
        key = str(payload.get("trigger_id") or payload.get("event_id") or "")
        if not key:
            return await listen(payload)
        pressed = "actions" in payload
        while first := self._known.get(key) or (self._pressed_before(payload, now) if pressed else None):
            acknowledged = await asyncio.shield(first)
            if acknowledged is not None:
                self._known[key] = first
                return acknowledged
        self._known[key] = heard = asyncio.get_running_loop().create_future()
        self._note(payload, now, heard)
        try:
            acknowledged = await listen(payload)
        except BaseException:
            self._known.pop(key, None)
            self._last.pop(_who(payload), None)
            heard.set_result(None)
            raise
        heard.set_result(acknowledged)
        while len(self._known) > MOST:
            del self._known[next(iter(self._known))]
        return acknowledged

    def _pressed_before(self, payload: Payload, now: datetime) -> Heard | None:
        """The same press, if it is the last thing that this person did, just now or still in hand."""
        last = self._last.get(_who(payload))
        if last is None or last[0] != _press(payload):
            return None
        return last[2] if now - last[1] < DOUBLE_CLICK or not last[2].done() else None

    def _note(self, payload: Payload, now: datetime, heard: Heard) -> None:
        if "actions" in payload:
            self._last[_who(payload)] = (_press(payload), now, heard)
        elif self._last:
            self._last.pop(_who(payload), None)


def _who(payload: Payload) -> str:
    return str(payload.get("user_id") or (payload.get("user") or {}).get("id") or "")


def _press(payload: Payload) -> tuple[object, ...]:
    """Where something was pressed, what, and what was filled in there: all but the instant."""
    pressed = [
        {name: value for name, value in each.items() if name != "action_ts"}
        for each in payload.get("actions") or ()
    ]
    state = payload.get("state") or (payload.get("view") or {}).get("state")
    return payload.get("container"), pressed, state
