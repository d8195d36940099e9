"""What the clock has to know of many customers at once to decide what asks for attention: each question is one statement
for all of them, whoever and however many they are."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Column, Connection, bindparam, func, literal_column, or_, select

from storage.among import Among
from storage.contacts import PLANNED
from storage.history import HOLDS
from storage.tables import Contact, Customer, History, Mistake, Promise, Waiting, table

CONTACTS, PROMISES, CASES, WAITS, HISTORY = (
    table(each) for each in (Contact, Promise, Mistake, Waiting, History)
)
_TOUCHES = (
    select(
        CONTACTS.c.team_id,
        CONTACTS.c.customer_id,
        CONTACTS.c.at,
        CONTACTS.c.how,
        CONTACTS.c.purpose,
        CONTACTS.c.sounded,
        CONTACTS.c.event,
        CONTACTS.c.people,
        func.row_number()
        # The workspace is part of it, so that both databases ask the index for these customers alone.
        .over(
            partition_by=(CONTACTS.c.team_id, CONTACTS.c.customer_id),
            order_by=(CONTACTS.c.at.desc(), CONTACTS.c.id.desc()),
        )
        .label("place"),
    )
    .where(
        CONTACTS.c.team_id == bindparam("team_id"),
        CONTACTS.c.at >= bindparam("contacts_since"),
        CONTACTS.c.removed_at.is_(None),
    )
    .subquery("touches")
)
LATEST = (
    select(
        *(_TOUCHES.c[name] for name in ("customer_id", "at", "how", "purpose", "sounded", "event", "people"))
    )
    .where(_TOUCHES.c.place <= bindparam("most"))
    .order_by(_TOUCHES.c.customer_id, _TOUCHES.c.place)
)
OF_TOUCHED = cast("Column[Any]", _TOUCHES.c.customer_id)
TOUCHES = Among(LATEST, OF_TOUCHED)
STEPS = Among(
    select(CONTACTS.c.customer_id, func.min(CONTACTS.c.next_at))
    .where(
        CONTACTS.c.team_id == bindparam("team_id"),
        PLANNED,
        CONTACTS.c.next_at >= bindparam("steps_since"),
        CONTACTS.c.removed_at.is_(None),
    )
    .group_by(CONTACTS.c.customer_id),
    CONTACTS.c.customer_id,
)
ANSWERED = Among(
    select(CONTACTS.c.customer_id, CONTACTS.c.by_id, CONTACTS.c.id, CONTACTS.c.at).where(
        CONTACTS.c.team_id == bindparam("team_id"),
        CONTACTS.c.at > bindparam("since"),
        literal_column("contact.next") != literal_column("''"),
        CONTACTS.c.removed_at.is_(None),
    ),
    CONTACTS.c.customer_id,
)
GIVEN = Among(
    select(
        PROMISES.c.customer_id,
        PROMISES.c.id,
        PROMISES.c.number,
        PROMISES.c.status,
        PROMISES.c.due_at,
        PROMISES.c.closed_at,
        PROMISES.c.told_at,
        PROMISES.c.checked,
        PROMISES.c.checked_at,
    ).where(
        PROMISES.c.team_id == bindparam("team_id"),
        or_(PROMISES.c.status == literal_column("'open'"), PROMISES.c.closed_at >= bindparam("since")),
        PROMISES.c.removed_at.is_(None),
    ),
    PROMISES.c.customer_id,
)
OPENED = Among(
    select(
        CASES.c.customer_id,
        CASES.c.number,
        CASES.c.status,
        CASES.c.created_at,
        CASES.c.closed_at,
        CASES.c.promise_id,
        *(CASES.c[f"{step}_{what}"] for step in ("told", "sorry", "checked") for what in ("at", "waived")),
    ).where(
        CASES.c.team_id == bindparam("team_id"),
        or_(
            CASES.c.status == literal_column("'open'"),
            CASES.c.created_at >= bindparam("since"),
            CASES.c.closed_at >= bindparam("since"),
        ),
        CASES.c.removed_at.is_(None),
    ),
    CASES.c.customer_id,
)
WAITED = Among(
    select(WAITS.c.customer_id, WAITS.c.number, WAITS.c.status, WAITS.c.due_at, WAITS.c.closed_at).where(
        WAITS.c.team_id == bindparam("team_id"),
        or_(WAITS.c.status == literal_column("'open'"), WAITS.c.closed_at >= bindparam("since")),
        WAITS.c.removed_at.is_(None),
    ),
    WAITS.c.customer_id,
)
_ENTRIES = select(HISTORY.c.row_id, HISTORY.c.at, HISTORY.c.before, HISTORY.c.after).where(
    HISTORY.c.team_id == bindparam("team_id"), HISTORY.c.kind == bindparam("kind"), HOLDS
)
# A date that the customer heard of: of one that they did not, the promise counts against its old one.
MOVES = Among(
    _ENTRIES.where(
        or_(HISTORY.c.what == "moved", HISTORY.c.what == "told"), HISTORY.c.at >= bindparam("since")
    ),
    HISTORY.c.row_id,
)
LOSSES = Among(_ENTRIES.where(HISTORY.c.what == "lost", HISTORY.c.via != "import"), HISTORY.c.row_id)
IMPORTED = Among(
    select(HISTORY.c.row_id).where(
        HISTORY.c.team_id == bindparam("team_id"),
        HISTORY.c.kind == bindparam("kind"),
        HISTORY.c.what == "imported",
    ),
    HISTORY.c.row_id,
)


@dataclass
class Found:
    """What was found of one customer, as `bot.customer_facts.gathered` takes it, the values of each in its order (UTC)."""

    contacts: list[tuple[Any, ...]] = field(default_factory=list)
    next_at: datetime | None = None
    promises: list[tuple[Any, ...]] = field(default_factory=list)
    moves: list[tuple[int, datetime]] = field(default_factory=list)
    cases: list[tuple[Any, ...]] = field(default_factory=list)
    waits: list[tuple[Any, ...]] = field(default_factory=list)
    imported: bool = False
    lost_at: datetime | None = None


def of_customers(
    conn: Connection,
    team_id: str,
    customers: Collection[Customer],
    *,
    contacts_since: datetime,
    most: int,
    losses_since: datetime,
    steps_since: datetime,
) -> dict[int, Found]:
    """What is known of these customers, by their ids: at most `most` contacts each, the latest first, none older than
    `contacts_since`; what was closed since `losses_since`, and all that is open; the soonest next step since `steps_since`."""
    found = {customer.id or 0: Found() for customer in customers}
    staying = [each.id or 0 for each in customers if each.stage not in {"lost", "parting"}]
    lost = [each.id or 0 for each in customers if each.stage == "lost"]
    for id_, *touch in TOUCHES.ask(
        conn, [*staying, *lost], team_id=team_id, contacts_since=contacts_since, most=most
    ):
        found[id_].contacts.append(tuple(touch))
    for id_, at in STEPS.ask(conn, staying, team_id=team_id, steps_since=steps_since):
        found[id_].next_at = at
    _promises_and_cases(conn, team_id, staying, found, since=losses_since)
    for id_, *wait in WAITED.ask(conn, staying, team_id=team_id, since=losses_since):
        found[id_].waits.append(tuple(wait))
    # Who was met since they were entered is asked after as everybody is.
    new = [
        each.id or 0
        for each in customers
        if each.stage not in {"lost", "parting"} and (each.met_at is None or each.met_at < each.created_at)
    ]
    for (id_,) in IMPORTED.ask(conn, new, team_id=team_id, kind="customer"):
        found[id_].imported = True
    for id_, at, _, after in LOSSES.ask(conn, lost, team_id=team_id, kind="customer"):
        if json.loads(after).get("stage") == "lost":
            known = found[id_].lost_at
            found[id_].lost_at = at if known is None else max(known, at)
    return found


def _promises_and_cases(
    conn: Connection, team_id: str, ids: Sequence[int], found: dict[int, Found], *, since: datetime
) -> None:
    promised: dict[int, tuple[int, int]] = {}
    for customer_id, id_, number, *rest in GIVEN.ask(conn, ids, team_id=team_id, since=since):
        promised[id_] = (customer_id, number)
        found[customer_id].promises.append((number, *rest))
    for id_, at, before, after in MOVES.ask(conn, promised, team_id=team_id, kind="promise", since=since):
        customer_id, number = promised[id_]
        if _put_off(json.loads(before).get("due_at"), json.loads(after).get("due_at")):
            found[customer_id].moves.append((number, at))
    for customer_id, *row in OPENED.ask(conn, ids, team_id=team_id, since=since):
        case, promise_id, steps = row[:4], row[4], row[5:]
        number = promised.get(promise_id or 0, (0, None))[1]
        taken = [at for at, waived in zip(steps[::2], steps[1::2], strict=True) if at and not waived]
        found[customer_id].cases.append((*case, number, taken))


def _put_off(before: str | None, after: str | None) -> bool:
    """Whether a date that was known became a later one."""
    return bool(before and after) and datetime.fromisoformat(str(after)) > datetime.fromisoformat(str(before))


def answered(conn: Connection, team_id: str, contacts: Iterable[Contact]) -> dict[int, datetime]:
    """When, by the ids of some contacts, the same person's last later contact with the same customer was for which what is
    next was answered (planned, done or nothing needed); those without any are left out."""
    asked = list(contacts)
    if not asked:
        return {}
    others: dict[tuple[int, str], list[tuple[int, datetime]]] = {}
    since = min(each.at for each in asked)
    for customer_id, by_id, id_, at in ANSWERED.ask(
        conn, [each.customer_id for each in asked], team_id=team_id, since=since
    ):
        others.setdefault((customer_id, by_id), []).append((id_, at))
    found = {}
    for each in asked:
        later = [
            at
            for id_, at in others.get((each.customer_id, each.by_id), ())
            if id_ != each.id and at > each.at
        ]
        if later:
            found[each.id or 0] = max(later)
    return found
