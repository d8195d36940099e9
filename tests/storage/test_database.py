"""The door: what it promises about transactions, failures and callers who go away, on both databases."""

import asyncio
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import inbox
from storage.database import CannotOpen, Database
from storage.tables import Inbox, table
from tests.storage.work import COUNTER, TEAM, Refused, give, give_then_fail, held, kinds, one_more, together

INBOX = table(Inbox)
LONG = 20  # seconds: what hangs fails instead


async def test_a_write_gives_the_result_and_a_read_sees_it(db: Database) -> None:
    assert await db.write(give, "a", last=7) == 7
    assert await db.read(kinds) == ["a"]


async def test_what_was_written_is_there_after_a_restart(database_url: str) -> None:
    for kind in ("a", "b"):
        database = Database(database_url)
        await database.start()
        await database.write(give, kind)
        await database.stop()
    database = Database(database_url)
    await database.start()
    assert await database.read(kinds) == ["a", "b"]
    await database.stop()


@pytest.mark.parametrize("error", [Refused("no"), StopAsyncIteration(), SystemExit(3)], ids=repr)
async def test_an_exception_reaches_the_caller_and_undoes_the_work(
    db: Database, error: BaseException
) -> None:
    with pytest.raises(type(error)):
        await db.write(give_then_fail, "a", error)
    assert await db.read(kinds) == []
    assert await db.write(give, "b") == 1


async def test_even_stop_iteration_which_no_future_carries_is_answered(db: Database) -> None:
    for door in (db.write, db.read):
        with pytest.raises(RuntimeError, match="StopIteration"):
            await asyncio.wait_for(door(lambda _: next(iter(()))), LONG)


async def test_a_read_that_writes_is_refused(db: Database) -> None:
    with pytest.raises(DBAPIError):
        await db.read(give, "a")
    assert await db.read(kinds) == []


async def test_failures_leave_their_neighbours_in_peace(db: Database) -> None:
    results = await together(
        db,
        (give, "a"),
        (give_then_fail, "b", Refused("no")),
        (give, "a"),
        (lambda conn: conn.execute(text("SELECT nonsense FROM nowhere")),),
        (give, "c"),
    )
    assert await db.read(kinds) == ["a", "c"]
    # PostgreSQL's threads may serve the second "a" first.
    assert sorted(type(result).__name__ for result in (results[0], results[2])) == ["IntegrityError", "int"]
    assert isinstance(results[1], Refused)
    assert isinstance(results[3], DBAPIError)
    assert results[4] == 1


async def test_a_failing_part_in_a_savepoint_of_its_own_can_be_survived(db: Database) -> None:
    def work(conn: Connection) -> None:
        give(conn, "a")
        with pytest.raises(IntegrityError), conn.begin_nested():
            give(conn, "a")
        give(conn, "b")

    await together(db, (work,), (give, "c"))
    assert await db.read(kinds) == ["a", "b", "c"]


async def test_a_caller_who_goes_away_breaks_nothing(db: Database) -> None:
    async with held(db):
        calls = [asyncio.ensure_future(db.write(give, kind)) for kind in ("a", "b", "c")]
        await asyncio.sleep(0)  # handed in; no answer can have come yet
        calls[1].cancel()
    results = await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), LONG)
    assert results[0] == results[2] == 1
    assert isinstance(results[1], asyncio.CancelledError)
    await db.stop()
    await db.start()
    assert await db.read(kinds) == ["a", "b", "c"]


async def test_twenty_at_once_count_without_a_gap(db: Database) -> None:
    assert sorted(await asyncio.gather(*(db.write(one_more) for _ in range(100)))) == list(range(1, 101))


async def test_stopping_finishes_what_was_handed_in_and_takes_no_more(database_url: str) -> None:
    database = Database(database_url)
    await database.start()
    calls = [asyncio.ensure_future(database.write(one_more)) for _ in range(30)]
    await asyncio.sleep(0)
    await asyncio.wait_for(database.stop(), LONG)
    assert sorted(await asyncio.gather(*calls)) == list(range(1, 31))
    with pytest.raises(RuntimeError, match="not open"):
        await database.write(one_more)
    with pytest.raises(RuntimeError, match="not open"):
        await database.read(kinds)


async def test_a_database_that_was_never_started_says_so(database_url: str) -> None:
    with pytest.raises(RuntimeError, match="not open"):
        await Database(database_url).read(kinds)


async def test_no_text_that_was_to_be_saved_reaches_an_error_message(db: Database) -> None:
    await db.write(give, "a")
    with pytest.raises(IntegrityError) as caught:
        await db.write(
            lambda conn: conn.execute(COUNTER.insert().values(team_id=TEAM, kind="a", last=424242))
        )
    assert "424242" not in str(caught.value)


WRITE_AND_END = """
import asyncio, sys
from storage.database import Database
from tests.storage.work import one_more

async def main():
    database = Database(sys.argv[1])
    await database.start()
    await database.write(one_more)

asyncio.run(main())
"""


async def test_a_process_may_end_without_stopping(database_url: str) -> None:
    command = [sys.executable, "-c", WRITE_AND_END, database_url]
    root = Path(__file__).parents[2]
    ended = await asyncio.to_thread(subprocess.run, command, cwd=root, timeout=60, check=False)
    assert ended.returncode == 0
    database = Database(database_url)
    await database.start()
    assert await database.read(kinds) == ["promise"]
    await database.stop()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "kept.db",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:kept?mode=memory",
        "mysql://kept:hunter2@localhost/kept",
        "postgresql+asyncpg://kept:hunter2@localhost/kept",
        "postgresql://kept:hunter2@localhost:port/kept",
        "sqlite+aiosqlite:///kept.db",
    ],
)
def test_a_wrong_address_is_refused_in_a_sentence_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match=r"sqlite:///.*\.") as caught:
        Database(url)
    assert "hunter2" not in "".join([str(caught.value), repr(caught.value.__cause__)])
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
async def test_a_server_that_is_not_there_is_named_in_a_sentence(scheme: str, tmp_path: Path) -> None:
    database = Database(f"{scheme}://kept:hunter2@/kept?host={tmp_path}")
    with pytest.raises(CannotOpen, match="PostgreSQL does not let Kept in: ") as caught:
        await database.start()
    assert "hunter2" not in str(caught.value)


async def test_the_two_instants_of_an_hour_that_comes_twice_stay_two(db: Database) -> None:
    first = datetime(2026, 10, 25, 3, 30, tzinfo=ZoneInfo("Europe/Tallinn"))
    for key, at in (("first", first), ("second", first.replace(fold=1))):
        await db.write(inbox.enter, "T1", key, entry=None, now=at)
    asked = select(INBOX.c.at).order_by(INBOX.c.key)
    found = await db.read(lambda conn: conn.execute(asked).scalars().all())
    assert [each.hour for each in found] == [0, 1]
