"""What the clock is told of customers: only their own, only lately, and from an index."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection

from bot.customer_facts import CustomerFacts, Touch
from bot.goodwill_gauge import Loss
from handlers.customer_attention import facts_of
from storage import contacts, customer_facts, rows
from storage.database import Database
from storage.tables import Contact, Customer, Mistake, Promise, Row, Waiting

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
NUMBERS = iter(range(1, 10_000))


def days(count: float) -> datetime:
    """That many days ago."""
    return NOW - timedelta(days=count)


def begin(conn: Connection, row: Row, what: str = "added", at: datetime = NOW, via: str = "command") -> int:
    rows.begin(conn, row, what=what, by="U1", via=via, now=at)
    return row.id or 0


def customer(conn: Connection, what: str = "added", team: str = "T1", **fields: Any) -> Customer:
    number = next(NUMBERS)
    known: dict[str, Any] = {"created_at": days(300), "created_by": "U1"}
    row = Customer(team_id=team, number=number, name=f"C{number}", **(known | fields))
    begin(conn, row, what, via="import" if what == "imported" else "command")
    return row


def contact(conn: Connection, of: Customer, ago: float, how: str = "call", **fields: Any) -> Contact:
    known: dict[str, Any] = {"by_id": "U1", "said_by": "U1", "words": "w", "zone": "UTC", "created_at": NOW}
    row = Contact(team_id=of.team_id, customer_id=of.id or 0, how=how, at=days(ago), **(known | fields))
    begin(conn, row, "logged")
    contacts.rebuild(conn, of.id or 0)
    return row


def promise(conn: Connection, of: Customer, **fields: Any) -> Promise:
    known: dict[str, Any] = {
        "words": "pump",
        "kind": "delivery",
        "owner_id": "U1",
        "said_by": "U1",
        "zone": "UTC",
    }
    known["number"] = next(NUMBERS)
    row = Promise(team_id=of.team_id, customer_id=of.id or 0, created_at=days(100), **(known | fields))
    begin(conn, row, "given")
    return row


def case(conn: Connection, of: Customer, ago: float, **fields: Any) -> Mistake:
    known: dict[str, Any] = {"words": "w", "kind": "other", "severity": "normal", "said_by": "U1"}
    known["number"] = next(NUMBERS)
    row = Mistake(team_id=of.team_id, customer_id=of.id or 0, created_at=days(ago), **(known | fields))
    begin(conn, row, "opened")
    return row


def waits(conn: Connection, of: Customer, **fields: Any) -> Waiting:
    known: dict[str, Any] = {
        "words": "w",
        "owner_id": "U1",
        "said_by": "U1",
        "since_at": days(20),
        "zone": "UTC",
    }
    known["number"] = next(NUMBERS)
    row = Waiting(team_id=of.team_id, customer_id=of.id or 0, created_at=days(20), **(known | fields))
    begin(conn, row, "began")
    return row


async def facts(db: Database, prepare: Callable[[Connection], Customer]) -> CustomerFacts:
    def work(conn: Connection) -> CustomerFacts:
        one = prepare(conn)
        stranger = customer(conn)
        contact(conn, stranger, 1, how="gift")
        case(conn, stranger, 1)
        elsewhere = customer(conn, team="T2")
        contact(conn, elsewhere, 1, how="gift")
        return facts_of(conn, "T1", [one, stranger, elsewhere], now=NOW)[one.id or 0]

    return await db.write(work)


async def test_the_latest_contacts_are_known_the_latest_first_and_what_was_taken_back_or_is_old_is_not(
    db: Database,
) -> None:
    def prepare(conn: Connection) -> Customer:
        one = customer(conn)
        for ago in range(30, 0, -1):
            contact(conn, one, ago, sounded="glad" if ago == 1 else "")
        gone = contact(conn, one, 0.5, how="visit")
        rows.change(conn, gone, "undone", {"removed_at": NOW}, by="U1", via="button", now=NOW)
        contact(conn, one, 500, how="visit")
        return one

    found = (await facts(db, prepare)).contacts
    assert found[0] == Touch(days(1), "call", "care", "glad", "", "")
    assert [each.at for each in found] == [days(ago) for ago in range(1, 21)]


async def test_the_soonest_step_that_is_still_planned_and_not_long_past(db: Database) -> None:
    def prepare(conn: Connection) -> Customer:
        one = customer(conn)
        for ago, state, on in ((1, "planned", -9), (2, "planned", -3), (3, "done", -1), (4, "planned", 40)):
            contact(conn, one, ago, next=state, next_at=days(on))
        return one

    assert (await facts(db, prepare)).next_at == days(-3)


async def test_they_had_word_from_us_when_something_was_kept_told_or_answered(db: Database) -> None:
    begun: list[Customer] = []

    def word(conn: Connection) -> tuple[datetime, str] | None:
        return facts_of(conn, "T1", begun, now=NOW)[begun[0].id or 0].word

    def work(conn: Connection) -> list[tuple[datetime, str] | None]:
        begun.append(customer(conn))
        found = [word(conn)]
        promise(conn, begun[0], number=9001, told_at=days(9), status="not kept", closed_at=days(2))
        found.append(word(conn))
        case(
            conn,
            begun[0],
            30,
            number=9002,
            told_at=days(8),
            sorry_at=days(1),
            sorry_waived="nobody to say it to",
        )
        found.append(word(conn))
        waits(conn, begun[0], number=9003, status="done", closed_at=days(7))
        found.append(word(conn))
        promise(
            conn,
            begun[0],
            number=9004,
            status="kept",
            closed_at=days(6),
            checked="no answer",
            checked_at=days(1),
        )
        found.append(word(conn))
        promise(
            conn,
            begun[0],
            number=9005,
            status="kept",
            closed_at=days(20),
            checked="right",
            checked_at=days(5),
        )
        return [*found, word(conn)]

    names = [(9, "P-9001"), (8, "M-9002"), (7, "W-9003"), (6, "P-9004"), (5, "P-9005")]
    assert await db.write(work) == [None, *((days(ago), name) for ago, name in names)]


async def test_what_cost_goodwill_is_known_with_its_name_and_moment(db: Database) -> None:
    kept: list[str] = []

    def prepare(conn: Connection) -> Customer:
        one = customer(conn)
        late = promise(conn, one, status="late", due_at=days(30), closed_at=days(28))
        broken = promise(conn, one, status="not kept", due_at=days(-3), closed_at=days(5))
        over = promise(conn, one, due_at=days(2))
        promise(conn, one, due_at=days(-2))
        promise(conn, one, status="kept", due_at=days(9), closed_at=days(10))
        promise(conn, one, status="late", due_at=days(201), closed_at=days(200))
        moved = promise(conn, one, due_at=days(-5))
        change = {"due_at": days(-9), "due_wall": "2026-12-04"}
        rows.change(conn, moved, "moved", change, by="U1", via="form", now=days(3))
        sooner = promise(conn, one, due_at=days(-5))
        rows.change(conn, sooner, "moved", {"due_at": days(-4)}, by="U1", via="form", now=days(3))
        undone = promise(conn, one, due_at=days(-5))
        entry = rows.change(conn, undone, "moved", {"due_at": days(-9)}, by="U1", via="form", now=days(3))
        rows.change(
            conn, undone, "undone", {"due_at": days(-5)}, by="U1", via="form", now=days(2), undoes=entry.id
        )
        case_ = case(conn, one, 12)
        case(conn, one, 4, promise_id=broken.id)
        called = waits(conn, one, due_at=days(8), closed_at=days(7), status="done")
        waits(conn, one, due_at=days(8), closed_at=days(9), status="done")
        kept.extend(
            (
                f"P-{late.number} late {days(30)}",
                f"M-{case_.number} case {days(12)}",
                f"W-{called.number} call {days(8)}",
                f"P-{broken.number} broken {days(5)}",
                f"P-{moved.number} moved {days(3)}",
                f"P-{over.number} late {days(2)}",
            )
        )
        return one

    found = await facts(db, prepare)
    assert [_said(each) for each in found.losses] == kept
    assert found.case_open
    assert found.something_open
    assert found.kept_at == days(10)
    assert found.active_at == days(4)


def _said(loss: Loss) -> str:
    return f"{loss.name} {loss.kind} {loss.at}"


async def test_who_came_in_from_a_file_is_known_until_they_are_met(db: Database) -> None:
    def met(conn: Connection) -> Customer:
        one = customer(conn, "imported")
        contact(conn, one, 3)
        one.met_at = days(3)
        return one

    assert (await facts(db, lambda conn: customer(conn, "imported"))).imported
    assert not (await facts(db, customer)).imported
    assert not (await facts(db, met)).imported


async def test_when_somebody_left_is_known_but_not_of_who_came_in_from_a_file_as_lost(db: Database) -> None:
    def left(conn: Connection) -> Customer:
        one = customer(conn)
        lost = {"stage": "lost", "lost_reason": "misunderstood"}
        rows.change(conn, one, "lost", lost, by="U1", via="form", now=days(9))
        rows.change(conn, one, "lost", {"could_have": "asked"}, by="U1", via="form", now=days(2))
        return one

    assert (await facts(db, left)).lost_at == days(9)
    assert (await facts(db, lambda conn: customer(conn, "imported", stage="lost"))).lost_at is None
    assert (await facts(db, lambda conn: customer(conn, stage="parting"))).active_at is None


async def test_nothing_is_known_of_nobody_and_many_are_asked_for_at_once(db: Database) -> None:
    def work(conn: Connection) -> list[int]:
        assert facts_of(conn, "T1", [], now=NOW) == {}
        many = [customer(conn) for _ in range(230)]
        for each in many[::10]:
            contact(conn, each, 2)
        found = facts_of(conn, "T1", many, now=NOW)
        return [len(found[each.id or 0].contacts) for each in many]

    assert await db.write(work) == [1 if place % 10 == 0 else 0 for place in range(230)]


async def test_a_step_is_answered_by_a_later_contact_of_the_same_person_that_says_what_is_next(
    db: Database,
) -> None:
    def work(conn: Connection) -> list[datetime | None]:
        found: list[datetime | None] = []
        for others in (
            [],
            [(3, "U1", "")],
            [(3, "U2", "planned")],
            [(9, "U1", "planned")],
            [(3, "U1", "nothing"), (2, "U1", "planned"), (1, "U1", "")],
        ):
            one = customer(conn)
            first = contact(conn, one, 5, next="planned", next_at=days(3))
            for ago, by, state in others:
                contact(conn, one, ago, by_id=by, next=state)
            found.append(customer_facts.answered(conn, "T1", [first]).get(first.id or 0))
        assert customer_facts.answered(conn, "T1", []) == {}
        return found

    assert await db.write(work) == [None, None, None, None, days(2)]


def _plans(conn: Connection) -> list[str]:
    """How SQLite answers each question that is asked of two customers, one of whom left."""
    one, left = customer(conn), customer(conn, stage="lost")
    step = contact(conn, one, 5, next="planned", next_at=days(3))
    promise(conn, one)
    raw = cast("sqlite3.Connection", conn.connection.dbapi_connection)
    asked: list[str] = []
    raw.set_trace_callback(asked.append)
    facts_of(conn, "T1", [one, left, customer(conn)], now=NOW)
    customer_facts.answered(conn, "T1", [step])
    raw.set_trace_callback(None)
    selects = [said for said in asked if said.startswith("SELECT")]
    return [str(raw.execute(f"EXPLAIN QUERY PLAN {said}").fetchall()) for said in selects]


async def test_each_question_goes_to_an_index_for_these_customers_alone(
    database_url: str, db: Database
) -> None:
    if database_url.startswith("sqlite"):
        plans = await db.write(_plans)
        assert len(plans) == 9
        for plan in plans:
            assert "customer_id=?" in plan or "row_id=?" in plan, plan
            assert "SCAN" not in plan.replace("SCAN touches", "").replace("SCAN (subquery", ""), plan


async def test_postgresql_asks_the_index_for_the_latest_contacts(postgres_database_url: str) -> None:
    database = Database(postgres_database_url)
    await database.start()

    def plan(conn: Connection) -> str:
        conn.exec_driver_sql(
            "INSERT INTO customer (team_id, number, name, other_names, stage, tier, tags, reach, style, matters, dos, donts,"
            " lost_reason, lost_words, could_have, created_at, created_by) SELECT 'T1', each, 'C' || each, '', 'active', '',"
            " '', '', '', '', '', '', '', '', '', now(), 'U1' FROM generate_series(1, 2000) AS each"
        )
        conn.exec_driver_sql(
            "INSERT INTO contact (team_id, customer_id, by_id, how, purpose, sounded, words, people, event, at, zone, next,"
            " next_words, source_link, said_by, created_at) SELECT 'T1', customer.id, 'U1', 'call', 'care', '', 'w', '', '',"
            " now(), 'UTC', '', '', '', 'U1', now() FROM customer, generate_series(1, 4)"
        )
        conn.exec_driver_sql("ANALYZE contact")
        asked = customer_facts.LATEST.where(customer_facts.OF_TOUCHED.in_(range(1, 4)))
        values = {"team_id": "T1", "contacts_since": NOW - timedelta(days=99), "most": 20}
        written = asked.params(values).compile(dialect=conn.dialect).construct_expanded_state()
        explain = f"EXPLAIN {written.statement}"
        return "\n".join(conn.exec_driver_sql(explain, written.parameters).scalars())

    try:
        assert "Index Cond: (((team_id)::text = 'T1'::text) AND (customer_id = ANY" in await database.write(
            plan
        )
    finally:
        await database.stop()
