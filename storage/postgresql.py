"""PostgreSQL behind the door: a thread that writes and shares commits as long as nothing goes wrong in them, another for when
that is held up, and some that read."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Literal, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from storage.migrate import CannotOpen, migrate
from storage.putting_off import begin, settle
from storage.threads import READING_THREADS, Serve, Threads, Work

if TYPE_CHECKING:
    import psycopg  # at run time SQLAlchemy imports it, and only where it is wanted: it weighs 8 MB

IsolationLevel = Literal["READ COMMITTED", "AUTOCOMMIT"]

# The writes of a workspace wait for each other's number of the promise anyway, and what comes while one batch is committed
# shares the next commit: two threads took an eighth more CPU for each promise and saved fewer in the same time (make
# bench). The second one writes what is held up by something slow, such as somebody's lock.
WRITING_THREADS = 2
# How many pieces of work may share one commit: the first of them waits for the last.
LONGEST_BATCH = 32
CONNECT_SECONDS = 10


class Postgresql:
    """The database on a server. Nothing connects before `prepare`, so a fork before it does no harm."""

    def __init__(self, url: URL) -> None:
        self._writes = _engine(url, "READ COMMITTED", WRITING_THREADS)
        self._reads = _engine(url, "AUTOCOMMIT", READING_THREADS)
        event.listen(self._reads, "connect", _read_only)
        event.listen(self._writes, "before_cursor_execute", _after_what_was_put_off)
        self._writing = Threads("kept-write", 1, self._writer, batch=LONGEST_BATCH, spare=WRITING_THREADS - 1)
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
        with closing(_Writer(self._writes)) as writer:
            yield writer.serve

    @contextmanager
    def _reader(self) -> Iterator[Serve]:
        yield self._read

    def _read(self, batch: list[Work]) -> None:
        for work in batch:
            with self._reads.connect() as conn:
                work.run(conn)


class _Writer:
    """One thread's connection, held from one piece of work to the next: asking each time whether it still lives would
    take longer than many a statement."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: Connection | None = None

    def serve(self, batch: list[Work]) -> None:
        """Do the work in one commit, presuming that all goes well, and otherwise piece by piece.

        There are no savepoints, since each costs two walks to the server: where anything goes wrong before the commit all
        is rolled back, and called again alone, presuming nothing, on a connection that was asked whether it lives.
        """
        if self._commit(batch, presumes=True):
            return
        for work in batch:
            work.error = None
            self.close()
            self._commit([work], presumes=False)

    def close(self) -> None:
        """Give the connection back."""
        if self._held is not None:
            self._held.close()
            self._held = None

    def _commit(self, batch: list[Work], *, presumes: bool) -> bool:
        """Whether that is the last word on the batch: not where something went wrong before the commit.

        A commit that fails is the answer to all of it, as nobody knows what became of it.
        """
        try:
            conn = self._connection()
            transaction = conn.begin()  # said, as a prepared statement passes SQLAlchemy by
            begin(conn, presumes=presumes)
            try:
                fine = all(work.run(conn) for work in batch) and self._settled(conn, batch[-1])
                if fine:
                    transaction.commit()
            finally:
                self._roll_back(conn)
        except DBAPIError as error:
            for work in batch:
                work.error = error
            return True
        return fine

    def _settled(self, conn: Connection, last: Work) -> bool:
        """Whether what nobody waited for went well too."""
        try:
            settle(conn)
        except DBAPIError as error:
            last.error = error
        return last.error is None

    def _connection(self) -> Connection:
        if self._held is None:
            self._held = self._engine.connect()
        return self._held

    def _roll_back(self, conn: Connection) -> None:
        """Leaves nothing begun behind, nor a connection that the server has hung up."""
        lost = conn.invalidated or cast("psycopg.Connection[Any]", conn.connection.dbapi_connection).closed
        if not lost and conn.in_transaction():
            try:
                conn.rollback()
            except DBAPIError:  # what was begun goes with the connection; the work is done again
                lost = True
        if lost:
            conn.invalidate()
            self.close()


def _engine(url: URL, isolation_level: IsolationLevel, connections: int) -> Engine:
    return create_engine(
        url,
        isolation_level=isolation_level,
        pool_size=connections,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "kept",
            # Whatever psycopg had prepared by itself it would have PostgreSQL forget after each rollback, and with it what
            # `storage/libpq.py` has prepared there.
            "prepare_threshold": None,
        },
    )


def _read_only(raw: "psycopg.Connection[Any]", _record: object) -> None:
    """What reads may not write, as on SQLite."""
    raw.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    raw.commit()


def _after_what_was_put_off(conn: Connection, *_: object) -> None:
    """What SQLAlchemy says itself comes after what was said before it."""
    settle(conn)
