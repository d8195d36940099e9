"""The sender: what is to be said stands in Slack once, whatever Slack answers and whoever stops in between.

Rows are the truth. A round claims what is due, in the database, and works it off on some lanes at once; each piece ends
with a row that says what is next, and nobody waits while holding a claim.
"""

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from handlers import sending_after, sending_copies, sending_elsewhere, sending_posting
from handlers.drawing import Draw, Drawn, Dropped
from handlers.house import House, reference, without_words
from storage import post_claims

__all__ = ["Draw", "Drawn", "Dropped", "send"]

log = logging.getLogger("kept")
# How many calls to Slack are under way at once, and how many posts one claim takes.
LANES = 20
AT_ONCE = 2 * LANES
# A round ends after so many seconds, so that the clock's other work has its turn.
ROUND_SECONDS = 5.0
T = TypeVar("T")
Piece = Callable[[], Awaitable[None]]


async def send(house: House, draws: Mapping[str, Draw]) -> bool:
    """Says what is due, draws anew what has changed and sweeps second copies; says whether there may be more."""
    return await _Round(house, draws).run()


class _Round:
    """One round of work."""

    def __init__(self, house: House, draws: Mapping[str, Draw]) -> None:
        self._house = house
        self._draws = {**draws, sending_elsewhere.WHAT: sending_elsewhere.drawing(draws)}
        self._left: deque[Piece] = deque()
        self._claiming = asyncio.Lock()
        self._dry = False  # nothing was due when it was last asked
        self._ends = asyncio.get_running_loop().time() + ROUND_SECONDS
        self._failed = False

    async def run(self) -> bool:
        """Works until nothing is due any more, or for the time of a round."""
        await self._guarded(self._more())
        if not self._left:
            return False
        await asyncio.gather(*(self._lane() for _ in range(LANES)))
        return not self._dry and not self._failed

    async def _lane(self) -> None:
        while bool(self._left) or await self._guarded(self._more()):
            await self._guarded(self._left.popleft()())
            self._dry = False

    async def _guarded(self, work: Awaitable[T]) -> T | None:
        """What goes wrong is logged and keeps nothing else from being said: what was claimed comes back when its lease is
        over, and no more is claimed in this round."""
        try:
            return await work
        except Exception as error:  # noqa: BLE001 - whatever it is, its text may hold people's words
            self._failed = True
            log.error(  # noqa: TRY400 - the error's own text may hold people's words
                "%s: the sender failed with %s", reference(), without_words(error)
            )
            return None

    async def _more(self) -> bool:
        """Once what was said so far is recorded and nobody waits for an answer more is claimed, unless no time is left for
        it; says whether there is any work."""
        async with self._claiming:
            if not self._left:
                await self._record()
                await self._house.answering.aside()
                if not self._dry and not self._failed and not self._over():
                    self._left.extend(await self._claim())
                    self._dry = not self._left
            return bool(self._left)

    async def _record(self) -> None:
        """Records what was delivered; where another copy was recorded first, this one is taken away."""
        house = self._house
        for fact in await house.recorder.save(house.db, house.clock(), house.times):
            await sending_copies.delete(house, fact.channel_id, fact.ts)

    def _over(self) -> bool:
        return asyncio.get_running_loop().time() > self._ends or self._house.pace.rests(self._house.clock())

    async def _claim(self) -> list[Piece]:
        now = self._house.clock()
        due, redraws, sweeps = await self._house.db.write(
            post_claims.claim,
            self._house.team_id,
            secrets.token_hex(8),
            now=now,
            until=now + self._house.times.lease,
            most=AT_ONCE,
        )
        house, draws = self._house, self._draws
        return [
            *(lambda post=post: sending_posting.say(house, draws, post) for post in due),
            *(lambda post=post: sending_after.redraw(house, draws, post) for post in redraws),
            *(lambda post=post: sending_after.sweep(house, post) for post in sweeps),
        ]
