"""Questions of digests and system fixes: what they find, of this workspace alone, and by which index."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, text

from storage import digests, rows, system_fixes
from storage.database import Database
from storage.tables import Away, Customer, Digest, Mistake, Praise, Promise, Row, SystemFix, Waiting

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
WEEK = (NOW - 7 * A_DAY, NOW)


def begun(conn: Connection, row: Row) -> None:
    rows.begin(conn, row, what="given", by="U1", via="form", now=NOW)


def a_customer(conn: Connection, team: str, number: int, **more: object) -> Customer:
    made = Customer(
        team_id=team, number=number, name=f"C{number}", created_at=NOW - 400 * A_DAY, created_by="U1"
    )
    vars(made).update(more)
    begun(conn, made)
    return made


def a_promise(conn: Connection, customer: Customer, number: int, **more: object) -> None:
    made = Promise(
        team_id=customer.team_id,
        number=number,
        customer_id=customer.id or 0,
        words=f"promise {number}",
        kind="other",
        owner_id="U1",
        said_by="U1",
        zone="UTC",
        created_at=NOW - 30 * A_DAY,
    )
    vars(made).update(more)
    begun(conn, made)


def a_case(conn: Connection, customer: Customer, number: int, **more: object) -> Mistake:
    made = Mistake(
        team_id=customer.team_id,
        number=number,
        customer_id=customer.id or 0,
        words=f"case {number}",
        kind="other",
        severity="normal",
        said_by="U1",
        created_at=NOW - A_DAY,
    )
    vars(made).update(more)
    begun(conn, made)
    return made


def fill(conn: Connection) -> None:
    """One workspace with a little of everything, and another with the same that is none of its business."""
    for team in ("T1", "T2"):
        acme = a_customer(conn, team, 1)
        closed = {"status": "kept", "closed_at": NOW - A_DAY}
        a_promise(conn, acme, 1, **closed)
        a_promise(conn, acme, 2, owner_id="U2", risk_at=NOW - 2 * A_DAY, **closed)
        a_promise(conn, acme, 3, status="kept", closed_at=NOW - 8 * A_DAY)
        a_promise(conn, acme, 4, status="late", closed_at=NOW - A_DAY)
        a_promise(conn, acme, 5, removed_at=NOW, **closed)
        a_promise(conn, acme, 6, due_at=NOW - A_DAY)
        a_promise(conn, acme, 7, due_at=NOW - 3 * A_DAY)
        a_promise(conn, acme, 8, due_at=NOW + A_DAY)
        a_case(conn, acme, 1, noticed_by="us")
        a_case(conn, acme, 2, noticed_by="us", said_by="U2", owner_id="U2")
        a_case(conn, acme, 3, noticed_by="them", owner_id="U2", status="closed", closed_at=NOW - A_DAY)
        a_case(conn, acme, 4, created_at=NOW - 9 * A_DAY, owner_id="U2")
        begun(
            conn,
            Waiting(
                team_id=team, number=1, customer_id=acme.id or 0, words="call", owner_id="U1", said_by="U1",
                since_at=NOW - A_DAY, due_at=NOW - A_DAY / 2, zone="UTC", created_at=NOW - A_DAY,
            ),
        )  # fmt: skip
        begun(
            conn,
            Praise(
                team_id=team,
                customer_id=acme.id or 0,
                words="brilliant",
                said_by="U1",
                created_at=NOW - A_DAY,
            ),
        )
        for cover, ended in (("U2", None), ("U3", NOW - 8 * A_DAY), (None, None)):
            away = Away(
                team_id=team, person_id="U1", from_at=NOW - 9 * A_DAY, until_at=NOW + A_DAY, until_wall="2026-11-26",
                zone="UTC", cover_id=cover, ended_at=ended, created_at=NOW,
            )  # fmt: skip
            begun(conn, away)


def numbers(some: digests.Some) -> tuple[list[int], int]:
    return [row.number for row, _ in some[0]], some[1]


async def test_a_week_is_gathered_of_this_workspace_alone(db: Database) -> None:
    await db.write(fill)
    read = db.read
    assert numbers(await read(digests.kept, "T1", *WEEK, most=5)) == ([2, 1], 2)
    assert numbers(await read(digests.kept, "T1", *WEEK, most=1, skip=1)) == ([1], 2)
    assert await read(digests.keepers, "T1", *WEEK) == ["U1", "U2"]
    assert numbers(await read(digests.late, "T1", NOW, most=1)) == ([7], 2)
    assert numbers(await read(digests.waiting, "T1", NOW, most=5)) == ([1], 1)
    assert numbers(await read(digests.unowned, "T1", most=5)) == ([1], 1)
    assert numbers(await read(digests.logged, "T1", *WEEK, most=2)) == ([3, 2], 3)
    assert await read(digests.owned_up, "T1", *WEEK) == (3, 2, ["U1", "U2"], 1)
    praised, count = await read(digests.praised, "T1", *WEEK, most=5)
    assert ([(row.words, name) for row, name in praised], count) == ([("brilliant", "C1")], 1)
    assert await read(digests.stood_in, "T1", *WEEK) == [("U2", "U1")]
    for question in (digests.kept, digests.logged, digests.praised):
        assert await read(question, "T3", *WEEK, most=5) == ([], 0)


def customers(conn: Connection) -> None:
    for number, (stage, tier, rhythm, met) in enumerate(
        (
            ("active", "gold", None, 20),
            ("active", "gold", None, 40),
            ("active", "", 10, 30),
            ("lost", "gold", None, 300),
            ("prospect", "", None, 5),
        ),
        start=1,
    ):
        a_customer(conn, "T1", number, stage=stage, tier=tier, rhythm_days=rhythm, met_at=NOW - met * A_DAY)
    a_customer(conn, "T2", 9, stage="active", tier="silver")


async def test_the_longest_unmet_of_each_kind_are_asked_for(db: Database) -> None:
    await db.write(customers)
    found = await db.read(digests.longest_unmet, "T1")
    known = {(each.stage, each.tier, each.rhythm_days): each for each in found}
    assert {like: (NOW - each.since).days for like, each in known.items()} == {
        ("active", "gold", 0): 40,
        ("active", "", 10): 30,
        ("prospect", "", 0): 5,
    }
    one = known["active", "gold", 0]
    id_ = await db.read(digests.unmet_since, "T1", one)
    without = await db.read(digests.longest_unmet, "T1", but=id_)
    assert sorted((NOW - each.since).days for each in without) == [5, 20, 30]
    assert await db.read(digests.unmet_since, "T1", one, but=id_) is None


def a_digest(conn: Connection) -> None:
    begun(
        conn,
        Digest(
            team_id="T1", channel_id="C1", weekday=0, at="09:00", zone="UTC", created_at=NOW, created_by="U1"
        ),
    )


async def test_what_is_due_is_looked_at_and_says_when_next(db: Database) -> None:
    await db.write(a_digest)
    (found,) = await db.read(digests.due, "T1", NOW, most=5)
    assert not await db.read(digests.due, "T2", NOW, most=5)
    await db.write(digests.decided, found.id or 0, next_look_at=NOW + A_DAY, last_week="2026-W48")
    assert not await db.read(digests.due, "T1", NOW, most=5)
    standing = await db.read(digests.of_channel, "T1", "C1")
    assert standing is not None
    assert (standing.last_week, standing.next_look_at) == ("2026-W48", NOW + A_DAY)


def causes(conn: Connection) -> None:
    acme = a_customer(conn, "T1", 1)
    a_case(conn, acme, 1, cause="old price list", created_at=NOW - 100 * A_DAY)
    a_case(conn, acme, 2, cause="old price list")
    a_case(conn, acme, 3, cause="")
    a_case(conn, acme, 4, cause="typo", removed_at=NOW)
    a_case(conn, a_customer(conn, "T2", 1), 1, cause="old price list")
    begun(conn, SystemFix(team_id="T1", number=1, cause="x", created_at=NOW, created_by="U1"))
    begun(conn, SystemFix(team_id="T1", number=2, cause="y", status="done", created_at=NOW, created_by="U1"))


async def test_causes_are_found_among_the_newest_cases(db: Database) -> None:
    await db.write(causes)
    found = await db.read(system_fixes.causes, "T1", NOW - 60 * A_DAY, most=10)
    assert [(cause, fix_id) for _, cause, fix_id in found] == [("old price list", None)]
    whole = await db.read(system_fixes.causes, "T1", NOW - 365 * A_DAY, most=10)
    assert len(whole) == 2
    assert [each.number for each in await db.read(system_fixes.open_ones, "T1")] == [1]
    assert [each.number for each in await db.read(system_fixes.listed, "T1", most=5)] == [1, 2]


@pytest.mark.parametrize("kind", ["promise", "mistake"])
async def test_what_ended_in_a_week_is_found_by_an_index(db: Database, kind: str) -> None:
    asked = f"""SELECT id FROM {kind} WHERE team_id = 'T1' AND closed_at IS NOT NULL
        AND closed_at >= '2026-11-18' AND closed_at < '2026-11-25'"""

    def plan(conn: Connection) -> str:
        if conn.dialect.name == "postgresql":
            # With so few rows it would rather read them all.
            conn.execute(text("SET LOCAL enable_seqscan = off"))
            return str(conn.execute(text(f"EXPLAIN {asked}")).all())
        return str(conn.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all())

    assert f"ix_{kind}_closed" in await db.write(plan)


async def test_what_is_late_is_looked_for_among_what_is_open(db: Database) -> None:
    def statements(conn: Connection) -> list[str]:
        if conn.dialect.name == "postgresql":
            return ["ix_promise_open_owner"]
        said: list[str] = []
        raw: Any = conn.connection.dbapi_connection
        raw.set_trace_callback(said.append)
        digests.late(conn, "T1", NOW, most=5)
        raw.set_trace_callback(None)
        return [str(raw.execute(f"EXPLAIN QUERY PLAN {each}").fetchall()) for each in said]

    assert all("ix_promise_open_owner" in each for each in await db.write(statements))
