"""What the door has to promise on PostgreSQL on top: lost connections, failing commits, several processes, zones."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone

import pytest
import pytest_asyncio
from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError, OperationalError

from storage.database import Database
from storage.postgresql import WRITING_THREADS
from storage.tables import Inbox, table
from tests.storage.work import give, kinds, one_more

INBOX = table(Inbox)


@pytest_asyncio.fixture
async def postgresql(postgres_database_url: str) -> AsyncIterator[Database]:
    database = Database(postgres_database_url)
    await database.start()
    yield database
    await database.stop()


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


async def test_a_slow_one_does_not_hold_up_the_others(postgresql: Database) -> None:
    all_there = threading.Barrier(WRITING_THREADS)
    await asyncio.gather(
        *(postgresql.write(lambda _: all_there.wait(timeout=20)) for _ in range(WRITING_THREADS))
    )


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
