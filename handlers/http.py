"""The way in over HTTP: Slack posts to one address what people do and what happens, and signs it.

https://docs.slack.dev/apis/events-api/using-http-request-urls
"""

import asyncio
import errno
import json
import logging
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import unquote_to_bytes

from aiohttp import web
from aiohttp.http import HttpProcessingError
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.settings import Address
from handlers.gate import Gate
from handlers.house import House, reference, without_words
from handlers.starting import CannotStart
from handlers.way_in import App, as_json

log = logging.getLogger("kept")
# Bytes. A form may weigh 250 kB (https://docs.slack.dev/reference/views), and several times that as a request has it written.
LARGEST = 2_000_000
# Seconds. Slack sends all at once, and waits three for the answer.
READING, ANSWERING = 3.0, 3.0
# What ends TLS keeps a connection for a minute at most, mostly; it must not send anything into one that ends just then.
KEPT_OPEN = 75.0
# Until what was sent before Kept was to stop has come in.
LAST_ARRIVALS = 0.05
# What happened comes as JSON, what people did as a form.
EVENT = "{"
JSON = {"Content-Type": "application/json; charset=utf-8"}
# Anybody can send anything here, and the log is not theirs to fill.
SAID_AGAIN = 120.0
NOT_SIGNED = (
    "Something came in over HTTP that Slack has not signed, or not within five minutes. If Slack did send it, "
    "SLACK_SIGNING_SECRET is not this app's (Basic Information, App Credentials), or this machine's clock is wrong."
)
TOO_LARGE = f"Something came in over HTTP that is larger than {LARGEST:,} bytes."
CANNOT_LISTEN = {
    errno.EADDRINUSE: "it is taken, perhaps by another Kept. End that one, or name another",
    errno.EACCES: "the port is not for everybody, as all below 1024. Name another",
}


class RequestUrl:
    """Slack's Request URL, Options Load URL and the address of each command, all in one."""

    def __init__(self, app: App, gate: Gate, signing_secret: str) -> None:
        self._app, self._gate = app, gate
        self._verifier = SignatureVerifier(signing_secret)
        self._reached = False
        self._warned: dict[str, float] = {}

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Acknowledges what Slack has signed, with what Kept answers; refuses all else in the words of HTTP."""
        if request.method != "POST":
            return _plain(200, "Kept hears Slack here.")  # for whoever looks whether it is there
        try:
            body = await self._slacks(request)
            if body is None:
                self._warn(NOT_SIGNED)
                return _plain(401, "This is not signed by Slack, or it is too old.")
            return await self._signed(request, body)
        except web.HTTPRequestEntityTooLarge:
            self._warn(TOO_LARGE)
            return _plain(413, "This is larger than anything that Slack sends.")
        except Exception as error:  # noqa: BLE001 - whatever it is, its text may hold people's words
            found, failed = reference(), without_words(error)
            log.error("%s: a request failed: %s", found, failed)  # noqa: TRY400 - without its words
            return _plain(500, f"Something went wrong: {found}.")

    async def _slacks(self, request: web.BaseRequest) -> bytes | None:
        """The body of what Slack signed within the last five minutes; None of all else, much of which is not even read.
        https://docs.slack.dev/authentication/verifying-requests-from-slack"""
        at = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not (at.isascii() and at.isdigit() and len(at) < 12 and signature.isascii()):
            return None
        try:
            if request.content.is_eof():  # it mostly is, and a limit costs something (make bench)
                body = await request.read()
            else:
                async with asyncio.timeout(READING):
                    body = await request.read()
            signed = self._verifier.is_valid(body, at, signature)
        except (TimeoutError, OSError, ValueError, HttpProcessingError, web.RequestPayloadError):
            return None
        return body if signed else None

    async def _signed(self, request: web.BaseRequest, body: bytes) -> web.StreamResponse:
        if not self._reached:
            self._reached = True
            log.info("Slack reaches Kept.")
        try:
            written = body.decode()
            if written.startswith(EVENT) and self._gate.says_nothing(written):
                return web.Response()
            payload = payload_of(written)
        except (ValueError, TypeError, RecursionError):
            return _plain(400, "This is nothing that Slack sends.")
        if "event" in payload and await self._is_nothing(payload):
            return web.Response()
        listen = self._app.listener(payload)
        if listen is None:
            asked = AsyncBoltRequest(body=written, headers=dict(request.headers))
            return await to_aiohttp_response(await self._app.async_dispatch(asked))
        said = await listen(payload)
        if not said:
            return web.Response()
        return web.Response(body=as_json(said), headers=JSON)

    async def _is_nothing(self, payload: Mapping[str, Any]) -> bool:
        if self._gate.sure():
            return self._gate.is_nothing(payload)
        return await self._gate.turns_away(payload)

    def tells(self, record: logging.LogRecord) -> bool:
        """What the server says of requests that are none: now and then, and without what stood in them."""
        record.msg, record.args, record.exc_info = "Something came in over HTTP that is no request.", (), None
        return self._is_time(record.msg)

    def _warn(self, sentence: str) -> None:
        if self._is_time(sentence):
            log.warning(sentence)

    def _is_time(self, sentence: str) -> bool:
        """Whether a sentence may be said again."""
        now = time.monotonic()
        if now - self._warned.get(sentence, -SAID_AGAIN) < SAID_AGAIN:
            return False
        self._warned[sentence] = now
        return True


def payload_of(written: str) -> dict[str, Any]:
    """What Slack posted: JSON, a form, or JSON in a form's field. Raises ValueError, TypeError or RecursionError where it
    cannot be read. https://docs.slack.dev/interactivity/handling-user-interaction#payloads"""
    if not written.startswith(EVENT):
        form = _form(written)
        if "payload" not in form:
            return form
        written = form["payload"]
    found = json.loads(written)
    if not isinstance(found, dict):
        raise TypeError
    return found


def _form(written: str) -> dict[str, Any]:
    """A form's fields, whose names are Slack's and plain. The standard library's `parse_qsl` takes it apart in more than twice
    the time, a fiftieth of a promise (make bench). Raises ValueError."""
    pairs = [each.partition("=") for each in written.replace("+", " ").split("&")]
    return {name: unquote_to_bytes(value).decode() if "%" in value else value for name, _, value in pairs}


def _plain(status: int, words: str) -> web.Response:
    return web.Response(status=status, text=f"{words}\n")


@asynccontextmanager
async def listening(house: House, app: App) -> AsyncIterator[str]:
    """Kept listening over HTTP, whatever the path is; gives the address. Raises CannotStart.

    On the way out what was sent by then is answered, and nothing new is taken.
    """
    settings, loop = house.settings, asyncio.get_running_loop()
    ours = RequestUrl(app, Gate(house), settings.slack_signing_secret)

    def request(
        message: Any,  # noqa: ANN401 - all five as the server gives them
        payload: Any,  # noqa: ANN401
        protocol: Any,  # noqa: ANN401
        writer: Any,  # noqa: ANN401
        task: Any,  # noqa: ANN401
    ) -> web.BaseRequest:
        return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=LARGEST)

    server_log = logging.getLogger("kept.http")
    server_log.addFilter(ours.tells)
    server = web.Server(
        ours.answer,
        request_factory=request,
        access_log=None,
        logger=server_log,
        keepalive_timeout=KEPT_OPEN,
        lingering_time=0,
        auto_decompress=False,  # Slack sends nothing compressed
    )
    runner = web.ServerRunner(server, shutdown_timeout=ANSWERING)
    await runner.setup()
    try:
        here = await _listen(runner, settings.listen)
        log.info("Kept listens for Slack at http://%s.", here)
        yield f"http://{here}/"
        await asyncio.sleep(LAST_ARRIVALS)
        for site in list(runner.sites):
            await site.stop()
        await asyncio.sleep(LAST_ARRIVALS)
    finally:
        await runner.cleanup()
        server_log.removeFilter(ours.tells)


async def _listen(runner: web.ServerRunner, at: Address) -> Address:
    """Where it listens then. Raises CannotStart."""
    try:
        await web.TCPSite(runner, at.host, at.port).start()
    except (OSError, UnicodeError) as error:
        why = CANNOT_LISTEN.get(
            getattr(error, "errno", None) or 0, "this is no address of this machine. Name one"
        )
        raise CannotStart(
            f"Kept cannot listen at {at}: {why} in KEPT_LISTEN, for example 127.0.0.1:3001."
        ) from error
    return at._replace(port=runner.addresses[0][1])
