"""Questions about system fixes: one, the open ones, causes as people named them, and the cases of a fix."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, literal_column, select, update

from storage.by_ids import ByIds
from storage.rows import every, first
from storage.tables import Customer, Mistake, SystemFix, table

FIXES, MISTAKES, CUSTOMERS = table(SystemFix), table(Mistake), table(Customer)
AT_ONCE = 500
NAMES = ByIds(Customer, "name")
# A literal, not a bound value, as elsewhere.
OPEN = literal_column("system_fix.status") == literal_column("'open'")


def by_number(conn: Connection, team_id: str, number: int, *, lock: bool = False) -> SystemFix | None:
    """F-`number` of this workspace unless it was taken back; `lock` keeps others from changing it meanwhile."""
    found = select(FIXES).where(
        FIXES.c.team_id == team_id, FIXES.c.number == number, FIXES.c.removed_at.is_(None)
    )
    return first(SystemFix, conn.execute(found.with_for_update(key_share=True) if lock else found))


def by_id(conn: Connection, team_id: str, fix_id: int) -> SystemFix | None:
    """The same by its id, also where it was taken back."""
    found = select(FIXES).where(FIXES.c.team_id == team_id, FIXES.c.id == fix_id)
    return first(SystemFix, conn.execute(found))


def listed(conn: Connection, team_id: str, *, most: int) -> list[SystemFix]:
    """The open ones, the oldest first, and after them those that are done, the newest first."""
    there = select(FIXES).where(FIXES.c.team_id == team_id, FIXES.c.removed_at.is_(None))
    open_ = every(SystemFix, conn.execute(there.where(FIXES.c.status == "open").order_by(FIXES.c.number)))
    done = there.where(FIXES.c.status == "done").order_by(FIXES.c.number.desc()).limit(most)
    return [*open_, *every(SystemFix, conn.execute(done))][:most]


def open_ones(conn: Connection, team_id: str) -> list[SystemFix]:
    """Those that are not done, the oldest first."""
    found = select(FIXES).where(FIXES.c.team_id == team_id, FIXES.c.removed_at.is_(None), OPEN)
    return every(SystemFix, conn.execute(found.order_by(FIXES.c.number)))


def causes(
    conn: Connection, team_id: str, since: datetime, *, most: int
) -> list[tuple[int, str, int | None]]:
    """The cases since then whose cause is named: their ids, the causes, and the fixes they belong to. `most` of the newest
    cases are looked at, from the newest number on, so that an index answers whatever else is stored."""
    newest = (
        select(
            MISTAKES.c.id, MISTAKES.c.cause, MISTAKES.c.fix_id, MISTAKES.c.created_at, MISTAKES.c.removed_at
        )
        .where(MISTAKES.c.team_id == team_id)
        .order_by(MISTAKES.c.number.desc())
        .limit(most)
    )
    return [
        (row.id, row.cause, row.fix_id)
        for row in conn.execute(newest)
        if row.cause and row.removed_at is None and row.created_at >= since
    ]


def of_fix(conn: Connection, fix: SystemFix, *, since: datetime | None = None) -> list[Mistake]:
    """The cases that a fix is for, the oldest first."""
    asked = select(MISTAKES).where(
        MISTAKES.c.fix_id == fix.id, MISTAKES.c.team_id == fix.team_id, MISTAKES.c.removed_at.is_(None)
    )
    if since is not None:
        asked = asked.where(MISTAKES.c.created_at >= since)
    return every(Mistake, conn.execute(asked.order_by(MISTAKES.c.created_at, MISTAKES.c.number)))


def link(conn: Connection, ids: Sequence[int], fix_id: int | None) -> None:
    """Which fix is for which case follows from the cause, and is no step of anybody's: it has no history."""
    for start in range(0, len(ids), AT_ONCE):
        some = MISTAKES.c.id.in_(ids[start : start + AT_ONCE])
        conn.execute(update(MISTAKES).where(some).values(fix_id=fix_id))


def wake(conn: Connection, fix_id: int, *, now: datetime) -> None:
    """Something about its cases changed: it is looked at in the next tick."""
    conn.execute(update(FIXES).where(FIXES.c.id == fix_id).values(next_look_at=now))


def customers(conn: Connection, team_id: str, ids: Iterable[int]) -> list[Customer]:
    """These customers by name. Whoever left us or is leaving is none of them: they are left in peace."""
    wanted, found = list(ids), []
    for start in range(0, len(wanted), AT_ONCE):
        some = select(CUSTOMERS).where(
            CUSTOMERS.c.id.in_(wanted[start : start + AT_ONCE]),
            CUSTOMERS.c.team_id == team_id,
            CUSTOMERS.c.removed_at.is_(None),
            CUSTOMERS.c.stage.not_in(("parting", "lost")),
        )
        found += every(Customer, conn.execute(some))
    return sorted(found, key=lambda customer: (customer.name.casefold(), customer.id))


def names(conn: Connection, team_id: str, ids: Iterable[int]) -> dict[int, str]:
    """What these customers are called, also those who were taken back."""
    return {id_: name for id_, (name,) in NAMES.values(conn, team_id, ids).items()}
