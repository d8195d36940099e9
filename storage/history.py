"""Questions to the history: one entry, somebody's last one, one row's, one customer's."""

from sqlalchemy import Connection, bindparam, exists, select

from storage.rows import every, first
from storage.tables import History, table

TIMELINE = 50
ROWS = table(History)
# Built once, as all statements of hot paths: building one costs four times what executing it does.
OF_ROW = (
    select(ROWS)
    .where(
        ROWS.c.team_id == bindparam("team_id"),
        ROWS.c.kind == bindparam("kind"),
        ROWS.c.row_id == bindparam("row_id"),
    )
    .order_by(ROWS.c.id.desc())
    .limit(bindparam("most"))
)
OF_CUSTOMER = (
    select(ROWS)
    .where(ROWS.c.team_id == bindparam("team_id"), ROWS.c.customer_id == bindparam("customer_id"))
    .order_by(ROWS.c.id.desc())
    .limit(bindparam("most"))
)


def entry(conn: Connection, team_id: str, entry_id: int) -> History | None:
    """One entry of this workspace."""
    rows = table(History)
    return first(History, conn.execute(select(rows).where(rows.c.team_id == team_id, rows.c.id == entry_id)))


def is_undone(conn: Connection, entry_id: int) -> bool:
    """Whether the entry was taken back already."""
    rows = table(History)
    return bool(conn.execute(select(exists().where(rows.c.undoes == entry_id))).scalar())


def others_since(conn: Connection, team_id: str, since: History) -> bool:
    """Whether somebody else did something to the same row after that entry."""
    rows = table(History)
    later = exists().where(
        rows.c.team_id == team_id,
        rows.c.kind == since.kind,
        rows.c.row_id == since.row_id,
        rows.c.id > since.id,
        rows.c.by != since.by,
    )
    return bool(conn.execute(select(later)).scalar())


def last_to_undo(conn: Connection, team_id: str, by: str) -> History | None:
    """The newest thing that this person did, is not undone, and is no undo itself."""
    rows = table(History)
    undone = rows.alias("undone")
    return first(
        History,
        conn.execute(
            select(rows)
            .where(rows.c.team_id == team_id, rows.c.by == by, rows.c.undoes.is_(None))
            .where(~exists().where(undone.c.undoes == rows.c.id))
            .order_by(rows.c.id.desc())
            .limit(1)
        ),
    )


def of_row(conn: Connection, team_id: str, kind: str, row_id: int, most: int = TIMELINE) -> list[History]:
    """What happened to one thing, newest first."""
    asked = {"team_id": team_id, "kind": kind, "row_id": row_id, "most": most}
    return every(History, conn.execute(OF_ROW, asked))


def of_customer(conn: Connection, team_id: str, customer_id: int, most: int = TIMELINE) -> list[History]:
    """What happened with one customer: to their row, their channels and their promises, newest first."""
    asked = {"team_id": team_id, "customer_id": customer_id, "most": most}
    return every(History, conn.execute(OF_CUSTOMER, asked))
