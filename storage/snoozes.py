"""Questions about snoozes: which hold, and when a customer was last heard of."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, literal_column, or_, select, update

from storage.among import Among
from storage.contacts import TWO_WAY
from storage.rows import KINDS, made
from storage.tables import Contact, Desk, Praise, Snooze, Waiting, table

ROWS = table(Snooze)
COLUMNS = [column.name for column in ROWS.c]
OF_ROWS = Among(
    select(ROWS).where(
        ROWS.c.team_id == bindparam("team_id"), ROWS.c.kind == bindparam("kind"), ROWS.c.removed_at.is_(None)
    ),
    ROWS.c.row_id,
)
_CONTACTS, _WAITS, _PRAISE = table(Contact), table(Waiting), table(Praise)
# Only what goes both ways is a word from them, as in storage/contacts.py; written out, since the statement is built once.
_BOTH_WAYS = (
    _CONTACTS.c.how.in_([literal_column(f"'{how}'") for how in TWO_WAY]),
    _CONTACTS.c.sounded != "no answer",
    or_(
        _CONTACTS.c.how != "event",
        _CONTACTS.c.event == "",
        _CONTACTS.c.people != "",
        _CONTACTS.c.sounded != "",
    ),
)
_HEARD = [
    Among(
        select(rows.c.customer_id, column)
        .where(rows.c.team_id == bindparam("team_id"), rows.c.removed_at.is_(None), *where)
        .where(column > bindparam("after")),
        rows.c.customer_id,
    )
    for rows, column, where in (
        (_CONTACTS, _CONTACTS.c.created_at, _BOTH_WAYS),
        (_WAITS, func.coalesce(_WAITS.c.called_at, _WAITS.c.created_at), ()),
        (_PRAISE, _PRAISE.c.created_at, ()),
    )
]


def of_rows(conn: Connection, team_id: str, keys: Collection[tuple[str, int]]) -> list[Snooze]:
    """Everybody's snoozes of these things (by kind and id) that were not taken back, the oldest first; whether one still
    holds says `bot.snoozes.holds`."""
    wanted: dict[str, set[int]] = {}
    for kind, row_id in keys:
        wanted.setdefault(kind, set()).add(row_id)
    found = [each for kind, ids in wanted.items() for each in of_kind(conn, team_id, kind, ids)]
    return sorted(found, key=lambda each: each.id or 0)


def of_kind(conn: Connection, team_id: str, kind: str, row_ids: Iterable[int]) -> list[Snooze]:
    """The same of things of one kind."""
    found = [
        made(Snooze, zip(COLUMNS, row, strict=True))
        for row in OF_ROWS.ask(conn, row_ids, team_id=team_id, kind=kind)
    ]
    return sorted(found, key=lambda each: each.id or 0)


def heard(
    conn: Connection, team_id: str, customer_ids: Iterable[int], *, after: datetime
) -> Mapping[int, datetime]:
    """When each of these customers was last heard of later than `after`: a contact that went both ways was logged, they
    wait or called again, or said a kind word."""
    found: dict[int, datetime] = {}
    wanted = set(customer_ids)
    for question in _HEARD:
        for customer_id, at in question.ask(conn, wanted, team_id=team_id, after=after):
            found[customer_id] = max(found.get(customer_id, at), at)
    return found


def by_id(conn: Connection, team_id: str, snooze_id: int) -> Snooze | None:
    """One snooze, also if it was taken back."""
    found = conn.execute(select(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.id == snooze_id)).first()
    return made(Snooze, zip(COLUMNS, found, strict=True)) if found else None


def look_soon(conn: Connection, snooze: Snooze, *, now: datetime) -> None:
    """Has the clock look at what is snoozed, or is no longer, at its next tick."""
    model = Desk if snooze.kind == "desk" else KINDS.get(snooze.kind)
    if model is None or "next_look_at" not in table(model).c:
        return
    rows = table(model)
    looks = {"next_look_at": now} | ({"about_look_at": now} if model is Desk else {})
    conn.execute(
        update(rows).where(rows.c.team_id == snooze.team_id, rows.c.id == snooze.row_id).values(**looks)
    )
