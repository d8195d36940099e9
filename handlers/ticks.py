"""What the clock does: APScheduler only ticks, and everything that is due is found in rows.

A tick asks "what is due at `now`?" and does it. Nothing is kept in the scheduler, so a restart needs nothing.
"""

import logging
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from handlers.house import House
from storage import importing, inbox

log = logging.getLogger("kept")
TICK_SECONDS = 600
# Slack delivers the same event again for hours at most; a day is on the safe side.
INBOX_KEPT_FOR = timedelta(days=1)
# A file of customers that somebody looks at.
UPLOAD_KEPT_FOR = timedelta(days=1)


def start(house: House) -> AsyncIOScheduler:
    """Starts ticking. A late tick is still a tick, several missed ones are one, and never two at a time."""
    scheduler = AsyncIOScheduler(
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}, timezone="UTC"
    )
    scheduler.add_job(tick, "interval", seconds=TICK_SECONDS, args=[house])
    scheduler.start()
    return scheduler


async def tick(house: House) -> None:
    """Everything that is due by the house's clock: for now, forgetting the keys of gestures long past, and files
    that were looked at."""
    forgotten = await house.db.write(inbox.forget, house.clock() - INBOX_KEPT_FOR)
    if forgotten:
        log.debug("forgot %s old keys", forgotten)
    await house.db.write(importing.forget_uploads, house.clock() - UPLOAD_KEPT_FOR)
