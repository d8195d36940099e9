"""The line to Slack: said in the log once when it is lost, or cannot be made, now and then while it is, and once when it is
back."""

import logging
import time
from asyncio import sleep

from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from handlers.house import UNREACHED, without_words
from handlers.slack_errors import for_log

log = logging.getLogger("kept")
# Seconds.
SAID_AGAIN = 120.0
# Before the next try after Slack gave no address, twice as long each time: of such questions it takes about one a minute
# (https://docs.slack.dev/reference/methods/apps.connections.open, Tier 1).
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 60.0
# What the SDK says at each of its tries, of which there are a dozen a minute; the last one's words may name the address.
NOT_CONNECTED = "Failed to connect ("
TRYING = ("Failed to check the current session", NOT_CONNECTED, "Failed to retrieve WSS URL")
# What it says with an error's name, its words behind a comma.
NOT_TAKEN = "Failed to receive or enqueue a message: "


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
    """The SDK's client, which knows why it has no connection: what Slack answered instead of an address, or what kept it from
    connecting there."""

    trouble = ""
    _pause = FIRST_PAUSE

    async def issue_new_wss_url(self) -> str:
        """An address for one connection. Raises as the SDK does, after a pause where Slack itself gave none."""
        try:
            address = await super().issue_new_wss_url()
        except UNREACHED as error:
            self.trouble = for_log(error) or type(error).__name__
            if isinstance(error, SlackApiError):
                pause, self._pause = self._pause, min(2 * self._pause, LONGEST_PAUSE)
                await sleep(pause)
            raise
        self.trouble, self._pause = "", FIRST_PAUSE
        return address

    def tells_more(self, record: logging.LogRecord) -> bool:
        """Whether the SDK tells something else than that it tries to reach Slack again; of why it could not connect the
        error's name is kept, as its text may hold the address and the ticket in it."""
        said = str(record.msg)
        if said.startswith(NOT_CONNECTED) and record.exc_info and (error := record.exc_info[1]):
            self.trouble = self.trouble or type(error).__name__
        return not said.startswith(TRYING)

    async def close(self) -> None:
        """As the SDK does; what it tells is heard no more."""
        await super().close()  # type: ignore[no-untyped-call]
        for each in (self.tells_more, without_quotes):
            self.logger.removeFilter(each)


class Line:
    """What is known of the line from looking at it every few seconds (`now` in seconds of any clock)."""

    def __init__(self) -> None:
        self._gone_at: float | None = None
        self._said_at: float | None = None

    def look(self, *, connected: bool, made: bool, why: str, now: float) -> str:
        """What is to be said about it now, or nothing (`made` once there was a connection): Slack has connections renewed every few hours, so that one look
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
        what = "is lost" if made else "cannot be made"
        if said_at is None:
            return f"The line to Slack {what}{told}: nobody is heard. Kept tries again and again."
        return f"The line to Slack {what} for {(now - gone_at) / 60:.0f} min by now{told}. Kept tries again and again."


async def watch(client: Client, every: float) -> None:
    """Looks at the line every so many seconds until it is cancelled."""
    line = Line()
    while True:
        await sleep(every)
        connected, made = await client.is_connected(), client.current_session is not None
        if said := line.look(connected=connected, made=made, why=client.trouble, now=time.monotonic()):
            log.warning(said)
            if not connected:
                # An address is good for one connection, soon; the SDK would try the same one for ever.
                client.wss_uri = None
