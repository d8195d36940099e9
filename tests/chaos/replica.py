"""One replica of the sender in a process of its own: `python -m tests.chaos.replica`.

It opens the house as `python -m bot` does, and does what its ticks do with posts; now and then what a post asks for ends.
"""

import asyncio
import logging
import os
from datetime import timedelta

from sqlalchemy import Connection, select

from bot.settings import read
from handlers import sending
from handlers.drawing import Drawn, Dropped
from handlers.house import House
from handlers.people import utc_now
from handlers.run import open_house
from handlers.sending_times import Times
from handlers.views.parts import Message, line
from storage import nudges
from storage.tables import Nudge, Post, table

WHAT = "chaos"
OPEN, DONE = "please look at", "done:"
# Said on the standard output.
AT_WORK = b"at work\n"
# Every tenth thing ends by itself some time after it became due.
ENDS_EVERY = 10
NUDGES = table(Nudge)


async def draw(house: House, post: Post) -> Drawn | Dropped:
    """What a post's nudges ask for, as things stand."""
    its = await house.db.read(nudges.of_post, post.id or 0)
    open_ = [each for each in its if each.ended_at is None]
    if not open_ and post.state != "said":
        return Dropped("it has ended")
    words = OPEN if open_ else DONE
    return Drawn(
        Message([line(f"{words} {post.key}")], f"{words} {post.key}"), [each.id or 0 for each in open_]
    )


def end_one(conn: Connection, house: House) -> None:
    """Something that was due has ended."""
    due = (
        NUDGES.c.ended_at.is_(None) & (NUDGES.c.row_id % ENDS_EVERY == 0) & (NUDGES.c.say_at <= house.clock())
    )
    row = (
        conn.execute(select(NUDGES).where(due).order_by(NUDGES.c.id).limit(1).with_for_update())
        .mappings()
        .first()
    )
    if row:
        nudges.end(conn, [Nudge(**row)], "it was done", now=house.clock())


class Soon(Times):
    """The sender's waits; second copies are looked for when the trial says."""

    @property
    def sweep(self) -> timedelta:
        return timedelta(seconds=float(os.environ["SWEEP_SECONDS"]))


async def work() -> None:
    """Until it is killed."""
    async with open_house(read(os.environ), utc_now) as house:
        house.times = Soon(house.times.settle)
        os.write(1, AT_WORK)
        while True:
            await house.db.write(end_one, house)
            await sending.send(house, {WHAT: draw})
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.run(work())
