"""SQLite behind the door: one file, one process, one writing thread that shares commits."""

import asyncio
import fcntl
import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from storage.migrate import CannotOpen, migrate
from storage.putting_off import begin
from storage.threads import READING_THREADS, Serve, Threads, Work

log = logging.getLogger(__name__)

BUSY_SECONDS = 5
# How many pieces of work may share one commit: the first of them waits for the last.
LONGEST_BATCH = 64
# A whole integrity_check takes about 0.5 s for this much, a quick_check a fifth of that.
BIG_FILE_BYTES = 64 * 1024 * 1024

# https://www.sqlite.org/pragma.html; recursive_triggers: without it INSERT OR REPLACE deletes history unseen.
PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON")


class Sqlite:
    """The database in one file. `path` is made, readable by its owner alone, when it is not there."""

    def __init__(self, path: Path) -> None:
        self._path = path.expanduser().resolve()
        self._engine = create_engine(
            "sqlite://",
            creator=self._connect,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",  # transactions are begun here, in words: BEGIN IMMEDIATE
            hide_parameters=True,
        )
        self._lock: int | None = None
        self._writing = Threads("kept-write", 1, self._writer, batch=LONGEST_BATCH)
        self._reading = Threads("kept-read", READING_THREADS, self._reader)
        self.write = self._writing.hand_in
        self.read = self._reading.hand_in

    def prepare(self) -> None:
        """Lock, make, check and migrate the file; raises CannotOpen with a sentence."""
        try:
            if self._path.is_dir():
                raise CannotOpen(
                    f"{self._path} is a folder, and the database is a file. Name one in it: "
                    f"DATABASE_URL=sqlite:///{self._path / 'kept.db'}."
                )
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = _lock(self._path)
            if _own(self._path):
                # A slip in its name would otherwise look as if everything were gone.
                log.info("There was no database yet: a new, empty one is at %s.", self._path)
        except OSError as error:
            raise CannotOpen(
                f"The database file {self._path} cannot be opened: {error.strerror} ({error.filename}). Let whoever runs "
                "Kept write that folder and what is in it, or name another file in DATABASE_URL."
            ) from error
        try:
            with self._engine.connect() as conn:
                _write_ahead(conn)
                _check(conn, self._path)
                migrate(conn)
        except DBAPIError as error:
            raise CannotOpen(f"The database file {self._path} cannot be used: {error.orig}.") from error

    async def open(self) -> None:
        """Start the threads, each with its connection."""
        await self._writing.start()
        await self._reading.start()

    async def close(self) -> None:
        """Finish what was handed in; give up the file, which then holds everything by itself."""
        await self._writing.stop()
        await self._reading.stop()
        if self._lock is not None:
            await asyncio.to_thread(self._write_back)
            os.close(self._lock)
            self._lock = None

    def _write_back(self) -> None:
        """Puts into the file what stands in its log alone. SQLite does so when the last connection is closed, but of two
        that are closed at one moment each may leave it to the other; a copy of the file would then miss it."""
        with suppress(sqlite3.Error), closing(self._connect()) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _connect(self) -> sqlite3.Connection:
        raw = sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        return raw

    @contextmanager
    def _reader(self) -> Iterator[Serve]:
        with self._engine.connect() as conn:
            conn.exec_driver_sql("PRAGMA query_only=ON")
            conn.rollback()

            def serve(batch: list[Work]) -> None:
                for work in batch:
                    work.run(conn)
                    conn.rollback()

            yield serve

    @contextmanager
    def _writer(self) -> Iterator[Serve]:
        with self._engine.connect() as conn:
            yield _Writer(conn).serve


class _Writer:
    """The one connection that writes."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._raw = cast("sqlite3.Connection", conn.connection.dbapi_connection)

    def serve(self, batch: list[Work]) -> None:
        """Do the work in one commit, presuming that all goes well, and otherwise piece by piece.

        There are no savepoints: they cost every promise more than to do a batch again costs the few where one piece of work
        is refused (make bench). Where one fails all are rolled back, and called again alone, presuming nothing. Some
        failures, such as a full disk, make SQLite do that by itself, neighbours included
        (https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction).
        """
        if self._commit(batch, presumes=True):
            return
        for work in batch:
            work.error = None
            self._commit([work], presumes=False)

    def _commit(self, batch: list[Work], *, presumes: bool) -> bool:
        """Whether that is the last word on the batch: not where a piece of it failed."""
        begin(self._conn, presumes=presumes)
        with self._transaction(batch):
            for work in batch:
                if not work.run(self._conn):
                    return False
                self._must_go_on()
            self._say("COMMIT")
        return True

    @contextmanager
    def _transaction(self, batch: list[Work]) -> Iterator[None]:
        """What fails here, and not in the work itself, is the answer to all of the batch."""
        try:
            self._say("BEGIN IMMEDIATE")
            yield
        except (DBAPIError, RuntimeError) as error:
            for work in batch:
                work.error = work.error or error
        finally:
            if self._raw.in_transaction:
                self._raw.rollback()
            self._conn.rollback()  # SQLAlchemy's note of a transaction; it knows nothing of ours

    def _must_go_on(self) -> None:
        if not self._raw.in_transaction:
            raise RuntimeError("Work for the database may not commit or roll back: that is the door's part.")

    def _say(self, statement: str) -> None:
        try:
            self._raw.execute(statement)
        except sqlite3.Error as error:
            raise OperationalError(statement, None, error, hide_parameters=True) from error


def _lock(path: Path) -> int:
    """Hold the file against a second process (several on one file starve each other); gives the descriptor.

    The lock is on a neighbour, as closing any descriptor of the database itself would drop SQLite's own locks.
    """
    descriptor = os.open(f"{path}-lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise CannotOpen(
            f"Another Kept is running on {path}. Stop it first; to run several at once, use PostgreSQL."
        ) from None
    return descriptor


def _own(path: Path) -> bool:
    """Make the file if need be, and say whether it was; let nobody but its owner read it, its journal included."""
    new = not path.exists()
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        with suppress(FileNotFoundError):
            if name.stat().st_mode & 0o077:
                name.chmod(0o600)
    return new


def _write_ahead(conn: Connection) -> None:
    """Switch a new file to write-ahead logging; the file remembers, and switching again could meet a lock."""
    if conn.exec_driver_sql("PRAGMA journal_mode").scalar() != "wal":
        conn.exec_driver_sql("PRAGMA journal_mode=WAL")


def _check(conn: Connection, path: Path) -> None:
    """Raise CannotOpen when the file is damaged, which opening alone would not notice."""
    size = path.stat().st_size
    pragma = "integrity_check"
    if size > BIG_FILE_BYTES:
        pragma = "quick_check"
        log.info(
            "%s holds %d MB: checked without comparing its indexes with their tables, to start sooner.",
            path,
            size // 1_000_000,
        )
    found = conn.exec_driver_sql(f"PRAGMA {pragma}(1)").scalar()
    if found != "ok":
        raise CannotOpen(f"The database file {path} is damaged ({found}). Put a backup in its place.")
