"""Migrations: they make exactly the tables of `storage.tables`, once, wholly, and keep the rows."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from storage import searching
from storage.database import CannotOpen, Database
from storage.migrate import LOCK, MIGRATIONS, migrate, newest, present
from storage.tables import Customer, History, Promise, Remembered, table

AT = "2027-03-01 09:00:00.000000+00:00"
# Written as the first migration knows the tables; later ones have to carry these rows along.
FIRST_ROWS = (
    "INSERT INTO customer (id, team_id, number, name, other_names, created_at, created_by)"
    f" VALUES (1, 'T1', 1, 'Contoso', 'The Contoso company', '{AT}', 'U1')",
    "INSERT INTO customer_name (id, team_id, customer_id, name, folded)"
    " VALUES (1, 'T1', 1, 'Contoso', 'contoso')",
    "INSERT INTO channel (id, team_id, channel_id, customer_id) VALUES (1, 'T1', 'C1', 1)",
    "INSERT INTO promise (id, team_id, number, customer_id, words, kind, owner_id, said_by, agreed, zone, due_at,"
    " due_wall, status, health, risk_why, risk_plan, proof, source_link, created_at)"
    " VALUES (1, 'T1', 1, 1, 'send the export', 'deliver', 'U1', 'U2', 'said', 'Europe/Berlin',"
    f" '{AT}', '2027-03-01', 'open', 'on track', '', '', '', '', '{AT}')",
    "INSERT INTO history (id, team_id, kind, row_id, customer_id, at, by, via, what, before, after)"
    f" VALUES (1, 'T1', 'promise', 1, 1, '{AT}', 'U2', 'command', 'given', '{{}}', '{{}}')",
    f"INSERT INTO inbox (team_id, key, at, entry) VALUES ('T1', 'view V1', '{AT}', 1)",
    "INSERT INTO counter (team_id, kind, last) VALUES ('T1', 'promise', 1)",
)
TABLES = {table.name for table in Remembered.metadata.sorted_tables}
FIRST_TABLES = {statement.split()[2] for statement in FIRST_ROWS}


def fill(conn: Connection) -> None:
    """One row in every table of the newest shape."""
    at = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
    values = {"string": "1", "integer": 1, "type_decorator": at, "boolean": True}
    for each in Remembered.metadata.sorted_tables:
        row = {
            column.name: values[str(column.type.__visit_name__)]
            for column in each.columns
            if not column.nullable
        }
        conn.execute(each.insert().values(**row))


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection beside the door that commits each statement; SQLite's foreign keys are checked."""
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        if conn.dialect.name == "sqlite":
            conn.exec_driver_sql("PRAGMA foreign_keys=ON")
        yield conn


def bring(url: str, target: str = "head") -> None:
    """Migrate on a connection like those that the door makes for it."""
    level: Any = "AUTOCOMMIT" if url.startswith("sqlite") else "READ COMMITTED"
    engine = create_engine(url, poolclass=NullPool, isolation_level=level)
    with engine.connect() as conn:
        migrate(conn, target)


async def start_and_stop(url: str) -> None:
    database = Database(url)
    await database.start()
    await database.stop()


def ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """Not the playground's tables, and not the index of what is searched: each database has its own kind of it."""
    theirs = ("playground_", "searchable_index", "ix_searchable_words")
    return not (kind in {"table", "index"} and name and name.startswith(theirs))


def differences(conn: Connection) -> list[Any]:
    options = {"compare_type": True, "compare_server_default": True, "include_object": ours}
    found: list[Any] = compare_metadata(MigrationContext.configure(conn, opts=options), Remembered.metadata)
    return found


def names(conn: Connection) -> dict[str, list[str | None]]:
    """Table by table, what its primary key, foreign keys, unique constraints and indexes are called."""
    found = {}
    for each in TABLES:
        seen = inspect(conn)
        unique = [constraint["name"] for constraint in seen.get_unique_constraints(each)]
        called = [seen.get_pk_constraint(each)["name"], *unique]
        called += [constraint["name"] for constraint in seen.get_foreign_keys(each)]
        apart = {*unique, "ix_searchable_words"}
        called += [index["name"] for index in seen.get_indexes(each) if index["name"] not in apart]
        found[each] = sorted(called, key=str)
    return found


def names_in_code() -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {}
    for each in Remembered.metadata.sorted_tables:
        named: list[Any] = [*each.indexes, *each.constraints]
        called = [str(one.name) if one.name else None for one in named]
        found[each.name] = sorted(called, key=str)
    return found


def conditions(conn: Connection) -> dict[str | None, str]:
    """The rows that each index holds, of those that don't hold all."""
    seen, where = inspect(conn), f"{conn.dialect.name}_where"
    found = {
        index["name"]: str(index["dialect_options"][where])
        for each in TABLES
        for index in seen.get_indexes(each)
        if where in index.get("dialect_options", {})
    }
    # PostgreSQL says each in words of its own.
    return found if conn.dialect.name == "sqlite" else dict.fromkeys(found, "")


def conditions_in_code(dialect: str) -> dict[str | None, str]:
    return {
        str(index.name): index.info["only_where"] if dialect == "sqlite" else ""
        for each in Remembered.metadata.sorted_tables
        for index in each.indexes
        if "only_where" in index.info
    }


def rows(conn: Connection) -> dict[str, int]:
    return {each: conn.execute(text(f"SELECT count(*) FROM {each}")).scalar_one() for each in TABLES}


def everything_in(conn: Connection) -> set[str]:
    """All that a migration could leave behind, but Alembic's own note."""
    if conn.dialect.name == "sqlite":
        found = conn.exec_driver_sql("SELECT name FROM sqlite_master")
    else:
        found = conn.exec_driver_sql(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        )
    return {name for name in found.scalars() if "alembic_version" not in name}


async def test_a_new_database_gets_exactly_the_tables_of_the_code(bare_database_url: str) -> None:
    await start_and_stop(bare_database_url)
    with connected(bare_database_url) as conn:
        assert differences(conn) == []
        assert names(conn) == names_in_code()
        assert conditions(conn) == conditions_in_code(conn.dialect.name)
        assert present(conn) == newest()


def test_every_rule_in_the_code_has_a_name() -> None:
    assert [each for called in names_in_code().values() for each in called if not each] == []


def test_the_migrations_are_one_line_whose_end_the_start_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [newest()]
    line = [script.revision for script in scripts.walk_revisions()]
    assert line == sorted(line, reverse=True), "numbers must rise: the newest is told by its file's name"


async def test_starting_again_changes_nothing(database_url: str) -> None:
    with connected(database_url) as conn:
        fill(conn)
        before = rows(conn)
    await start_and_stop(database_url)
    with connected(database_url) as conn:
        assert rows(conn) == before


def test_rows_of_the_first_shape_are_there_in_the_newest(bare_database_url: str) -> None:
    with connected(bare_database_url) as conn:
        bring(bare_database_url, "0001")
        for statement in FIRST_ROWS:
            # SQLite holds instants without their zone, which is always UTC
            on_sqlite = conn.dialect.name == "sqlite"
            conn.execute(text(statement.replace("+00:00", "") if on_sqlite else statement))
        bring(bare_database_url)
        assert rows(conn) == {each: int(each in FIRST_TABLES) for each in TABLES} | {"searchable": 2}
        promise = conn.execute(select(table(Promise))).mappings().one()
        assert promise["words"] == "send the export"
        assert promise["due_at"] == datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
        customer = conn.execute(select(table(Customer))).mappings().one()
        assert (customer["name"], customer["stage"], customer["tags"]) == ("Contoso", "active", "")
        found = [each.texts[0] for each in searching.find(conn, "T1", ["export"], most=9)]
        assert found == ["send the export"]
        assert [each.customer for each in searching.find(conn, "T1", ["conto"], most=9)] == ["Contoso"]
        with pytest.raises(DBAPIError, match="append-only"):
            conn.execute(table(History).delete())


def test_going_back_leaves_no_trace_and_forward_again_works(bare_database_url: str) -> None:
    with connected(bare_database_url) as conn:
        bring(bare_database_url)
        there = everything_in(conn)
        fill(conn)
        bring(bare_database_url, "base")
        assert everything_in(conn) == set()
        bring(bare_database_url)
        assert everything_in(conn) == there
        assert differences(conn) == []


def test_a_migration_that_fails_leaves_nothing_behind(bare_database_url: str) -> None:
    with connected(bare_database_url) as conn:
        conn.exec_driver_sql("CREATE VIEW inbox AS SELECT 1 AS one")
        before = everything_in(conn)
        with pytest.raises(DBAPIError, match="inbox"):
            bring(bare_database_url)
        assert everything_in(conn) == before
        assert present(conn) is None
        conn.exec_driver_sql("DROP VIEW inbox")
        bring(bare_database_url)
        assert differences(conn) == []


@pytest.mark.parametrize(
    ("made", "named"),
    [
        (["CREATE TABLE customer (id INTEGER)"], "Something else has a table customer in it"),
        (["CREATE TABLE alembic_version (version_num VARCHAR(32))", "INSERT INTO alembic_version VALUES ('ae1027a6acf')"], ""),
    ],
)  # fmt: skip
def test_a_database_of_something_else_is_left_alone(
    bare_database_url: str, made: list[str], named: str
) -> None:
    with connected(bare_database_url) as conn:
        for statement in made:
            conn.exec_driver_sql(statement)
        before = everything_in(conn)
        with pytest.raises(CannotOpen, match="This database is none of Kept's") as refused:
            bring(bare_database_url)
        assert named in str(refused.value)
        assert everything_in(conn) == before


def test_tables_of_something_else_may_stand_beside_those_of_kept(bare_database_url: str) -> None:
    with connected(bare_database_url) as conn:
        conn.exec_driver_sql("CREATE TABLE somebody_elses (id INTEGER)")
        bring(bare_database_url)
        assert present(conn) is not None


START_AND_STOP = """
import asyncio, sys
from tests.storage.test_migrations import start_and_stop

asyncio.run(start_and_stop(sys.argv[1]))
"""


def wait_for_three_at_the_lock(conn: Connection) -> None:
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    patience = time.monotonic() + 60
    while conn.exec_driver_sql(waiting).scalar_one() < 3:
        assert time.monotonic() < patience, "they do not wait for each other"
        time.sleep(0.02)


def test_processes_that_start_at_once_migrate_once(postgres_bare_url: str) -> None:
    command = [sys.executable, "-c", START_AND_STOP, postgres_bare_url]
    root = Path(__file__).parents[2]
    with connected(postgres_bare_url) as conn, ExitStack() as ended:
        conn.exec_driver_sql(f"SELECT pg_advisory_lock({LOCK})")
        processes = [ended.enter_context(subprocess.Popen(command, cwd=root)) for _ in range(3)]
        wait_for_three_at_the_lock(conn)
        assert everything_in(conn) == set()
        conn.exec_driver_sql(f"SELECT pg_advisory_unlock({LOCK})")
        assert [process.wait(60) for process in processes] == [0, 0, 0]
        assert differences(conn) == []


async def test_tables_of_the_playground_in_the_same_database_stay(bare_database_url: str) -> None:
    with connected(bare_database_url) as conn:
        conn.exec_driver_sql("CREATE TABLE playground_things (id INTEGER PRIMARY KEY, what VARCHAR)")
        conn.exec_driver_sql("INSERT INTO playground_things VALUES (1, 'a message')")
    await start_and_stop(bare_database_url)
    with connected(bare_database_url) as conn:
        assert conn.exec_driver_sql("SELECT what FROM playground_things").scalars().all() == ["a message"]
        assert differences(conn) == []


async def test_a_database_of_a_newer_kept_is_left_alone(database_url: str) -> None:
    with connected(database_url) as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(CannotOpen, match="newer Kept"):
        await start_and_stop(database_url)
    with connected(database_url) as conn:
        assert present(conn) == "9999"


def test_rows_that_pointed_to_nothing_before_are_no_reason_to_refuse(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    with connected(url) as conn:
        conn.exec_driver_sql("PRAGMA foreign_keys=OFF")
        conn.exec_driver_sql("CREATE TABLE playground_a (id INTEGER PRIMARY KEY)")
        conn.exec_driver_sql("CREATE TABLE playground_b (a INTEGER REFERENCES playground_a (id))")
        conn.exec_driver_sql("INSERT INTO playground_b VALUES (7)")
        bring(url)
        assert differences(conn) == []


def test_a_migration_that_would_leave_rows_pointing_to_nothing_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    bring(url)
    with connected(url) as conn:
        fill(conn)
        before = rows(conn)

        def loses_rows(migrated: Connection, _target: str, *, back: bool) -> None:
            assert back
            migrated.exec_driver_sql("DELETE FROM customer")

        monkeypatch.setattr("storage.migrate._run", loses_rows)
        with pytest.raises(CannotOpen, match="without what they point to"):
            bring(url, "base")
        assert rows(conn) == before


def test_foreign_keys_are_checked_again_after_a_migration(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        migrate(conn)
        with pytest.raises(DBAPIError, match="FOREIGN KEY"):
            conn.exec_driver_sql(
                "INSERT INTO channel (team_id, channel_id, customer_id) VALUES ('T1', 'C1', 9)"
            )


@pytest.mark.parametrize("number", ["0003", newest(), "9999", "ae1027a6acf"])
async def test_what_another_program_numbers_in_alembics_table_is_none_of_kepts(
    bare_database_url: str, number: str
) -> None:
    with connected(bare_database_url) as conn:
        conn.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        conn.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{number}')")
    with pytest.raises(CannotOpen, match="none of Kept's"):
        await start_and_stop(bare_database_url)
