"""What the door has to promise on PostgreSQL on top: lost connections, failing commits, several processes, zones."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta, timezone

import psycopg
import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError, ProgrammingError

from storage import inbox
from storage.database import Database
from storage.postgresql import WRITING_THREADS
from storage.rows import next_number
from storage.tables import Inbox, table
from tests.storage.work import Refused, give, give_then_fail, held, kinds, one_more

INBOX = table(Inbox)
LONG = 20  # seconds: what hangs fails instead


def hang_up_on_all_others(conn: Connection) -> None:
    conn.exec_driver_sql(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )


async def test_lost_connections_are_replaced_without_a_failure(
    postgresql: Database, postgres_database_url: str
) -> None:
    await asyncio.gather(*(postgresql.write(one_more) for _ in range(20)))
    await asyncio.gather(*(postgresql.read(kinds) for _ in range(20)))
    other = Database(postgres_database_url)
    await other.start()
    await other.write(hang_up_on_all_others)
    await other.stop()
    numbers = await asyncio.gather(*(postgresql.write(one_more) for _ in range(20)))
    assert sorted(numbers) == list(range(21, 41))
    assert await asyncio.gather(*(postgresql.read(kinds) for _ in range(20))) == [["promise"]] * 20


async def test_a_connection_lost_in_the_middle_is_an_error_for_that_caller_alone(
    postgresql: Database,
) -> None:
    def lost(conn: Connection) -> None:
        give(conn, "a")
        conn.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    results = await asyncio.gather(
        postgresql.write(lost), postgresql.write(give, "b"), return_exceptions=True
    )
    assert isinstance(results[0], OperationalError)
    assert results[1] == 1
    assert await postgresql.read(kinds) == ["b"]


async def test_a_connection_lost_while_somebody_is_refused_fails_no_neighbour(postgresql: Database) -> None:
    hung_up: list[int] = []

    def refused(conn: Connection) -> None:
        give(conn, "x")
        if not hung_up:
            hung_up.append(conn.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
            other = psycopg.connect(conn.engine.url.set(drivername="postgresql").render_as_string(False))
            other.execute("SELECT pg_terminate_backend(%s, 5000)", hung_up)
            other.close()
        raise Refused

    async with held(postgresql), held(postgresql):  # the thread that stands by, too
        calls = [asyncio.ensure_future(postgresql.write(*each)) for each in ((give, "a"), (refused,))]
        await asyncio.sleep(0)
    first, second = await asyncio.gather(*calls, return_exceptions=True)
    assert first == 1
    assert isinstance(second, Refused)
    assert await postgresql.read(kinds) == ["a"]


async def test_a_statement_is_prepared_anew_where_the_connection_was_lost(
    postgresql: Database, postgres_database_url: str
) -> None:
    assert await postgresql.write(next_number, "T1", "promise") == 1
    other = Database(postgres_database_url)
    await other.start()
    await other.write(hang_up_on_all_others)
    await other.stop()
    assert await postgresql.write(next_number, "T1", "promise") == 2


async def test_what_was_prepared_outlives_a_rollback(postgresql: Database) -> None:
    def often_then_refused(conn: Connection) -> None:
        for _ in range(20):  # psycopg prepares by itself what is said so often, and forgets it at a rollback
            one_more(conn)
        raise Refused

    assert await postgresql.write(next_number, "T1", "promise") == 1
    with pytest.raises(Refused):
        await postgresql.write(often_then_refused)
    assert await postgresql.write(next_number, "T1", "promise") == 2


async def test_what_was_prepared_is_prepared_anew_where_it_was_forgotten(postgresql: Database) -> None:
    def forget(conn: Connection) -> None:
        conn.exec_driver_sql("DEALLOCATE ALL")

    assert await postgresql.write(next_number, "T1", "promise") == 1
    await postgresql.write(forget)
    with contextlib.suppress(ProgrammingError):
        await postgresql.write(next_number, "T1", "customer")
    assert await postgresql.write(next_number, "T1", "promise") == 2


async def test_a_connection_lost_under_a_prepared_statement_is_an_error_for_that_caller_alone(
    postgresql: Database, postgres_database_url: str
) -> None:
    def lost(conn: Connection) -> None:
        next_number(conn, "T1", "promise")
        with psycopg.connect(postgres_database_url.replace("+psycopg", "")) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name = 'kept'"
            )
        next_number(conn, "T1", "promise")

    with pytest.raises(OperationalError):
        await postgresql.write(lost)
    assert await postgresql.write(next_number, "T1", "promise") == 1


async def test_what_postgresql_cannot_store_is_refused_and_not_cut_short(postgresql: Database) -> None:
    with pytest.raises(DataError):
        await postgresql.write(
            inbox.enter, "T1", "cut\0here", entry=None, now=datetime(2026, 11, 25, tzinfo=UTC)
        )
    assert await postgresql.read(in_the_inbox) == []


def in_the_inbox(conn: Connection) -> list[str]:
    return list(conn.execute(select(INBOX.c.key)).scalars())


async def test_one_thread_writes_as_long_as_nothing_is_slow(postgresql: Database) -> None:
    def where(conn: Connection) -> int:
        return int(conn.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())

    first = await asyncio.gather(*(postgresql.write(where) for _ in range(20)))
    async with held(postgresql):
        other = await asyncio.wait_for(postgresql.write(where), LONG)
    assert len(set(first)) == 1
    assert other not in first


async def test_a_commit_that_fails_is_an_error_for_the_caller(postgresql: Database) -> None:
    def broken(conn: Connection) -> None:
        conn.exec_driver_sql(
            "ALTER TABLE channel ALTER CONSTRAINT fk_channel_customer_id_customer DEFERRABLE"
        )
        conn.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")
        give(conn, "a")
        conn.exec_driver_sql(
            "INSERT INTO channel (team_id, channel_id, customer_id) VALUES ('T1', 'C1', 999)"
        )

    with pytest.raises(IntegrityError):
        await postgresql.write(broken)
    assert await postgresql.read(kinds) == []


async def test_a_slow_one_does_not_hold_up_those_who_come_after_it(postgresql: Database) -> None:
    async with held(postgresql):
        assert await asyncio.wait_for(postgresql.write(give, "a"), LONG) == 1


@contextlib.asynccontextmanager
async def all_threads_held(database: Database) -> AsyncIterator[None]:
    """Keep every writing thread busy, so that what is handed in meanwhile shares a commit."""
    async with contextlib.AsyncExitStack() as holding:
        for _ in range(WRITING_THREADS):
            await holding.enter_async_context(held(database))
        yield
        await asyncio.sleep(0)  # what is handed in meanwhile has been


def give_and_say_where(conn: Connection, kind: str) -> str:
    give(conn, kind)
    return str(conn.exec_driver_sql("SELECT pg_current_xact_id()").scalar())


async def test_those_who_come_together_share_one_commit(postgresql: Database) -> None:
    async with all_threads_held(postgresql):
        calls = [asyncio.ensure_future(postgresql.write(give_and_say_where, kind)) for kind in "abc"]
    assert len(set(await asyncio.gather(*calls))) == 1
    assert await postgresql.read(kinds) == ["a", "b", "c"]


def refused(conn: Connection) -> None:
    give_then_fail(conn, "x", Refused())


def unreadable(conn: Connection) -> None:
    conn.exec_driver_sql("SELECT nonsense FROM nowhere")


def hung_up_on(conn: Connection) -> None:
    give(conn, "x")
    conn.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.parametrize(
    ("fails", "error"), [(refused, Refused), (unreadable, DBAPIError), (hung_up_on, OperationalError)]
)
async def test_of_those_who_share_a_commit_only_the_one_that_fails_has_an_error(
    postgresql: Database, fails: Callable[[Connection], None], error: type[Exception]
) -> None:
    async with all_threads_held(postgresql):
        before = asyncio.ensure_future(postgresql.write(give, "a"))
        failing = asyncio.ensure_future(postgresql.write(fails))
        after = asyncio.ensure_future(postgresql.write(give, "b"))
    with pytest.raises(error):
        await failing
    assert list(await asyncio.gather(before, after)) == [1, 1]
    assert await postgresql.read(kinds) == ["a", "b"]


async def test_commits_that_wait_for_each_other_are_taken_apart(postgresql: Database) -> None:
    await asyncio.gather(*(postgresql.write(give, kind) for kind in "ab"))
    has_a, has_b = threading.Event(), threading.Event()

    def lock(conn: Connection, kind: str) -> None:
        conn.exec_driver_sql(f"UPDATE counter SET last = last + 1 WHERE kind = '{kind}'")

    def lock_and_wait(conn: Connection, kind: str, mine: threading.Event, other: threading.Event) -> None:
        lock(conn, kind)
        mine.set()
        other.wait(LONG)

    async with held(postgresql):
        async with held(postgresql):
            first = (
                postgresql.write(lock_and_wait, "a", has_a, has_b),
                postgresql.write(lock, "b"),
            )
            calls = [asyncio.ensure_future(call) for call in first]
        await asyncio.to_thread(has_a.wait, LONG)
        second = (
            postgresql.write(lock_and_wait, "b", has_b, has_a),
            postgresql.write(lock, "a"),
        )
        calls += [asyncio.ensure_future(call) for call in second]
    await asyncio.wait_for(asyncio.gather(*calls), LONG)
    assert await postgresql.read(lasts) == [3, 3]


def lasts(conn: Connection) -> list[int]:
    return list(conn.exec_driver_sql("SELECT last FROM counter ORDER BY kind").scalars())


async def test_two_processes_count_together_without_a_gap(
    postgresql: Database, postgres_database_url: str
) -> None:
    other = Database(postgres_database_url)
    await other.start()
    numbers = await asyncio.gather(
        *(which.write(one_more) for _ in range(30) for which in (postgresql, other))
    )
    await other.stop()
    assert sorted(numbers) == list(range(1, 61))


async def test_an_instant_comes_back_in_utc_whatever_the_zone_of_the_server(postgresql: Database) -> None:
    at = datetime(2027, 3, 28, 4, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    await postgresql.write(lambda conn: conn.execute(INBOX.insert().values(team_id="T1", key="k", at=at)))
    found = await postgresql.read(lambda conn: conn.execute(select(INBOX.c.at)).scalar_one())
    assert found.isoformat() == "2027-03-27T22:45:00+00:00"
