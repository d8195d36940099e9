"""The playground's memory: one table of JSON things in a SQLite file that the app may share."""

import json
import logging
import queue
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from playground.shapes import Json, compact

log = logging.getLogger(__name__)

_CREATE = """CREATE TABLE IF NOT EXISTS playground_things (
  kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID"""
_PUT = (
    "INSERT INTO playground_things VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body"
)
_DROP = "DELETE FROM playground_things WHERE kind = ? AND id = ?"
_BUSY_MS = 10_000

_Change = tuple[str, str, str | None]


class Store:
    """Keeps things by kind and id; with no file it keeps nothing.

    Writes are queued and a thread of its own commits them in short transactions, so the event loop never waits for
    the disk nor for the app's writes to the same file. `close` writes what is left.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._queue: queue.SimpleQueue[_Change | threading.Event | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        if file is not None:
            with closing(self._connect(file)) as db, db:
                db.execute(_CREATE)
            self._thread = threading.Thread(
                target=self._write_on, args=(file,), name="playground-store", daemon=True
            )
            self._thread.start()

    def load(self, kind: str) -> dict[str, Json]:
        """All things of a kind, by id, in the order of their ids."""
        if self._file is None:
            return {}
        with closing(self._connect(self._file)) as db:
            rows = db.execute("SELECT id, body FROM playground_things WHERE kind = ? ORDER BY id", (kind,))
            return {id_: json.loads(body) for id_, body in rows}

    def put(self, kind: str, id_: str, body: Json) -> None:
        """Remember a thing, or what it has become."""
        if self._thread is not None:
            self._queue.put((kind, id_, compact(body)))

    def drop(self, kind: str, id_: str) -> None:
        """Forget a thing."""
        if self._thread is not None:
            self._queue.put((kind, id_, None))

    def flush(self) -> None:
        """Return once everything put so far is in the file."""
        if self._thread is not None:
            written = threading.Event()
            self._queue.put(written)
            written.wait()

    def close(self) -> None:
        """Write what is left and end the writing thread; the store is of no use afterwards."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    @staticmethod
    def _connect(file: Path) -> sqlite3.Connection:
        db = sqlite3.connect(file, timeout=_BUSY_MS / 1000)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        return db

    @staticmethod
    def _commit(db: sqlite3.Connection, batch: list[_Change]) -> None:
        for patience in range(3):
            try:
                with db:
                    for kind, id_, body in batch:
                        if body is None:
                            db.execute(_DROP, (kind, id_))
                        else:
                            db.execute(_PUT, (kind, id_, body))
            except sqlite3.OperationalError:
                log.warning("the playground's file is busy (attempt %d of 3)", patience + 1)
            else:
                return
        log.error("the playground's file could not be written; %d things are kept in memory only", len(batch))

    def _write_on(self, file: Path) -> None:
        with closing(self._connect(file)) as db:
            going = True
            while going:
                batch: list[_Change] = []
                waiting: list[threading.Event] = []
                item = self._queue.get()
                while True:
                    if item is None:
                        going = False
                    elif isinstance(item, threading.Event):
                        waiting.append(item)
                    else:
                        batch.append(item)
                    if self._queue.empty():
                        break
                    item = self._queue.get()
                self._commit(db, batch)
                for event in waiting:
                    event.set()
