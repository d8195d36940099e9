"""Whom something asks for attention first: the owner, whoever stands in while they are away or when they are gone, or a
lead [practices 42, 43].

One lead hears of a thing, so that not each of them thinks it another's: the same one for the same customer. Only what
is urgent goes to all of them who can be asked.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.attention import LEADS, OWNER, Asking
from bot.calendar import WorkingHours, add_working_time
from bot.quiet import Calendar
from bot.reasons import REASONS

# Whoever is back within so much working time is waited for, unless it is urgent.
WAITED_FOR = timedelta(hours=8)
A_MINUTE = timedelta(minutes=1)
# How often it is looked at whether somebody is back of whom nobody knows when.
UNKNOWN_FOR = timedelta(hours=1)
# What is added to a window, with a number, when somebody is told anew of who hears of it next.
ANEW = "+~"


class Somebody(NamedTuple):
    """One person, as far as they can be asked: why never (`gone`: "has left this Slack"), or why not now (`away`: "away
    until Fri 27 Nov", `until` in UTC where that is known) and who stands in if they named somebody."""

    id: str
    name: str
    zone: str = "UTC"
    gone: str = ""
    away: str = ""
    until: datetime | None = None
    cover_id: str | None = None

    @property
    def reachable(self) -> bool:
        """Whether they can be asked now."""
        return not self.gone and not self.away


class Circle(NamedTuple):
    """Everybody who may hear of one thing. `leads` are in the order in which they are asked; `last` are asked where a thing
    would reach nobody else. `known` has all of them, and all who were told before, by id. The waits of the ladder are
    working `hours` on the calendar of `zone`: the owner's."""

    owner_id: str | None
    backup_id: str | None
    leads: Sequence[str]
    last: Sequence[str]
    known: Mapping[str, Somebody]
    zone: str
    hours: WorkingHours
    waits: tuple[int, int]
    # What their snoozes that are over add to a window, so that it asks anew.
    suffixes: Mapping[str, str] = {}
    # When each of them may be spoken to, and when their briefs are, by id.
    calendars: Mapping[str, Calendar] = {}


class Told(NamedTuple):
    """A nudge that was made before, for the same thing and reason: whom it announced (`next_id`, for `next_at`), and
    whether it was a step of the ladder (`climbed`)."""

    window: str
    recipient_id: str
    role: str
    made_at: datetime
    said_at: datetime | None = None
    open: bool = True
    climbed: bool = False
    next_id: str = ""
    next_at: datetime | None = None


class Call(NamedTuple):
    """That somebody is to hear of it, as what, and with which note; and whom they are told to hear of it next, when. A step
    of the ladder (`climbed`) waits for their brief unless it is `pressing`."""

    recipient_id: str
    role: str
    window: str
    note: str = ""
    climbed: bool = False
    next_id: str = ""
    next_at: datetime | None = None
    pressing: bool = False


def first_of(asking: Asking, circle: Circle, told: Sequence[Told], *, now: datetime) -> list[Call]:
    """Whoever it asks first: one person, or with what is urgent all leads; nobody where there is nobody at all."""
    calls = _first_of(asking, circle, told, now=now)
    if not told:
        return calls
    return [each._replace(window=_current(told, each.recipient_id, each.window)) for each in calls]


def _current(told: Sequence[Told], person_id: str, window: str) -> str:
    """The window in which somebody is asked by now, where they were told anew."""
    anew = [each.window for each in told if each.recipient_id == person_id]
    return next((each for each in reversed(anew) if each.startswith(window + ANEW)), window)


def _first_of(asking: Asking, circle: Circle, told: Sequence[Told], *, now: datetime) -> list[Call]:
    window = asking.window
    if asking.to == LEADS:
        leads = leads_of(circle, (), told, urgent=asking.urgent) or _any(circle, circle.last)
        return [_call(circle, lead, "lead", window) for lead in leads]
    asked = circle.owner_id if asking.to == OWNER else asking.to
    owner = circle.known.get(asked or "")
    if owner is None:
        note = "Nobody looks after them yet."
        return _instead(circle, (circle.backup_id,), told, window, note, asking)
    if owner.gone:
        return _instead(circle, (), told, window, f"{owner.name} {owner.gone}.", asking)
    if owner.reachable or _waited_for(asking, circle, owner, now=now):
        return [_call(circle, owner.id, "owner", window)]
    covers = (owner.cover_id, circle.backup_id)
    found = _instead(circle, covers, told, window, f"{owner.name} is {owner.away}; you stand in.", asking)
    if not found or not circle.known[found[0].recipient_id].reachable or found[0].recipient_id == owner.id:
        return [_call(circle, owner.id, "owner", window)]
    return [*found, *_heard(owner, told, circle, window)]


def _heard(owner: Somebody, told: Sequence[Told], circle: Circle, window: str) -> list[Call]:
    """What an absent owner was told before they left stays theirs, too."""
    window = _current(told, owner.id, window + circle.suffixes.get(owner.id, ""))
    heard = any(
        each.recipient_id == owner.id and each.window == window and each.said_at and each.open
        for each in told
    )
    return [Call(owner.id, "owner", window)] if heard else []


def _instead(
    circle: Circle,
    covers: Sequence[str | None],
    told: Sequence[Told],
    window: str,
    note: str,
    asking: Asking,
) -> list[Call]:
    """Whoever is asked in somebody's place: the first cover who can be, a lead, whoever has the last word here, or else a
    cover who is away too."""
    here = [each for each in covers if each and (known := circle.known.get(each)) and known.reachable]
    if here:
        return [_call(circle, here[0], "cover", window, note)]
    leads = leads_of(circle, (), told, urgent=asking.urgent)
    some = leads or _any(circle, circle.last) or _any(circle, [circle.backup_id or ""])
    role = "lead" if leads or (circle.backup_id or "") not in some else "cover"
    return [_call(circle, each, role, window, note) for each in some]


def _waited_for(asking: Asking, circle: Circle, owner: Somebody, *, now: datetime) -> bool:
    """Whether it can wait for whom it is about, or does not hurry and the absence is short."""
    if asking.urgent:
        return False
    if REASONS[asking.reason].rests:
        return True
    if owner.until is None:
        return False
    # With a minute more, so that where the time ends with a working day, the morning of the next one is within it.
    return owner.until < add_working_time(now, WAITED_FOR + A_MINUTE, circle.hours, circle.zone)


def back_at(asking: Asking, circle: Circle, *, now: datetime) -> datetime | None:
    """When whoever it asks is back, since it is theirs again then; where nobody knows that it is looked at now and then."""
    asked = circle.known.get((circle.owner_id if asking.to == OWNER else asking.to) or "")
    if asked is None or not asked.away:
        return None
    return asked.until if asked.until is not None and asked.until > now else now + UNKNOWN_FOR


def leads_of(circle: Circle, but: Sequence[str], told: Sequence[Told], *, urgent: bool) -> list[str]:
    """The lead who hears of it: who heard of it before, or the first who can be asked; with what is urgent all who can be.
    Where all are away, the first of them."""
    able = [each for each in circle.leads if each not in but and not circle.known[each].gone]
    here = [each for each in able if circle.known[each].reachable]
    if urgent and here:
        return here
    before = [each.recipient_id for each in told if each.role == "lead" and each.open]
    kept = [each for each in here if each in before]
    return (kept or here or able)[:1]


def _any(circle: Circle, some: Sequence[str]) -> list[str]:
    able = [each for each in some if each in circle.known and not circle.known[each].gone]
    here = [each for each in able if circle.known[each].reachable]
    return (here or able)[:1]


def _call(circle: Circle, person_id: str, role: str, window: str, note: str = "") -> Call:
    return Call(person_id, role, window + circle.suffixes.get(person_id, ""), note)
