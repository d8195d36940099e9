"""The line to Slack: said in the log once when it is lost, now and then while it is, and once when it is back."""

import asyncio
import logging
import time

from slack_sdk.socket_mode.aiohttp import SocketModeClient

from handlers.house import UNREACHED, without_words
from handlers.slack_errors import for_log

log = logging.getLogger("kept")
# Seconds.
SAID_AGAIN = 120.0
# What the SDK says at each of its tries, of which there are a dozen a minute; the last one's words may name the address.
TRYING = ("Failed to check the current session", "Failed to connect (", "Failed to retrieve WSS URL")
# What it says with an error's name, its words behind a comma.
NOT_TAKEN = "Failed to receive or enqueue a message: "


def tells_more(record: logging.LogRecord) -> bool:
    """Whether the SDK tells something else than that it tries to reach Slack again."""
    return not str(record.msg).startswith(TRYING)


def without_quotes(record: logging.LogRecord) -> bool:
    """Has what the SDK says of an error tell where that was alone: the error's own text, which it quotes, may hold what
    people wrote."""
    said = str(record.msg)
    if record.exc_info and (error := record.exc_info[1]):
        record.msg, record.args = "%s: %s", (said.partition(":")[0], without_words(error))
        record.exc_info = None
    elif said.startswith(NOT_TAKEN):
        record.msg = said.partition(",")[0]
    return True


class Client(SocketModeClient):
    """The SDK's client, which knows why Slack gave it no address to connect to."""

    trouble = ""

    async def issue_new_wss_url(self) -> str:
        """An address for one connection. Raises as the SDK does."""
        try:
            address = await super().issue_new_wss_url()
        except UNREACHED as error:
            self.trouble = for_log(error) or type(error).__name__
            raise
        self.trouble = ""
        return address


class Line:
    """What is known of the line from looking at it every few seconds (`now` in seconds of any clock)."""

    def __init__(self) -> None:
        self._gone_at: float | None = None
        self._said_at: float | None = None

    def look(self, *, connected: bool, why: str, now: float) -> str:
        """What is to be said about it now, or nothing: Slack has connections renewed every few hours, so that one look
        that finds none says little."""
        gone_at, said_at = self._gone_at, self._said_at
        if connected:
            self._gone_at = self._said_at = None
            return (
                f"The line to Slack is back after {now - (gone_at or now):.0f} s."
                if said_at is not None
                else ""
            )
        if gone_at is None:
            self._gone_at = now
            return ""
        if said_at is not None and now - said_at < SAID_AGAIN:
            return ""
        self._said_at = now
        told = f" ({why})" if why else ""
        if said_at is None:
            return f"The line to Slack is lost{told}: nobody is heard. Kept tries again every few seconds."
        return f"The line to Slack is lost for {(now - gone_at) / 60:.0f} min by now{told}. Kept tries again every few seconds."


async def watch(client: Client, every: float) -> None:
    """Looks at the line every so many seconds until it is cancelled."""
    line = Line()
    while True:
        await asyncio.sleep(every)
        connected = await client.is_connected()
        if said := line.look(connected=connected, why=client.trouble, now=time.monotonic()):
            log.warning(said)
            if not connected:
                # An address is good for one connection, soon; the SDK would try the same one for ever.
                client.wss_uri = None
