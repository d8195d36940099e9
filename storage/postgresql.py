"""PostgreSQL behind the door: some threads, each piece of work in a transaction of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from storage.migrate import CannotOpen, migrate
from storage.threads import READING_THREADS, Serve, Threads, Work

if TYPE_CHECKING:
    import psycopg  # at run time SQLAlchemy imports it, and only where it is wanted: it weighs 8 MB

IsolationLevel = Literal["READ COMMITTED", "AUTOCOMMIT"]

WRITING_THREADS = 8
CONNECT_SECONDS = 10


class Postgresql:
    """The database on a server. Nothing connects before `prepare`, so a fork before it does no harm."""

    def __init__(self, url: URL) -> None:
        self._writes = _engine(url, "READ COMMITTED", WRITING_THREADS)
        self._reads = _engine(url, "AUTOCOMMIT", READING_THREADS)
        event.listen(self._reads, "connect", _read_only)
        self._writing = Threads("kept-write", WRITING_THREADS, self._writer)
        self._reading = Threads("kept-read", READING_THREADS, self._reader)
        self.write = self._writing.hand_in
        self.read = self._reading.hand_in

    def prepare(self) -> None:
        """Migrate; raises CannotOpen with a sentence when the server cannot be reached."""
        try:
            with self._writes.connect() as conn:
                migrate(conn)
        except OperationalError as error:
            reason = str(error.orig).strip()
            raise CannotOpen(f"PostgreSQL does not let Kept in: {reason}") from error

    async def open(self) -> None:
        """Start the threads; they connect when they have something to do."""
        await self._writing.start()
        await self._reading.start()

    async def close(self) -> None:
        """Finish what was handed in; close the connections."""
        await self._writing.stop()
        await self._reading.stop()
        self._writes.dispose()
        self._reads.dispose()

    @contextmanager
    def _writer(self) -> Iterator[Serve]:
        yield self._write

    @contextmanager
    def _reader(self) -> Iterator[Serve]:
        yield self._read

    def _write(self, batch: list[Work]) -> None:
        for work in batch:
            with self._writes.connect() as conn:
                if work.run(conn):
                    conn.commit()

    def _read(self, batch: list[Work]) -> None:
        for work in batch:
            with self._reads.connect() as conn:
                work.run(conn)


def _engine(url: URL, isolation_level: IsolationLevel, connections: int) -> Engine:
    return create_engine(
        url,
        isolation_level=isolation_level,
        pool_size=connections,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": CONNECT_SECONDS, "application_name": "kept"},
    )


def _read_only(raw: "psycopg.Connection[Any]", _record: object) -> None:
    """What reads may not write, as on SQLite."""
    raw.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    raw.commit()
