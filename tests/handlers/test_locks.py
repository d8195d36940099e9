"""On PostgreSQL whoever plans, ends and records at the same moment waits for the others in one order, and nobody for good."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as wall

from sqlalchemy import Connection, select, update

from bot.access import Person, Standing
from bot.calendar import WorkingHours
from bot.quiet import Calendar
from handlers.brief_between import Situation
from handlers.brief_deciding import decide
from handlers.customer_handing import save_all
from handlers.gestures import Gesture
from storage import absences, looking, nudge_locks, nudges, post_claims, post_facts, posts, rows
from storage.database import Database
from storage.tables import Customer, Nudge, Post, Promise, table

TEAM, MIA = "T1", "U0MIA000001"
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)  # Wednesday, 11:00 in Tallinn
CALENDAR = Calendar("Europe/Tallinn", WorkingHours(), (wall(19), wall(8)), wall(9))
HERE = Situation(MIA, CALENDAR, None, 3, False, NOW)
# Seconds. One waits in the middle of its work, so that the others come in between.
A_WHILE, MEANWHILE = 0.4, 0.15


@asynccontextmanager
async def databases(url: str, count: int) -> AsyncIterator[list[Database]]:
    """As many replicas' doors to one database."""
    async with AsyncExitStack() as open_:
        found = []
        for _ in range(count):
            database = Database(url)
            await database.start()
            open_.push_async_callback(database.stop)
            found.append(database)
        yield found


def ask(conn: Connection, row_id: int, *, urgent: bool = False) -> None:
    made = nudges.make(
        conn,
        TEAM,
        kind="promise",
        row_id=row_id,
        reason="promise_late",
        window="w1",
        recipient_id=MIA,
        role="owner",
        why="because",
        since_at=NOW,
        now=NOW,
        urgent=urgent,
    )
    assert made is not None


def stored(conn: Connection) -> list[Nudge]:
    return rows.every(Nudge, conn.execute(select(table(Nudge)).order_by(table(Nudge).c.id)))


def four(conn: Connection) -> None:
    """Two nudges in a message that is just being said, one that waits for the brief, and an urgent one."""
    for number in range(1, 5):
        ask(conn, number, urgent=number == 4)
    post_id = posts.put(conn, TEAM, key="nudge:1", what="nudge", place=MIA, due_at=NOW, now=NOW)
    conn.execute(update(table(Nudge)).where(table(Nudge).c.id.in_([1, 2])).values(post_id=post_id))


def ends(conn: Connection, pairs: list[list[Nudge]]) -> None:
    """What the clock's look does with what asks no more, in two reasons."""
    nudge_locks.lock(conn, [each for some in pairs for each in some])
    nudges.end(conn, pairs[0], "it was kept", now=NOW)
    time.sleep(A_WHILE)
    nudges.end(conn, pairs[1], "it was called off", now=NOW)


def claims(conn: Connection) -> list[Post]:
    return post_claims.claim(conn, TEAM, "a", now=NOW, until=NOW + timedelta(minutes=1), most=10)[0]


def records(conn: Connection, post: Post) -> list[str]:
    fact = post_facts.Fact(post, "D1", "1.1", "abc", [1, 2])
    return post_facts.said(conn, [fact], now=NOW, sweep_at=NOW + timedelta(minutes=5))


async def test_a_planner_an_ender_and_a_recorder_at_once_all_come_to_their_end(
    postgres_database_url: str,
) -> None:
    async with databases(postgres_database_url, 3) as (planner, ender, recorder):
        await planner.write(four)
        first, second, waiting, urgent = await planner.read(stored)

        async def record() -> list[str]:
            # It is due when the ender begins, and claimed while that is at work, or once it is done.
            for _ in range(20):
                await asyncio.sleep(MEANWHILE)
                claimed = [each for each in await recorder.write(claims) if each.key == "nudge:1"]
                if claimed:
                    return await recorder.write(records, claimed[0])
            return []

        async def plan() -> None:
            await asyncio.sleep(MEANWHILE)
            await planner.write(decide, TEAM, HERE)

        done = await asyncio.gather(
            ender.write(ends, [[first, waiting], [second, urgent]]), record(), plan(), return_exceptions=True
        )
        assert [each for each in done if isinstance(each, BaseException)] == []
        assert done[1] == ["1.1"]
        assert {each.ended_why for each in await planner.read(stored)} == {
            "it was kept",
            "it was called off",
        }


async def test_two_who_end_the_same_in_another_order_wait_for_each_other_once(
    postgres_database_url: str,
) -> None:
    async with databases(postgres_database_url, 2) as (one, other):
        await one.write(four)
        some = await one.read(stored)
        again = await other.read(stored)
        done = await asyncio.gather(
            one.write(ends, [some[:2], some[2:]]),
            other.write(ends, [again[2:], again[:2]]),
            return_exceptions=True,
        )
        assert [each for each in done if isinstance(each, BaseException)] == []


def held_by_mia(conn: Connection) -> None:
    """A customer of Mia's, with a promise."""
    customer = Customer(team_id=TEAM, number=1, name="Acme", owner_id=MIA, created_at=NOW, created_by=MIA)
    promise = Promise(
        team_id=TEAM, number=1, customer_id=1, words="pump", kind="other", owner_id=MIA, said_by=MIA,
        zone="Europe/Tallinn", created_at=NOW,
    )  # fmt: skip
    for row in (customer, promise):
        rows.begin(conn, row, what="begun", by=MIA, via="command", now=NOW - timedelta(days=1))
    conn.execute(update(table(Promise)).values(next_look_at=NOW + timedelta(days=1)))


def looks_at_mia(conn: Connection) -> None:
    """What the clock's look at people does: their desk, and then all that asks them."""
    absences.look_at(conn, TEAM, MIA, at=NOW)
    time.sleep(A_WHILE)
    looking.wake(conn, TEAM, [MIA], now=NOW)


async def test_the_look_at_somebody_and_the_handover_of_all_they_have_both_come_to_their_end(
    postgres_database_url: str,
) -> None:
    sam = Person("U0SAM000001", "Sam Okafor", "Europe/London", Standing.MEMBER)
    gesture = Gesture(sam, TEAM, "modal", "handover:1", NOW)
    async with databases(postgres_database_url, 2) as (clock, colleague):
        await clock.write(held_by_mia)

        async def hands() -> None:
            await asyncio.sleep(MEANWHILE)
            handed = await colleague.write(save_all, gesture, MIA, sam.id, everything=True)
            assert handed.counts == {"promise": 1}

        done = await asyncio.gather(clock.write(looks_at_mia), hands(), return_exceptions=True)
        assert [each for each in done if isinstance(each, BaseException)] == []
