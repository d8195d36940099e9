"""To a lead, with a new month: the draft of what we got wrong and fixed in the last one is there [practice 49]."""

from datetime import datetime

from bot.attention import Asking
from bot.calendar import WorkingHours
from bot.lessons import last_month, this_month
from bot.working_days import day_at, later, morning, on_or_after
from storage.tables import Desk


def asked(
    desk: Desk, count: int, zone: str, hours: WorkingHours, now: datetime
) -> tuple[list[Asking], datetime]:
    """The asking, on the first working day of a month (on the calendar of `zone`), if any of `count` mistakes was owned up
    to in the last one, and when to look again (UTC). Whoever is away then may ask for it."""
    today = day_at(now, zone)
    first = on_or_after(today.replace(day=1), hours)
    month = last_month(today)
    if today < first:
        return [], morning(first, zone)
    if today > first or not count:
        return [], morning(on_or_after(this_month(today).following, hours), zone)
    times = "1 mistake was" if count == 1 else f"{count} mistakes were"
    asking = Asking(
        "lessons",
        window=f"{month.first:%Y-%m}",
        why=f"{times} owned up to in {month.name}. A draft of what we got wrong and fixed is there, without names, for you to "
        "publish if you like.",
        since=morning(first, zone),
        to=desk.person_id,
        facts={"month": month.name, "owned up to": str(count)},
    )
    return [asking], morning(later(first, 1, hours), zone)
