"""The clock's look at 1,000 due promises among 10,000 and among a million, against the bare driver with the same
statements and values; and how long it takes to see that nothing is due.

`python -m tests.bench.sweep` measures it alone.
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import psycopg
from sqlalchemy import Connection, create_engine, delete, event, make_url, update

from bot.calendar import WorkingHours
from bot.preferences import Preferences
from bot.quiet import Calendar
from bot.standing_in import Somebody
from handlers import looking_saving
from handlers.looking import AT_ONCE
from handlers.looking_people import Met
from handlers.looking_rules import Rule
from handlers.looking_saving import save
from handlers.looking_subjects import Looked, Looker, Subject
from storage import looking
from storage.database import Database
from storage.prepared import Prepared
from storage.tables import Counter, Customer, Nudge, Promise, table
from tests.bench.gestures import MIA, MORNING
from tests.bench.marks import Figure, ratio, spent, summary
from tests.bench.transactions import TEAM
from tests.postgres import NoPostgresql, new_database, postgresql

FEW, MANY, DUE = 10_000, 1_000_000, 1_000
# So many promises there are to each customer, and so many people look after these.
TO_EACH, OWNERS = 10, 100
ROUNDS = 9
ZONE = "Europe/Tallinn"
HELD = Preferences(hours=WorkingHours(), leads=frozenset([MIA]))
# A statement with its values, or with a list of them where it is run for each.
Said = tuple[str, Any, bool]


async def measure(folder: Path, postgres_url: str | None) -> list[Figure]:
    """The figures on SQLite and, where there is one, on PostgreSQL."""
    few, many = folder / "few.db", folder / "many.db"
    for path, stored in ((few, FEW), (many, MANY)):
        await _prepare(f"sqlite:///{path}")
        await asyncio.to_thread(_fill_sqlite, path, stored)
    figures = await asyncio.to_thread(_measure, "SQLite", f"sqlite:///{few}", f"sqlite:///{many}")
    if postgres_url:
        with (
            new_database(postgres_url, "bench_sweep_few") as few_url,
            new_database(postgres_url, "bench_sweep_many") as many_url,
        ):
            for url, stored in ((few_url, FEW), (many_url, MANY)):
                await _prepare(url)
                await asyncio.to_thread(_fill_postgresql, url, stored)
            figures += await asyncio.to_thread(_measure, "PostgreSQL", few_url, many_url)
    return figures


async def _prepare(url: str) -> None:
    db = Database(url)
    await db.start()
    await db.stop()


def _rows(stored: int, series: str, text: str) -> Iterator[tuple[str, list[Any]]]:
    """How so many promises and their customers are written by the database itself: `series` is a table of numbers `n` from
    1 on, and `text` makes text of a number. The first 1,000 promises are late and due to be looked at."""
    later, date = MORNING + timedelta(days=30), (MORNING - timedelta(hours=20))
    customers = {
        "id": "n",
        "team_id": f"'{TEAM}'",
        "number": "n",
        "name": f"'Customer ' || {text}",
        "owner_id": f"'U' || (n - n / {OWNERS} * {OWNERS})",
        "created_by": f"'{MIA}'",
        "created_at": "?",
        "met_at": "?",
        "next_look_at": "?",
    }
    promises = {
        "id": "n",
        "team_id": f"'{TEAM}'",
        "number": "n",
        "customer_id": f"(n - 1) / {TO_EACH} + 1",
        "words": "'a replacement pump'",
        "kind": "'delivery'",
        "owner_id": f"'U' || (n - n / {OWNERS} * {OWNERS})",
        "said_by": f"'{MIA}'",
        "zone": f"'{ZONE}'",
        "created_at": "?",
        "due_at": "?",
        "due_wall": "?",
        "next_look_at": f"CASE WHEN n <= {DUE} THEN ? ELSE ? END",
    }
    for model, columns, count, values in (
        (
            Customer,
            customers,
            stored // TO_EACH,
            [MORNING - timedelta(days=9), MORNING - timedelta(days=3), later],
        ),
        (Promise, promises, stored, [MORNING - timedelta(days=9), date, "2026-11-24", MORNING, later]),
    ):
        for column in table(model).c:
            default = model.model_fields[column.name].default
            if column.name not in columns and isinstance(default, str | bool | int):
                columns[column.name] = f"'{default}'" if isinstance(default, str) else str(default)
        written = (
            f"INSERT INTO {model.__tablename__} ({', '.join(columns)}) "
            f"SELECT {', '.join(columns.values())} FROM {series.format(count)}"
        )
        yield written, values


def _fill_sqlite(path: Path, stored: int) -> None:
    series = "(WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {}) SELECT n FROM numbers)"
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA synchronous=OFF")
        for written, values in _rows(stored, series, "n"):
            raw.execute(
                written,
                [f"{each:%Y-%m-%d %H:%M:%S.%f}" if hasattr(each, "hour") else each for each in values],
            )
        raw.execute("ANALYZE")
    raw.close()


def _fill_postgresql(url: str, stored: int) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as raw:
        raw.execute("SET synchronous_commit = off")
        for written, values in _rows(stored, "generate_series(1, {}) AS n", "n::text"):
            raw.execute(written.replace("?", "%s"), values)
        raw.execute("VACUUM ANALYZE")


def _measure(name: str, few_url: str, many_url: str) -> list[Figure]:
    with _connected(few_url) as few, _connected(many_url) as many:
        decided: dict[tuple[str, int], Subject] = {}
        said = _noted(many, lambda: _sweep(many, decided))
        ours, floor, whole, smaller = [], [], [], []
        for _ in range(ROUNDS):
            smaller.append(_taken_back(few, lambda: _sweep(few)))
            whole.append(_taken_back(many, lambda: _sweep(many)))
            floor.append(_taken_back(many, lambda: _bare(many, said)))
            with patch("handlers.looking_saving._decided", partial(_as_before, decided)):
                ours.append(_taken_back(many, lambda: _sweep(many)))
        many.rollback()
        idle = [_seconds(lambda: _nothing(many)) for _ in range(50)]
    what = f"{DUE:,} of {MANY:,} promises, and {DUE // TO_EACH} customers"
    each = median(whole) / (DUE + DUE // TO_EACH)
    return [
        Figure(
            f"{what}, asked for and written on {name}",
            ratio(ours[1:], floor[1:]),
            1.5,
            f"the look without its rules, compared to the bare driver with the same statements and commits ({len(said)})",
            f"{spent(ours)} against {spent(floor)}",
        ),
        Figure(
            f"{what}, looked at on {name}",
            ratio(whole[1:], floor[1:]),
            None,
            "the whole look with its rules, compared to the same",
            f"{spent(whole)}, {each * 1e6:.0f} µs for each row",
        ),
        Figure(
            f"the whole look compared to {DUE:,} of {FEW:,} on {name}",
            ratio(whole[1:], smaller[1:]),
            1.3,
            "a look costs what is due, and not what is stored",
            f"{spent(whole)} against {spent(smaller)}",
        ),
        Figure(
            f"a look among {MANY:,} where nothing is due, on {name}",
            median(idle) * 1e3,
            1,
            "one question for all kinds of things",
            unit="ms",
        ),
    ]


def _as_before(
    decided: Mapping[tuple[str, int], Subject],
    subject: Subject,
    _rule: Rule,
    _looker: Looker,
    _looked: Looked,
) -> bool:
    """What the rules said of the same row before."""
    before = decided[subject.kind, subject.row.id]
    subject.look, subject.plan = before.look, before.plan
    return True


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(make_url(url))
    with engine.connect() as conn:
        yield conn
        conn.rollback()
    engine.dispose()


def _sweep(conn: Connection, decided: dict[tuple[str, int], Subject] | None = None) -> None:
    """Everything that is due is looked at, as a tick does it; what Slack says of the people is known already. `decided` is
    filled with what came of each row."""
    if decided is not None:
        write = looking_saving._write

        def noting(conn: Connection, looker: Looker, kind: str, done: Sequence[Subject]) -> None:
            decided.update({(kind, each.row.id): each for each in done})
            write(conn, looker, kind, done)

        with patch("handlers.looking_saving._write", noting):
            _sweep(conn)
        return
    looker, met = Looker(TEAM, "U0KEPT00001", MORNING), _met()
    for kind in looking.KINDS:
        while found := looking.due(conn, TEAM, kind, MORNING, most=AT_ONCE):
            if kind in looking.FROM:
                looking.look_too(conn, {each.customer_id for each in found if each.customer_id}, now=MORNING)
                conn.commit()
            looked = save(conn, looker, kind, [each.id for each in found], met)
            conn.commit()
            if not looked.count:
                raise RuntimeError(f"Nobody looked at {kind}: {looked}")


def _met() -> Met:
    ids = [MIA, *(f"U{number}" for number in range(OWNERS))]
    calendar = Calendar(ZONE, HELD.hours, HELD.quiet, HELD.brief_at)
    return Met(
        {each: Somebody(each, "Somebody", ZONE) for each in ids},
        dict.fromkeys(ids, calendar),
        {(each, ""): HELD for each in ["", *ids]},
    )


def _nothing(conn: Connection) -> None:
    if looking.kinds_due(conn, TEAM, MORNING - timedelta(days=1)):
        raise RuntimeError("Something is due.")


def _bare(conn: Connection, said: list[Said]) -> None:
    raw: Any = conn.connection.dbapi_connection
    for text, values, many in said:
        if not text:
            raw.commit()
        elif many:
            raw.cursor().executemany(text, values)
        elif (cursor := raw.execute(text, values)).description:
            cursor.fetchall()


def _noted(conn: Connection, work: Callable[[], object]) -> list[Said]:
    """The statements of some work with their values, as the driver takes them, "" for each commit; the work is taken back."""
    said: list[Said] = []
    ask, run_many = Prepared.ask, Prepared.run_many

    def hear(self: Prepared, conn: Connection, values: Mapping[str, Any]) -> list[Any]:
        written = self.written(conn.dialect)
        said.append((written.text, self.parameters(written, values), False))
        return ask(self, conn, values)

    def hear_many(self: Prepared, conn: Connection, values: Any) -> int:
        all_ = list(values)
        written = self.written(conn.dialect)
        said.append((written.text, [self.parameters(written, each) for each in all_], True))
        return run_many(self, conn, all_)

    def hear_other(
        _conn: object, _cursor: object, text: str, values: Any, _context: object, many: bool
    ) -> None:
        said.append((text, values, many))

    def hear_commit(_conn: object) -> None:
        said.append(("", None, False))

    event.listen(conn, "before_cursor_execute", hear_other)
    event.listen(conn, "commit", hear_commit)
    try:
        with patch.object(Prepared, "ask", hear), patch.object(Prepared, "run_many", hear_many):
            work()
    finally:
        event.remove(conn, "before_cursor_execute", hear_other)
        event.remove(conn, "commit", hear_commit)
        _as_it_was(conn)
    return said


def _taken_back(conn: Connection, work: Callable[[], object]) -> float:
    """How long some work takes, all commits in it; what it did is then taken back."""
    taken = _seconds(work)
    _as_it_was(conn)
    return taken


def _as_it_was(conn: Connection) -> None:
    customers, promises = table(Customer), table(Promise)
    conn.rollback()
    conn.execute(delete(table(Nudge)))
    conn.execute(delete(table(Counter)))
    conn.execute(update(promises).where(promises.c.id <= DUE).values(next_look_at=MORNING))
    later = MORNING + timedelta(days=30)
    conn.execute(update(customers).where(customers.c.id <= DUE // TO_EACH).values(next_look_at=later))
    conn.commit()


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> int:
    """The sweep alone."""
    missing = []
    with ExitStack() as ended:
        folder = Path(ended.enter_context(tempfile.TemporaryDirectory(prefix="kept-bench-")))
        try:
            url = ended.enter_context(postgresql())
        except NoPostgresql as error:
            url = None
            missing.append(f"Not measured on PostgreSQL, as none could be started: {error}")
        print(summary(asyncio.run(measure(folder, url)), missing))
    return 0


if __name__ == "__main__":
    sys.exit(main())
