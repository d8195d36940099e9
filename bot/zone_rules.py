"""What was said on a clock, counted anew: the wall time that people meant stays, and the instant follows from it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.calendar import WorkingHours, instant, read_wall, wall_of
from storage.tables import Away, Contact, Promise, Row, Snooze, SystemFix, Waiting

Meaning = Callable[[str, str, WorkingHours], datetime]


def _back_after(wall: str, zone: str, hours: WorkingHours) -> datetime:
    """An absence until a day ends with that day."""
    day, at = read_wall(wall)
    return instant(wall if at else f"{wall_of(day + timedelta(days=1), None)}T00:00", zone, hours)


class Dated(NamedTuple):
    """A kind of row with dates, each as an instant and as the wall it follows from in the row's zone; where that is a day,
    it ends with the working day of whom the column `whose` names. Only rows whose column holds what `waits` says still
    wait for them."""

    model: type[Row]
    dates: Sequence[tuple[str, str]]
    whose: str
    waits: tuple[str, str | None]
    means: Meaning = instant


DATED = (
    Dated(
        Promise,
        (("due_at", "due_wall"), ("aim_at", "aim_wall"), ("new_due_at", "new_due_wall")),
        "said_by",
        ("status", "open"),
    ),
    Dated(Waiting, (("due_at", "due_wall"),), "said_by", ("status", "open")),
    Dated(Contact, (("next_at", "next_wall"),), "by_id", ("next", "planned")),
    Dated(SystemFix, (("due_at", "due_wall"),), "owner_id", ("status", "open")),
    Dated(Snooze, (("until_at", "until_wall"),), "person_id", ("removed_at", None)),
    Dated(Away, (("until_at", "until_wall"),), "person_id", ("ended_at", None), _back_after),
)


def moved(row: Row, dated: Dated, hours: WorkingHours, *, now: datetime) -> Mapping[str, datetime]:
    """The row's dates still to come that are another instant by the rules that hold now. What is over stays as it was."""
    found = {}
    for at, wall in dated.dates:
        before, meant = getattr(row, at), getattr(row, wall)
        if before is None or meant is None or before <= now:
            continue
        after = dated.means(meant, str(vars(row)["zone"]), hours)
        if after != before:
            found[at] = after
    return found
