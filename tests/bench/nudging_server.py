"""What speaks, in a process of its own: `python -m tests.bench.nudging_server sender|bare|kept`.

`sender` is Kept's sender alone, `bare` the SDK's client with the same messages, `kept` all of Kept. A number on the standard
input has the first two say so many messages; 0 has the sender say all that is due. They answer with the CPU seconds and the
seconds that it took.
"""

import asyncio
import logging
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection, func, insert, select

from bot.settings import read
from handlers import sending
from handlers.drawing import Drawn
from handlers.house import House
from handlers.people import utc_now
from handlers.run import connected, open_house, sweep_seldom
from handlers.sending_content import content, mark
from handlers.views.parts import Message, actions, bold, button, line
from storage.tables import Nudge, Post, table

WHAT = "bench"
PEOPLE = 1000
TEAM = "T0LARKSPUR1"
POSTS, NUDGES = table(Post), table(Nudge)
# What is done before the time is taken.
PREPARE: list[Callable[[int], Awaitable[None]]] = []
Say = Callable[[int], Awaitable[None]]


def person(number: int) -> str:
    """Somebody's id."""
    return f"U{number % PEOPLE:08}"


def message(key: str) -> Message:
    """About as much as a nudge says."""
    return Message(
        [
            line(bold(f"P-12 · replacement pump for Acme ({key})"), " was due on Fri 27 Nov 17:00."),
            line("It is late, and the customer was told that date. What is so?"),
            actions("a", *(button(label, label, key) for label in ("Kept", "At risk", "New date", "Snooze"))),
        ]
    )


async def draw(_house: House, post: Post) -> Drawn:
    """A nudge, as things stand."""
    return Drawn(message(post.key), [post.id or 0])


def put(conn: Connection, how_many: int, now: datetime) -> None:
    """So many posts with a nudge each, due in turn for everybody."""
    first = (conn.execute(select(func.max(POSTS.c.id))).scalar() or 0) + 1
    for start in range(first, first + how_many, 500):
        numbers = range(start, min(start + 500, first + how_many))
        conn.execute(insert(POSTS), [_columns(_post(each, now)) for each in numbers])
        conn.execute(insert(NUDGES), [_columns(_nudge(each, now)) for each in numbers])


def _post(number: int, now: datetime) -> Post:
    return Post(
        id=number,
        team_id=TEAM,
        key=f"bench:{number}",
        what=WHAT,
        place=person(number),
        due_at=now,
        made_at=now,
    )


def _nudge(number: int, now: datetime) -> Nudge:
    return Nudge(
        id=number,
        team_id=TEAM,
        number=number,
        kind="promise",
        row_id=number,
        reason="promise_late",
        window="1",
        recipient_id=person(number),
        role="owner",
        since_at=now,
        say_at=now,
        post_id=number,
        made_at=now,
    )


def _columns(row: Post | Nudge) -> dict[str, object]:
    return {column.name: getattr(row, column.name) for column in table(type(row)).c}


def left(conn: Connection) -> int:
    """How many are not said yet."""
    return int(conn.execute(select(func.count()).where(POSTS.c.state != "said")).scalar_one())


@asynccontextmanager
async def sender() -> AsyncIterator[Say]:
    """The sender."""
    async with open_house(read(os.environ), utc_now) as house:

        async def say(_: int) -> None:
            while await house.db.read(left):
                if not await sending.send(house, {WHAT: draw}):
                    await asyncio.sleep(0.01)

        async def prepare(how_many: int) -> None:
            await house.db.write(put, how_many, utc_now())

        PREPARE.append(prepare)
        yield say


@asynccontextmanager
async def kept() -> AsyncIterator[Say]:
    """All of Kept, whose ticks find something to say."""
    async with open_house(read(os.environ), utc_now) as house, connected(house) as running:
        running.ticks._draws = {WHAT: draw}

        async def say(_: int) -> None:
            """It does so by itself."""

        yield say


@asynccontextmanager
async def bare() -> AsyncIterator[Say]:
    """The SDK's client, shared and without retries, with as many calls under way as the sender has."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        client = AsyncWebClient(
            token=os.environ["SLACK_BOT_TOKEN"],
            base_url=os.environ["SLACK_API_URL"],
            session=session,
            retry_handlers=[],
            logger=logging.getLogger("kept.slack"),
        )

        async def send(how_many: int) -> None:
            numbers = iter(range(how_many))

            async def lane() -> None:
                for number in numbers:
                    await client.chat_postMessage(
                        channel=person(number),
                        unfurl_links=False,
                        unfurl_media=False,
                        metadata=METADATA,
                        **message(f"bench:{number}").body(),
                    )

            await asyncio.gather(*(lane() for _ in range(sending.LANES)))

        yield send


_POST = Post(team_id="T", id=1, key="bench:1", what=WHAT, place="U", due_at=utc_now(), made_at=utc_now())
METADATA = {
    "event_type": "kept_post",
    "event_payload": {"post": mark(_POST), "shows": content(message("x")).digest, "nudges": "1"},
}


async def serve(kind: str) -> None:
    """Answers until its input ends."""
    async with {"sender": sender, "bare": bare, "kept": kept}[kind]() as say:
        sweep_seldom()
        asked = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(asked), sys.stdin
        )
        print("ready", flush=True)
        while line_ := (await asked.readline()).decode().strip():
            for prepare in PREPARE:
                await prepare(int(line_))
            cpu, wall = time.process_time(), time.perf_counter()
            await say(int(line_))
            print(time.process_time() - cpu, time.perf_counter() - wall, flush=True)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    asyncio.run(serve(sys.argv[1]))
