"""The clock's ticks: what is due is looked at, planned and said; what is long past is forgotten."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from handlers import absences, briefs, digests, listening_questions, looking, sending
from handlers.house import House, reference, without_words
from handlers.sending import Draw
from storage import importing, inbox, next_due

log = logging.getLogger("kept")
CLEANING_SECONDS = 600
# One tick works off what is due in rounds, and leaves the rest to the next one.
MOST_ROUNDS = 50
# Slack delivers the same event again for hours at most; a day is on the safe side.
INBOX_KEPT_FOR = timedelta(days=1)
# A file of customers that somebody looks at.
UPLOAD_KEPT_FOR = timedelta(days=1)
# After a gesture that may have changed something, in seconds: what else it changes is seen to that soon.
SOON = 0.2
# When time is pushed, nobody notices what is that much late.
A_MOMENT = timedelta(minutes=5)
Part = Callable[[House], Awaitable[bool]]
# What happens in a round, in this order, before what is due is said.
LOOKS: tuple[Part, ...] = (absences.look, listening_questions.look, looking.look)
PLANS: tuple[Part, ...] = (briefs.plan, digests.plan)


class Ticks:
    """What happens by itself in one house: every few seconds, and right after somebody did something, unless it is
    `resting`."""

    def __init__(self, house: House, draws: Mapping[str, Draw]) -> None:
        self._house, self._draws = house, draws
        self._at_work = asyncio.Lock()
        self._woken = False
        self.resting = False
        self._scheduler = AsyncIOScheduler(
            # A late tick is still a tick, several missed ones are one, and never two at a time.
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="UTC",
        )

    def start(self) -> None:
        """Begins to tick, if the settings say how often."""
        seconds = self._house.settings.tick_seconds
        if seconds:
            self._scheduler.add_job(self._begin, "interval", seconds=seconds)
            self._house.wake = self._wake
        self._scheduler.add_job(forget, "interval", seconds=CLEANING_SECONDS, args=[self._house])
        self._scheduler.start()

    def stop(self) -> None:
        """No more ticks; one that is under way is among what the house's talk still has to say."""
        self._scheduler.shutdown(wait=False)

    async def _begin(self) -> None:
        # What the scheduler itself has under way it cuts short when it ends.
        if not self._at_work.locked():
            self._house.talk.later(self.tick())

    async def tick(self) -> None:
        """Everything that is due by the house's clock. What goes wrong in one part is logged and keeps no other part
        from its work."""
        if self.resting:
            return
        async with self._at_work:
            for _ in range(MOST_ROUNDS):
                # all of them, and not the first that has more to do: a long line of posts holds up no look
                if not any([await self._part(part) for part in (*LOOKS, *PLANS, self._send)]):
                    break

    async def through(self, until: datetime, move: Callable[[datetime], object]) -> None:
        """Goes through the time until `until` (aware) on a clock that `move` sets, ticking wherever something is due on
        the way: what would have been said in between is said then, and not all at the end."""
        await self.tick()
        while (now := self._house.clock()) < until:
            due = await self._house.db.read(next_due.next_due, self._house.team_id)
            move(min(until, max(due or until, now + A_MOMENT)))
            await self.tick()

    def _wake(self) -> None:
        if not self._woken:
            self._woken = True
            self._house.talk.later(self._soon())

    async def _soon(self) -> None:
        await asyncio.sleep(SOON)
        self._woken = False
        await self.tick()

    async def _send(self, house: House) -> bool:
        return await sending.send(house, self._draws)

    async def _part(self, part: Part) -> bool:
        try:
            return await part(self._house)
        except Exception as error:  # noqa: BLE001 - whatever it is, its text may hold people's words
            log.error(  # noqa: TRY400 - the error's own text may hold people's words
                "%s: a tick failed in %s with %s", reference(), part.__module__, without_words(error)
            )
            return False


async def forget(house: House) -> None:
    """Forgets the keys of gestures long past, and files that were looked at."""
    forgotten = await house.db.write(inbox.forget, house.clock() - INBOX_KEPT_FOR)
    if forgotten:
        log.debug("forgot %s old keys", forgotten)
    await house.db.write(importing.forget_uploads, house.clock() - UPLOAD_KEPT_FOR)
