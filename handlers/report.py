"""One direct message that says how far a long piece of work is, edited in its place."""

import time

from handlers.house import UNREACHED, House
from handlers.views.parts import Message

# chat.update takes some 50 a minute (Tier 3): https://docs.slack.dev/reference/methods/chat.update
SECONDS_BETWEEN = 2.0


class Report:
    """A message to one person. What Slack does not take is left out, but for the last words."""

    def __init__(self, house: House, person_id: str) -> None:
        self._house, self._person_id = house, person_id
        self._where: tuple[str, str] | None = None
        self._said_at = 0.0

    @property
    def channel(self) -> str:
        """The direct messages it stands in; empty where Slack did not take it."""
        return self._where[0] if self._where else ""

    async def begin(self, message: Message) -> None:
        """The first words."""
        self._said_at = time.monotonic()
        try:
            answer = await self._house.client.chat_postMessage(
                channel=self._person_id, unfurl_links=False, unfurl_media=False, **message.body()
            )
        except UNREACHED:
            return
        self._where = str(answer["channel"]), str(answer["ts"])

    async def go_on(self, message: Message) -> None:
        """How far it is by now, if it was not said a moment ago."""
        if self._where and time.monotonic() - self._said_at >= SECONDS_BETWEEN:
            self._said_at = time.monotonic()
            await self._edit(message)

    async def end(self, message: Message) -> None:
        """The last words, in the place of the first or else below."""
        if not await self._edit(message):
            await self._house.tell(self._person_id, message.body())

    async def _edit(self, message: Message) -> bool:
        if self._where is None:
            return False
        channel, ts = self._where
        try:
            await self._house.client.chat_update(channel=channel, ts=ts, **message.body())
        except UNREACHED:
            return False
        return True
