"""What of all that is said in channels may be Kept's business: told in microseconds, without asking anybody.

The channels that are listened to and the customers' names are known in memory and looked up again when a message comes
after somebody did something, or after a while, as another replica may have changed them.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.languages.known import LISTENING
from handlers import listening_words as words
from handlers.listening_words import Names
from storage import customers, history, preferences, questions
from storage.database import Database

log = logging.getLogger("kept")
CUSTOMER = "customer"
# Another replica may have begun to listen somewhere, or have renamed a customer.
REMEMBERED_FOR = timedelta(seconds=5)
# On PostgreSQL an older entry may come to light after a newer one: names are read again now and then in any case.
NAMES_READ_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Known:
    """What the ears know: the channels that are listened to, and the customers' names with the newest entry of the
    history that they take into account. Names are not read where nobody is listened to. `linked`: those of the channels
    that are linked to a customer."""

    listened: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()
    names: Names = field(default_factory=Names)
    newest: int | None = None
    named_at: datetime | None = None


class Ears:
    """The ears of one Kept."""

    def __init__(self, bot_user_id: str = "") -> None:
        self.bot_user_id = bot_user_id
        self.known = Known()
        # Since when and until when what is known is sure; None where it is in doubt.
        self._sure: tuple[datetime, datetime] | None = None
        self._doubts = 0
        self._looking = asyncio.Lock()

    def doubt(self) -> None:
        """Somebody did something, which may have changed what is known."""
        self._doubts += 1
        self._sure = None

    def sure(self, now: datetime) -> bool:
        """Whether what is known need not be looked up again."""
        return self._sure is not None and self._sure[0] <= now < self._sure[1]

    async def look_up(self, db: Database, team_id: str, *, now: datetime) -> None:
        """Learns what changed, once for all messages that come meanwhile. Where the store gives no answer, it stays as it
        was known."""
        async with self._looking:
            if self.sure(now):
                return
            doubts = self._doubts
            try:
                self.known = await db.read(looked_up, team_id, self.known, now=now)
            except Exception:  # noqa: BLE001 - no message may be lost over it; the next one tries again
                log.warning("Kept could not look up where it listens.")
                return
            if doubts == self._doubts:  # nothing changed meanwhile
                self._sure = now, now + REMEMBERED_FOR

    def mind(self, message: Mapping[str, Any], *, shared: bool = False) -> bool:
        """Whether a message, as its event tells it, may be one to offer something for; of a channel that is linked to a
        customer and `shared` with them every message is of interest, since it may be a question of theirs or our answer."""
        channel = message.get("channel")
        if channel not in self.known.listened:
            return False
        if shared and channel in self.known.linked:
            return True
        text = str(message.get("text") or "")
        if f"<@{self.bot_user_id}" in text:  # said to Kept itself, and answered as that
            return False
        if not words.may_be(text):
            return False
        # Where neither a thread nor the channel can say whom it is about, it names them itself.
        alone = channel not in self.known.linked and not message.get("thread_ts")
        if alone and not self.known.names.may_be_in(text):
            return False
        return words.noticed(text, LISTENING, self.known.names) is not None


def looked_up(conn: Connection, team_id: str, known: Known, *, now: datetime) -> Known:
    """What is so now; of customers' names only what is needed is read again."""
    listened = frozenset(preferences.where_so(conn, team_id, "channel", "listen", value=True))
    if not listened:
        return Known()
    linked = listened.intersection(questions.linked_channels(conn, team_id))
    newest, changed = history.since_then(conn, team_id, CUSTOMER, known.newest)
    old = known.named_at is None or not timedelta(0) <= now - known.named_at < NAMES_READ_AFTER
    if not changed and not old:
        return Known(listened, linked, known.names, newest, known.named_at)
    return Known(listened, linked, Names(customers.written_names(conn, team_id)), newest, now)
