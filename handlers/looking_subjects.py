"""What is known of rows that are looked at, beside themselves: in few statements for many of them, inside the transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot import snoozes
from bot.attention import About, Look
from bot.nudges import Plan, World
from bot.preferences import LADDER, Preferences
from bot.quiet import Calendar
from bot.reasons import REASONS
from bot.standing_in import Circle
from handlers.looking_left import handovers_asked, waited_until
from handlers.looking_people import Met
from handlers.looking_rules import said_of
from storage import digests, looking, nudges
from storage import snoozes as snoozed_rows
from storage.by_ids import ByIds
from storage.tables import Customer, Nudge, Snooze

CUSTOMERS = ByIds(Customer)
# A snooze that ends once the customer is heard of; nothing of the row itself changes then.
HEARD_WITHIN = timedelta(minutes=30)
# A system fix is about no customer, and its rule asks for none.
NOBODYS = Customer(
    id=0, team_id="", number=0, name="", created_at=datetime.min.replace(tzinfo=UTC), created_by=""
)
# A talk may be logged some days after it was.
LOGGED_LATE = timedelta(days=7)


@dataclass(frozen=True)
class Looker:
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
    """One row with all that is known of it, and what the rule says; there is no plan where the rule failed."""

    row: Any
    kind: str
    about: About
    world: World
    nudges: Sequence[Nudge]
    look: Look = field(default_factory=Look)
    plan: Plan | None = None


@dataclass(frozen=True)
class Terms:
    """What is set, as many rows need it: the leads in order, and the waits of the ladder by tier."""

    held: Preferences
    leads: Sequence[str]
    waits: Mapping[str, tuple[int, int]]


def subjects_of(
    conn: Connection, looker: Looker, kind: str, found: Sequence[Any], met: Met, looked: Looked
) -> list[Subject]:
    """These rows with all that is known of them, but for those about whose people not everything is known: `looked` says
    which these are."""
    ids = [row.id for row in found]
    if not ids:
        return []
    customers = CUSTOMERS.rows(conn, looker.team_id, filter(None, (_customer_id(kind, row) for row in found)))
    theirs = nudges.of_rows(conn, looker.team_id, kind, ids)
    snoozed = _snoozed(conn, looker, kind, ids)
    heard = _heard(conn, looker, customers, snoozed)
    answers = _answers(conn, looker, kind, theirs)
    # Where no channel is set for the team, it is the first one that has a digest.
    read_by_team = digests.standing(conn, looker.team_id)[:1] if kind == "mistake" else ()
    team_channel = next((each.channel_id for each in read_by_team), "")
    last = [each for each in met.admins if each in met.people]
    terms: dict[int, Terms] = {}
    owners = {vars(row)[looking.owner_of(kind)] for row in found} | {
        each.owner_id for each in customers.values()
    }
    asked = handovers_asked(conn, looker.team_id, owners, met)
    subjects = []
    for row in found:
        # Read as they lie: an instance tells of each column that is read, which takes it a microsecond.
        columns, id_ = vars(row), vars(row)["id"]
        customer = customers.get(_customer_id(kind, row) or 0)
        some = theirs.get(id_, ())
        if strange := _involved(kind, columns, customer, some) - met.people.keys():
            looked.missing |= strange
            looked.left.add(id_)
            continue
        held = met.held.get((columns[looking.owner_of(kind)] or "", columns.get("source_channel") or ""))
        if held is None:
            continue  # it was handed over a moment ago, and is due still
        set_ = terms.get(id(held)) or terms.setdefault(id(held), _terms(held, met))
        rests = snoozed.get(id_, ())
        over, resting = _rests(rests, heard.get(id_), looker)
        circle = _circle(kind, columns, customer, set_, met, last, over)
        world = World(
            circle,
            met.calendars,
            held.team_channel or team_channel,
            {by: snoozes.in_words(each, now=looker.now, zone=_zone(by, met)) for by, each in resting.items()},
            _done(answers.get(id_, {}), rests),
            min((_look_at(each, looker) for each in resting.values()), default=None),
            waited_until(circle, asked),
        )
        about = About(customer or NOBODYS, circle.zone, circle.hours, held, said_of(some))
        subjects.append(Subject(row, kind, about, world, some))
    return subjects


def _terms(held: Preferences, met: Met) -> Terms:
    leads = [each for each in sorted(held.leads) if each in met.people]
    return Terms(held, leads, {tier.casefold(): each for tier, each in held.ladder.items()})


def _customer_id(kind: str, row: Any) -> int | None:  # noqa: ANN401 - of that kind
    found: int | None = vars(row).get("id" if kind == "customer" else "customer_id")
    return found


def _said_by(columns: Mapping[str, Any]) -> str | None:
    """Who put a row in."""
    return columns.get("said_by") or columns.get("created_by")


def _involved(
    kind: str, columns: Mapping[str, Any], customer: Customer | None, some: Sequence[Nudge]
) -> set[str]:
    """Everybody who has to be known for a row to be looked at."""
    people = {columns[looking.owner_of(kind)], _said_by(columns)}
    if customer is not None:
        people |= {customer.owner_id, customer.backup_id}
    people |= {each.recipient_id for each in some if each.ended_at is None and each.role != "team"}
    return people - {None, ""}


def _circle(
    kind: str,
    columns: Mapping[str, Any],
    customer: Customer | None,
    terms: Terms,
    met: Met,
    last: Sequence[str],
    suffixes: Mapping[str, str],
) -> Circle:
    theirs = vars(customer if customer is not None else NOBODYS)
    owner_id = columns[looking.owner_of(kind)]
    if kind == "contact" and met.people[owner_id].gone:
        owner_id = theirs["owner_id"]  # the next step of who left is the owner's
    calendar = _first_calendar(met, owner_id, theirs["owner_id"], _said_by(columns))
    # The same customer's things go to the same lead, and not all of them to one.
    leads, place = terms.leads, theirs["id"] or columns["id"]
    first = place % len(leads) if leads else 0
    waits = terms.waits
    return Circle(
        owner_id,
        theirs["backup_id"],
        [*leads[first:], *leads[:first]],
        last,
        met.people,
        calendar.zone if calendar else "UTC",
        calendar.hours if calendar else terms.held.hours,
        waits.get(theirs["tier"].casefold()) or waits.get("") or LADDER[""],
        suffixes,
        met.calendars,
    )


def _first_calendar(met: Met, *people: str | None) -> Calendar | None:
    return next((met.calendars[each] for each in people if each and each in met.calendars), None)


def _zone(person_id: str, met: Met) -> str:
    return met.people[person_id].zone if person_id in met.people else "UTC"


def _rests(
    rests: Sequence[Snooze], heard_at: datetime | None, looker: Looker
) -> tuple[dict[str, str], dict[str, Snooze]]:
    """What snoozes that are over add to windows, and those that hold still, by person."""
    over, resting = {}, {}
    for each in rests:
        if snoozes.holds(each, now=looker.now, heard_at=heard_at):
            resting[each.person_id] = each
        else:
            over[each.person_id] = f"+{each.id}"
    return over, resting


def _done(answers: Mapping[str, datetime], rests: Sequence[Snooze]) -> Mapping[str, datetime]:
    """When each person last did something about it; to snooze it is something, too."""
    done = dict(answers)
    for each in rests:
        done[each.person_id] = max(done.get(each.person_id, each.created_at), each.created_at)
    return done


def _look_at(snooze: Snooze, looker: Looker) -> datetime:
    """When to see whether a snooze holds still: it may end with a word of the customer, which changes nothing of the row."""
    soon = looker.now + HEARD_WITHIN
    if snooze.until_at is None:
        return soon
    return snooze.until_at if snooze.how == snoozes.STOP else min(snooze.until_at, soon)


def _snoozed(conn: Connection, looker: Looker, kind: str, ids: Sequence[int]) -> dict[int, list[Snooze]]:
    found: dict[int, list[Snooze]] = {}
    for each in snoozed_rows.of_rows(conn, looker.team_id, [(kind, id_) for id_ in ids]):
        found.setdefault(each.row_id, []).append(each)
    return found


def _heard(
    conn: Connection,
    looker: Looker,
    customers: Mapping[int, Customer],
    snoozed: Mapping[int, Sequence[Snooze]],
) -> dict[int, datetime]:
    """When the customers of snoozed rows were last heard of, by the row's id."""
    rests = [
        (each.row_id, each.customer_id or 0, each.created_at) for some in snoozed.values() for each in some
    ]
    theirs = {customer_id for _, customer_id, _ in rests} & customers.keys()
    if not theirs:
        return {}
    after = min(at for _, _, at in rests)
    heard = snoozed_rows.heard(conn, looker.team_id, theirs, after=after)
    return {row_id: heard[customer_id] for row_id, customer_id, _ in rests if customer_id in heard}


def _answers(
    conn: Connection, looker: Looker, kind: str, theirs: Mapping[int, Sequence[Nudge]]
) -> dict[int, dict[str, datetime]]:
    """Who did something since they heard of it, of rows for which silence would go up the ladder."""
    climbing = {
        id_: min(said)
        for id_, some in theirs.items()
        if (said := [each.said_at for each in some if each.said_at and REASONS[each.reason].ladder])
    }
    if not climbing:
        return {}
    since = min(climbing.values()) - LOGGED_LATE
    return looking.answers(conn, looker.team_id, kind, climbing, since=since)
