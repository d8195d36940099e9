"""What is presumed while all goes well: nothing is done twice for it; and what nobody waits for on PostgreSQL: it goes with
the next question, and nothing of it is lost or early."""

import asyncio
import contextlib
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.exc import DataError

from storage import inbox, libpq
from storage.database import Database
from storage.inbox import Repeated
from storage.prepared import Prepared
from storage.rows import next_number
from storage.tables import Counter, Inbox, table
from tests.storage.work import TEAM, give, held, kinds

NOW = datetime(2026, 11, 25, tzinfo=UTC)
COUNTERS, INBOX = table(Counter), table(Inbox)
KINDS = Prepared(select(COUNTERS.c.kind).where(COUNTERS.c.team_id == bindparam("team")))
COUNT = Prepared(insert(COUNTERS).inline(), columns=["team_id", "kind", "last"])


def once(conn: Connection, key: str, kind: str) -> int:
    """An effect that counts once, as a gesture has it."""
    inbox.check(conn, TEAM, key)
    give(conn, kind)
    number = next_number(conn, TEAM, "promise")
    inbox.enter(conn, TEAM, key, entry=number, now=NOW)
    return number


def keys(conn: Connection) -> list[str]:
    return sorted(conn.execute(select(INBOX.c.key)).scalars())


async def test_a_repeated_gesture_has_no_second_effect(db: Database) -> None:
    assert await db.write(once, "gesture", "a") == 1
    with pytest.raises(Repeated) as repeated:
        await db.write(once, "gesture", "b")
    assert repeated.value.entry == 1
    assert await db.read(kinds) == ["a", "promise"]


async def test_a_repeated_gesture_is_found_to_be_one_before_its_effect_is_refused(db: Database) -> None:
    assert await db.write(once, "gesture", "a") == 1
    with pytest.raises(Repeated):  # and not that there is one of that kind
        await db.write(once, "gesture", "a")


async def test_of_two_that_share_a_commit_and_are_one_gesture_one_has_its_effect(
    db: Database, database_url: str
) -> None:
    async with contextlib.AsyncExitStack() as holding:
        await holding.enter_async_context(held(db))
        if database_url.startswith("postgresql"):
            await holding.enter_async_context(held(db))  # the thread that stands by
        calls = [
            asyncio.ensure_future(db.write(once, key, kind))
            for key, kind in (("gesture", "a"), ("gesture", "b"), ("other", "c"))
        ]
        await asyncio.sleep(0)
    first, second, third = await asyncio.gather(*calls, return_exceptions=True)
    assert (first, third) == (1, 2)
    assert isinstance(second, Repeated)
    assert await db.read(kinds) == ["a", "c", "promise"]
    assert await db.read(keys) == ["gesture", "other"]


async def test_where_another_replica_was_first_there_is_no_second_effect(
    postgresql: Database, postgres_database_url: str
) -> None:
    other = Database(postgres_database_url)
    await other.start()
    results = await asyncio.gather(
        *(which.write(once, "gesture", kind) for which, kind in ((postgresql, "a"), (other, "b"))),
        return_exceptions=True,
    )
    await other.stop()
    assert sorted(type(each).__name__ for each in results) == ["Repeated", "int"]
    assert len(await postgresql.read(kinds)) == 2  # one of the two, and the counter


async def test_what_was_put_off_comes_before_what_is_said_in_another_way(postgresql: Database) -> None:
    def seen(conn: Connection) -> list[str]:
        COUNT.put(conn, {"team_id": TEAM, "kind": "a", "last": 1})
        by_sqlalchemy = kinds(conn)
        COUNT.put(conn, {"team_id": TEAM, "kind": "b", "last": 1})
        COUNT.run_many(conn, [{"team_id": TEAM, "kind": "c", "last": 1}])
        return by_sqlalchemy

    assert await postgresql.write(seen) == ["a"]
    assert await postgresql.read(kinds) == ["a", "b", "c"]


async def test_rows_asked_for_soon_are_those_of_before_what_follows(postgresql: Database) -> None:
    def before_and_after(conn: Connection) -> tuple[list[object], list[object]]:
        soon = KINDS.soon(conn, {"team": TEAM})
        give(conn, "b")
        later = KINDS.soon(conn, {"team": TEAM})
        return soon(), later()

    await postgresql.write(give, "a")
    assert await postgresql.write(before_and_after) == ([("a",)], [("a",), ("b",)])


async def test_what_goes_wrong_later_is_an_error_for_that_caller_alone(postgresql: Database) -> None:
    def cut(conn: Connection) -> None:
        give(conn, "x")
        COUNT.put(conn, {"team_id": TEAM, "kind": "too much", "last": 2**40})

    async with held(postgresql), held(postgresql):
        calls = [asyncio.ensure_future(postgresql.write(*each)) for each in ((give, "a"), (cut,))]
        calls.append(asyncio.ensure_future(postgresql.write(give, "b")))
        await asyncio.sleep(0)
    first, second, third = await asyncio.gather(*calls, return_exceptions=True)
    assert (first, third) == (1, 1)
    assert isinstance(second, DataError)
    assert await postgresql.read(kinds) == ["a", "b"]


async def test_nothing_that_was_put_off_is_left_for_the_next_one(postgresql: Database) -> None:
    def refused(conn: Connection) -> None:
        COUNT.put(conn, {"team_id": TEAM, "kind": "x", "last": 1})
        raise ValueError

    with pytest.raises(ValueError):
        await postgresql.write(refused)
    assert await postgresql.write(next_number, TEAM, "promise") == 1
    assert await postgresql.read(kinds) == ["promise"]


async def test_a_connection_lost_under_what_was_put_off_is_replaced(
    postgresql: Database, postgres_database_url: str
) -> None:
    lost: list[bool] = []

    def lost_once(conn: Connection) -> int:
        COUNT.put(conn, {"team_id": TEAM, "kind": "a", "last": 1})
        if not lost:
            lost.append(True)
            with psycopg.connect(postgres_database_url.replace("+psycopg", "")) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND application_name = 'kept'"
                )
        return next_number(conn, TEAM, "promise")

    assert await postgresql.write(lost_once) == 1
    assert await postgresql.read(kinds) == ["a", "promise"]


async def test_a_walk_to_the_server_is_shared(postgresql: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    walks: list[int] = []
    together = libpq._together

    def counted(held_: libpq.Held, waiting: list[libpq.Later]) -> list[object]:
        walks.append(len(waiting))
        return together(held_, waiting)

    monkeypatch.setattr(libpq, "_together", counted)

    def counting(conn: Connection) -> int:
        COUNT.put(conn, {"team_id": TEAM, "kind": "a", "last": 1})
        number = next_number(conn, TEAM, "promise")
        inbox.enter(conn, TEAM, "gesture", entry=number, now=NOW)
        return number

    await postgresql.write(next_number, TEAM, "promise")
    walks.clear()
    assert await postgresql.write(counting) == 2
    assert walks == [2, 1]  # what is counted with the number, and the entry before the commit
