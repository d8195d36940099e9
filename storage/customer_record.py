"""Questions about one customer's past: the timeline a page at a time, what its lines are about, and our record in counts."""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, case, func, or_, select

from storage.rows import KINDS
from storage.tables import Contact, Customer, History, Mistake, Praise, Promise, Row, Waiting, table

HISTORY = table(History)
# What moved along when two became one, and what of that was undone: said once, by the merge itself. Whose a channel is
# and what a person corrected are other entries, of which the latter stand in no batch.
MOVED_ALONG = or_(
    HISTORY.c.what == "came along",
    and_(
        HISTORY.c.what.in_(["undone", "put back"]),
        HISTORY.c.batch.is_not(None),
        HISTORY.c.kind != "customer",
        HISTORY.c.after.like('{"customer_id": %'),
        HISTORY.c.after.not_like("%,%"),
    ),
)
_OF_ONE = select(HISTORY).where(
    HISTORY.c.team_id == bindparam("team_id"), HISTORY.c.customer_id == bindparam("customer_id"), ~MOVED_ALONG
)
OLDER = (
    _OF_ONE.where(HISTORY.c.id < bindparam("beyond")).order_by(HISTORY.c.id.desc()).limit(bindparam("most"))
)
NEWER = _OF_ONE.where(HISTORY.c.id > bindparam("beyond")).order_by(HISTORY.c.id).limit(bindparam("most"))
NEWEST = 2**31 - 1  # the largest that fits the column


@dataclass(frozen=True)
class Record:
    """Our own history with a customer, in counts: promises by how they ended or "open", cases open and closed, contacts
    and attempts, and the last contact that was none."""

    promises: dict[str, int]
    cases: dict[str, int]
    contacts: int
    attempts: int
    last_contact: datetime | None
    praise: int


def older(
    conn: Connection, team_id: str, ids: Sequence[int], *, most: int, before: int = NEWEST
) -> list[History]:
    """A page of what happened to these customers (one, and those who became part of them), the newest first, beginning
    below the entry `before`."""
    return _page(conn, team_id, ids, most=most, beyond=before, newer=False)


def newer(conn: Connection, team_id: str, ids: Sequence[int], *, most: int, after: int) -> list[History]:
    """The page above the entry `after`, the newest first too."""
    return _page(conn, team_id, ids, most=most, beyond=after, newer=True)[::-1]


def _page(
    conn: Connection, team_id: str, ids: Sequence[int], *, most: int, beyond: int, newer: bool
) -> list[History]:
    # One question to the index for each customer: asked for all at once, all of it would be sorted.
    found = [
        [
            History(**row)
            for row in conn.execute(
                NEWER if newer else OLDER,
                {"team_id": team_id, "customer_id": each, "beyond": beyond, "most": most},
            ).mappings()
        ]
        for each in ids
    ]
    together = heapq.merge(*found, key=lambda entry: entry.id or 0, reverse=not newer)
    return [entry for _, entry in zip(range(most), together, strict=False)]


def rows_of(conn: Connection, team_id: str, entries: Iterable[History]) -> dict[tuple[str, int], Row]:
    """The rows that some entries are about, by kind and id, also those that were taken back."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.kind, set()).add(entry.row_id)
    found: dict[tuple[str, int], Row] = {}
    for kind, ids in wanted.items():
        model = KINDS[kind]
        rows = table(model)
        # Whose they are is looked at afterwards: asked for both, SQLite goes through all rows of the workspace.
        for row in conn.execute(select(rows).where(rows.c.id.in_(ids))).mappings():
            if row["team_id"] == team_id:
                found[kind, row["id"]] = model(**row)
    return found


def entries_of_ids(conn: Connection, team_id: str, ids: Iterable[int]) -> dict[int, History]:
    """Entries by their ids, for what an undo undid."""
    wanted = list(ids)
    found = conn.execute(select(HISTORY).where(HISTORY.c.id.in_(wanted))).mappings() if wanted else ()
    return {row["id"]: History(**row) for row in found if row["team_id"] == team_id}


def moved_away(conn: Connection, team_id: str, row: Row) -> History | None:
    """The last entry that gave a thing to another customer."""
    asked = (
        select(HISTORY)
        .where(
            HISTORY.c.team_id == team_id,
            HISTORY.c.kind == str(type(row).__tablename__),
            HISTORY.c.row_id == row.id,
            HISTORY.c.before.contains('"customer_id"'),
        )
        .order_by(HISTORY.c.id.desc())
        .limit(1)
    )
    found = conn.execute(asked).mappings().first()
    return None if found is None else History(**found)


def names_of(conn: Connection, team_id: str, ids: Iterable[int]) -> dict[int, str]:
    """Customers' names by their ids, also of those who were taken back."""
    rows = table(Customer)
    asked = select(rows.c.id, rows.c.team_id, rows.c.name).where(rows.c.id.in_(list(ids)))
    return {row.id: row.name for row in conn.execute(asked) if row.team_id == team_id}


def record(conn: Connection, team_id: str, customer_id: int) -> Record:
    """What we have done for a customer, in counts; what was taken back does not count."""

    def counts(model: type[Promise | Mistake | Waiting]) -> dict[str, int]:
        rows = table(model)
        asked = (
            select(rows.c.status, func.count())
            .where(rows.c.team_id == team_id, rows.c.customer_id == customer_id, rows.c.removed_at.is_(None))
            .group_by(rows.c.status)
        )
        return {status: int(count) for status, count in conn.execute(asked)}

    contacts, praise = table(Contact), table(Praise)
    touched = and_(contacts.c.how != "attempt", contacts.c.sounded != "no answer")
    asked = select(
        func.count(case((touched, 1))),
        func.count(case((~touched, 1))),
        func.max(case((touched, contacts.c.at))),
    ).where(
        contacts.c.team_id == team_id, contacts.c.customer_id == customer_id, contacts.c.removed_at.is_(None)
    )
    met, attempts, last = conn.execute(asked).one()
    kind_words = (
        select(func.count())
        .select_from(praise)
        .where(
            praise.c.team_id == team_id, praise.c.customer_id == customer_id, praise.c.removed_at.is_(None)
        )
    )
    return Record(
        counts(Promise),
        counts(Mistake),
        int(met),
        int(attempts),
        last,
        int(conn.execute(kind_words).scalar_one()),
    )
