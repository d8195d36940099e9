"""Socket Mode: envelopes to the app over its WebSockets, and the acknowledgements that come back."""

import asyncio
import json
import logging
import uuid
from collections.abc import Callable

from aiohttp import WSMsgType, web

from playground.deliveries import ACK_SECONDS, Delivery
from playground.faults import Faults
from playground.shapes import Json, compact

log = logging.getLogger(__name__)

MOST_CONNECTIONS = 10


class Sockets:
    """The app's open connections. Each envelope goes to one of them, in turn.

    https://docs.slack.dev/apis/events-api/using-socket-mode
    """

    def __init__(self, app_id: str, faults: Faults, on_change: Callable[[], None]) -> None:
        self.ack_seconds = ACK_SECONDS
        self._app_id = app_id
        self._faults = faults
        self._on_change = on_change
        self._tickets: set[str] = set()
        self._connections: list[web.WebSocketResponse] = []
        self._leaving: set[web.WebSocketResponse] = set()
        self._waiting: dict[str, tuple[asyncio.Future[Delivery], web.WebSocketResponse]] = {}
        self._somebody = asyncio.Event()
        self._turn = 0

    @property
    def count(self) -> int:
        """How many connections the app holds."""
        return len(self._connections)

    async def connected(self, seconds: float = 10) -> None:
        """Return once the app is connected. Raises TimeoutError after `seconds`."""
        await asyncio.wait_for(self._somebody.wait(), seconds)

    def new_ticket(self) -> str:
        """What apps.connections.open hands out: good for one connection."""
        ticket = str(uuid.uuid4())
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Run one connection of the app until it ends (GET /link?ticket=...)."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=20, max_msg_size=2_000_000)
        await socket.prepare(request)
        if self.count >= MOST_CONNECTIONS:
            await socket.send_str(compact({"type": "disconnect", "reason": "too_many_websockets"}))
            await socket.close()
            return socket
        self._connections.append(socket)
        await socket.send_str(compact(self._hello()))
        self._somebody.set()
        self._on_change()
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._hear(message.data)
        finally:
            self._forget(socket)
        return socket

    async def deliver(
        self, kind: str, payload: Json, *, answerable: bool, retry: tuple[int, str] | None = None
    ) -> Delivery:
        """Send an envelope and wait for its acknowledgement, up to `ack_seconds` of real time.

        `kind` is "events_api", "slash_commands" or "interactive"; `retry` is (attempt, reason) and belongs to events.
        """
        open_ones = [c for c in self._connections if not c.closed]
        if not open_ones:
            return Delivery("dispatch_failed")
        self._turn += 1
        socket = open_ones[self._turn % len(open_ones)]
        envelope: Json = {
            "envelope_id": str(uuid.uuid4()), "payload": payload, "type": kind, "accepts_response_payload": answerable,
        }  # fmt: skip
        if retry is not None:
            envelope["retry_attempt"], envelope["retry_reason"] = retry
        answer: asyncio.Future[Delivery] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = (answer, socket)
        try:
            line = compact(envelope)
            await socket.send_str(line)
            if self._faults.sends_twice():
                await socket.send_str(line)
            return await asyncio.wait_for(answer, self.ack_seconds)
        except TimeoutError:
            return Delivery("operation_timeout")
        except ConnectionError:
            return Delivery("dispatch_failed")
        finally:
            self._waiting.pop(envelope["envelope_id"], None)

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell every connection to go ("warning", "refresh_requested", "link_disabled"), as Slack does every few hours.

        Nothing more is sent on them; the app opens new ones and closes these by itself.
        """
        leaving, self._connections = self._connections, []
        self._leaving.update(leaving)
        self._somebody.clear()
        self._on_change()
        for socket in leaving:
            line = {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}
            await socket.send_str(compact(line))

    async def close(self) -> None:
        """Close every connection without a word."""
        for socket in [*self._connections, *self._leaving]:
            await socket.close()
            self._forget(socket)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.count,
            "debug_info": {"host": "playground", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }

    def _hear(self, line: str) -> None:
        try:
            said = json.loads(line)
            envelope_id, payload = said["envelope_id"], said.get("payload")
        except (ValueError, KeyError, TypeError, AttributeError):
            log.warning("the app sent something that is no acknowledgement")
            return
        waiting = self._waiting.get(envelope_id)
        if waiting is None or waiting[0].done() or self._faults.loses_ack():
            return
        waiting[0].set_result(Delivery(payload=payload if isinstance(payload, dict) else {}))

    def _forget(self, socket: web.WebSocketResponse) -> None:
        self._leaving.discard(socket)
        if socket in self._connections:
            self._connections.remove(socket)
            self._on_change()
        for answer, through in list(self._waiting.values()):
            if through is socket and not answer.done():
                answer.set_result(Delivery("operation_timeout"))
        if not self._connections:
            self._somebody.clear()
