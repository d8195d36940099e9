"""Questions about nudges, and what happens to them: each is made once, and ends with a reason in words.

Whoever writes to posts and nudges in one transaction writes to the posts first, so that no two wait for each other
(`storage/nudge_locks.py`).
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, select, true, update

from storage import rows
from storage.among import Among
from storage.brief_posts import naming
from storage.by_ids import ByIds
from storage.insert_or import insert_or
from storage.many import next_numbers
from storage.nudge_locks import lock
from storage.prepared import Prepared
from storage.tables import (
    Contact,
    Customer,
    Desk,
    Mistake,
    Nudge,
    Post,
    Promise,
    Question,
    SystemFix,
    Waiting,
    table,
)

ROWS, POSTS = table(Nudge), table(Post)
COLUMNS = [column.name for column in ROWS.c]
# What a nudge may be about, by its kind.
ABOUT: Mapping[str, type[Any]] = {
    str(model.__tablename__): model
    for model in (Promise, Mistake, Waiting, Question, Contact, Customer, SystemFix, Desk)
}
OPEN = ROWS.c.ended_at.is_(None)
# Asked at every tick, and answered by ix_nudge_waiting.
WAITING = (OPEN, ROWS.c.said_at.is_(None), ROWS.c.post_id.is_(None))
# Put into order afterwards: asked for it, SQLite walks through all nudges by their number.
OF_PERSON = Prepared(
    select(ROWS).where(
        ROWS.c.team_id == bindparam("team_id"), ROWS.c.recipient_id == bindparam("person_id"), OPEN
    )
)
OF_POST = Prepared(select(ROWS).where(ROWS.c.post_id == bindparam("post_id")).order_by(ROWS.c.number))
BY_NUMBER = Prepared(
    select(ROWS).where(ROWS.c.team_id == bindparam("team_id"), ROWS.c.number == bindparam("number"))
)
OF_ROWS = Among(
    select(ROWS).where(ROWS.c.team_id == bindparam("team_id"), ROWS.c.kind == bindparam("kind")),
    ROWS.c.row_id,
)
PEOPLE = (
    select(ROWS.c.recipient_id)
    .where(ROWS.c.team_id == bindparam("team_id"), *WAITING, ROWS.c.say_at <= bindparam("now"))
    .distinct()
    .order_by(ROWS.c.recipient_id)
)
WAITING_PEOPLE = Prepared(PEOPLE)
URGENT_PEOPLE = Prepared(PEOPLE.where(ROWS.c.urgent.is_(true())))
IDS = Among(select(ROWS.c.id, ROWS.c.number).where(ROWS.c.team_id == bindparam("team_id")), ROWS.c.number)
BY_ID = {kind: ByIds(model) for kind, model in ABOUT.items()}
# How the story calls it that the clock found a nudge to ask no more: that may change again.
RESTED = "asks no more"
# What a nudge may become after it was made.
CHANGEABLE = frozenset({"facts", "say_at", "urgent", "role", "customer_id"})


def open_of_person(conn: Connection, team_id: str, person_id: str) -> list[Nudge]:
    """Everything that asks for one person's attention (or stands in one channel) and has not ended, said or not, as it
    was made."""
    found = _every(OF_PERSON.ask(conn, {"team_id": team_id, "person_id": person_id}))
    return sorted(found, key=lambda each: each.number)


def of_post(conn: Connection, post_id: int) -> list[Nudge]:
    """What one post says, or will, ended or not, as it was made."""
    return _every(OF_POST.ask(conn, {"post_id": post_id}))


def by_number(conn: Connection, team_id: str, number: int) -> Nudge | None:
    """N-`number` of this workspace."""
    found = _every(BY_NUMBER.ask(conn, {"team_id": team_id, "number": number}))
    return found[0] if found else None


def of_rows(conn: Connection, team_id: str, kind: str, row_ids: Iterable[int]) -> dict[int, list[Nudge]]:
    """All nudges about some rows of one kind, ended or not, by the row's id, as they were made."""
    found: dict[int, list[Nudge]] = {}
    for each in _every(OF_ROWS.ask(conn, row_ids, team_id=team_id, kind=kind)):
        found.setdefault(each.row_id, []).append(each)
    for some in found.values():
        some.sort(key=lambda each: each.number)
    return found


def waiting_people(conn: Connection, team_id: str, now: datetime, *, urgent: bool = False) -> list[str]:
    """The people and channels with an open nudge that nobody has said or planned yet and whose `say_at` has come; with
    `urgent` only those for whom one of them can't wait for a brief."""
    asked = URGENT_PEOPLE if urgent else WAITING_PEOPLE
    return [str(person_id) for (person_id,) in asked.ask(conn, {"team_id": team_id, "now": now})]


def rows_of(conn: Connection, nudges: Iterable[Nudge]) -> Mapping[tuple[str, int], Any]:
    """What nudges of one workspace are about as it stands now, also what was taken back, by kind and id."""
    wanted: dict[str, set[int]] = {}
    team_id = ""
    for each in nudges:
        team_id = each.team_id
        wanted.setdefault(each.kind, set()).add(each.row_id)
    return {
        (kind, id_): row
        for kind, ids in wanted.items()
        if kind in BY_ID
        for id_, row in BY_ID[kind].rows(conn, team_id, ids).items()
    }


def make(
    conn: Connection,
    team_id: str,
    *,
    kind: str,
    row_id: int,
    reason: str,
    window: str,
    recipient_id: str,
    role: str,
    why: str,
    since_at: datetime,
    now: datetime,
    say_at: datetime | None = None,
    urgent: bool = False,
    customer_id: int | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Nudge | None:
    """One nudge, or None where this thing has it already for this reason, person and window. `facts` go beside `why` in
    what it remembers; without `say_at` it may be said at once."""
    made = Nudge(
        team_id=team_id,
        number=0,
        kind=kind,
        row_id=row_id,
        customer_id=customer_id,
        reason=reason,
        window=window,
        recipient_id=recipient_id,
        role=role,
        facts=rows.WRITTEN({"why": why, **(facts or {})}),
        since_at=since_at,
        say_at=say_at or now,
        urgent=urgent,
        made_at=now,
    )
    found = make_many(conn, team_id, [made])
    return found[0] if found else None


def make_many(conn: Connection, team_id: str, new: Sequence[Nudge]) -> list[Nudge]:
    """Writes these nudges with their numbers, and gives those that were not there before; those get their ids."""
    if not new:
        return []
    for each, number in zip(new, next_numbers(conn, team_id, "nudge", len(new)), strict=True):
        each.number = number
    by_number_ = {each.number: each for each in new}
    _insert(conn.dialect.name).run_many(conn, [vars(each) for each in new])
    for id_, number in IDS.ask(conn, by_number_, team_id=team_id):
        by_number_[number].id = id_
    return [each for each in new if each.id is not None]


def end(
    conn: Connection,
    nudges: Sequence[Nudge],
    why: str,
    *,
    now: datetime,
    what: str = "ended",
    redraw: bool = True,
) -> None:
    """Ends those of these nudges that are open. `why` is in words, to be read after "ended:". The posts that say them are
    redrawn, unless that can wait. What somebody ended stays so; what the clock found to ask no more (`what` is RESTED) may
    be opened again."""
    ending = [each for each in nudges if each.ended_at is None]
    _lock(conn, ending)
    if redraw:
        redraw_posts(conn, ending, now=now, also=naming(conn, ending))
    _set(conn, ending, {"ended_at": now, "ended_why": why}, told(what, why, now=now))


def end_anew(conn: Connection, nudge: Nudge, why: str, *, now: datetime) -> None:
    """Says otherwise why a nudge ended that has ended already: it is snoozed until another day now."""
    redraw_posts(conn, [nudge], now=now)
    _set(conn, [nudge], {"ended_why": why}, told("ended", why, now=now))


def reopen(conn: Connection, nudges: Sequence[Nudge], why: str, *, now: datetime) -> None:
    """Takes back that these nudges ended: it asks again, in the same window. What was said is not said again: its line
    counts again where it stands. What was not is planned anew."""
    again = [each for each in nudges if each.ended_at is not None]
    _lock(conn, again)
    redraw_posts(conn, again, now=now, also=naming(conn, again))
    line = told("open again", why, now=now)
    opened: dict[str, Any] = {"ended_at": None, "ended_why": ""}
    _set(conn, [each for each in again if each.said_at is not None], opened, line)
    _set(conn, [each for each in again if each.said_at is None], opened | {"post_id": None}, line)


def change(
    conn: Connection,
    nudge: Nudge,
    fields: Mapping[str, Any],
    *,
    now: datetime,
    what: str = "",
    why: str = "",
    redraw: bool = True,
) -> None:
    """Sets what is so by now (`facts` as JSON, `say_at`, `urgent`, `role`), and has the post that says it redrawn; with
    `what` and `why` that becomes part of its story. Raises KeyError for columns that make a nudge what it is."""
    if strange := set(fields) - CHANGEABLE:
        raise KeyError(*sorted(strange))
    if redraw:
        redraw_posts(conn, [nudge], now=now)
    _set(conn, [nudge], fields, told(what, why, now=now) if what else "")


def add_to_story(conn: Connection, nudges: Sequence[Nudge], what: str, why: str, *, now: datetime) -> None:
    """Enters one thing that happened to nudges, for `/kept why`: `what` ("skipped", "delayed" …) and why, in words."""
    _lock(conn, nudges)
    _set(conn, nudges, {}, told(what, why, now=now))


def told(what: str, why: str, *, now: datetime) -> str:
    """One line of a nudge's story."""
    return json.dumps({"at": now.isoformat(), "what": what, "why": why}, ensure_ascii=False) + "\n"


def story_of(nudge: Nudge) -> list[dict[str, str]]:
    """What happened to a nudge, the oldest first: `at` (ISO, UTC), `what` and `why`."""
    return [json.loads(line) for line in nudge.story.splitlines() if line]


def redraw_posts(
    conn: Connection, nudges: Iterable[Nudge], *, now: datetime, also: Iterable[int] = ()
) -> None:
    """Has the posts drawn again in which these nudges stand, and those `also`; one that is not said yet is drawn only then
    anyway."""
    ids = sorted({each.post_id for each in nudges if each.post_id is not None} | set(also))
    for some in _some(ids):
        conn.execute(
            update(POSTS)
            .where(POSTS.c.id.in_(some), POSTS.c.state.in_(("sending", "said")))
            .values(redraw_at=now)
        )


@cache
def _insert(dialect: str) -> Prepared:
    # Values alone, as everywhere on hot paths: a statement with all of them in it takes ten times as long to be built.
    statement = insert_or(dialect, ROWS).on_conflict_do_nothing()
    return Prepared(statement, columns=[name for name in COLUMNS if name != "id"])


def _lock(conn: Connection, nudges: Sequence[Nudge]) -> None:
    if nudges:
        lock(conn, nudges)


def _set(conn: Connection, nudges: Collection[Nudge], fields: Mapping[str, Any], line: str) -> None:
    """Sets columns of nudges, the instances too, and adds a line to their stories."""
    for each in nudges:
        vars(each).update(fields, story=each.story + line)
    for some in _some(sorted(each.id or 0 for each in nudges)):
        values: dict[str, Any] = dict(fields)
        if line:
            values["story"] = ROWS.c.story.concat(line)
        if values:
            conn.execute(update(ROWS).where(ROWS.c.id.in_(some)).values(values))


def _every(found: Iterable[Sequence[Any]]) -> list[Nudge]:
    return [rows.made(Nudge, zip(COLUMNS, row, strict=True)) for row in found]


def _some(all_: Sequence[Any], most: int = 500) -> Iterator[Sequence[Any]]:
    for start in range(0, len(all_), most):
        yield all_[start : start + most]
