"""The way in past Bolt: what Kept has a listener for goes straight to it."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import orjson
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from handlers.house import House

# A payload, and the body that acknowledges it.
Listener = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]


class App(AsyncApp):
    """Bolt's app with one listener for each type of payload, which Bolt would ask one after another, with a client and a
    context made for each payload: that is a third of what its own no-op costs (make bench). What nobody listens for
    still goes Bolt's way, which says so."""

    listeners: Mapping[str, Listener] = {}

    def listener(self, body: Mapping[str, Any]) -> Listener | None:
        """Who listens for such a payload."""
        return self.listeners.get("command" if "command" in body else str(body.get("type")))

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Bolt's own way in, as its servers use it."""
        listen = self.listener(req.body)
        if listen is None:
            return await super().async_dispatch(req)
        said = await listen(req.body)
        return BoltResponse(status=200, body=as_json(said).decode() if said else "")


def as_json(said: Mapping[str, Any]) -> bytes:
    """A body as it leaves."""
    try:
        return orjson.dumps(said)
    except orjson.JSONEncodeError:  # half a character, in a name that Slack told
        return json.dumps(said).encode()


def app(house: House, listeners: Mapping[str, Listener], *, token: str) -> App:
    """The Bolt app of one workspace."""
    made = App(
        # Bolt makes the logger of this name like its own: of that one, and not of Kept's, which the command line has say more.
        name="kept.bolt",
        client=house.client,
        authorize=_authorize(house, token),
        process_before_response=True,
        request_verification_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        logger=logging.getLogger("kept.bolt"),
    )
    made.listeners = listeners
    return made


def _authorize(house: House, token: str) -> Callable[..., Awaitable[AuthorizeResult]]:
    """The one workspace's own token; Bolt's default would ask Slack at every request."""
    known = AuthorizeResult(
        enterprise_id=None, team_id=house.team_id, bot_user_id=house.bot_user_id, bot_token=token
    )

    async def authorize(**_: object) -> AuthorizeResult:
        return known

    return authorize
