"""The way to the app: over Socket Mode, or to the address that it has instead."""

from playground.deliveries import Delivery
from playground.request_urls import RequestUrl
from playground.shapes import Json
from playground.sockets import Sockets


class ToApp:
    """An app is reached in one way alone. https://docs.slack.dev/apis/events-api/using-socket-mode"""

    def __init__(self, sockets: Sockets, request_url: RequestUrl) -> None:
        self._sockets, self._request_url = sockets, request_url

    @property
    def connected(self) -> bool:
        """Whether there is an app to reach, as far as is known."""
        return bool(self._request_url.address) or self._sockets.count > 0

    async def deliver(
        self, kind: str, payload: Json, *, answerable: bool, retry: tuple[int, str] | None = None
    ) -> Delivery:
        """Deliver something and wait for its acknowledgement.

        `kind` is "events_api", "slash_commands" or "interactive"; `retry` is (attempt, reason) and belongs to events.
        """
        way = self._request_url if self._request_url.address else self._sockets
        return await way.deliver(kind, payload, answerable=answerable, retry=retry)
