"""Everything on a desk with 5,000 customers, against the bare driver with the statements that fetch the same rows.

`python -m tests.bench.home` measures it alone.
"""

import asyncio
import sqlite3
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, create_engine, make_url

from handlers import home
from storage import rows
from storage.database import Database
from storage.tables import Customer
from tests.bench.alone import alone
from tests.bench.gestures import MORNING
from tests.bench.marks import Figure, ratio, spent
from tests.bench.statements import bare, noted, seconds
from tests.bench.transactions import TEAM
from tests.desk import MIA, fill
from tests.postgres import new_database

ROUNDS = 30
WORDS = "a replacement pump for line two, with the seal kit that they asked for"


async def measure(folder: Path, postgres_url: str | None) -> list[Figure]:
    """The figure on SQLite and, where there is one, on PostgreSQL."""
    path = folder / "home.db"
    await _prepare(f"sqlite:///{path}")
    figures = [await asyncio.to_thread(_on_sqlite, path)]
    if postgres_url:
        with new_database(postgres_url, "bench_home") as url:
            await _prepare(url)
            figures.append(await asyncio.to_thread(_on_postgresql, url))
    return figures


async def _prepare(url: str) -> None:
    db = Database(url)
    await db.start()
    await db.write(fill, TEAM, WORDS, "Customer", MORNING)
    await db.write(_doings)
    await db.stop()


def _doings(conn: Connection) -> None:
    """Ten things that Mia did."""
    for number in range(10_000, 10_010):
        customer = Customer(team_id=TEAM, number=number, name="New", created_at=MORNING, created_by=MIA)
        rows.begin(conn, customer, what="added", by=MIA, via="command", now=MORNING)


def _on_sqlite(path: Path) -> Figure:
    engine = create_engine(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as raw, engine.connect() as conn:
        return _compare("SQLite", conn, raw)


def _on_postgresql(url: str) -> Figure:
    with ExitStack() as ended:
        raw = ended.enter_context(psycopg.connect(url.replace("+psycopg", ""), autocommit=True))
        raw.execute("ANALYZE")
        engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
        ended.callback(engine.dispose)
        conn = ended.enter_context(engine.connect())
        return _compare("PostgreSQL", conn, raw)


def _compare(name: str, conn: Connection, raw: Any) -> Figure:
    said = noted(conn, lambda: _look(conn))
    ours, floor = [], []
    for _ in range(ROUNDS):
        floor.append(seconds(lambda: bare(raw, said)))
        ours.append(seconds(lambda: _look(conn)))
    return Figure(
        f"everything on Home with 5,000 customers on {name}",
        ratio(ours[1:], floor[1:]),
        2,
        f"compared to the bare driver with the {len(said)} statements that fetch the same rows",
        f"{spent(ours)} against {spent(floor)}",
    )


def _look(conn: Connection) -> None:
    """Everything on Mia's desk."""
    desk = home.look(conn, TEAM, MIA, MORNING)
    if not (desk.owe and desk.waits and desk.cases and desk.steps and desk.mine and desk.done):
        raise RuntimeError("A desk with an empty section is nothing to measure.")


def main() -> int:
    """Home alone."""
    return alone(measure)


if __name__ == "__main__":
    sys.exit(main())
