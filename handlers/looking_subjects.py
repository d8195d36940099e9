"""What rules are told of rows that are looked at: whom each reaches, on which calendars, and what is known beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Connection

from bot import snoozes
from bot.attention import About, Look
from bot.nudges import Plan, World
from bot.preferences import LADDER, WAITS, Preferences
from bot.quiet import Calendar
from bot.standing_in import Circle
from handlers import looking_snoozes
from handlers.looking_known import customer_id, known_of
from handlers.looking_left import handovers_asked, waited_until
from handlers.looking_people import Met
from handlers.looking_rules import said_of
from storage import looking
from storage.tables import Customer, Nudge

# A system fix is about no customer, and its rule asks for none.
NOBODYS = Customer(
    id=0, team_id="", number=0, name="", created_at=datetime.min.replace(tzinfo=UTC), created_by=""
)


class Looker(NamedTuple):
    """Who looks, and at which instant: the workspace and Kept's own user id there."""

    team_id: str
    user_id: str
    now: datetime


@dataclass
class Looked:
    """What came of a look: at how many rows it was, those that were left since somebody had to be known, and who that is."""

    count: int = 0
    left: set[int] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)


@dataclass
class Subject:
    """One row, as the clock reads it, with all that is known of it, and what the rule says; there is no plan where the rule
    failed."""

    row: Any
    kind: str
    about: About
    world: World
    nudges: Sequence[Nudge]
    look: Look = field(default_factory=Look)
    plan: Plan | None = None

    @cached_property
    def instance(self) -> Any:  # noqa: ANN401 - of that kind
        """The row as its model has it, to be changed."""
        return looking.instance(self.kind, self.row)


class Terms(NamedTuple):
    """What is set, as many rows need it: the leads in order, and the waits of the ladder by tier."""

    held: Preferences
    leads: Sequence[str]
    waits: Mapping[str, tuple[int, int]]


def subjects_of(
    conn: Connection, looker: Looker, kind: str, found: Sequence[Any], met: Met, looked: Looked
) -> list[Subject]:
    """These rows with all that is known of them, but for those about whose people not everything is known: `looked` says
    which these are."""
    if not found:
        return []
    known = known_of(conn, looker.team_id, kind, found)
    last = [each for each in met.admins if each in met.people]
    terms: dict[int, Terms] = {}
    owners = {_owner(kind, row) for row in found} | {each.owner_id for each in known.customers.values()}
    asked = handovers_asked(conn, looker.team_id, owners, met)
    subjects = []
    for row in found:
        customer = known.customers.get(customer_id(kind, row) or 0)
        some, snoozed = known.nudges.get(row.id, ()), known.snoozed.get(row.id, ())
        if strange := _involved(kind, row, customer, some) - met.people.keys():
            looked.missing |= strange
            looked.left.add(row.id)
            continue
        held = met.held.get((_owner(kind, row) or "", getattr(row, "source_channel", None) or ""))
        if held is None:
            continue  # it was handed over a moment ago, and is due still
        set_ = terms.get(id(held)) or terms.setdefault(id(held), _terms(held, met))
        rests = looking_snoozes.rests_of(snoozed, known.heard.get(row.id), met.calendars, now=looker.now)
        circle = _circle(kind, row, customer, set_, met, last, rests.over)
        world = World(
            circle,
            met.calendars,
            held.team_channel or known.team_channel,
            {
                by: snoozes.in_words(each, now=looker.now, zone=_zone(by, met), lasting=True)
                for by, each in rests.resting.items()
            },
            looking_snoozes.done_with(known.answers.get(row.id, {}), snoozed),
            rests.look_at,
            rests.woken,
            waited_until(circle, asked),
        )
        about = About(customer or NOBODYS, circle.zone, circle.hours, held, said_of(some))
        subjects.append(Subject(row, kind, about, world, some))
    return subjects


def _terms(held: Preferences, met: Met) -> Terms:
    leads = [each for each in sorted(held.leads) if each in met.people]
    return Terms(held, leads, {tier.casefold(): each for tier, each in held.ladder.items()})


def _owner(kind: str, row: Any) -> Any:  # noqa: ANN401 - of that kind; an id, or None
    return getattr(row, looking.owner_of(kind))


def _said_by(row: Any) -> Any:  # noqa: ANN401 - of any kind; an id, or None
    """Who put a row in."""
    return getattr(row, "said_by", None) or getattr(row, "created_by", None)


def _involved(
    kind: str,
    row: Any,  # noqa: ANN401 - of that kind
    customer: Customer | None,
    some: Sequence[Nudge],
) -> set[str]:
    """Everybody who has to be known for a row to be looked at."""
    people = {_owner(kind, row), _said_by(row)}
    if customer is not None:
        people |= {customer.owner_id, customer.backup_id}
    people |= {each.recipient_id for each in some if each.ended_at is None and each.role != "team"}
    return people - {None, ""}


def _circle(
    kind: str,
    row: Any,  # noqa: ANN401 - of that kind
    customer: Customer | None,
    terms: Terms,
    met: Met,
    last: Sequence[str],
    suffixes: Mapping[str, str],
) -> Circle:
    theirs = vars(customer if customer is not None else NOBODYS)
    owner_id = _owner(kind, row)
    if kind == "contact" and met.people[owner_id].gone:
        owner_id = theirs["owner_id"]  # the next step of who left is the owner's
    calendar = _first_calendar(met, owner_id, theirs["owner_id"], _said_by(row))
    # The same customer's things go to the same lead, and not all of them to one.
    leads, place = terms.leads, theirs["id"] or row.id
    first = place % len(leads) if leads else 0
    return Circle(
        owner_id,
        theirs["backup_id"],
        [*leads[first:], *leads[:first]],
        last,
        met.people,
        calendar.zone if calendar else "UTC",
        calendar.hours if calendar else terms.held.hours,
        _waits(kind, theirs["tier"].casefold(), terms),
        suffixes,
        met.calendars,
    )


def _waits(kind: str, tier: str, terms: Terms) -> tuple[int, int]:
    """The waits of a customer's tier; of who waits on us none is longer than theirs."""
    waits = {**LADDER, **terms.waits}
    found = waits.get(tier) or waits[""]
    if kind != "waiting":
        return found
    (cover, lead), (own_cover, own_lead) = waits[WAITS], found
    return min(cover, own_cover), min(lead, own_lead)


def _first_calendar(met: Met, *people: str | None) -> Calendar | None:
    return next((met.calendars[each] for each in people if each and each in met.calendars), None)


def _zone(person_id: str, met: Met) -> str:
    return met.people[person_id].zone if person_id in met.people else "UTC"
