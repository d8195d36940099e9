"""The write of a promise and the reading of a timeline, against the bare driver with the same statements and values."""

import asyncio
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Engine, event

from bot.access import Person, Standing
from bot.calendar import WorkingHours
from bot.promises import Given, Terms
from handlers.effects import add_customer
from handlers.for_whom import Whom
from handlers.gestures import Gesture
from handlers.promise_giving import Wish, save
from storage import history
from storage.database import Database
from storage.postgresql import Postgresql
from storage.sqlite import Sqlite
from storage.threads import Serve, Work
from tests.bench.gestures import ACCOUNTS, MIA, MORNING
from tests.bench.marks import Figure, ratio, spent
from tests.bench.statements import Said, prepared
from tests.postgres import new_database

TEAM = "T0LARKSPUR1"
ROUNDS = 9
WRITES = 40
READS = 40
TERMS = Terms(WorkingHours())
GIVEN = Given("replacement pump", MIA, MIA, "Europe/Tallinn", due="2026-11-27T17:00")
WISH = Wish(GIVEN, Whom(GIVEN.words, name="Acme", channel_id=ACCOUNTS))


@dataclass(frozen=True)
class Door:
    """A store's own way to write, on this thread, and to read; `engines` are what statements pass through."""

    write: Serve
    reading: Engine
    engines: tuple[Engine, ...]


class Driver:
    """The bare driver."""

    def __init__(self, conn: Any, begin: str) -> None:
        self._conn, self._begin = conn, begin

    def write(self, said: list[Said]) -> None:
        """One transaction with these statements."""
        if self._begin:
            self._conn.execute(self._begin)
        for statement, values, _ in said:
            self.ask(statement, values)
        self._conn.commit()

    def ask(self, statement: str, values: Any) -> list[Any]:
        """One statement with everything it answers."""
        cursor = self._conn.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


async def measure(folder: Path, postgres_url: str | None) -> list[Figure]:
    """Both figures on SQLite and, where there is one, on PostgreSQL."""
    figures = await asyncio.to_thread(_on_sqlite, folder)
    if postgres_url:
        figures += await asyncio.to_thread(_on_postgresql, postgres_url)
    return figures


def gesture(number: int) -> Gesture:
    """`/promise` typed by Mia, for the so-many-th time."""
    mia = Person(MIA, "Mia", "Europe/Tallinn", Standing.MEMBER)
    return Gesture(mia, TEAM, "command", f"command:{number}", MORNING, channel_id=ACCOUNTS)


def _on_sqlite(folder: Path) -> list[Figure]:
    template = folder / "template.db"
    asyncio.run(_prepare(f"sqlite:///{template}"))
    copies = [Path(shutil.copy(template, folder / f"{name}.db")) for name in ("noted", "ours", "bare")]
    with _sqlite_door(copies[0]) as door:
        noted = _note(door)
    with _sqlite_door(copies[1]) as door, ExitStack() as closing:
        raw = sqlite3.connect(copies[2], isolation_level=None)
        closing.callback(raw.close)
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("PRAGMA foreign_keys=ON")
        return _compare("SQLite", door, Driver(raw, "BEGIN IMMEDIATE"), noted)


def _on_postgresql(server: str) -> list[Figure]:
    with new_database(server, "bench_template") as template, ExitStack() as closing:
        asyncio.run(_prepare(template))
        urls = [
            closing.enter_context(new_database(server, f"bench_{name}", "bench_template"))
            for name in ("noted", "ours", "bare")
        ]
        with _postgresql_door(urls[0]) as door:
            noted = _note(door)
        raw = closing.enter_context(psycopg.connect(urls[2].replace("+psycopg", "")))
        with _postgresql_door(urls[1]) as door:
            return _compare("PostgreSQL", door, Driver(raw, ""), noted)


async def _prepare(url: str) -> None:
    """The tables, and Acme in them."""
    db = Database(url)
    await db.start()
    await db.write(add_customer, gesture(0), "Acme", owner_id=MIA)
    await db.stop()


@contextmanager
def _sqlite_door(path: Path) -> Iterator[Door]:
    store = Sqlite(path)
    with store._writer() as serve:
        yield Door(serve, store._engine, (store._engine,))


@contextmanager
def _postgresql_door(url: str) -> Iterator[Door]:
    from sqlalchemy import make_url

    store = Postgresql(make_url(url))
    try:
        with store._writer() as serve:
            yield Door(serve, store._reads, (store._writes, store._reads))
    finally:
        store._writes.dispose()
        store._reads.dispose()


def _note(door: Door) -> tuple[list[list[Said]], Said]:
    """What reaches the driver: the statements of each promise, and that of the timeline."""
    heard: list[Said] = []

    def hear(_conn: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        heard.append(Said(statement, values))

    for engine in door.engines:
        event.listen(engine, "before_cursor_execute", hear)
    promises = []
    with prepared(heard):
        for number in range(1, ROUNDS * WRITES + 1):
            heard.clear()
            _promise(door, number)
            promises.append(list(heard))
        heard.clear()
        _timeline(door)
    return promises, heard[-1]


def _promise(door: Door, number: int) -> None:
    work = Work(_NOBODY, save, (gesture(number), WISH, TERMS), {})
    door.write([work])
    if work.error:
        raise work.error


# The door's answers are not waited for here: everything runs on this thread.
_NOBODY: Any = None


def _timeline(door: Door) -> None:
    with door.reading.connect() as conn:
        if len(history.of_customer(conn, TEAM, 1)) != history.TIMELINE:
            raise RuntimeError("the timeline is too short to be measured")


def _compare(name: str, door: Door, raw: Driver, noted: tuple[list[list[Said]], Said]) -> list[Figure]:
    promises, (timeline, values, _) = noted
    numbers = iter(range(1, len(promises) + 1))
    left = iter(promises)
    ours, bare = [], []
    for _ in range(ROUNDS):
        bare.append(_cpu(WRITES, lambda: raw.write(next(left))))
        ours.append(_cpu(WRITES, lambda: _promise(door, next(numbers))))
    read, bare_read = [], []
    with door.reading.connect() as conn:
        for _ in range(ROUNDS):
            bare_read.append(_cpu(READS, lambda: raw.ask(timeline, values)))
            read.append(_cpu(READS, lambda: history.of_customer(conn, TEAM, 1)))
    return [
        Figure(
            f"writing a promise on {name}: CPU of the transaction",
            ratio(ours[1:], bare[1:]),
            3,
            "compared to the bare driver with the same statements",
            f"{spent(ours)} against {spent(bare)}",
        ),
        Figure(
            f"a timeline of {history.TIMELINE} entries on {name}: CPU",
            ratio(read[1:], bare_read[1:]),
            2.5,
            "compared to the bare driver with the same statement",
            f"{spent(read)} against {spent(bare_read)}",
        ),
    ]


def _cpu(count: int, work: Callable[[], object]) -> float:
    begun = time.thread_time()
    for _ in range(count):
        work()
    return (time.thread_time() - begun) / count
