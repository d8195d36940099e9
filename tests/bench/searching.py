"""Search over many rows, against the bare driver with the same statement.

`python -m tests.bench.searching 1000000` measures it alone, over that many rows.
"""

import asyncio
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from itertools import accumulate
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from sqlalchemy import Connection, create_engine, make_url

from bot.searching import Asked
from handlers import searching as asking
from storage.database import Database
from storage.folding import folded
from storage.prepared import Prepared
from tests.bench.alone import alone
from tests.bench.marks import Figure, ratio, spent
from tests.bench.transactions import TEAM, gesture
from tests.postgres import new_database

# So many are there in well under a minute on both databases; the mark is over a million.
MANY = 200_000
CUSTOMERS = 500
ROUNDS = 9
AT = "2026-11-25 08:00:00.000000"
# What is typed, and what it is like: one promise has the first word, every tenth the second.
WANTED = {
    "a rare word": Asked("serial4711x"),
    "a common one": Asked("pump"),
    "two of one customer": Asked("pump valve", customer="Customer 7"),
}
PROMISE = (
    "id, team_id, number, customer_id, words, kind, owner_id, said_by, agreed, zone, status, health, risk_why, risk_plan,"
    " proof, source_link, created_at"
)
SEARCHABLE = "team_id, kind, row_id, customer_id, words"
CUSTOMER = (
    "id, team_id, number, name, other_names, stage, tier, tags, reach, style, matters, dos, donts, lost_reason,"
    " lost_words, could_have, created_at, created_by"
)
Row = tuple[Any, ...]
Said = tuple[str, Any]


async def measure(folder: Path, postgres_url: str | None, many: int = MANY) -> list[Figure]:
    """The figure on SQLite and, where there is one, on PostgreSQL."""
    figures = [await asyncio.to_thread(_on_sqlite, folder, many)]
    if postgres_url:
        figures.append(await asyncio.to_thread(_on_postgresql, postgres_url, many))
    return figures


def _on_sqlite(folder: Path, many: int) -> Figure:
    path = folder / "searching.db"
    asyncio.run(_prepare(f"sqlite:///{path}"))
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA synchronous=OFF")
        for table, columns, rows in _filling(many):
            places = ", ".join("?" for _ in columns.split(","))
            raw.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)
        raw.execute("INSERT INTO searchable_index (searchable_index) VALUES ('rebuild')")
        raw.commit()
    engine = create_engine(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as raw, engine.connect() as conn:
        return _compare("SQLite", many, conn, lambda text, values: raw.execute(text, values).fetchall())


def _on_postgresql(server: str, many: int) -> Figure:
    with new_database(server, "bench_searching") as url, ExitStack() as ended:
        asyncio.run(_prepare(url))
        raw = ended.enter_context(psycopg.connect(url.replace("+psycopg", ""), autocommit=True))
        index = "ix_searchable_words"
        defined = raw.execute("SELECT pg_get_indexdef(%s::regclass)", [index]).fetchone()
        raw.execute(f"DROP INDEX {index}")  # all at once is several times quicker than row by row
        for table, columns, rows in _filling(many):
            with raw.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        raw.execute(str(defined[0]) if defined else "")
        raw.execute("ANALYZE")
        engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
        ended.callback(engine.dispose)
        conn = ended.enter_context(engine.connect())
        return _compare("PostgreSQL", many, conn, lambda text, values: raw.execute(text, values).fetchall())


async def _prepare(url: str) -> None:
    """The tables."""
    db = Database(url)
    await db.start()
    await db.stop()


def _filling(many: int) -> Iterator[tuple[str, str, Iterator[Row]]]:
    """Tables with their columns and rows: customers, promises, and the words of the promises."""
    yield "customer", CUSTOMER, (_customer(number) for number in range(1, CUSTOMERS + 1))
    names = ((TEAM, number, f"Customer {number}", f"customer {number}") for number in range(1, CUSTOMERS + 1))
    yield "customer_name", "team_id, customer_id, name, folded", names
    said = list(_words(many))
    yield "promise", PROMISE, (_promise(number, words) for number, words in enumerate(said, 1))
    yield (
        "searchable",
        SEARCHABLE,
        (
            (TEAM, "promise", number, _whose(number), f":promise :{_whose(number)} {folded(words)}")
            for number, words in enumerate(said, 1)
        ),
    )


def _customer(number: int) -> Row:
    texts = ("active", *[""] * 10)
    return (number, TEAM, number, f"Customer {number}", "", *texts, AT, "U1")


def _promise(number: int, words: str) -> Row:
    kept = "kept" if number % 3 else "open"
    said = ("delivery", "U1", "U1", "said", "Europe/Tallinn", kept, "on track", "", "", "", "", AT)
    return (number, TEAM, number, _whose(number), words, *said)


def _whose(number: int) -> int:
    """The seventh customer has a twentieth of all, the others share the rest."""
    return 7 if number % 20 == 0 else number % CUSTOMERS + 1


def _words(many: int) -> Iterator[str]:
    """Eight words each, some of them in very many and most in few."""
    chance = random.Random(1)
    syllables = ["ba", "co", "di", "fe", "gu", "ha", "ki", "lo", "mu", "ne", "po", "ri"]
    known = [a + b + c for a in syllables for b in syllables for c in syllables]
    weights = list(accumulate(1 / place for place in range(1, len(known) + 1)))
    for number in range(1, many + 1):
        words = chance.choices(known, cum_weights=weights, k=6)
        words.append("pump" if number % 10 == 0 else "seal")
        words.append("valve" if number % 4 == 0 else f"serial{number}x")
        yield " ".join(words)


def _compare(name: str, many: int, conn: Connection, bare: Callable[[str, Any], list[Any]]) -> Figure:
    """What a search takes, its question read and its answer ready to be shown, against its statement by itself."""
    mia = gesture(0)
    ratios, said = [], []
    for what, wanted in WANTED.items():
        statements = _note(lambda wanted=wanted: asking.look(conn, mia, wanted))  # type: ignore[misc]

        def floor(statements: list[Said] = statements) -> list[Any]:
            return [bare(text, values) for text, values in statements][-1]

        if not floor():
            raise RuntimeError(f"nothing is found for {what}")
        ours, raw = [], []
        for _ in range(ROUNDS):
            raw.append(_seconds(floor))
            ours.append(_seconds(lambda wanted=wanted: asking.look(conn, mia, wanted)))  # type: ignore[misc]
        ratios.append(ratio(ours[1:], raw[1:]))
        said.append(f"{what} {spent(ours)} against {spent(raw)}")
    return Figure(
        f"a search over {many:,} rows on {name}",
        max(ratios),
        2,
        "compared to the bare driver with the statements that fetch the same rows, the worst of three",
        ", ".join(said),
    )


def _note(work: Callable[[], object]) -> list[Said]:
    """The statements that a search is made of, as they reach the driver."""
    heard: list[Said] = []
    ask = Prepared.ask

    def hear(
        statement: Prepared, conn: Connection, values: Mapping[str, Any], *, shape: type[Row] = tuple
    ) -> list[Row]:
        written = statement.written(conn.dialect)
        heard.append((written.text, statement.parameters(written, values)))
        return ask(statement, conn, values, shape=shape)

    with patch.object(Prepared, "ask", hear):
        work()
    return heard


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> int:
    """The search alone."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    return alone(lambda folder, url: measure(folder, url, many), fsync=True)


if __name__ == "__main__":
    sys.exit(main())
