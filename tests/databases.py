"""Fixtures: a fresh database for a test, of both kinds in turn."""

import shutil
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from storage.database import Database
from storage.migrate import migrate
from tests.postgres import NoPostgresql, new_database, postgresql

KINDS = ["sqlite", "postgresql"]
TEMPLATE = "kept_migrated"
NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL server of the session's own, on its database `postgres`, which stays empty."""
    try:
        with postgresql() as url:
            yield url
    except NoPostgresql as error:
        pytest.skip(f"the tests on PostgreSQL did not run, as none could be started: {error}")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that is migrated once, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "kept.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_template(postgres_url: str) -> Iterator[str]:
    """The name of a database on the session's server that is migrated once, to be copied."""
    with new_database(postgres_url, TEMPLATE) as url:
        _migrate(url)
        yield TEMPLATE


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of the test's own: every table there, no row in it; on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('migrated_file'), tmp_path / 'kept.db')}"
        return
    yield request.getfixturevalue("postgres_database_url")


@pytest.fixture
def postgres_database_url(postgres_url: str, migrated_template: str) -> Iterator[str]:
    """The same for tests of what PostgreSQL alone does."""
    with new_database(postgres_url, f"kept_{next(NUMBERS)}", migrated_template) as url:
        yield url


@pytest.fixture(params=KINDS)
def bare_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The same without any table: the address of a database that Kept has not seen yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'kept.db'}"
        return
    yield request.getfixturevalue("postgres_bare_url")


@pytest.fixture
def postgres_bare_url(postgres_url: str) -> Iterator[str]:
    """The same on PostgreSQL alone."""
    with new_database(postgres_url, f"bare_{next(NUMBERS)}") as url:
        yield url


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
