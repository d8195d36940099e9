"""Request URLs: what people do and what happens, posted to the app and signed, instead of over Socket Mode.

https://docs.slack.dev/apis/events-api/using-http-request-urls
"""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import urlencode

import aiohttp

from playground.deliveries import ACK_SECONDS, Delivery
from playground.faults import Faults
from playground.shapes import Json, compact, fresh_id

_FORM = "application/x-www-form-urlencoded"


class RequestUrl:
    """The address that the app has for everything; without one (`address` is empty) it is reached over Socket Mode."""

    def __init__(self, faults: Faults, signing_secret: str) -> None:
        self.address = ""
        self.ack_seconds = ACK_SECONDS
        self._faults = faults
        self._secret = signing_secret
        self._session: aiohttp.ClientSession | None = None

    async def deliver(
        self, kind: str, payload: Json, *, answerable: bool, retry: tuple[int, str] | None = None
    ) -> Delivery:
        """Post it and wait for the answer, up to `ack_seconds` of real time; a status that is no success is no
        acknowledgement."""
        content_type, body = _written(kind, payload)
        headers = {"Content-Type": content_type}
        if retry is not None and retry[0]:
            reason = "http_timeout" if retry[1] == "timeout" else "http_error"
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": reason}
        delivery = await self._post(body, headers)
        if self._faults.sends_twice():
            await self._post(body, headers)
        if self._faults.loses_ack():
            return Delivery("operation_timeout")
        return delivery if answerable else Delivery(delivery.error)

    async def verify(self) -> bool:
        """Whether the app answers a challenge, as Slack has it do before it takes an address for events.
        https://docs.slack.dev/reference/events/url_verification"""
        challenge = fresh_id("Ch")
        body = {"token": "verification", "challenge": challenge, "type": "url_verification"}
        answer = await self._post(compact(body), {"Content-Type": "application/json"})
        return answer.payload.get("challenge", answer.payload.get("text")) == challenge

    async def close(self) -> None:
        """Close what is open to the app."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _post(self, body: str, headers: Mapping[str, str]) -> Delivery:
        self._session = self._session or aiohttp.ClientSession()
        try:
            async with self._session.post(
                self.address,
                data=body.encode(),
                headers={**headers, **signed(body.encode(), self._secret)},
                timeout=aiohttp.ClientTimeout(total=self.ack_seconds),
            ) as answer:
                if not answer.ok:
                    return Delivery("dispatch_failed")
                return Delivery(payload=_read(await answer.text()))
        except TimeoutError:
            return Delivery("operation_timeout")
        except aiohttp.ClientError:
            return Delivery("dispatch_failed")


def signed(body: bytes, secret: str, *, at: float | None = None) -> dict[str, str]:
    """The headers that prove Slack wrote it, at this moment (seconds since 1970).
    https://docs.slack.dev/authentication/verifying-requests-from-slack"""
    moment = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{moment}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={digest}"}


def _written(kind: str, payload: Json) -> tuple[str, str]:
    """The type of the body, and the body."""
    if kind == "events_api":
        return "application/json", compact(payload)
    return _FORM, urlencode(payload if kind == "slash_commands" else {"payload": compact(payload)})


def _read(answer: str) -> Json:
    """What the app answered: JSON, words of a command's answer, or nothing."""
    with suppress(ValueError):
        said = json.loads(answer)
        if isinstance(said, dict):
            return said
    return {"text": answer} if answer else {}
