"""Questions of Home: whom I look after, what I did last, and what the team carries. Each stops at what is shown."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import BigInteger, ColumnElement, Connection, bindparam, func, literal_column, select

from storage.customer_lists import AT_REST
from storage.history import HOLDS
from storage.prepared import Prepared
from storage.rows import KINDS, MODELS, made
from storage.tables import Customer, History, Mistake, Promise, Row, Waiting, table

CUSTOMERS, HISTORY = table(Customer), table(History)
COLUMNS = [column.name for column in CUSTOMERS.c]
ENTRY = [column.name for column in HISTORY.c]
AFTER_ALL = 2**62
# Built once, as all statements of what is drawn again and again.
_THEIRS = (
    CUSTOMERS.c.team_id == bindparam("team_id"),
    CUSTOMERS.c.owner_id == bindparam("user_id"),
    CUSTOMERS.c.removed_at.is_(None),
    CUSTOMERS.c.stage != "parting",
    CUSTOMERS.c.stage != "lost",
)
_PAGE = select(CUSTOMERS).where(*_THEIRS).limit(bindparam("most"))
NEVER = Prepared(_PAGE.where(CUSTOMERS.c.met_at.is_(None)).order_by(CUSTOMERS.c.id))
MET = Prepared(_PAGE.where(CUSTOMERS.c.met_at.is_not(None)).order_by(CUSTOMERS.c.met_at, CUSTOMERS.c.id))
THEIRS = Prepared(select(func.count()).select_from(CUSTOMERS).where(*_THEIRS))
LAST = Prepared(
    select(HISTORY)
    .where(
        HISTORY.c.team_id == bindparam("team_id"),
        HISTORY.c.by == bindparam("user_id"),
        HISTORY.c.id < bindparam("before", type_=BigInteger),
        HOLDS,
    )
    .order_by(HISTORY.c.id.desc())
    .limit(bindparam("most"))
)
BEGAN = Prepared(
    select(func.min(HISTORY.c.id)).where(
        HISTORY.c.team_id == bindparam("team_id"), HISTORY.c.batch == bindparam("batch")
    )
)
# The rows of an entry are its workspace's.
ONE: dict[type[Any], Prepared] = {
    model: Prepared(select(table(model)).where(table(model).c.id == bindparam("id"))) for model in MODELS
}
NUMBER = Prepared(
    select(CUSTOMERS.c.id, CUSTOMERS.c.number).where(
        CUSTOMERS.c.team_id == bindparam("team_id"), CUSTOMERS.c.id == bindparam("id")
    )
)
Held = TypeVar("Held", bound=Row)


class Doing(NamedTuple):
    """Something that somebody did: the entry, what it was done to, and for which customer."""

    entry: History
    row: Row
    customer: Customer | None


class Load(NamedTuple):
    """What one person carries: open promises, how many of them are late, customers who wait, and cases."""

    promises: int = 0
    late: int = 0
    waiting: int = 0
    cases: int = 0


def looked_after(
    conn: Connection, team_id: str, owner_id: str, *, most: int, skip: int = 0
) -> tuple[list[Customer], int]:
    """A page of somebody's customers, the longest unmet first, and how many there are in all.

    Who was never met counts from the day they were entered. Those who were and those who were not are each in order in
    the index; the page is taken from both.
    """
    asked = {"team_id": team_id, "user_id": owner_id, "most": skip + most}
    found = [
        made(Customer, dict(zip(COLUMNS, row, strict=True)))
        for part in (NEVER, MET)
        for row in part.ask(conn, asked)
    ]
    found.sort(key=lambda customer: customer.met_at or customer.created_at)
    return found[skip : skip + most], int(THEIRS.ask(conn, asked)[0][0])


def last_done(conn: Connection, team_id: str, by: str, *, most: int) -> list[Doing]:
    """The last things this person did that hold, the newest first; what was done at once is one of them."""
    found: list[Doing] = []
    asked = {"team_id": team_id, "user_id": by, "most": most, "before": AFTER_ALL}
    while entries := LAST.ask(conn, asked):
        for values in entries:
            entry = made(History, dict(zip(ENTRY, values, strict=True)))
            if row := _one(conn, KINDS[entry.kind], entry.row_id):
                found.append(Doing(entry, row, _one(conn, Customer, entry.customer_id)))
            if len(found) == most:
                return found
            asked["before"] = entry.id or 0
            if entry.batch is not None:
                asked["before"] = BEGAN.ask(conn, {"team_id": team_id, "batch": entry.batch})[0][0]
                break
    return found


def _one(conn: Connection, model: type[Held], row_id: int | None) -> Held | None:
    """One row as it is by now, also if it was taken back."""
    found = ONE[model].ask(conn, {"id": row_id}) if row_id is not None else []
    names = [column.name for column in table(model).c]
    return made(model, dict(zip(names, found[0], strict=True))) if found else None


def loads(conn: Connection, team_id: str, now: datetime) -> dict[str, Load]:
    """What everybody carries who carries anything; under "" the cases that nobody has taken."""
    promises, waiting, cases = (_open(conn, model, team_id) for model in (Promise, Waiting, Mistake))
    late = _open(conn, Promise, team_id, table(Promise).c.due_at < now)
    ids = {*promises, *waiting, *cases}
    return {
        each: Load(promises.get(each, 0), late.get(each, 0), waiting.get(each, 0), cases.get(each, 0))
        for each in ids
    }


def _open(
    conn: Connection,
    model: type[Promise | Waiting | Mistake],
    team_id: str,
    *more: ColumnElement[bool],
) -> Mapping[str, int]:
    rows = table(model)
    counted = (
        select(rows.c.owner_id, func.count().label("open_ones"))
        .where(
            rows.c.team_id == team_id,
            # Written out, so that the partial index of open ones is used.
            literal_column(f"{rows.name}.status") == literal_column("'open'"),
            rows.c.removed_at.is_(None),
            *more,
        )
        .group_by(rows.c.owner_id)
    )
    return {row.owner_id or "": int(row.open_ones) for row in conn.execute(counted)}


def high_without_owner(conn: Connection, team_id: str) -> int:
    """How many open cases of high severity nobody puts right yet [practice 16]."""
    return _open(
        conn, Mistake, team_id, table(Mistake).c.severity == "high", table(Mistake).c.owner_id.is_(None)
    ).get("", 0)


def without_owner(conn: Connection, team_id: str) -> int:
    """How many customers nobody looks after."""
    counted = select(func.count()).where(
        CUSTOMERS.c.team_id == team_id,
        CUSTOMERS.c.owner_id.is_(None),
        CUSTOMERS.c.removed_at.is_(None),
        CUSTOMERS.c.stage.not_in(AT_REST),
    )
    return int(conn.execute(counted).scalar_one())


def numbers_of(conn: Connection, team_id: str, ids: Iterable[int]) -> dict[int, int]:
    """The numbers of customers by their ids."""
    return {
        id_: number for each in set(ids) for id_, number in NUMBER.ask(conn, {"team_id": team_id, "id": each})
    }
