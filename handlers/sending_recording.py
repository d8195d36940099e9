"""What came of posts is written down for many of them in one transaction: lanes leave it here and go on, and whoever of them
has nothing left to say records what waits, before more is claimed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.exc import DBAPIError

from handlers.sending_times import Times
from storage import post_claims, post_facts
from storage.database import Database
from storage.post_claims import GivenBack
from storage.post_facts import Fact

# What cannot be recorded is found by its marks later; so often it is tried at once.
RECORDINGS = 3


class Recorder:
    """What one process has to write down."""

    def __init__(self) -> None:
        self._waiting: list[Fact] = []
        self._back: list[GivenBack] = []

    def add(self, fact: Fact) -> None:
        """Leaves a fact to be recorded with others."""
        self._waiting.append(fact)

    def give_back(self, post: GivenBack) -> None:
        """The same for a post that is to be tried again."""
        self._back.append(post)

    async def save(self, db: Database, now: datetime, times: Times) -> Sequence[Fact]:
        """Records what waits, and gives those facts of which another copy is the recorded one: theirs is to be taken away.

        Raises DBAPIError where the database does not take them.
        """
        some, self._waiting = self._waiting, []
        back, self._back = self._back, []
        if back:
            await db.write(post_claims.release, back)
        stands = await _saved(db, some, now, times) if some else []
        return [fact for fact, ts in zip(some, stands, strict=True) if ts != fact.ts]


async def _saved(db: Database, facts: Sequence[Fact], now: datetime, times: Times) -> list[str]:
    for left in reversed(range(RECORDINGS)):
        try:
            return await db.write(post_facts.said, facts, now=now, sweep_at=now + times.sweep)
        except DBAPIError:
            if not left:
                raise
    raise RuntimeError("it was tried in vain")
