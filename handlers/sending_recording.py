"""What was delivered is recorded, several facts in one transaction: whatever comes while one is being saved shares the next."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.exc import DBAPIError

from handlers.sending_times import Times
from storage import post_facts
from storage.database import Database
from storage.post_facts import Fact

# What cannot be recorded is found by its marks later; so often it is tried at once.
RECORDINGS = 3


class Recorder:
    """The facts of one process on their way into the database."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Fact, asyncio.Future[str]]] = []
        self._saving = asyncio.Lock()

    async def record(self, db: Database, fact: Fact, now: datetime, times: Times) -> str:
        """Records a fact, and gives where the recorded copy stands, as `post_facts.said` does; raises DBAPIError where the
        database does not take it."""
        told: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting.append((fact, told))
        async with self._saving:
            if not told.done():  # nobody has saved it along with theirs
                await self._save(db, now, times)
        return await told

    async def _save(self, db: Database, now: datetime, times: Times) -> None:
        some, self._waiting = self._waiting, []
        try:
            stands = await _saved(db, [fact for fact, _ in some], now, times)
        except Exception as error:  # noqa: BLE001 - it is everybody's
            for _, told in some:
                if not told.done():
                    told.set_exception(error)
        except asyncio.CancelledError:
            for _, told in some:
                told.cancel()
            raise
        else:
            for (_, told), ts in zip(some, stands, strict=True):
                if not told.done():
                    told.set_result(ts)


async def _saved(db: Database, facts: Sequence[Fact], now: datetime, times: Times) -> list[str]:
    for left in reversed(range(RECORDINGS)):
        try:
            return await db.write(post_facts.said, facts, now=now, sweep_at=now + times.sweep)
        except DBAPIError:
            if not left:
                raise
    raise RuntimeError("it was tried in vain")
