"""Questions about absences: who said that they are away, what they hold, and what happened to it meanwhile."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, case, or_, select, update

from storage.among import Among
from storage.insert_or import insert_or
from storage.prepared import Prepared
from storage.rows import every, made
from storage.tables import Away, Contact, Desk, table

ROWS, DESKS, CONTACTS = table(Away), table(Desk), table(Contact)
COLUMNS = [column.name for column in ROWS.c]
# Those that run, come or ended since `since`.
RECENT = Among(
    select(ROWS).where(
        ROWS.c.team_id == bindparam("team_id"),
        ROWS.c.removed_at.is_(None),
        ROWS.c.until_at > bindparam("since"),
        or_(ROWS.c.ended_at.is_(None), ROWS.c.ended_at > bindparam("since")),
    ),
    ROWS.c.person_id,
)
RUNNING = Among(
    select(ROWS).where(
        ROWS.c.team_id == bindparam("team_id"),
        ROWS.c.removed_at.is_(None),
        ROWS.c.ended_at.is_(None),
        ROWS.c.from_at <= bindparam("now"),
        ROWS.c.until_at > bindparam("now"),
    ),
    ROWS.c.person_id,
)
DUE = Prepared(
    select(DESKS.c.person_id)
    .where(DESKS.c.team_id == bindparam("team_id"), DESKS.c.about_look_at <= bindparam("now"))
    .order_by(DESKS.c.about_look_at)
    .limit(bindparam("most"))
)
DESKS_OF = Among(select(DESKS).where(DESKS.c.team_id == bindparam("team_id")), DESKS.c.person_id)
DESK_COLUMNS = [column.name for column in DESKS.c]
AWAY_DESKS = Prepared(
    select(DESKS.c.person_id).where(DESKS.c.team_id == bindparam("team_id"), DESKS.c.away_since.is_not(None))
)
SET = {
    name: Prepared(update(DESKS).where(DESKS.c.id == bindparam("of_id")), columns=[name])
    for name in ("away_since", "about_look_at")
}
# The clock sees what was changed by this: contacts that somebody just logged.
JUST_MET = Prepared(
    select(CONTACTS.c.by_id)
    .where(CONTACTS.c.team_id == bindparam("team_id"), CONTACTS.c.next_look_at <= bindparam("now"))
    .distinct()
)


def recent(
    conn: Connection, team_id: str, person_ids: Iterable[str], *, since: datetime
) -> dict[str, list[Away]]:
    """The absences of these people that run, are still to come, or ended after `since`, by person, as they were entered."""
    return _by_person(RECENT.ask(conn, person_ids, team_id=team_id, since=since))


def running(
    conn: Connection, team_id: str, person_ids: Iterable[str], now: datetime
) -> dict[str, list[Away]]:
    """The absences of these people that hold now, by person."""
    return _by_person(RUNNING.ask(conn, person_ids, team_id=team_id, now=now))


def _by_person(rows: Iterable[Sequence[Any]]) -> dict[str, list[Away]]:
    found: dict[str, list[Away]] = {}
    for row in rows:
        away = made(Away, zip(COLUMNS, row, strict=True))
        found.setdefault(away.person_id, []).append(away)
    for some in found.values():
        some.sort(key=lambda each: each.id or 0)
    return found


def latest(
    conn: Connection, team_id: str, person_id: str, *, now: datetime, lock: bool = False
) -> Away | None:
    """Somebody's absence that runs or is the next to come, as they said it; None where there is none."""
    return next(iter(to_come(conn, team_id, person_id, now=now, lock=lock)), None)


def to_come(
    conn: Connection, team_id: str, person_id: str, *, now: datetime, lock: bool = False
) -> list[Away]:
    """Somebody's absences that run or come, the soonest first; `lock` keeps others from changing them meanwhile."""
    found = (
        select(ROWS)
        .where(
            ROWS.c.team_id == team_id,
            ROWS.c.person_id == person_id,
            ROWS.c.removed_at.is_(None),
            ROWS.c.ended_at.is_(None),
            ROWS.c.until_at > now,
        )
        .order_by(ROWS.c.from_at, ROWS.c.id)
    )
    return every(Away, conn.execute(found.with_for_update(key_share=True) if lock else found))


# -- desks


def desks_of(conn: Connection, team_id: str, person_ids: Iterable[str]) -> dict[str, Desk]:
    """The desks of these people who have one, by person."""
    found = (
        made(Desk, zip(DESK_COLUMNS, row, strict=True))
        for row in DESKS_OF.ask(conn, person_ids, team_id=team_id)
    )
    return {each.person_id: each for each in found}


def due(conn: Connection, team_id: str, now: datetime, *, most: int) -> list[str]:
    """The people who are to be looked at by now, the longest due first."""
    return [str(row[0]) for row in DUE.ask(conn, {"team_id": team_id, "now": now, "most": most})]


def look_at(conn: Connection, team_id: str, person_id: str, *, at: datetime, zone: str = "UTC") -> None:
    """Has the clock look at somebody at `at`, or sooner if it was to; their desk is made, with that zone, where they have
    none."""
    new = {"team_id": team_id, "person_id": person_id, "zone": zone, "briefed_on": "", "about_look_at": at}
    _look_at(conn.dialect.name).run_many(conn, [new])


@cache
def _look_at(dialect: str) -> Prepared:
    wanted = insert_or(dialect, DESKS)
    # The time of an entry that was there before, or the new one where that is sooner or there was none.
    before, new = DESKS.c.about_look_at, wanted.excluded.about_look_at
    sooner = {"about_look_at": case((before < new, before), else_=new)}
    return Prepared(
        wanted.on_conflict_do_update(index_elements=["team_id", "person_id"], set_=sooner),
        columns=["team_id", "person_id", "zone", "briefed_on", "about_look_at"],
    )


def set_desk(conn: Connection, desk: Desk, **fields: datetime | None) -> None:
    """Sets since when somebody is away (`away_since`) or when to look at them again (`about_look_at`)."""
    for name, at in fields.items():
        SET[name].run_many(conn, [{"of_id": desk.id, name: at}])
    vars(desk).update(fields)


def shown_away(conn: Connection, team_id: str) -> list[str]:
    """The people whom Slack showed as away when it was last looked at."""
    return [str(row[0]) for row in AWAY_DESKS.ask(conn, {"team_id": team_id})]


def just_met(conn: Connection, team_id: str, now: datetime) -> list[str]:
    """Whose contacts were just logged or changed."""
    return [str(row[0]) for row in JUST_MET.ask(conn, {"team_id": team_id, "now": now})]
