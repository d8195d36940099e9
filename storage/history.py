"""Questions to the history: one entry, somebody's last one, one row's, one customer's."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)

from storage.prepared import Prepared
from storage.rows import every, first
from storage.tables import History, Row, table

TIMELINE = 50
ROWS = table(History)
Entry = NamedTuple("Entry", [(column.name, Any) for column in ROWS.c])  # type: ignore[misc]
# Built once, as all statements of hot paths: building one costs four times what executing it does.
OF_ROW = Prepared(
    select(ROWS)
    .where(
        ROWS.c.team_id == bindparam("team_id"),
        ROWS.c.kind == bindparam("kind"),
        ROWS.c.row_id == bindparam("row_id"),
    )
    .order_by(ROWS.c.id.desc())
    .limit(bindparam("most"))
)
OF_BATCH = Prepared(
    select(ROWS)
    .where(ROWS.c.team_id == bindparam("team_id"), ROWS.c.batch == bindparam("batch"))
    .order_by(ROWS.c.id.desc())
)
UNDOING, TOGETHER = ROWS.alias("undoing"), ROWS.alias("together")
# It is neither undone nor an undo; what was put back is.
HOLDS = and_(ROWS.c.what != "undone", ~exists().where(UNDOING.c.undoes == ROWS.c.id))
# A question came along with its customer, and is gone once it is answered: what moved it is no step by itself.
IS_A_STEP = or_(ROWS.c.kind != "question", ROWS.c.batch.is_(None))
OF_CUSTOMER = Prepared(
    select(ROWS)
    .where(ROWS.c.team_id == bindparam("team_id"), ROWS.c.customer_id == bindparam("customer_id"))
    .order_by(ROWS.c.id.desc())
    .limit(bindparam("most"))
)


def entry(conn: Connection, team_id: str, entry_id: int) -> History | None:
    """One entry of this workspace."""
    rows = table(History)
    return first(History, conn.execute(select(rows).where(rows.c.team_id == team_id, rows.c.id == entry_id)))


def since_then(conn: Connection, team_id: str, kind: str, newest: int | None) -> tuple[int, bool]:
    """The newest entry's id, and whether anything of that kind was entered after the entry `newest`, of whichever was
    asked last; None stands for never.

    Asked by the ids alone, as what was entered since is little: by the kind SQLite would go through all of that kind.
    """
    last = conn.execute(select(func.max(ROWS.c.id))).scalar() or 0
    if newest is None or last <= newest:
        return last, newest is None
    of_it = and_(ROWS.c.team_id == team_id, ROWS.c.kind == kind)
    found = select(func.max(case((of_it, 1), else_=0))).where(ROWS.c.id > newest, ROWS.c.id <= last)
    return last, bool(conn.execute(found).scalar())


def is_undone(conn: Connection, entry_id: int) -> bool:
    """Whether the entry was taken back already."""
    rows = table(History)
    return bool(conn.execute(select(exists().where(rows.c.undoes == entry_id))).scalar())


def undoing(conn: Connection, entry_: History) -> History | None:
    """The entry that took this one back."""
    return first(History, conn.execute(select(ROWS).where(ROWS.c.undoes == entry_.id)))


def since(conn: Connection, team_id: str, entry_: History) -> list[History]:
    """What was done to the same row after that entry and holds, the oldest first."""
    later = select(ROWS).where(
        ROWS.c.team_id == team_id,
        ROWS.c.kind == entry_.kind,
        ROWS.c.row_id == entry_.row_id,
        ROWS.c.id > entry_.id,
        HOLDS,
    )
    return every(History, conn.execute(later.order_by(ROWS.c.id)))


def of_batch(conn: Connection, team_id: str, batch: str) -> list[History]:
    """Everything that one gesture did at once, the newest first."""
    return as_read(OF_BATCH.ask(conn, {"team_id": team_id, "batch": batch}))


def last_to_undo(
    conn: Connection,
    team_id: str,
    by: str,
    *,
    before: int | None = None,
    kinds: Collection[str] = (),
) -> History | None:
    """The newest thing that this person did, or put back, and that holds; `before` is an entry to go back from.

    With `kinds` the newest on such a row: what changed a customer is a step on that customer, whatever came along.
    """
    mine = select(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.by == by, HOLDS, IS_A_STEP)
    if before is not None:
        mine = mine.where(ROWS.c.id < before)
    if kinds:
        mine = mine.where(ROWS.c.kind.in_(kinds))
        mine = mine if "customer" in kinds else mine.where(~_is_part(kinds))
    return first(History, conn.execute(mine.order_by(ROWS.c.id.desc()).limit(1)))


def is_part_of(conn: Connection, entry_: History, kinds: Collection[str]) -> History | None:
    """The customer's entry in the same batch, where undoing this one takes more back than a step on such a row: it came
    along with a change of its customer, or is a customer who was added for something that still stands."""
    if (
        entry_.batch is None
        or not conn.execute(select(exists().where(ROWS.c.id == entry_.id, _is_part(kinds)))).scalar()
    ):
        return None
    at_once = of_batch(conn, entry_.team_id, entry_.batch)
    return next((each for each in reversed(at_once) if each.kind == "customer"), None)


def _is_part(kinds: Collection[str]) -> ColumnElement[bool]:
    at_once = (TOGETHER.c.team_id == ROWS.c.team_id, TOGETHER.c.batch == ROWS.c.batch)
    if "customer" in kinds:
        stands = ~exists().where(UNDOING.c.undoes == TOGETHER.c.id)
        return and_(_added(ROWS), exists().where(*at_once, TOGETHER.c.kind.not_in(kinds), stands))
    return exists().where(*at_once, TOGETHER.c.kind == "customer", ~_added(TOGETHER))


def _added(of: FromClause) -> ColumnElement[bool]:
    """That such an entry gave the thing itself, or gave it back."""
    # Older entries have a blank there.
    came_back = (of.c.after.contains(f'"removed_at":{blank}null', autoescape=True) for blank in ("", " "))
    return or_(of.c.what == "added", and_(of.c.what == "put back", or_(*came_back)))


def last_steps(conn: Connection, team_id: str, by: str, *, most: int) -> list[History]:
    """The newest steps of this person that hold, the newest first; what one gesture did at once is one step."""
    found: list[History] = []
    before: int | None = None
    while len(found) < most and (entry_ := last_to_undo(conn, team_id, by, before=before)):
        found.append(entry_)
        whole = of_batch(conn, team_id, entry_.batch) if entry_.batch else [entry_]
        before = min(each.id or 0 for each in whole)
    return found


def last_of_row(conn: Connection, row: Row, by: str) -> History | None:
    """The newest thing on one row that this person may take back: their own doing, or the closing of what is theirs."""
    owns = getattr(row, "owner_id", None) == by
    may = or_(ROWS.c.by == by, ROWS.c.what == "closed") if owns else ROWS.c.by == by
    on_it = select(ROWS).where(
        ROWS.c.team_id == row.team_id,
        ROWS.c.kind == str(type(row).__tablename__),
        ROWS.c.row_id == row.id,
        may,
        HOLDS,
    )
    return first(History, conn.execute(on_it.order_by(ROWS.c.id.desc()).limit(1)))


def acted_at(conn: Connection, team_id: str, by: str, at: datetime) -> bool:
    """Whether the newest thing that this person did was done at that instant, so by the gesture that was made then."""
    mine = select(ROWS.c.at).where(ROWS.c.team_id == team_id, ROWS.c.by == by)
    newest: datetime | None = conn.execute(mine.order_by(ROWS.c.id.desc()).limit(1)).scalar()
    return newest == at


def of_row(conn: Connection, team_id: str, kind: str, row_id: int, most: int = TIMELINE) -> Sequence[History]:
    """What happened to one thing, newest first."""
    asked = {"team_id": team_id, "kind": kind, "row_id": row_id, "most": most}
    return as_read(OF_ROW.ask(conn, asked))


def of_customer(conn: Connection, team_id: str, customer_id: int, most: int = TIMELINE) -> Sequence[History]:
    """What happened with one customer: to their row, their channels and their promises, newest first."""
    asked = {"team_id": team_id, "customer_id": customer_id, "most": most}
    return as_read(OF_CUSTOMER.ask(conn, asked))


def as_read(found: Iterable[Sequence[Any]]) -> list[History]:
    """Rows as the database gives them, with History's columns by name: making an instance of each of fifty costs several
    times what reading them does (make bench)."""
    return cast("list[History]", [Entry._make(row) for row in found])
