"""The door to what is remembered: plain functions with a Core connection, run off the event loop."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError

from storage.migrate import CannotOpen
from storage.postgresql import Postgresql
from storage.sqlite import Sqlite

__all__ = ["CannotOpen", "Database"]

P = ParamSpec("P")
R = TypeVar("R")

SHAPES = "sqlite:///path/kept.db or postgresql+psycopg://user:password@host/name"


class Database:
    """A database at `sqlite:///path/kept.db` or `postgresql+psycopg://user:password@host/name`.

    Raises ValueError, with a sentence that holds no password, for any other address.
    """

    def __init__(self, url: str) -> None:
        self._store = _store(url)
        self._open = False

    async def start(self) -> None:
        """Migrate under a lock, open threads and connections; raises CannotOpen with a sentence.

        To be called after any fork, on the loop that `write` and `read` will be called on.
        """
        try:
            await asyncio.to_thread(self._store.prepare)
            await self._store.open()
        except BaseException:
            await self._store.close()
            raise
        self._open = True

    async def write(
        self, function: Callable[Concatenate[Connection, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Call `function(conn, *args, **kwargs)` in a transaction; its result comes when that is durable.

        What the function raises is raised here, and its work alone is undone. It may not commit or roll back,
        and should do nothing but talk to the database: where it or a neighbour in the same commit fails it is called
        again, so that what it is given must not differ by then.
        Once handed in the work is done, even if the caller is cancelled. When the commit itself fails, a
        sqlalchemy.exc.OperationalError says so; on PostgreSQL the work may then have been saved all the same.
        """
        self._must_be_open()
        result: R = await self._store.write(function, args, kwargs)
        return result

    async def read(
        self, function: Callable[Concatenate[Connection, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Call `function(conn, *args, **kwargs)` without a transaction; one that writes is refused.

        It sees all writes whose results have come.
        """
        self._must_be_open()
        result: R = await self._store.read(function, args, kwargs)
        return result

    async def stop(self) -> None:
        """Finish what was handed in, then close; nothing is taken any more."""
        self._open = False
        await self._store.close()

    def _must_be_open(self) -> None:
        if not self._open:
            raise RuntimeError("The database is not open.")


def _store(url: str) -> Sqlite | Postgresql:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # `from None`: the original message quotes the address, password and all.
        raise ValueError(f"The database address is not understood. It looks like {SHAPES}.") from None
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        return Sqlite(_file(parsed))
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return Postgresql(parsed.set(drivername="postgresql+psycopg"))
    raise ValueError(f"Kept cannot keep its data in {parsed.drivername!r}. The address looks like {SHAPES}.")


def _file(parsed: URL) -> Path:
    if not parsed.database or parsed.database == ":memory:" or parsed.database.startswith("file:"):
        raise ValueError("Kept needs a file for its data, such as sqlite:///kept.db: memory would forget.")
    return Path(parsed.database)
