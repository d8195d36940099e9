"""Questions of the clock: what is due to be looked at, what the rules need to know of it, and when to look again."""

from collections import namedtuple
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, literal_column, or_, select, update

from storage.among import Among
from storage.history import HOLDS
from storage.prepared import Prepared
from storage.rows import in_order_of_locks, made
from storage.tables import (
    Contact,
    Customer,
    History,
    Mistake,
    Nudge,
    Promise,
    Question,
    SystemFix,
    Waiting,
    table,
)

# What the clock looks at, in this order: a customer after everything that happened with them.
KINDS: Mapping[str, type[Any]] = {
    str(model.__tablename__): model
    for model in (Promise, Mistake, Waiting, Question, Contact, SystemFix, Customer)
}
# Whose row it is, and who else is known by it: who put it in, and the channel it came from.
OWNER = {"contact": "by_id"}
BY = {"customer": "created_by", "system_fix": "created_by", "question": "owner_id"}
FROM = frozenset(kind for kind, model in KINDS.items() if "source_channel" in table(model).c)
HISTORY, NUDGES, CONTACTS, CUSTOMERS = table(History), table(Nudge), table(Contact), table(Customer)


class Due(NamedTuple):
    """A row that is due to be looked at, and the people and the channel by which it is known."""

    id: int
    customer_id: int | None
    owner_id: str | None
    said_by: str | None
    channel_id: str | None


def _due(kind: str) -> Prepared:
    rows = table(KINDS[kind])
    nothing: Any = literal_column("NULL")
    customer = rows.c.id if kind == "customer" else rows.c.get("customer_id", nothing)
    return Prepared(
        select(
            rows.c.id,
            customer,
            rows.c[OWNER.get(kind, "owner_id")],
            rows.c[BY.get(kind, "said_by")],
            rows.c.source_channel if kind in FROM else nothing,
        )
        # A comparison holds for no NULL, so that the partial index answers, on both databases.
        .where(rows.c.team_id == bindparam("team_id"), rows.c.next_look_at <= bindparam("now"))
        .order_by(rows.c.next_look_at)
        .limit(bindparam("most"))
    )


def _locked(kind: str) -> Among:
    rows = table(KINDS[kind])
    still = select(rows).where(rows.c.next_look_at <= bindparam("now"))
    return Among(still.with_for_update(skip_locked=True, key_share=True), rows.c.id)


def _soonest(kind: str) -> Any:  # noqa: ANN401 - a column
    """The first entry of the index. Asked whether any row is due, PostgreSQL expects to meet one soon, and goes through the
    whole table where there is none: 180 ms among a million (make bench)."""
    rows = table(KINDS[kind])
    asked = select(rows.c.next_look_at).where(
        rows.c.team_id == bindparam("team_id"), rows.c.next_look_at.is_not(None)
    )
    return asked.order_by(rows.c.next_look_at).limit(1).scalar_subquery().label(kind)


SOONEST = Prepared(select(*(_soonest(kind) for kind in KINDS)))
DUE = {kind: _due(kind) for kind in KINDS}
LOCKED = {kind: _locked(kind) for kind in KINDS}
# Rows as rules read them: a tuple with the names of its columns is made in a tenth of the time of an instance, and read in a
# tenth of it, too.
READ: Mapping[str, Any] = {
    kind: namedtuple(model.__name__, [column.name for column in table(model).c])  # noqa: PYI024 - the table says what is in it
    for kind, model in KINDS.items()
}
AGAIN = {
    kind: Prepared(
        update(table(model))
        .where(table(model).c.id == bindparam("of_id"))
        .values(next_look_at=bindparam("again")),
        columns=["next_look_at"],
    )
    for kind, model in KINDS.items()
}
PEOPLE_OF = Among(select(CUSTOMERS.c.id, CUSTOMERS.c.owner_id, CUSTOMERS.c.backup_id), CUSTOMERS.c.id)
FREE = Among(select(CUSTOMERS.c.id).with_for_update(skip_locked=True, key_share=True), CUSTOMERS.c.id)
TOO = Prepared(
    update(CUSTOMERS)
    .where(
        CUSTOMERS.c.id == bindparam("of_id"),
        CUSTOMERS.c.removed_at.is_(None),
        or_(CUSTOMERS.c.next_look_at.is_(None), CUSTOMERS.c.next_look_at > bindparam("now")),
    )
    .values(next_look_at=bindparam("now")),
    columns=["next_look_at"],
)
ASKED = Among(
    select(NUDGES.c.row_id, NUDGES.c.recipient_id)
    .where(
        NUDGES.c.team_id == bindparam("team_id"),
        NUDGES.c.kind == bindparam("kind"),
        NUDGES.c.ended_at.is_(None),
    )
    .distinct(),
    NUDGES.c.row_id,
)
_DOINGS = (
    select(HISTORY.c.row_id, HISTORY.c.by, func.max(HISTORY.c.at))
    .where(
        HISTORY.c.team_id == bindparam("team_id"),
        HISTORY.c.kind == bindparam("kind"),
        HISTORY.c.via != "clock",
    )
    .group_by(HISTORY.c.row_id, HISTORY.c.by)
)
DOINGS = Among(_DOINGS, HISTORY.c.row_id)
ANSWERS = Among(_DOINGS.where(HOLDS), HISTORY.c.row_id)
LOGGED = Among(
    select(CONTACTS.c.customer_id, CONTACTS.c.by_id, func.max(CONTACTS.c.created_at))
    .where(
        CONTACTS.c.team_id == bindparam("team_id"),
        CONTACTS.c.at >= bindparam("since"),
        CONTACTS.c.removed_at.is_(None),
    )
    .group_by(CONTACTS.c.customer_id, CONTACTS.c.by_id),
    CONTACTS.c.customer_id,
)
NEWEST = func.max(HISTORY.c.id).label("newest")
LAST_ENTRIES = Among(
    select(HISTORY.c.row_id, NEWEST)
    .where(HISTORY.c.team_id == bindparam("team_id"), HISTORY.c.kind == bindparam("kind"))
    .group_by(HISTORY.c.row_id),
    HISTORY.c.row_id,
)
WHAT = Among(select(HISTORY.c.row_id, HISTORY.c.what, HISTORY.c.by), HISTORY.c.id)


def owner_of(kind: str) -> str:
    """The column that says whose a row of this kind is."""
    return OWNER.get(kind, "owner_id")


def kinds_due(conn: Connection, team_id: str, now: datetime) -> list[str]:
    """The kinds of which any row's next look has come, in the order in which they are looked at: one question at every
    tick, which mostly finds nothing."""
    found = SOONEST.ask(conn, {"team_id": team_id})[0]
    return [kind for kind, at in zip(KINDS, found, strict=True) if at is not None and at <= now]


def due(conn: Connection, team_id: str, kind: str, now: datetime, *, most: int) -> list[Due]:
    """The rows of one kind whose next look has come, the longest due first."""
    asked = {"team_id": team_id, "now": now, "most": most}
    return DUE[kind].ask(conn, asked, shape=Due)


def locked(conn: Connection, kind: str, ids: Iterable[int], now: datetime) -> list[Any]:
    """Those of these rows that are due still and that nobody else changes or looks at meanwhile, kept from being changed
    until the transaction ends; to be read as instances are."""
    return LOCKED[kind].ask(conn, sorted(ids), shape=READ[kind], now=now)


def instance(kind: str, row: Any) -> Any:  # noqa: ANN401 - of that kind
    """A row that was locked as an instance, for whoever changes it."""
    return made(KINDS[kind], row._asdict())


def again(conn: Connection, kind: str, looks: Mapping[int, datetime | None]) -> None:
    """When each of these rows is looked at next (UTC; None: when somebody changes it). Only for rows that are locked."""
    AGAIN[kind].run_many(conn, [{"of_id": id_, "again": at} for id_, at in sorted(looks.items())])


def put_off(conn: Connection, kind: str, ids: Collection[int], *, now: datetime, until: datetime) -> None:
    """Looks at these rows later than they asked for, unless somebody changes them before."""
    rows = table(KINDS[kind])
    for some in _some(sorted(ids)):
        conn.execute(
            update(rows).where(rows.c.id.in_(some), rows.c.next_look_at <= now).values(next_look_at=until)
        )


def look_too(conn: Connection, customer_ids: Collection[int], *, now: datetime) -> set[int]:
    """Has these customers looked at by `now` at the latest, and gives those of them whom somebody is just changing: they
    were left as they are."""
    wanted = set(customer_ids)
    free = {id_ for (id_,) in FREE.ask(conn, sorted(wanted))}
    TOO.run_many(conn, [{"of_id": id_, "now": now} for id_ in sorted(free)])
    return wanted - free


def wake(conn: Connection, team_id: str, person_ids: Collection[str], *, now: datetime) -> None:
    """Has everything looked at that asks these people or may: what is open for them, and all of which they are the owner
    and that the clock looks at again. For whoever goes, comes back or leaves."""
    people = sorted(person_ids)
    for kind in sorted(KINDS, key=in_order_of_locks):
        model = KINDS[kind]
        rows = table(model)
        asked = select(NUDGES.c.row_id).where(
            NUDGES.c.team_id == team_id,
            NUDGES.c.recipient_id.in_(people),
            NUDGES.c.ended_at.is_(None),
            NUDGES.c.kind == kind,
        )
        theirs = rows.c[OWNER.get(kind, "owner_id")].in_(people) & rows.c.next_look_at.is_not(None)
        found = select(rows.c.id).where(rows.c.team_id == team_id, or_(theirs, rows.c.id.in_(asked)))
        due_now = or_(rows.c.next_look_at.is_(None), rows.c.next_look_at > now)
        for some in _some(sorted(conn.execute(found).scalars())):
            held = select(rows.c.id).where(rows.c.id.in_(some), due_now).order_by(rows.c.id)
            ids = list(conn.execute(held.with_for_update(key_share=True)).scalars())
            conn.execute(update(rows).where(rows.c.id.in_(ids)).values(next_look_at=now))


def people_of(conn: Connection, customer_ids: Iterable[int]) -> dict[int, tuple[str | None, str | None]]:
    """Owner and backup of customers, by the customer's id."""
    return {id_: (owner, backup) for id_, owner, backup in PEOPLE_OF.ask(conn, customer_ids)}


def asked(conn: Connection, team_id: str, kind: str, ids: Iterable[int]) -> dict[int, set[str]]:
    """The people and channels for whom something about these rows is open, by the row's id."""
    found: dict[int, set[str]] = {}
    for id_, person_id in ASKED.ask(conn, ids, team_id=team_id, kind=kind):
        found.setdefault(id_, set()).add(person_id)
    return found


def answers(
    conn: Connection, team_id: str, kind: str, ids: Iterable[int], *, since: datetime, undone: bool = False
) -> dict[int, dict[str, datetime]]:
    """When each person last did something to some rows, by the row's id and the person; to a customer also when they last
    logged a contact of a time later than `since`. What the clock does is no answer, nor is what was taken back, or taking
    it back, unless `undone` asks for that, too."""
    wanted = list(ids)
    found: dict[int, dict[str, datetime]] = {}
    asked = (DOINGS if undone else ANSWERS).ask(conn, wanted, team_id=team_id, kind=kind)
    if kind == "customer":
        asked += LOGGED.ask(conn, wanted, team_id=team_id, since=since)
    for id_, by, at in asked:
        theirs = found.setdefault(id_, {})
        theirs[by] = max(theirs.get(by, at), at)
    return found


def last_entries(conn: Connection, team_id: str, kind: str, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """What was done to rows last, and by whom, by the row's id."""
    newest = [newest for _, newest in LAST_ENTRIES.ask(conn, ids, team_id=team_id, kind=kind)]
    return {id_: (what, by) for id_, what, by in WHAT.ask(conn, newest)}


def _some(all_: Sequence[Any], most: int = 500) -> Iterable[Sequence[Any]]:
    return (all_[start : start + most] for start in range(0, len(all_), most))
