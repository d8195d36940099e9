"""Questions about what people hold here, what others did with it, and whether anybody answers."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, func, literal_column, or_, select

from storage import absences
from storage.history import HOLDS
from storage.rows import OWED, every
from storage.tables import Customer, History, Mistake, Nudge, Promise, Waiting, table

CUSTOMERS, HISTORY, NUDGES = (table(each) for each in (Customer, History, Nudge))
# What may tell somebody who was away what others saw to; of one's own customers, and by one's own cover.
MOST_ENTRIES = 300
SEEN_TO = {
    "promise": ("given", "moved", "moved, customer not told yet", "told", "at risk", "closed"),
    "mistake": ("opened", "told", "sorry", "right", "closed"),
    "waiting": ("began", "called again", "closed"),
    "contact": ("logged", "next step done"),
}


def asked_for_leads(conn: Connection, team_id: str, person_ids: Collection[str]) -> set[str]:
    """Those of these people who are asked to name a lead."""
    found = select(NUDGES.c.recipient_id).where(
        NUDGES.c.team_id == team_id,
        NUDGES.c.recipient_id.in_(sorted(person_ids)),
        NUDGES.c.ended_at.is_(None),
        NUDGES.c.reason == "no_lead",
    )
    return set(conn.execute(found).scalars())


def unanswered_since(conn: Connection, team_id: str, reasons: Collection[str]) -> datetime | None:
    """When the oldest of what is open for these reasons was said (UTC), None where nothing is."""
    found: datetime | None = conn.execute(
        select(func.min(NUDGES.c.said_at)).where(
            NUDGES.c.team_id == team_id, NUDGES.c.ended_at.is_(None), NUDGES.c.reason.in_(sorted(reasons))
        )
    ).scalar()
    return found


def owners(conn: Connection, team_id: str) -> list[str]:
    """The ids of everybody who owns a customer or anything open."""
    asked = [
        select(CUSTOMERS.c.owner_id).where(
            CUSTOMERS.c.team_id == team_id,
            CUSTOMERS.c.removed_at.is_(None),
            CUSTOMERS.c.owner_id.is_not(None),
        )
    ]
    asked += [
        select(rows.c.owner_id).where(rows.c.team_id == team_id, *_open(rows), rows.c.owner_id.is_not(None))
        for rows in (table(model) for model in OWED)
    ]
    found = {str(row[0]) for each in asked for row in conn.execute(each.distinct())}
    return sorted(found)


def concerned(conn: Connection, team_id: str, person_ids: Collection[str]) -> list[str]:
    """Those of these people who have anything to do with what is kept here: a desk, or anything of theirs."""
    ids = sorted(person_ids)
    found = set(absences.desks_of(conn, team_id, ids))
    found |= {person_id for person_id, counts in held(conn, team_id, ids).items() if counts}
    return sorted(found)


def held(conn: Connection, team_id: str, person_ids: Collection[str]) -> dict[str, dict[str, int]]:
    """How many customers (also those they stand in for), open promises, cases and customers who wait these people have,
    by person."""
    found: dict[str, dict[str, int]] = {each: {} for each in person_ids}
    if not found:
        return found
    ids = list(found)
    asked = {
        "customers": select(CUSTOMERS.c.owner_id, func.count())
        .where(
            CUSTOMERS.c.team_id == team_id, CUSTOMERS.c.removed_at.is_(None), CUSTOMERS.c.owner_id.in_(ids)
        )
        .group_by(CUSTOMERS.c.owner_id)
    }
    for name, model in (("promises", Promise), ("cases", Mistake), ("waiting", Waiting)):
        rows = table(model)
        asked[name] = (
            select(rows.c.owner_id, func.count())
            .where(rows.c.team_id == team_id, *_open(rows), rows.c.owner_id.in_(ids))
            .group_by(rows.c.owner_id)
        )
    for name, each in asked.items():
        for person_id, count in conn.execute(each):
            found[person_id][name] = int(count)
    return found


def seen_to(
    conn: Connection, team_id: str, person_id: str, *, by: str | None, begins: datetime, ends: datetime
) -> list[History]:
    """What others began, did or logged between two instants for a person's customers, and what `by` (who stood in) did for
    anybody's, the newest first; not what was taken back."""
    theirs = select(CUSTOMERS.c.id).where(
        CUSTOMERS.c.team_id == team_id,
        or_(CUSTOMERS.c.owner_id == person_id, CUSTOMERS.c.backup_id == person_id),
        CUSTOMERS.c.removed_at.is_(None),
    )
    whose: list[ColumnElement[bool]] = [HISTORY.c.customer_id.in_(theirs)]
    whose += [HISTORY.c.by == by] if by else []
    found: dict[int, History] = {}
    for condition in whose:
        asked = select(HISTORY).where(
            HISTORY.c.team_id == team_id,
            condition,
            HISTORY.c.by != person_id,
            HISTORY.c.at >= begins,
            HISTORY.c.at < ends,
            HISTORY.c.kind.in_(SEEN_TO),
            HOLDS,
        )
        asked = asked.order_by(HISTORY.c.id.desc()).limit(MOST_ENTRIES)
        found |= {each.id or 0: each for each in every(History, conn.execute(asked))}
    return [each for _, each in sorted(found.items(), reverse=True) if each.what in SEEN_TO[each.kind]]


def _open(rows: Table) -> tuple[ColumnElement[bool], ...]:
    # Written out, so that the partial index of open ones is used.
    return (
        literal_column(f"{rows.name}.status") == literal_column("'open'"),
        rows.c.removed_at.is_(None),
    )
