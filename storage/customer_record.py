"""Questions about one customer's past: the timeline a page at a time, what its lines are about, and our record in counts."""

import heapq
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, case, func, or_, select

from storage.by_ids import ByIds
from storage.history import as_read
from storage.prepared import Prepared
from storage.rows import KINDS, made
from storage.search_index import TEXTS
from storage.tables import (
    Channel,
    Contact,
    Customer,
    History,
    Mistake,
    Owed,
    Praise,
    Promise,
    Row,
    table,
)

HISTORY = table(History)
# What moved along when two became one, and what of that was undone: said once, by the merge itself. Whose a channel is
# and what a person corrected are other entries, of which the latter stand in no batch.
MOVED_ALONG = or_(
    HISTORY.c.what == "came along",
    and_(
        or_(HISTORY.c.what == "undone", HISTORY.c.what == "put back"),
        HISTORY.c.batch.is_not(None),
        HISTORY.c.kind != "customer",
        HISTORY.c.after.like('{"customer_id":%'),
        HISTORY.c.after.not_like("%,%"),
    ),
)
_OF_ONE = select(HISTORY).where(
    HISTORY.c.team_id == bindparam("team_id"), HISTORY.c.customer_id == bindparam("customer_id"), ~MOVED_ALONG
)
# Built once, as all statements of what is drawn again and again.
OLDER = Prepared(
    _OF_ONE.where(HISTORY.c.id < bindparam("beyond")).order_by(HISTORY.c.id.desc()).limit(bindparam("most"))
)
NEWER = Prepared(
    _OF_ONE.where(HISTORY.c.id > bindparam("beyond")).order_by(HISTORY.c.id).limit(bindparam("most"))
)
ENTRIES = ByIds(History)
ROWS: dict[str, ByIds[Any]] = {kind: ByIds(model) for kind, model in KINDS.items()}
# What a thing is known by, beside its number.
KNOWN_BY = {model: texts[0] for model, texts in TEXTS.items() if model is not Customer}
KNOWN_BY[Channel] = "channel_id"
THINGS: dict[str, ByIds[Any]] = {
    str(model.__tablename__): ByIds(
        model, "customer_id", words, *(["number"] if "number" in table(model).c else [])
    )
    for model, words in KNOWN_BY.items()
}
NAMES = ByIds(Customer, "name")
NEWEST = 2**31 - 1  # the largest that fits the column


class Thing(NamedTuple):
    """What an entry is about: whose it is by now, the words, name or channel id it is known by, and its number if it has
    one."""

    customer_id: int | None
    known_by: str
    number: int = 0


class Record(NamedTuple):
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
        as_read(
            (NEWER if newer else OLDER).ask(
                conn, {"team_id": team_id, "customer_id": each, "beyond": beyond, "most": most}
            )
        )
        for each in ids
    ]
    if len(found) == 1:
        return found[0]
    together = heapq.merge(*found, key=lambda entry: entry.id or 0, reverse=not newer)
    return [entry for _, entry in zip(range(most), together, strict=False)]


def things_of(conn: Connection, team_id: str, entries: Iterable[History]) -> dict[tuple[str, int], Thing]:
    """What some entries are about, by kind and id, also what was taken back; customers themselves are left out."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        if entry.kind in THINGS:
            wanted.setdefault(entry.kind, set()).add(entry.row_id)
    return {
        (kind, id_): Thing(*known)
        for kind, ids in wanted.items()
        for id_, known in THINGS[kind].values(conn, team_id, ids).items()
    }


def rows_of(conn: Connection, team_id: str, entries: Iterable[History]) -> dict[tuple[str, int], Row]:
    """The rows that some entries are about, by kind and id, also those that were taken back."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.kind, set()).add(entry.row_id)
    return {
        (kind, id_): row
        for kind, ids in wanted.items()
        for id_, row in ROWS[kind].rows(conn, team_id, ids).items()
    }


def entries_of_ids(conn: Connection, team_id: str, ids: Iterable[int]) -> dict[int, History]:
    """Entries by their ids, for what an undo undid."""
    return ENTRIES.rows(conn, team_id, ids)


def moved_away(conn: Connection, team_id: str, kind: str, row_id: int) -> History | None:
    """The last entry that gave a thing to another customer."""
    asked = (
        select(HISTORY)
        .where(
            HISTORY.c.team_id == team_id,
            HISTORY.c.kind == kind,
            HISTORY.c.row_id == row_id,
            HISTORY.c.before.contains('"customer_id"'),
        )
        .order_by(HISTORY.c.id.desc())
        .limit(1)
    )
    found = conn.execute(asked).mappings().first()
    return None if found is None else made(History, found)


def names_of(conn: Connection, team_id: str, ids: Iterable[int]) -> dict[int, str]:
    """Customers' names by their ids, also of those who were taken back."""
    return {id_: name for id_, (name,) in NAMES.values(conn, team_id, ids).items()}


def record(conn: Connection, team_id: str, customer_id: int) -> Record:
    """What we have done for a customer, in counts; what was taken back does not count."""

    def counts(model: type[Owed]) -> dict[str, int]:
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
