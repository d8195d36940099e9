"""The card and the timeline of a customer with 10,000 entries among 5,000 customers, against the bare driver with the
statements that fetch the same rows.

`python -m tests.bench.customers` measures it alone, and how long merging such a customer and undoing that take.
"""

import asyncio
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, create_engine, make_url

from bot.calendar import WorkingHours
from bot.preferences import Preferences
from bot.promises import Terms
from handlers import customer_card, customer_listing, customer_merging, customer_timeline, undoing
from storage import history, many
from storage.customer_lists import Which
from storage.database import Database
from storage.tables import Contact, Customer, CustomerPerson, Mistake, Promise, Waiting
from tests.bench.alone import alone
from tests.bench.gestures import MIA, MORNING
from tests.bench.marks import Figure, ratio, spent
from tests.bench.statements import bare, noted, seconds
from tests.bench.transactions import TEAM, gesture
from tests.postgres import new_database

ROUNDS = 30
CUSTOMERS = 5000
PROMISES, CONTACTS, STILL_OPEN, CASES, WAITS, PEOPLE = 3500, 3000, 60, 20, 20, 40
ENTRIES = 10_000
WORDS = "a replacement pump for line two, with the seal kit that they asked for"
HELD = Preferences(hours=WorkingHours())


async def measure(folder: Path, postgres_url: str | None, *, merging: bool = False) -> list[Figure]:
    """The figures on SQLite and, where there is one, on PostgreSQL; with `merging` the times of that are said too."""
    path = folder / "customers.db"
    await _prepare(f"sqlite:///{path}")
    figures = await asyncio.to_thread(_on_sqlite, path)
    if merging:
        await _merge("SQLite", f"sqlite:///{path}")
    if postgres_url:
        with new_database(postgres_url, "bench_customers") as url:
            await _prepare(url)
            figures += await asyncio.to_thread(_on_postgresql, url)
            if merging:
                await _merge("PostgreSQL", url)
    return figures


async def _prepare(url: str) -> None:
    db = Database(url)
    await db.start()
    await db.write(_fill)
    await db.stop()


def _fill(conn: Connection) -> None:
    """5,000 customers of Mia's, all of them met now and then; the first has 10,000 entries in the history."""

    def enter(new: list[Any], what: str) -> None:
        many.begin(conn, new, what=what, by=MIA, via="command", now=MORNING)

    begun: dict[str, Any] = {"team_id": TEAM, "created_at": MORNING - timedelta(days=90)}
    customers = [
        Customer(
            **begun,
            number=number,
            name=f"Customer {number}",
            owner_id=MIA,
            created_by=MIA,
            met_at=MORNING - timedelta(days=number % 100),
        )
        for number in range(1, CUSTOMERS + 1)
    ]
    enter(customers, "added")
    first = customers[0].id
    theirs: dict[str, Any] = {**begun, "customer_id": first}
    placed = {**theirs, "said_by": MIA, "words": WORDS, "zone": "Europe/Tallinn"}
    people = [CustomerPerson(**theirs, name=f"Dana {number}") for number in range(PEOPLE)]
    enter(people, "person added")
    promises = [
        Promise(
            **placed, number=number, kind="delivery", owner_id=MIA, due_at=MORNING + timedelta(hours=number)
        )
        for number in range(1, PROMISES + 1)
    ]
    enter(promises, "given")
    enter(
        [
            Contact(
                **placed,
                by_id=MIA,
                how="call",
                at=MORNING - timedelta(hours=number),
                people=str(people[0].id),
            )
            for number in range(CONTACTS)
        ],
        "logged",
    )
    enter(
        [
            Mistake(**theirs, number=number, words=WORDS, kind="delivery", severity="high", said_by=MIA)
            for number in range(CASES)
        ],
        "opened",
    )
    enter(
        [Waiting(**placed, number=number, owner_id=MIA, since_at=MORNING) for number in range(WAITS)], "waits"
    )
    kept = {"status": "kept", "closed_at": MORNING, "closed_by": MIA}
    closed = [(promise, "closed", kept, None) for promise in promises[STILL_OPEN:]]
    entered = 1 + PEOPLE + PROMISES + CONTACTS + CASES + WAITS
    closed = closed[: ENTRIES - entered]
    many.change(conn, closed, by=MIA, via="command", now=MORNING)
    if entered + len(closed) != ENTRIES:
        raise RuntimeError(f"These are {entered + len(closed):,} entries, not {ENTRIES:,}.")


def _on_sqlite(path: Path) -> list[Figure]:
    engine = create_engine(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as raw, engine.connect() as conn:
        return _compare("SQLite", conn, raw)


def _on_postgresql(url: str) -> list[Figure]:
    with ExitStack() as ended:
        raw = ended.enter_context(psycopg.connect(url.replace("+psycopg", ""), autocommit=True))
        raw.execute("ANALYZE")
        engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
        ended.callback(engine.dispose)
        conn = ended.enter_context(engine.connect())
        return _compare("PostgreSQL", conn, raw)


def _compare(name: str, conn: Connection, raw: Any) -> list[Figure]:
    mia = gesture(0)
    middle = history.of_customer(conn, TEAM, 1, most=ENTRIES // 2)[-1].id
    wanted: dict[str, Callable[[], object]] = {
        "the card": lambda: customer_card.look(conn, mia, 1, HELD),
        "the newest page of the timeline": lambda: customer_timeline.read_page(conn, mia, 1),
        "a page in the middle of it": lambda: customer_timeline.read_page(conn, mia, 1, before=middle),
        "a page of the overdue": lambda: customer_listing.overdue(conn, mia, Which(), HELD, 0),
    }
    figures = [_figure(f"{what} on {name}", conn, raw, work) for what, work in wanted.items()]
    # Its statements depend on which rhythms there are, so they are not built once; no mark asks for that.
    return [*figures[:-1], replace(figures[-1], limit=None)]


def _figure(what: str, conn: Connection, raw: Any, work: Callable[[], object]) -> Figure:
    work()
    said = noted(conn, work)
    ours, floor = [], []
    for _ in range(ROUNDS):
        floor.append(seconds(lambda: bare(raw, said)))
        ours.append(seconds(work))
    return Figure(
        f"{what}, of {ENTRIES:,} entries and {CUSTOMERS:,} customers",
        ratio(ours[1:], floor[1:]),
        2,
        f"compared to the bare driver with the {len(said)} statements that fetch the same rows",
        f"{spent(ours)} against {spent(floor)}",
    )


async def _merge(name: str, url: str) -> None:
    """Says how long merging that customer into another takes, and undoing it."""
    db = Database(url)
    await db.start()
    merging, back = gesture(0)._replace(key="merging"), gesture(0)._replace(key="back")
    begun = [time.perf_counter()]
    _, _, entry = await db.write(customer_merging.save, merging, 1, 2)
    begun.append(time.perf_counter())
    await db.write(
        undoing.save, back, lambda conn: history.entry(conn, TEAM, entry.id or 0), Terms(WorkingHours())
    )
    begun.append(time.perf_counter())
    await db.stop()
    merged, undone = (later - earlier for earlier, later in pairwise(begun))
    print(f"merging {ENTRIES:,} entries on {name}: {merged:.2f} s; undoing it: {undone:.2f} s")


def main() -> int:
    """Customers alone."""
    return alone(partial(measure, merging=True))


if __name__ == "__main__":
    sys.exit(main())
