"""What the SQLite file has to promise on top: shared commits, one process, full disks and broken files."""

import asyncio
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError

from storage import sqlite as sqlite_module
from storage.database import CannotOpen, Database
from tests.storage.work import COUNTER, Refused, give, give_then_fail, kinds, one_more, together

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.db"


@pytest_asyncio.fixture
async def sqlite(file: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{file}")
    await database.start()
    yield database
    await database.stop()


def raw(conn: Connection) -> sqlite3.Connection:
    connection = conn.connection.dbapi_connection
    assert connection is not None
    found: sqlite3.Connection = connection.cursor().connection
    return found


def fill_the_disk(conn: Connection) -> None:
    """What a full disk does: SQLite gives up the whole transaction."""
    pages = conn.exec_driver_sql("PRAGMA page_count").scalar()
    conn.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    try:
        give(conn, "x" * 1_000_000)
    finally:
        conn.exec_driver_sql("PRAGMA max_page_count=1073741823")


def break_the_commit(conn: Connection) -> None:
    """A foreign key that is looked at only when committing, and fails then."""
    conn.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    conn.exec_driver_sql("INSERT INTO channel (team_id, channel_id, customer_id) VALUES ('T1', 'C1', 999)")


async def statements(sqlite: Database, *calls: tuple[Any, ...]) -> list[str]:
    """The first words of what SQLite is told while so much comes together, questions aside."""
    said: list[str] = []
    await sqlite.write(lambda conn: raw(conn).set_trace_callback(said.append))
    said.clear()
    await together(sqlite, *calls)
    await sqlite.write(lambda conn: raw(conn).set_trace_callback(None))
    words = [" ".join(each.split()[:2]) for each in said if not each.startswith("SELECT")]
    return words[words.index("INSERT INTO") - 1 : -1]


async def test_those_who_come_together_share_one_commit(sqlite: Database) -> None:
    assert await statements(sqlite, (give, "a"), (give, "b"), (give, "c")) == [
        "BEGIN IMMEDIATE",
        *["INSERT INTO"] * 3,
        "COMMIT",
    ]


async def test_where_one_is_refused_each_is_done_alone(sqlite: Database) -> None:
    calls = (give, "a"), (give_then_fail, "b", Refused()), (give, "c")
    assert await statements(sqlite, *calls) == [
        *("BEGIN IMMEDIATE", "INSERT INTO", "INSERT INTO", "ROLLBACK"),
        *("BEGIN IMMEDIATE", "INSERT INTO", "COMMIT"),
        *("BEGIN IMMEDIATE", "INSERT INTO", "ROLLBACK"),
        *("BEGIN IMMEDIATE", "INSERT INTO", "COMMIT"),
    ]
    assert await sqlite.read(kinds) == ["a", "c"]


async def test_a_commit_that_fails_fails_all_that_was_in_it(sqlite: Database) -> None:
    results = await together(sqlite, (give, "a"), (break_the_commit,), (give, "c"))
    assert [type(result) for result in results] == [OperationalError] * 3
    assert await sqlite.read(kinds) == []
    assert await sqlite.write(give, "a") == 1
    with pytest.raises(OperationalError, match="FOREIGN KEY"):
        await sqlite.write(break_the_commit)
    assert await sqlite.write(give, "b") == 1


async def test_a_full_disk_fails_the_work_that_met_it_and_nobody_else(sqlite: Database) -> None:
    results = await together(
        sqlite, (give, "a"), (give_then_fail, "b", Refused()), (fill_the_disk,), (give, "c"), (give, "a")
    )
    assert results[0] == results[3] == 1
    assert isinstance(results[1], Refused)
    assert isinstance(results[2], OperationalError)
    assert "full" in str(results[2])
    assert isinstance(results[4], IntegrityError)
    assert await sqlite.read(kinds) == ["a", "c"]
    with pytest.raises(OperationalError, match="full"):
        await sqlite.write(fill_the_disk)
    assert await sqlite.write(give, "d") == 1


@pytest.mark.parametrize("word", ["COMMIT", "ROLLBACK"])
async def test_work_that_ends_the_transaction_itself_is_told_so(sqlite: Database, word: str) -> None:
    def meddle(conn: Connection) -> None:
        conn.exec_driver_sql(word)

    with pytest.raises(RuntimeError, match="may not commit or roll back"):
        await sqlite.write(meddle)
    results = await together(sqlite, (give, "a"), (meddle,), (give, "b"))
    assert [type(result) for result in results] == [RuntimeError] * 3
    assert await sqlite.write(give, "c") == 1


async def test_a_neighbour_with_a_connection_of_its_own_is_waited_for(sqlite: Database, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as neighbour:
        neighbour.execute("BEGIN IMMEDIATE")
        call = asyncio.ensure_future(sqlite.write(give, "a"))
        await asyncio.sleep(0.05)
        assert await sqlite.read(kinds) == []
        assert not call.done()
        neighbour.execute("COMMIT")
        assert await call == 1


async def test_a_neighbour_who_never_lets_go_is_an_error_for_those_who_waited(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_module, "BUSY_SECONDS", 0.05)
    database = Database(f"sqlite:///{file}")
    await database.start()
    with closing(sqlite3.connect(file, isolation_level=None)) as neighbour:
        neighbour.execute("BEGIN IMMEDIATE")
        results = await asyncio.gather(
            *(database.write(give, kind) for kind in "abc"), return_exceptions=True
        )
        assert [type(result) for result in results] == [OperationalError] * 3
        neighbour.execute("COMMIT")
    assert await database.write(give, "a") == 1
    await database.stop()


async def test_a_second_kept_on_the_same_file_is_told_so(
    sqlite: Database, file: Path, tmp_path: Path
) -> None:
    other_name = tmp_path / "other.db"
    other_name.symlink_to(file)
    for name in (file, other_name, tmp_path / "folder" / ".." / "kept.db"):
        with pytest.raises(CannotOpen, match=r"Another Kept is running on .*use PostgreSQL"):
            await Database(f"sqlite:///{name}").start()
    assert await sqlite.write(give, "a") == 1


async def test_stopping_frees_the_file_for_the_next(file: Path) -> None:
    first, second = Database(f"sqlite:///{file}"), Database(f"sqlite:///{file}")
    await first.start()
    with pytest.raises(CannotOpen):
        await second.start()
    await first.stop()
    await second.start()
    await second.stop()


async def test_a_stopped_ones_file_holds_everything_by_itself(file: Path, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{file}")
    await database.start()
    with closing(
        sqlite3.connect(file)
    ) as neighbour:  # as long as it is open, closing ours writes nothing back
        neighbour.execute("SELECT count(*) FROM counter").fetchone()
        await database.write(one_more)
        await database.stop()
        copy = shutil.copy(file, tmp_path / "copy.db")
    with closing(sqlite3.connect(copy)) as alone:
        assert alone.execute("SELECT last FROM counter").fetchall() == [(1,)]


async def test_only_the_owner_may_read_the_file_and_its_journal(file: Path) -> None:
    os.close(os.open(file, os.O_CREAT, 0o644))
    database = Database(f"sqlite:///{file}")
    await database.start()
    await database.write(give, "a")
    modes = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in os.scandir(file.parent)}
    await database.stop()
    assert modes == dict.fromkeys(("kept.db", "kept.db-wal", "kept.db-shm", "kept.db-lock"), 0o600)


async def test_a_new_empty_database_is_said_to_be_one(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    file = tmp_path / "ketp" / "kept.db"
    said = f"There was no database yet: a new, empty one is at {file}."
    for _ in range(2):
        database = Database(f"sqlite:///{file}")
        await database.start()
        await database.stop()
    assert caplog.messages.count(said) == 1


async def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/data/here/kept.db")
    await database.start()
    await database.stop()
    assert (tmp_path / "data/here/kept.db").exists()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1)],
)
async def test_connections_are_set_for_safety(sqlite: Database, pragma: str, value: str | int) -> None:
    def setting(conn: Connection) -> str | int | None:
        return conn.exec_driver_sql(f"PRAGMA {pragma}").scalar()

    assert await sqlite.write(setting) == value
    assert await sqlite.read(setting) == value


async def test_a_row_may_not_point_to_nothing(sqlite: Database) -> None:
    with pytest.raises(IntegrityError):
        await sqlite.write(
            lambda conn: conn.exec_driver_sql(
                "INSERT INTO channel (team_id, channel_id, customer_id) VALUES ('T1', 'C1', 999)"
            )
        )


def damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    page = len(content) // 2 // 4096 * 4096
    content[page : page + 64] = b"\x07" * 64
    file.write_bytes(content)


async def many_rows(database: Database) -> None:
    rows = [{"team_id": "T1", "kind": f"k{number}" * 20, "last": number} for number in range(2000)]
    await database.write(lambda conn: conn.execute(COUNTER.insert(), rows))


@pytest.mark.parametrize("big", [False, True], ids=["integrity_check", "quick_check"])
async def test_a_damaged_file_is_noticed_at_the_start(
    file: Path, big: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="storage.sqlite")
    database = Database(f"sqlite:///{file}")
    await database.start()
    await many_rows(database)
    await database.stop()
    if big:
        monkeypatch.setattr(sqlite_module, "BIG_FILE_BYTES", 1000)
    damage(file)
    with pytest.raises(CannotOpen, match=r"damaged|malformed"):
        await Database(f"sqlite:///{file}").start()
    assert ("without comparing its indexes" in caplog.text) == big


def test_a_file_that_is_no_database_is_left_as_it_is(file: Path) -> None:
    file.write_text("Dear diary, " * 1000)
    with pytest.raises(CannotOpen, match="not a database"):
        asyncio.run(Database(f"sqlite:///{file}").start())
    assert file.read_text() == "Dear diary, " * 1000


COUNT_FOR_EVER = """
import asyncio, sys
from storage.database import Database
from tests.storage.work import one_more

async def main():
    database = Database(sys.argv[1])
    await database.start()

    async def go_on():
        while True:
            print(await database.write(one_more), flush=True)

    await asyncio.gather(*(go_on() for _ in range(5)))

asyncio.run(main())
"""


def test_what_was_answered_survives_a_kill(file: Path) -> None:
    command = [sys.executable, "-c", COUNT_FOR_EVER, f"sqlite:///{file}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        answered = [int(process.stdout.readline()) for _ in range(200)]
        process.kill()
        answered += [int(line) for line in process.stdout if line.endswith("\n")]
    assert asyncio.run(one_more_in(file)) > max(answered)


async def one_more_in(file: Path) -> int:
    database = Database(f"sqlite:///{file}")
    await database.start()
    try:
        return await database.write(one_more)
    finally:
        await database.stop()


DEEDS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["give", "fail", "full"])), max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_whoever_is_told_yes_is_in_the_table_and_nobody_else(
    deeds: list[tuple[str, str]], migrated_file: Path, tmp_path: Path
) -> None:
    def deed(conn: Connection, kind: str, how: str) -> int:
        if how == "full":
            fill_the_disk(conn)
        give(conn, kind)
        if how == "fail":
            raise Refused
        return 1

    async def story() -> None:
        database = Database(f"sqlite:///{tmp_path / 'kept.db'}")
        await database.start()
        await database.write(lambda conn: conn.execute(COUNTER.delete()))
        results = await together(database, *((deed, *each) for each in deeds))
        saved = [kind for (kind, _), result in zip(deeds, results, strict=True) if result == 1]
        assert await database.read(kinds) == sorted(saved)
        # Only what failed by itself, or came second, was refused.
        assert set(saved) == {kind for kind, how in deeds if how == "give"}
        await database.stop()

    asyncio.run(story())
