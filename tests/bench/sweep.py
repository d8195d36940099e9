"""The clock's look at 1,000 due promises among 10,000 and among a million, against the bare driver with the same
statements and values; and how long it takes to see that nothing is due.

`python -m tests.bench.sweep` measures it alone.
"""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, create_engine, make_url

from bot.calendar import WorkingHours
from bot.preferences import Preferences
from bot.quiet import Calendar
from bot.standing_in import Somebody
from handlers.looking import AT_ONCE
from handlers.looking_known import known_of
from handlers.looking_people import Met
from handlers.looking_rules import RULES, Batch
from handlers.looking_saving import save
from handlers.looking_subjects import Looker
from storage import looking
from storage.database import Database
from tests.bench.alone import alone
from tests.bench.gestures import MIA, MORNING
from tests.bench.marks import Figure, ratio, spent
from tests.bench.statements import bare, noted, seconds
from tests.bench.sweep_rows import (
    DUE,
    FEW,
    MANY,
    OWNERS,
    ZONE,
    as_it_was,
    fill_postgresql,
    fill_sqlite,
)
from tests.bench.transactions import TEAM
from tests.postgres import new_database

ROUNDS = 9
HELD = Preferences(hours=WorkingHours(), leads=frozenset([MIA]))


async def measure(folder: Path, postgres_url: str | None) -> list[Figure]:
    """The figures on SQLite and, where there is one, on PostgreSQL."""
    few, many = folder / "few.db", folder / "many.db"
    for path, stored in ((few, FEW), (many, MANY)):
        await _prepare(f"sqlite:///{path}")
        await asyncio.to_thread(fill_sqlite, path, stored)
    figures = await asyncio.to_thread(_measure, "SQLite", f"sqlite:///{few}", f"sqlite:///{many}")
    if postgres_url:
        with (
            new_database(postgres_url, "bench_sweep_few") as few_url,
            new_database(postgres_url, "bench_sweep_many") as many_url,
        ):
            for url, stored in ((few_url, FEW), (many_url, MANY)):
                await _prepare(url)
                await asyncio.to_thread(fill_postgresql, url, stored)
            figures += await asyncio.to_thread(_measure, "PostgreSQL", few_url, many_url)
    return figures


async def _prepare(url: str) -> None:
    db = Database(url)
    await db.start()
    await db.stop()


def _measure(name: str, few_url: str, many_url: str) -> list[Figure]:
    with _connected(few_url) as few, _connected(many_url) as many:
        raw = many.connection.dbapi_connection
        finding = noted(many, lambda: _find(many))
        looking_ = noted(many, lambda: _sweep(many))
        as_it_was(many)
        found, found_bare, whole, whole_bare, smaller = [], [], [], [], []
        for _ in range(ROUNDS):
            found_bare.append(_taken_back(many, lambda: bare(raw, finding)))
            found.append(_taken_back(many, lambda: _find(many)))
            whole_bare.append(_taken_back(many, lambda: bare(raw, looking_)))
            whole.append(_taken_back(many, lambda: _sweep(many)))
            smaller.append(_taken_back(few, lambda: _sweep(few)))
        idle = [seconds(lambda: _nothing(many)) for _ in range(50)]
    what = f"{DUE:,} of {MANY:,} promises, and what else is due"
    return [
        Figure(
            f"{what}, found on {name}",
            ratio(found[1:], found_bare[1:]),
            1.5,
            f"with all that is known of them, compared to the bare driver with the same statements ({len(finding)})",
            f"{spent(found)} against {spent(found_bare)}",
        ),
        Figure(
            f"{what}, looked at on {name}",
            ratio(whole[1:], whole_bare[1:]),
            None,
            f"found, judged and written, compared to the bare driver with the same statements ({len(looking_)})",
            f"{spent(whole)} against {spent(whole_bare)}, {median(whole) / DUE * 1e6:.0f} µs for each promise",
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


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(make_url(url))
    with engine.connect() as conn:
        yield conn
        conn.rollback()
    engine.dispose()


def _find(conn: Connection) -> None:
    """Everything that is due, with all that is known of it, in portions as the clock takes it."""
    for kind in looking.kinds_due(conn, TEAM, MORNING):
        due = looking.due(conn, TEAM, kind, MORNING, most=DUE)
        for start in range(0, len(due), AT_ONCE):
            rows = looking.locked(conn, kind, [each.id for each in due[start : start + AT_ONCE]], MORNING)
            known_of(conn, TEAM, kind, rows)
            RULES[kind](conn, Batch(TEAM, rows, {}, MORNING))


def _sweep(conn: Connection) -> None:
    """Everything that is due is looked at, as a tick does it; what Slack says of the people is known already."""
    looker, met = Looker(TEAM, "U0KEPT00001", MORNING), _met()
    for kind in looking.KINDS:
        while found := looking.due(conn, TEAM, kind, MORNING, most=AT_ONCE):
            if kind in looking.FROM:
                with conn.begin():
                    theirs = {each.customer_id for each in found if each.customer_id}
                    looking.look_too(conn, theirs, now=MORNING)
            with conn.begin():
                looked = save(conn, looker, kind, [each.id for each in found], met)
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


def _taken_back(conn: Connection, work: Callable[[], object]) -> float:
    """How long some work takes, all commits in it; what it did is then taken back."""
    taken = seconds(work)
    as_it_was(conn)
    return taken


def main() -> int:
    """The sweep alone."""
    return alone(measure)


if __name__ == "__main__":
    sys.exit(main())
