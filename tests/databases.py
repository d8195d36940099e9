"""Fixtures: a fresh database for a test, of both kinds in turn."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import pytest_asyncio
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

from storage import postgresql as on_postgresql
from storage import sqlite as on_sqlite
from storage.database import Database
from storage.migrate import migrate
from tests.postgres import NoPostgresql, memory, new_database
from tests.postgres import postgresql as running_postgresql

KINDS = ["sqlite", "postgresql"]
TEMPLATE = "kept_migrated"
NUMBERS = count(1)
FIRST: dict[tuple[str, str], Engine] = {}


@pytest.fixture(scope="session", autouse=True)
def statements() -> Iterator[None]:
    """Statements are written out once in a session and not once for each database, which took a conversation longer than
    anything else."""
    with (
        patch.object(on_sqlite, "create_engine", _alike),
        patch.object(on_postgresql, "create_engine", _alike),
    ):
        yield


def _alike(url: Any, **given: Any) -> Engine:
    """An engine that knows the statements of the first one of its kind that connected."""
    engine = create_engine(url, **given)
    kind = engine.dialect.name, given["isolation_level"]
    if first := FIRST.get(kind):
        engine.dialect = engine.pool._dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
    else:
        event.listen(engine, "connect", lambda *_: FIRST.setdefault(kind, engine))
    return engine


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL server of the session's own, on its database `postgres`, which stays empty."""
    try:
        with running_postgresql() as url:
            yield url
    except NoPostgresql as error:
        pytest.skip(f"the tests on PostgreSQL did not run, as none could be started: {error}")


@pytest.fixture(scope="session")
def files() -> Iterator[Path]:
    """The folder of the session's SQLite files, in memory if there is room: what waits for a disk are not the rules."""
    with tempfile.TemporaryDirectory(prefix="kept-db-", dir=memory()) as name:
        yield Path(name)


@pytest.fixture
def folder(files: Path) -> Iterator[Path]:
    """A folder there of the test's own."""
    with tempfile.TemporaryDirectory(dir=files) as name:
        yield Path(name)


@pytest.fixture(scope="session")
def migrated_file(files: Path) -> Path:
    """An SQLite file that is migrated once, to be copied."""
    path = files / "migrated.db"
    _migrate(f"sqlite:///{path}")
    return path


def copied(file: Path, folder: Path) -> str:
    """The address of a copy of that SQLite file."""
    return f"sqlite:///{shutil.copy(file, folder / 'kept.db')}"


@pytest.fixture(scope="session")
def migrated_template(postgres_url: str) -> Iterator[str]:
    """The name of a database on the session's server that is migrated once, to be copied."""
    with new_database(postgres_url, TEMPLATE) as url:
        _migrate(url)
        yield TEMPLATE


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database of the test's own: every table there, no row in it; on SQLite and on PostgreSQL."""
    url: str = request.getfixturevalue("file_url" if request.param == "sqlite" else "postgres_database_url")
    return url


@pytest.fixture
def file_url(migrated_file: Path, folder: Path) -> str:
    """The same on SQLite alone."""
    return copied(migrated_file, folder)


@pytest.fixture
def postgres_database_url(postgres_url: str, migrated_template: str) -> Iterator[str]:
    """The same on PostgreSQL alone."""
    with new_database(postgres_url, f"kept_{next(NUMBERS)}", migrated_template) as url:
        yield url


@pytest.fixture(params=KINDS)
def bare_database_url(request: pytest.FixtureRequest, folder: Path) -> str:
    """The same without any table: the address of a database that Kept has not seen yet."""
    if request.param == "sqlite":
        return f"sqlite:///{folder / 'kept.db'}"
    url: str = request.getfixturevalue("postgres_bare_url")
    return url


@pytest.fixture
def postgres_bare_url(postgres_url: str) -> Iterator[str]:
    """The same on PostgreSQL alone."""
    with new_database(postgres_url, f"bare_{next(NUMBERS)}") as url:
        yield url


@pytest_asyncio.fixture
async def postgresql(postgres_database_url: str) -> AsyncIterator[Database]:
    """The same on PostgreSQL alone, without rows."""
    database = Database(postgres_database_url)
    await database.start()
    yield database
    await database.stop()


@pytest_asyncio.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """A started database without rows, on SQLite and on PostgreSQL."""
    database = Database(database_url)
    await database.start()
    yield database
    await database.stop()


def _migrate(url: str) -> None:
    engine = create_engine(url, poolclass=NullPool, isolation_level=_level(url))
    with engine.connect() as conn:
        migrate(conn)


def _level(url: str) -> str:
    return "AUTOCOMMIT" if url.startswith("sqlite") else "READ COMMITTED"
