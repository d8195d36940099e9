"""What is known of a customer when the clock looks at them: contacts, what cost us goodwill, what is open, what is planned."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.goodwill_gauge import Loss

# Calendar days back to which contacts count, and how many of the latest.
CONTACTS_BACK, MOST_CONTACTS = 400, 20
# Calendar days back to which losses are known: twice the window, see `goodwill_gauge.raised`.
LOSSES_BACK = 180
# Calendar days for which a next step that is late still stands for the word that is due.
LATE_STEP = 14


class Touch(NamedTuple):
    """What counts of one contact."""

    at: datetime
    how: str
    purpose: str = "care"
    sounded: str = ""
    event: str = ""
    people: str = ""


class Given(NamedTuple):
    """What counts of one promise: it is open, or was closed within LOSSES_BACK; when they were told something about it, and
    what came of asking them whether it was right."""

    number: int
    status: str
    due_at: datetime | None
    closed_at: datetime | None
    told_at: datetime | None = None
    checked: str | None = None
    checked_at: datetime | None = None


class Case(NamedTuple):
    """What counts of one case: it is open, or was opened or closed within LOSSES_BACK. `promised` is the number of the
    promise that was not kept, if it is about one; `steps` are when they were told, heard that we are sorry, and were asked."""

    number: int
    status: str
    created_at: datetime
    closed_at: datetime | None
    promised: int | None = None
    steps: Sequence[datetime] = ()


class Wait(NamedTuple):
    """What counts of a customer who waited: they still do, or it ended within LOSSES_BACK."""

    number: int
    status: str
    due_at: datetime | None
    closed_at: datetime | None


class CustomerFacts(NamedTuple):
    """All that the rules of a customer take beside their row (instants are UTC).

    `contacts`: the latest MOST_CONTACTS of CONTACTS_BACK, the latest first. `next_at`: the soonest next step that is planned
    and not later than LATE_STEP. `losses` of the last LOSSES_BACK. `case_open`, `something_open`: a case, or anything.
    `active_at`: when something was last done with them. `kept_at`, `case_closed_at`: the last time. `imported`: they came
    in from a file. `lost_at`: when we heard that they left. `word`: when they last had word from us other than by a contact,
    and about what: something was kept, told or answered.
    """

    contacts: Sequence[Touch] = ()
    next_at: datetime | None = None
    losses: Sequence[Loss] = ()
    case_open: bool = False
    something_open: bool = False
    active_at: datetime | None = None
    kept_at: datetime | None = None
    case_closed_at: datetime | None = None
    imported: bool = False
    lost_at: datetime | None = None
    word: tuple[datetime, str] | None = None


def gathered(
    *,
    contacts: Sequence[Touch] = (),
    next_at: datetime | None = None,
    promises: Sequence[Given] = (),
    moves: Sequence[tuple[int, datetime]] = (),
    cases: Sequence[Case] = (),
    waits: Sequence[Wait] = (),
    imported: bool = False,
    lost_at: datetime | None = None,
    now: datetime,
) -> CustomerFacts:
    """The facts from what was stored; `moves` are the promises (by number) whose told date was put off, and when."""
    ends = [
        *(each.closed_at for each in promises),
        *(each.closed_at for each in cases),
        *(each.closed_at for each in waits),
    ]
    done = [*(each.at for each in contacts), *(each.created_at for each in cases), *ends]
    states = {*(each.status for each in promises), *(each.status for each in waits)}
    case_open = any(each.status == "open" for each in cases)
    kept = [each.closed_at for each in promises if each.status in {"kept", "late"}]
    losses = {
        *_of_promises(promises, now),
        *_of_moves(moves),
        *_of_cases(cases, promises, now),
        *_of_waits(waits, now),
    }
    return CustomerFacts(
        contacts,
        next_at,
        tuple(sorted(losses)),
        case_open,
        case_open or "open" in states,
        max((at for at in done if at is not None and at <= now), default=None),
        max((at for at in kept if at is not None), default=None),
        max((each.closed_at for each in cases if each.closed_at is not None), default=None),
        imported,
        lost_at,
        max(_words(promises, cases, waits, now), default=None),
    )


def _words(
    promises: Iterable[Given], cases: Iterable[Case], waits: Iterable[Wait], now: datetime
) -> Iterable[tuple[datetime, str]]:
    """When they had word from us and about what: keeping, telling and answering are contact, too [practice 29]."""
    for each in promises:
        done = each.closed_at if each.status in {"kept", "late", "partly"} else None
        asked = each.checked_at if each.checked in {"right", "not quite"} else None
        yield from ((at, f"P-{each.number}") for at in (each.told_at, done, asked) if at and at <= now)
    for case in cases:
        yield from ((at, f"M-{case.number}") for at in case.steps if at <= now)
    for wait in waits:
        if wait.closed_at is not None and wait.closed_at <= now:
            yield wait.closed_at, f"W-{wait.number}"


def _of_promises(promises: Iterable[Given], now: datetime) -> Iterable[Loss]:
    """Broken and late ones, each at its date, so that closing it later changes nothing; an open one counts once it is late."""
    for each in promises:
        ended = each.closed_at or now
        at = min(each.due_at, ended) if each.due_at else ended
        if each.status == "not kept":
            yield Loss(at, f"P-{each.number}", "broken")
        elif each.status == "late" or (each.status == "open" and each.due_at and each.due_at < now):
            yield Loss(at, f"P-{each.number}", "late")


def _of_moves(moves: Iterable[tuple[int, datetime]]) -> Iterable[Loss]:
    """A promise whose date was put off twice on one day was put off once."""
    first: dict[tuple[int, object], datetime] = {}
    for number, at in sorted(moves, key=lambda each: each[1]):
        first.setdefault((number, at.date()), at)
    return [Loss(at, f"P-{number}", "moved") for (number, _), at in first.items()]


def _of_cases(cases: Iterable[Case], promises: Iterable[Given], now: datetime) -> Iterable[Loss]:
    """Cases, but for those of a promise that counts itself: one thing costs goodwill once."""
    broken = {each.number for each in promises if each.status == "not kept"}
    return [
        Loss(each.created_at, f"M-{each.number}", "case")
        for each in cases
        if each.promised not in broken and each.created_at <= now
    ]


def _of_waits(waits: Iterable[Wait], now: datetime) -> Iterable[Loss]:
    """Call-backs and answers that came later than was said, or should have come by now."""
    return [
        Loss(each.due_at, f"W-{each.number}", "call")
        for each in waits
        if each.due_at is not None and (each.closed_at or now) > each.due_at
    ]
