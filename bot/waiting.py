"""A customer who waits on us: begun, called again, answered. Decisions only, as for promises [practice 30]."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.calendar import WorkingHours, add_working_time, instant, read_wall, wall_of, wall_on
from bot.changes import Change, differing
from bot.promises import Terms
from bot.refusals import AlreadySo, WrongOrder
from bot.sources import NOWHERE, Source
from bot.text import clean
from storage.tables import Waiting

LAST_YEAR = 9998


class Given(NamedTuple):
    """What a person said of a customer who waits. The wall `due` is in `zone`, the speaker's; None is the short clock.

    They wait since `since`, which is never later than the moment it is said.
    """

    words: str
    owner_id: str
    said_by: str
    zone: str
    since: datetime
    due: str | None = None
    source: Source = NOWHERE


def make(
    given: Given, *, team_id: str, customer_id: int, number: int, terms: Terms, now: datetime
) -> Waiting:
    """The customer's wait. Without a date it is to end after the working time in which the team answers.

    Raises Unreadable for its words, WrongOrder for a date that is over.
    """
    words = clean(given.words, what="What they wait for", field="words")
    due = given.due or short_clock(given.zone, terms, now=now)
    due_at = _at(due, given.zone, terms.hours)
    if given.due is not None and due_at < now:
        raise WrongOrder("That is over already. By when do they get their answer?", field="due")
    return Waiting(
        team_id=team_id,
        number=number,
        customer_id=customer_id,
        words=words,
        owner_id=given.owner_id,
        said_by=given.said_by,
        since_at=min(given.since, now),
        zone=given.zone,
        due_at=due_at,
        due_wall=due,
        created_at=now,
        **given.source.columns(),
    )


def short_clock(zone: str, terms: Terms, *, now: datetime) -> str:
    """The wall, in that zone, at which the short clock runs out: two working hours from now, or what the team has set."""
    at = add_working_time(now, terms.answer_within, terms.hours, zone).astimezone(ZoneInfo(zone))
    return wall_of(at.date(), at.time())


def edit(waiting: Waiting, given: Given, *, customer_id: int, hours: WorkingHours, now: datetime) -> Change:
    """What was logged wrongly, put right. Raises as make does, and AlreadySo if nothing differs.

    A date that stays may be over by now; only a new one is checked against `now`. Without a date it stays as it is.
    """
    due, due_at = waiting.due_wall, waiting.due_at
    if given.due is not None and given.due != due:
        due = wall_on(given.due, given.zone, waiting.zone)
        due_at = _at(given.due, given.zone if "T" in given.due else waiting.zone, hours)
        if due_at < now:
            raise WrongOrder("That is over already. By when do they get their answer?", field="due")
    fields = differing(
        waiting,
        {
            "words": clean(given.words, what="What they wait for", field="words"),
            "customer_id": customer_id,
            "owner_id": given.owner_id,
            "due_at": due_at,
            "due_wall": due,
        },
    )
    if not fields:
        raise AlreadySo("Nothing was changed: it says that already.")
    return Change("edited", fields)


def again(waiting: Waiting, *, now: datetime) -> Change:
    """They called once more; since when they wait stays what it was."""
    _check_open(waiting)
    return Change("called again", {"calls": waiting.calls + 1, "called_at": now})


def done(waiting: Waiting, *, by: str, now: datetime) -> Change:
    """They have what they waited for. Raises AlreadySo if it is done already."""
    _check_open(waiting)
    return Change("closed", {"status": "done", "closed_at": now, "closed_by": by})


def take(waiting: Waiting, owner_id: str) -> Change:
    """Somebody else answers them from now on. Raises AlreadySo if it is theirs."""
    _check_open(waiting)
    if waiting.owner_id == owner_id:
        raise AlreadySo("It is theirs already.", field="owner")
    return Change("edited", {"owner_id": owner_id})


def is_over(waiting: Waiting, *, now: datetime) -> bool:
    """Whether a customer who still waits should have had their answer by now."""
    return waiting.status == "open" and waiting.due_at is not None and now > waiting.due_at


def _check_open(waiting: Waiting) -> None:
    if waiting.status != "open":
        raise AlreadySo(f"W-{waiting.number} is done already: they have their answer.")


def _at(wall: str, zone: str, hours: WorkingHours) -> datetime:
    if read_wall(wall)[0].year > LAST_YEAR:
        raise WrongOrder("That is further away than any calendar goes. Which year do you mean?", field="due")
    return instant(wall, zone, hours)
