"""A contact's life: logged, put right, its next step planned and done. Decisions only."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from bot.calendar import WorkingHours, instant, wall_of, wall_on
from bot.calendar_days import add_months
from bot.changes import Change, differing
from bot.refusals import AlreadySo, Unreadable, WrongOrder
from bot.sources import NOWHERE, Source
from bot.text import clean
from storage.tables import Contact

HOW = {
    "call": "call",
    "visit": "visit",
    "mail": "mail",
    "chat": "chat",
    "event": "event",
    "gift": "gift",
    "attempt": "attempt without answer",
}
# Only what goes both ways counts as having met [practices 29, 35]; of an event for many see is_two_way.
TWO_WAY = frozenset({"call", "visit", "mail", "chat", "event"})
SOUNDED = {"glad": "glad", "fine": "fine", "unhappy": "unhappy", "no answer": "no answer"}
PURPOSES = {"care": "care", "sell": "sell"}
# What one tap plans [practice 9]: its label and how many calendar days or months on.
SOON: Mapping[str, tuple[str, int, int]] = {
    "3d": ("3 days", 3, 0),
    "1w": ("1 week", 7, 0),
    "2w": ("2 weeks", 14, 0),
    "1m": ("1 month", 0, 1),
}
STEP_MAX = 300
EVENT_MAX = 80
MOST_AT_ONCE = 100
# A contact lies in the past, and not before there were companies like ours.
LONGEST_AGO = timedelta(days=365 * 50)
LAST_YEAR = 9998
# Nobody is that many days from a working day; it only keeps a calendar without any from looping.
LONGEST_REST = 60


class Touched(Protocol):
    """What says of a contact whether it went both ways: a row, or the few columns of it that a look at many takes."""

    @property
    def how(self) -> str:
        """One of HOW."""

    @property
    def sounded(self) -> str:
        """One of SOUNDED, or empty where nobody said."""

    @property
    def event(self) -> str:
        """The event, where it was one for many."""

    @property
    def people(self) -> str:
        """Ids of whom it met, one a line."""


class Given(NamedTuple):
    """What a person said of a contact. `next_wall` and `at` are on the clock of `zone`; `at` None is now.

    `next` is one of "", planned and nothing; `people` are ids of the customer's people.
    """

    words: str
    how: str
    by_id: str
    said_by: str
    zone: str
    purpose: str = "care"
    sounded: str = ""
    people: Sequence[int] = ()
    event: str = ""
    at: datetime | None = None
    whole_day: bool = False
    next: str = ""
    next_words: str = ""
    next_wall: str | None = None
    source: Source = NOWHERE


def make(given: Given, *, team_id: str, customer_id: int, hours: WorkingHours, now: datetime) -> Contact:
    """The contact that was. Raises Unreadable for its words, WrongOrder for a date that is still to come."""
    return Contact(
        team_id=team_id,
        customer_id=customer_id,
        **_columns(given, hours=hours, now=now),
        said_by=given.said_by,
        created_at=now,
        **given.source.columns(),
    )


def _columns(given: Given, *, hours: WorkingHours, now: datetime) -> dict[str, Any]:
    how = given.how if given.how in HOW else ""
    if not how:
        raise Unreadable("How was it: a call, a visit, a mail …? Choose one.", field="how")
    planned = given.next == "planned"
    return {
        "by_id": given.by_id,
        "how": how,
        "purpose": given.purpose if given.purpose in PURPOSES else "care",
        "sounded": _sounded(how, given.sounded),
        "words": clean(given.words, what="What you say of it", field="words"),
        "people": "\n".join(str(each) for each in dict.fromkeys(given.people)),
        "event": clean(given.event, what="The event's name", most=EVENT_MAX, field="event")
        if given.event
        else "",
        "at": moment(given.at, given.zone, hours, whole_day=given.whole_day, now=now),
        "zone": given.zone,
        "next": given.next,
        "next_words": _step(given.next_words) if planned else "",
        "next_wall": given.next_wall if planned else None,
        "next_at": _next_at(given.next_wall, given.zone, hours, now=now) if planned else None,
    }


def _sounded(how: str, sounded: str) -> str:
    """Nobody sounds like anything who did not answer, and an attempt that was answered is none."""
    if how == "attempt":
        return "no answer"
    return sounded if sounded in SOUNDED else ""


def _step(words: str) -> str:
    return clean(words, what="The next step", most=STEP_MAX, field="next_words") if words.strip() else ""


def moment(
    at: datetime | None, zone: str, hours: WorkingHours, *, whole_day: bool, now: datetime
) -> datetime:
    """The instant of a contact; a day that is past means the end of its working time. Raises WrongOrder."""
    if at is None:
        return now
    if whole_day:
        at = min(instant(wall_of(at.date(), None), zone, hours), now) if _past_day(at, zone, now) else at
    if at > now:
        raise WrongOrder(
            "That is still to come, and a contact lies in the past. What is planned goes in the next step.",
            field="when",
        )
    if now - at > LONGEST_AGO:
        raise WrongOrder("That is too long ago. Which year do you mean?", field="when")
    return at


def _past_day(at: datetime, zone: str, now: datetime) -> bool:
    return at.date() <= now.astimezone(ZoneInfo(zone)).date()


def _next_at(wall: str | None, zone: str, hours: WorkingHours, *, now: datetime) -> datetime | None:
    if wall is None:
        return None
    if int(wall[:4]) > LAST_YEAR:
        raise WrongOrder("That is further away than any calendar goes. Which year?", field="next_due")
    at = instant(wall, zone, hours)
    if at < now:
        raise WrongOrder("That date is in the past. When is the next step?", field="next_due")
    return at


def edit(contact: Contact, given: Given, *, customer_id: int, hours: WorkingHours, now: datetime) -> Change:
    """What was logged wrongly, put right. Raises as make does, and AlreadySo if nothing differs.

    A next step's date that stays may lie in the past by now. One that was done or not needed stays so, unless another
    is given.
    """
    stays = given.next == "planned" and given.next_wall == contact.next_wall
    fields = _columns(given._replace(next_wall=None) if stays else given, hours=hours, now=now)
    if stays:
        fields |= {"next_wall": contact.next_wall, "next_at": contact.next_at}
    if given.at is None:
        fields["at"] = contact.at
    settled = contact.next in {"done", "nothing"}
    if settled and fields["next_words"] == contact.next_words and fields["next_wall"] == contact.next_wall:
        fields["next"] = contact.next
    if settled and given.next == "":
        fields |= {name: getattr(contact, name) for name in ("next", "next_words", "next_wall", "next_at")}
    changed = differing(contact, fields | {"customer_id": customer_id})
    if not changed:
        raise AlreadySo("Nothing was changed: it says that already.")
    return Change("edited", changed)


def plan(
    contact: Contact, *, words: str | None, wall: str | None, zone: str, hours: WorkingHours, now: datetime
) -> Change:
    """The next step and its date, a wall in `zone`; words None are left as they are. Raises WrongOrder, AlreadySo."""
    own = wall_on(wall, zone, contact.zone) if wall else None
    fields: dict[str, object] = {
        "next": "planned",
        "next_wall": own,
        "next_at": _next_at(wall, zone if wall and "T" in wall else contact.zone, hours, now=now),
    }
    if words is not None:
        fields["next_words"] = _step(words)
    elif contact.next == "done":
        fields["next_words"] = ""  # what was done is not what comes next
    return _changed(contact, "next step", fields)


def nothing_needed(contact: Contact) -> Change:
    """There is no next step. Raises AlreadySo."""
    return _changed(
        contact, "no next step", {"next": "nothing", "next_words": "", "next_wall": None, "next_at": None}
    )


def done(contact: Contact) -> Change:
    """The next step is done. Raises AlreadySo if it is, or there is none."""
    if contact.next == "done":
        raise AlreadySo("That step is done already.")
    if contact.next != "planned":
        raise AlreadySo("There is no next step to be done. Plan one first.")
    return Change("next step done", {"next": "done"})


def sound(contact: Contact, sounded: str) -> Change:
    """How they sounded. Raises AlreadySo if it says that, or if nobody was reached."""
    if contact.how == "attempt":
        raise AlreadySo("Nobody was reached that time. Press Edit if it was something else.")
    if sounded not in SOUNDED:
        raise Unreadable(f"They sounded one of: {', '.join(SOUNDED)}.", field="sounded")
    return _changed(contact, "sounded", {"sounded": sounded})


def meet(contact: Contact, person_id: int) -> Change:
    """That somebody was met at this contact too. Raises AlreadySo."""
    ids = contact.people.split()
    if str(person_id) in ids:
        raise AlreadySo("That is known already.")
    return Change("edited", {"people": "\n".join([*ids, str(person_id)])})


def _changed(contact: Contact, what: str, fields: Mapping[str, object]) -> Change:
    changed = differing(contact, fields)
    if not changed:
        raise AlreadySo("It says that already.")
    return Change(what, changed)


def soon(which: str, *, zone: str, hours: WorkingHours, now: datetime) -> str:
    """The wall that one tap plans: so many calendar days or months on, moved to the next working day; the day ends with
    its working time. `which` is one of SOON."""
    _, days, months = SOON[which]
    day = add_months(now.astimezone(ZoneInfo(zone)).date(), months) + timedelta(days=days)
    return wall_of(working_day(day, hours), None)


def working_day(day: date, hours: WorkingHours) -> date:
    """That calendar day, or the next one on which people work; the day itself where there is none in sight or no calendar
    goes on."""
    for on in range(min(LONGEST_REST, (date.max - day).days)):
        if hours.works_on(day + timedelta(days=on)):
            return day + timedelta(days=on)
    return day


def is_two_way(contact: Touched) -> bool:
    """Whether it counts as having met [practice 29].

    A fair or a newsletter that was logged for many at once goes one way with each of them: it stays among their contacts,
    and counts once somebody says whom of theirs was met there or how they sounded.
    """
    for_many = contact.how == "event" and contact.event
    if for_many and not (contact.people or contact.sounded):
        return False
    return contact.how in TWO_WAY and contact.sounded != "no answer"


def attempts_in_row(latest: Sequence[Touched]) -> int:
    """How many attempts without answer there were since they were last met; `latest` are contacts, the latest first."""
    count = 0
    for contact in latest:
        if is_two_way(contact):
            break
        count += contact.how not in {"gift", "event"}
    return count


def fine_twice(latest: Sequence[Touched]) -> bool:
    """Whether they sounded merely fine both of the last two times that somebody noted it: a warning [practice 38]."""
    sounded = [each.sounded for each in latest if is_two_way(each) and each.sounded]
    return sounded[:2] == ["fine", "fine"]


def day_of(at: datetime, zone: str, hours: WorkingHours) -> tuple[date, time | None]:
    """The day of a contact, and its time of day where one was said."""
    local = at.astimezone(ZoneInfo(zone))
    return local.date(), None if local.time() == hours.ends else local.time().replace(second=0, microsecond=0)
