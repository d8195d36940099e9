"""The gate before Bolt: what is none of Kept's business is acknowledged as it comes in over Socket Mode.

Bolt takes a hundred microseconds to find out that nobody listens, and the SDK's queue and tasks a part of that again; a busy
workspace sends thousands of such messages an hour.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.listening_text import MOST_READ
from handlers import line
from handlers.house import House
from handlers.listening_words import may_be
from handlers.payloads import is_in_channel, is_nothing
from handlers.way_in import App

# In an envelope as Slack writes it. A quotation mark within somebody's words has a backslash before it, so that none of
# these can be made of words. https://docs.slack.dev/apis/events-api/using-socket-mode#events
EVENT = '"type":"events_api"'
ENVELOPE = '"envelope_id":"'
# What happened stands from here on, behind half of an envelope that says for whom it is.
HAPPENED = '"event":{'
CHANNEL = re.compile(r'"channel":"(\w{1,50})"')
# A message in a channel has one of these, and nothing else that happens; an edit has a subtype, as joins and the like do.
PUBLIC, PRIVATE = '"channel_type":"channel"', '"channel_type":"group"'
SUBTYPE = '"subtype":'
# Words up to their end, or to the first quotation mark in them, behind a backslash then.
TEXT = re.compile(r'"text":"([^"]*)"')
SHARED = '"is_ext_shared_channel":true'


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


class Gate(AsyncSocketModeHandler):
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
        self._house, self._app = house, app

    def ignores(self, written: str) -> bool:
        """Whether an envelope holds an event that is none of Kept's business, as far as that can be told at once."""
        ears = self._house.ears
        if not ears.sure(self._house.clock()):
            return False
        event = written[max(written.find(HAPPENED), 0) :]
        in_channel = (PUBLIC in event or PRIVATE in event) and SUBTYPE not in event
        if in_channel and self._says_nothing(event, written):
            return True
        try:
            payload = json.loads(written)["payload"]
        except (ValueError, KeyError, TypeError):
            return False
        return isinstance(payload, Mapping) and self._is_nothing(payload)

    def _says_nothing(self, event: str, written: str) -> bool:
        """Whether a message is said where nobody listens, or has no word of what is listened for, which is seen in its
        envelope without reading the rest of it: reading it costs twice as much."""
        known, channels = self._house.ears.known, CHANNEL.findall(event)
        if known.listened.isdisjoint(channels):
            return True
        if not known.linked.isdisjoint(channels) and SHARED in written:
            return False
        said = " ".join(set(TEXT.findall(event)))  # its own text, and in its blocks the same once more
        return "\\" not in said and len(said) <= MOST_READ and not may_be(said)

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Answers what is something, or lets Bolt say that it knows of none such; where Kept listens is looked up first if
        that is not sure."""
        house, ears = self._house, self._house.ears
        if req.type == "events_api" and is_in_channel(req.payload) and not ears.sure(house.clock()):
            await ears.look_up(house.db, house.team_id, now=house.clock())
            if self._is_nothing(req.payload):
                await client.send_message(acknowledgement(req.envelope_id))
                return
        listen = self._app.listener(req.payload)
        if listen is None:
            await super().handle(client, req)
            return
        said = await listen(req.payload)
        await client.send_socket_mode_response(SocketModeResponse(req.envelope_id, said or None))

    def _is_nothing(self, payload: Mapping[str, Any]) -> bool:
        if is_nothing(payload):
            return True
        event = payload.get("event") or {}
        if event.get("type") == "reaction_added" and event.get("item_user") != event.get("user"):
            # A nod to what somebody else said is an answer only where customers ask.
            return (event.get("item") or {}).get("channel") not in self._house.ears.known.linked
        shared = bool(payload.get("is_ext_shared_channel"))
        return is_in_channel(payload) and not self._house.ears.mind(payload["event"], shared=shared)
