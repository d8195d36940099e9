"""Small pieces of work to hand in at the door."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert as upsert

from storage.database import Database
from storage.tables import Counter, table

COUNTER = table(Counter)
TEAM = "T1"


class Refused(Exception):
    pass


def give(conn: Connection, kind: str, last: int = 1) -> int:
    """Save a row; the same kind twice is refused by the primary key."""
    conn.execute(COUNTER.insert().values(team_id=TEAM, kind=kind, last=last))
    return last


def give_then_fail(conn: Connection, kind: str, error: BaseException) -> None:
    give(conn, kind)
    raise error


def kinds(conn: Connection) -> list[str]:
    found = select(COUNTER.c.kind).where(COUNTER.c.team_id == TEAM).order_by(COUNTER.c.kind)
    return list(conn.execute(found).scalars())


def one_more(conn: Connection) -> int:
    statement = upsert(COUNTER).values(team_id=TEAM, kind="promise", last=1)
    statement = statement.on_conflict_do_update(
        index_elements=["team_id", "kind"], set_={"last": COUNTER.c.last + 1}
    )
    return int(conn.execute(statement.returning(COUNTER.c.last)).scalar_one())


@contextlib.asynccontextmanager
async def held(database: Database) -> AsyncIterator[None]:
    """Keep SQLite's writing thread busy, so that what is handed in meanwhile shares the next commit."""
    busy, go = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        busy.set()
        go.wait(20)

    holding = asyncio.ensure_future(database.write(hold))
    await asyncio.to_thread(busy.wait, 20)
    try:
        yield
        await asyncio.sleep(0)  # the calls made meanwhile hand in their work
    finally:
        go.set()
        await holding


async def together(database: Database, *calls: Sequence[Any]) -> list[Any]:
    """Hand in `(function, *arguments)` of each call to share a commit; their results and exceptions."""
    async with held(database):
        futures = [asyncio.ensure_future(database.write(function, *args)) for function, *args in calls]
    return await asyncio.gather(*futures, return_exceptions=True)
