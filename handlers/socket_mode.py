"""The way in over Socket Mode: Bolt's own, with the gate before the SDK queues what comes."""

import json
from collections.abc import Callable, Mapping

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from handlers import line
from handlers.gate import Gate
from handlers.house import House
from handlers.way_in import App

# In an envelope as Slack writes it, around the payload (handlers/gate.py).
# https://docs.slack.dev/apis/events-api/using-socket-mode#events
EVENT = '"type":"events_api"'
ENVELOPE = '"envelope_id":"'


class Client(line.Client):
    """The SDK's client, with a look at each envelope before it is queued."""

    ignores: Callable[[str], bool]

    async def enqueue_message(self, message: str) -> None:
        """Acknowledges what is nothing, straight on the connection; where there is none, or it was just replaced, the SDK
        knows what to do. All else takes the SDK's way."""
        session = self.current_session
        event = message.rfind(EVENT) >= 0  # it stands behind the payload
        envelope_id = message.partition(ENVELOPE)[2].partition('"')[0]
        if not (event and envelope_id and session and self.ignores(message)):
            await super().enqueue_message(message)
            return
        acknowledged = acknowledgement(envelope_id)
        try:
            await session.send_str(acknowledged)
        except ConnectionError:  # nothing of it was written
            await self.send_message(acknowledged)


def acknowledgement(envelope_id: str) -> str:
    """As the SDK would write it. https://docs.slack.dev/apis/events-api/using-socket-mode#acknowledge"""
    return f'{{"envelope_id": "{envelope_id}"}}'


class SocketMode(AsyncSocketModeHandler):
    """Bolt's own way in over Socket Mode, with the gate before it; what Kept answers needs no way through Bolt."""

    client: Client

    def __init__(self, app: App, house: House, *, ping_interval: float) -> None:
        # What Bolt's own does, with our client.
        self.app, self.app_token = app, house.settings.slack_app_token
        self.client = Client(
            self.app_token, logger=app.logger, web_client=house.client, ping_interval=ping_interval
        )
        self.client.ignores = self.ignores
        app.logger.addFilter(self.client.tells_more)
        app.logger.addFilter(line.without_quotes)
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]
        self._gate, self._app = Gate(house), app

    def ignores(self, written: str) -> bool:
        """Whether an envelope holds an event that is none of Kept's business, as far as that can be told at once."""
        if self._gate.says_nothing(written):
            return True
        if not self._gate.sure():
            return False
        try:
            payload = json.loads(written)["payload"]
        except (ValueError, KeyError, TypeError):
            return False
        return isinstance(payload, Mapping) and self._gate.is_nothing(payload)

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Answers what is something, or lets Bolt say that it knows of none such."""
        if req.type == "events_api" and await self._gate.turns_away(req.payload):
            await client.send_message(acknowledgement(req.envelope_id))
            return
        listen = self._app.listener(req.payload)
        if listen is None:
            await super().handle(client, req)
            return
        said = await listen(req.payload)
        await client.send_socket_mode_response(SocketModeResponse(req.envelope_id, said or None))
