"""The questions of the clock on both databases: each is answered by its index, whatever else is stored."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, text, update

from storage import looking, nudges, rows
from storage.among import MANY
from storage.database import Database
from storage.prepared import Prepared
from storage.tables import Contact, Customer, Mistake, Nudge, Promise, Question, SystemFix, Waiting, table

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TEAM, MIA, SAM = "T1", "UMIA", "USAM"
STORED, DUE = 3000, 20
PAST: dict[str, Any] = {"created_at": NOW - 90 * DAY, "team_id": TEAM}
PLACED: dict[str, Any] = {**PAST, "customer_id": 1, "said_by": MIA, "words": "pump"}
MADE: dict[str, Any] = {
    "customer": Customer(**PAST, number=0, name="Acme", created_by=MIA, owner_id=MIA),
    "promise": Promise(**PLACED, number=0, kind="other", owner_id=MIA, zone="UTC"),
    "mistake": Mistake(**PLACED, number=0, kind="other", severity="normal", owner_id=MIA),
    "waiting": Waiting(**PLACED, number=0, owner_id=MIA, zone="UTC", since_at=NOW),
    "question": Question(team_id=TEAM, customer_id=1, channel_id="C1", ts="1.0", asked_at=NOW, owner_id=MIA),
    "contact": Contact(**PLACED, by_id=MIA, how="call", at=NOW, zone="UTC"),
    "system_fix": SystemFix(**PAST, number=0, cause="seal", created_by=MIA, owner_id=MIA),
}


def many(conn: Connection, kind: str, count: int, due: int) -> None:
    """So many rows of a kind, of which some are due, the last one for the longest time."""
    model = looking.KINDS[kind]
    names = [column.name for column in table(model).c if column.name != "id"]
    values = [
        {name: vars(MADE[kind])[name] for name in names}
        | ({"number": number} if "number" in names else {})
        | {"next_look_at": NOW - number * HOUR if number < due else NOW + DAY}
        for number in range(count)
    ]
    conn.execute(insert(table(model)), values)


def everything(conn: Connection, count: int = STORED, due: int = DUE) -> None:
    for kind in ("customer", *(each for each in looking.KINDS if each != "customer")):
        many(conn, kind, count, due)


@pytest.mark.parametrize("kind", looking.KINDS)
async def test_what_is_due_comes_the_longest_due_first(db: Database, kind: str) -> None:
    await db.write(everything, 10, 4)
    found = await db.read(looking.due, TEAM, kind, NOW, most=3)
    assert [each.id for each in found] == [4, 3, 2]
    assert {(each.owner_id, each.said_by) for each in found} == {(MIA, MIA)}
    assert {each.customer_id for each in found} == (
        {None} if kind == "system_fix" else {4, 3, 2} if kind == "customer" else {1}
    )
    assert await db.read(looking.due, TEAM, kind, NOW - 9 * HOUR, most=3) == []
    assert await db.read(looking.due, "T2", kind, NOW, most=3) == []


def plan(conn: Connection, /, asked: Prepared, **values: object) -> str:
    written = asked.written(conn.dialect)
    explain = "EXPLAIN QUERY PLAN " if conn.dialect.name == "sqlite" else "EXPLAIN "
    raw: Any = conn.connection.dbapi_connection
    found = raw.execute(explain + written.text, asked.parameters(written, values)).fetchall()
    return "\n".join(str(each[-1]) for each in found)


def analyzed(conn: Connection) -> None:
    everything(conn)
    conn.execute(text("ANALYZE"))


async def test_the_index_of_what_is_looked_at_answers_and_nothing_is_gone_through(db: Database) -> None:
    await db.write(analyzed)
    for kind in looking.KINDS:
        said = await db.read(plan, looking.DUE[kind], team_id=TEAM, now=NOW, most=100)
        assert f"ix_{kind}_look" in said
        assert not re.search(rf"SCAN {kind}\b|Seq Scan", said), said
        assert "SORT" not in said.upper().replace("INCREMENTAL SORT", ""), said
    # one question says of which kinds anything is due, and indexes answer it too
    assert await db.read(looking.kinds_due, TEAM, NOW) == list(looking.KINDS)
    assert await db.read(looking.kinds_due, TEAM, NOW - 30 * DAY) == []
    assert await db.read(looking.kinds_due, "T2", NOW) == []
    said = await db.read(plan, looking.SOONEST, team_id=TEAM)
    assert all(f"ix_{kind}_look" in said for kind in looking.KINDS)
    assert not re.search(r"SCAN (?!CONSTANT)|Seq Scan", said), said


async def test_what_is_known_beside_the_rows_is_answered_by_indexes_too(
    db: Database, database_url: str
) -> None:
    def filled(conn: Connection) -> None:
        same = {
            "kind": "promise", "reason": "promise_late", "window": "w", "recipient_id": MIA, "role": "owner",
            "since_at": NOW, "say_at": NOW, "made_at": NOW, "team_id": TEAM, "facts": "{}", "urgent": False,
            "ended_why": "", "story": "",
        }  # fmt: skip
        everything(conn)
        conn.execute(insert(table(Nudge)), [same | {"row_id": n, "number": n} for n in range(1, STORED)])
        conn.execute(text("ANALYZE"))

    await db.write(filled)
    asked: dict[str, Any] = {f"among_{place}": place + 1 for place in range(MANY)}
    asked |= {"among": list(range(1, MANY + 1)), "team_id": TEAM, "kind": "promise", "now": NOW, "since": NOW}
    for among in (nudges.OF_ROWS, looking.PEOPLE_OF, looking.LOCKED["promise"]):
        for each in [among._listed] if database_url.startswith("postgresql") else among._placed.values():
            said = await db.read(plan, each, **asked)
            assert not re.search(r"SCAN (nudge|customer|promise)\b|Seq Scan", said), said
    said = await db.read(plan, nudges.WAITING_PEOPLE, team_id=TEAM, now=NOW - DAY)
    assert "ix_nudge_waiting" in said


async def test_each_row_is_read_once_with_its_own_instants_however_many_are_asked_for(db: Database) -> None:
    stored = 2 * MANY + 5
    await db.write(everything, stored, stored + 1)
    for most in (1, 16, 17, MANY, MANY + 1, stored):
        asked = [*range(1, most + 1), 1, most]
        found = await db.write(looking.locked, "promise", asked, NOW)
        assert sorted(each.id for each in found) == list(range(1, most + 1))
        assert all(each.next_look_at == NOW - (each.id - 1) * HOUR for each in found)
        assert {(each.created_at, each.removed_at) for each in found} == {(PAST["created_at"], None)}


async def test_rows_are_taken_by_one_and_left_by_another(postgres_database_url: str) -> None:
    import asyncio
    import threading

    one, other = Database(postgres_database_url), Database(postgres_database_url)
    await one.start()
    await other.start()
    taken, go = threading.Event(), threading.Event()

    def hold(conn: Connection) -> list[int]:
        found = [each.id for each in looking.locked(conn, "promise", [1, 2], NOW)]
        taken.set()
        go.wait(20)
        looking.again(conn, "promise", dict.fromkeys(found, NOW + HOUR))
        return found

    def ids(conn: Connection) -> list[int]:
        return [each.id for each in looking.locked(conn, "promise", [1, 2, 3], NOW)]

    try:
        await one.write(everything, 5, 4)
        holding = asyncio.ensure_future(one.write(hold))
        await asyncio.to_thread(taken.wait, 20)
        assert await other.write(ids) == [3]
        go.set()
        assert sorted(await holding) == [1, 2]
        assert await other.write(ids) == [3]  # the others are due no more
    finally:
        go.set()
        await one.stop()
        await other.stop()


async def test_customers_are_looked_at_now_at_the_latest(db: Database) -> None:
    await db.write(everything, 5, 2)
    assert await db.write(looking.look_too, {1, 2, 3}, now=NOW) == set()
    found = {each.id for each in await db.read(looking.due, TEAM, "customer", NOW, most=9)}
    assert found == {1, 2, 3}


async def test_what_was_changed_meanwhile_is_not_put_off(db: Database) -> None:
    await db.write(everything, 5, 3)

    def changed(conn: Connection) -> None:
        conn.execute(update(table(Promise)).where(table(Promise).c.id == 1).values(next_look_at=NOW + HOUR))

    await db.write(changed)
    await db.write(looking.put_off, "promise", {1, 2}, now=NOW, until=NOW + DAY)
    found = await db.read(
        lambda conn: dict(conn.execute(select(table(Promise).c.id, table(Promise).c.next_look_at)).all())
    )
    assert (found[1], found[2]) == (NOW + HOUR, NOW + DAY)


async def test_whoever_goes_or_comes_back_has_what_is_theirs_looked_at(db: Database) -> None:
    def woken(conn: Connection) -> None:
        everything(conn, 3, 0)
        conn.execute(
            update(table(Promise)).where(table(Promise).c.id == 3).values(owner_id=SAM, next_look_at=None)
        )
        nudges.make(
            conn,
            TEAM,
            kind="promise",
            row_id=3,
            reason="promise_late",
            window="w",
            recipient_id=MIA,
            role="cover",
            why="",
            since_at=NOW,
            now=NOW,
        )
        looking.wake(conn, TEAM, {MIA}, now=NOW)

    await db.write(woken)
    for kind in looking.KINDS:
        assert len(await db.read(looking.due, TEAM, kind, NOW, most=9)) == 3, kind


async def test_what_people_did_is_an_answer_and_what_the_clock_notes_is_none(db: Database) -> None:
    def told(conn: Connection) -> Any:
        everything(conn, 2, 0)
        promise, *_ = rows.every(Promise, conn.execute(select(table(Promise)).order_by(table(Promise).c.id)))
        for by, via, at in (
            (MIA, "button", NOW),
            (MIA, "form", NOW + HOUR),
            ("UKEPT", "clock", NOW + 2 * HOUR),
        ):
            rows.change(conn, promise, "edited", {"words": f"pump {at}"}, by=by, via=via, now=at)
        ids, last = [1, 2], looking.last_entries(conn, TEAM, "promise", [1, 2])
        two, three = NOW + 2 * HOUR, NOW + 3 * HOUR
        back = rows.change(conn, promise, "edited", {"words": "seal"}, by=MIA, via="form", now=two)
        fields = {"words": "pump"}
        rows.change(conn, promise, "undone", fields, by=MIA, via="button", now=three, undoes=back.id)
        return (
            looking.answers(conn, TEAM, "promise", ids, since=NOW),
            looking.answers(conn, TEAM, "promise", ids, since=NOW, undone=True),
            last,
        )

    answers, all_, last = await db.write(told)
    assert answers == {1: {MIA: NOW + HOUR}}
    assert all_ == {1: {MIA: NOW + 3 * HOUR}}
    assert last == {1: ("edited", "UKEPT")}
