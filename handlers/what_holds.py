"""The settings that hold for a person or channel, kept for a moment: asked for at every gesture."""

from datetime import datetime, timedelta

from bot.preferences import Preferences
from storage import preferences
from storage.database import Database

# Another replica may have changed them. A person who begins to practise cannot be so quick as to meet what held before.
REMEMBERED_FOR = timedelta(seconds=2)
MOST_REMEMBERED = 5000


class WhatHolds:
    """What is set, over a `base` of defaults."""

    def __init__(self, base: Preferences) -> None:
        self.base = base
        self._known: dict[tuple[str, str, str], tuple[datetime, Preferences]] = {}

    async def of(
        self, db: Database, team_id: str, *, person_id: str = "", channel_id: str = "", now: datetime
    ) -> Preferences:
        """What holds for this person in this channel; of neither, what holds in the whole workspace."""
        key = (team_id, person_id, channel_id)
        known = self._known.get(key)
        if known and timedelta(0) <= now - known[0] < REMEMBERED_FOR:
            return known[1]
        found = await db.read(
            preferences.of, team_id, person_id=person_id, channel_id=channel_id, base=self.base
        )
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[key] = (now, found)
        return found

    def forget(self) -> None:
        """Something was set: all are asked for again."""
        self._known.clear()
