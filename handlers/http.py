"""The way in over HTTP: Slack posts to one address what people do and what happens, and signs it.

https://docs.slack.dev/apis/events-api/using-http-request-urls
"""

import json
import logging
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_sdk.signature import SignatureVerifier
from yarl import URL

from handlers.gate import Gate
from handlers.house import House
from handlers.starting import CannotStart
from handlers.way_in import App, as_json

log = logging.getLogger("kept")
PATH = "/slack/events"
# Bytes. A form may weigh 250 kB (https://docs.slack.dev/reference/views), three times that as it is written in a request.
LARGEST = 2_000_000
# Seconds. Anybody can post anything here, and the log is not theirs to fill.
SAID_AGAIN = 120.0
# Slack has given up by then (https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response).
CLOSE_SECONDS = 3.0


class RequestUrl:
    """Slack's Request URL, Options Load URL and the address of each command, all in one."""

    def __init__(self, app: App, gate: Gate, signing_secret: str) -> None:
        self._app, self._gate = app, gate
        self._verifier = SignatureVerifier(signing_secret)
        self._said_at = -SAID_AGAIN

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Acknowledges what is signed by Slack, with what Kept answers; 401 for all else, 400 for what is no payload."""
        body = await request.read()
        if not self._is_slacks(request.headers, body):
            return web.Response(status=401, text="This is not signed by Slack, or it is too old.\n")
        try:
            written = body.decode()
            if self._gate.sure() and self._gate.says_nothing(written):
                return web.Response()
            payload = payload_of(written)
        except (ValueError, TypeError, RecursionError):
            return web.Response(status=400, text="This is nothing that Slack sends.\n")
        if "event" in payload and await self._is_nothing(payload):
            return web.Response()
        listen = self._app.listener(payload)
        if listen is None:
            return await to_aiohttp_response(await self._app.async_dispatch(await to_bolt_request(request)))
        said = await listen(payload)
        if not said:
            return web.Response()
        return web.Response(body=as_json(said).encode(), content_type="application/json", charset="utf-8")

    async def _is_nothing(self, payload: Mapping[str, Any]) -> bool:
        if self._gate.sure():
            return self._gate.is_nothing(payload)
        return await self._gate.turns_away(payload)

    def _is_slacks(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether Slack signed it within the last five minutes.
        https://docs.slack.dev/authentication/verifying-requests-from-slack"""
        at, signature = headers.get("X-Slack-Request-Timestamp", ""), headers.get("X-Slack-Signature", "")
        try:
            if self._verifier.is_valid(body, at, signature):
                return True
        except (ValueError, TypeError):  # no number, or letters that no signature has
            pass
        if time.monotonic() - self._said_at >= SAID_AGAIN:
            self._said_at = time.monotonic()
            log.warning(
                "Something came in over HTTP that Slack has not signed, or not within five minutes. If Slack did send it, "
                "SLACK_SIGNING_SECRET is not this app's (Basic Information, App Credentials), or this machine's clock is wrong."
            )
        return False


def payload_of(written: str) -> dict[str, Any]:
    """What Slack posted: JSON, a form, or JSON in a form's field. Raises ValueError, TypeError or RecursionError where it cannot be
    read. https://docs.slack.dev/interactivity/handling-user-interaction#payloads"""
    if not written.startswith("{"):
        # A third of the time that the standard library takes for it (make bench).
        form = dict(URL.build(query_string=written, encoded=True).query)
        if "payload" not in form:
            return dict(form)
        written = form["payload"]
    found = json.loads(written)
    if not isinstance(found, dict):
        raise TypeError
    return found


@asynccontextmanager
async def listening(house: House, app: App) -> AsyncIterator[str]:
    """Kept listening over HTTP; gives the address. Raises CannotStart.

    On the way out nothing new is taken, and what was begun is answered.
    """
    settings = house.settings
    served = web.Application(client_max_size=LARGEST)
    served.router.add_post(PATH, RequestUrl(app, Gate(house), settings.slack_signing_secret).answer)
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=CLOSE_SECONDS)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, settings.listen.host, settings.listen.port).start()
        except OSError as error:
            raise CannotStart(
                f"Kept cannot listen at {settings.listen}: {error.strerror}. Name another address in KEPT_LISTEN, for "
                "example 127.0.0.1:3001."
            ) from error
        here = settings.listen._replace(port=runner.addresses[0][1])
        log.info("Kept listens for Slack at http://%s%s.", here, PATH)
        yield f"http://{here}{PATH}"
    finally:
        await runner.cleanup()
