"""One trial: so many posts, so many replicas, one of them killed every second, and what stands in Slack in the end."""

import asyncio
import itertools
import os
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, create_engine, func, select, update
from sqlalchemy.pool import NullPool

from playground import Slack
from playground.faults import Chance
from playground.workspace import Change, Person
from storage import nudges, posts
from storage.database import Database
from storage.tables import Nudge, Post, table
from tests.chaos.replica import AT_WORK, ENDS_EVERY, OPEN, WHAT

ROOT = Path(__file__).parents[2]
POSTS, NUDGES = table(Post), table(Nudge)
# Of a hundred posts so many meet this.
POSTING = (
    Chance("429", 0.03),
    Chance("500", 0.01),
    Chance("reset", 0.01),
    Chance("fatal_error", 0.01),
    Chance("500", 0.01, after=True),
    Chance("reset", 0.01, after=True),
    Chance("timeout", 0.01, after=True, seconds=5),
    Chance("fatal_error", 0.01, after=True),
    Chance("not_json", 0.01, after=True),
    Chance("late", 0.01, seconds=3),
)
LOOKING = (Chance("500", 0.04), Chance("429", 0.03))
CHANGING = (Chance("reset", 0.02, after=True), Chance("500", 0.02), Chance("429", 0.02))
LAG = timedelta(seconds=0.3)


@dataclass(frozen=True)
class Size:
    """How big a trial is: `settle` seconds is the sender's setting, due posts come over `seconds`, and replicas at work are
    killed for as long; `sweep` is after how many second copies are looked for, and more than anything Slack does late."""

    posts: int
    people: int
    replicas: int
    seconds: float
    settle: int = 1
    sweep: float = 15
    seed: int = 1
    kill_every: float = 1.0
    patience: float = 240.0


@dataclass
class Found:
    """What came of it."""

    posts: int
    lost: int = 0
    twice: int = 0
    ended_and_asking: int = 0
    never_said: int = 0
    kills: int = 0
    deleted: int = 0
    took: float = 0.0
    calls: Counter[str] = field(default_factory=Counter)

    @property
    def fine(self) -> bool:
        """Whether everything stands there once."""
        return not (self.lost or self.twice or self.ended_and_asking)

    def line(self, name: str) -> str:
        """The figures in one line."""
        return (
            f"{name}: {self.posts} posts, {self.kills} kills, {self.took:.0f} s: {self.lost} lost, {self.twice} visible "
            f"twice, {self.ended_and_asking} asking for what had ended; {self.never_said} ended before they were said, "
            f"{self.calls['conversations.history']} look-ups, {self.deleted} second copies taken away"
        )


async def trial(database_url: str, size: Size) -> Found:
    """Runs it to the end, and looks."""
    slack = Slack()
    await slack.start()
    found = Found(size.posts)
    slack.workspace.on_change(lambda change: _count(found, change))
    begun = asyncio.get_running_loop().time()
    try:
        await _prepare(slack, database_url, size)
        _lie(slack, size.seed)
        await _run(slack, database_url, size, found)
    finally:
        await slack.stop()
    _look(slack, database_url, found)
    found.calls = Counter(each.method for each in slack.api.calls)
    found.took = asyncio.get_running_loop().time() - begun
    return found


def _count(found: Found, change: Change) -> None:
    found.deleted += change.what == "deleted"


async def _prepare(slack: Slack, database_url: str, size: Size) -> None:
    """People, and something for each of them that becomes due while replicas die."""
    people = [
        slack.workspace.add_person(Person(f"U{number:08}", f"p{number}", f"P {number}", "", "UTC")).id
        for number in range(size.people)
    ]
    db = Database(database_url)
    await db.start()
    await db.write(_put, slack.team_id, people, size, datetime.now(UTC))
    await db.stop()


def _put(conn: Connection, team_id: str, people: list[str], size: Size, now: datetime) -> None:
    for number in range(1, size.posts + 1):
        due_at = now + timedelta(seconds=size.seconds * number / size.posts)
        person = people[number % len(people)]
        post_id = posts.put(
            conn, team_id, key=f"chaos:{number}", what=WHAT, place=person, due_at=due_at, now=now
        )
        made = nudges.make(
            conn,
            team_id,
            kind="promise",
            row_id=number,
            reason="promise_late",
            window="1",
            recipient_id=person,
            role="owner",
            why="",
            since_at=now,
            now=now,
            say_at=due_at,
        )
        assert made
        conn.execute(update(NUDGES).where(NUDGES.c.id == made.id).values(post_id=post_id))


def _lie(slack: Slack, seed: int) -> None:
    slack.faults.at_random(
        seed,
        chat_postMessage=POSTING,
        conversations_history=LOOKING,
        conversations_open=LOOKING,
        chat_update=CHANGING,
        chat_delete=CHANGING,
    )
    slack.faults.history_lag = LAG


async def _run(slack: Slack, database_url: str, size: Size, found: Found) -> None:
    replicas = await asyncio.gather(*(_start(slack, database_url, size) for _ in range(size.replicas)))
    dice = random.Random(size.seed)
    loop = asyncio.get_running_loop()
    killing_ends = loop.time() + size.seconds + 2
    try:
        while loop.time() < killing_ends:
            await asyncio.sleep(size.kill_every * (0.7 + 0.6 * dice.random()))
            which = dice.randrange(len(replicas))
            await _kill(replicas[which])
            found.kills += 1
            replicas[which] = await _start(slack, database_url, size)
        async with asyncio.timeout(size.patience):
            while await asyncio.to_thread(_left, database_url):  # noqa: ASYNC110 - a database has no event
                await asyncio.sleep(0.5)
    finally:
        for replica in replicas:
            await _kill(replica)


async def _start(slack: Slack, database_url: str, size: Size) -> asyncio.subprocess.Process:
    """A replica that is at work: a kill before that would prove nothing."""
    environ = {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database_url,
        "KEPT_SETTLE_SECONDS": str(size.settle),
        "SWEEP_SECONDS": str(size.sweep),
    }
    replica = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.chaos.replica",
        cwd=ROOT,
        env=environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert replica.stdout
    async with asyncio.timeout(size.patience):
        assert await replica.stdout.readline() == AT_WORK
    return replica


async def _kill(replica: asyncio.subprocess.Process) -> None:
    if replica.returncode is None:
        replica.kill()
    await replica.wait()


def _left(database_url: str) -> int:
    """How many posts have something to be done with them."""
    engine = create_engine(database_url, poolclass=NullPool)
    waits = (
        POSTS.c.state.in_(("due", "sending")) | POSTS.c.redraw_at.is_not(None) | POSTS.c.sweep_at.is_not(None)
    )
    open_ends = (NUDGES.c.row_id % ENDS_EVERY == 0) & NUDGES.c.ended_at.is_(None)
    with engine.connect() as conn:
        return sum(
            conn.execute(select(func.count()).where(condition)).scalar_one()
            for condition in (waits, open_ends)
        )


def _look(slack: Slack, database_url: str, found: Found) -> None:
    """What stands in Slack, post by post."""
    said = itertools.chain.from_iterable(
        slack.talk.lines(channel.id) for channel in slack.workspace.channels.values()
    )
    texts: dict[str, list[str]] = {}
    for message in said:
        words, _, key = str(message.body["text"]).rpartition(" ")
        if key.startswith("chaos:"):
            texts.setdefault(key, []).append(words)
    with create_engine(database_url, poolclass=NullPool).connect() as conn:
        ended = dict(conn.execute(select(NUDGES.c.row_id, NUDGES.c.ended_at)).all())
    for number, ended_at in ended.items():
        its = texts.get(f"chaos:{number}", [])
        found.twice += len(its) > 1
        found.lost += not its and ended_at is None
        found.never_said += not its and ended_at is not None
        found.ended_and_asking += ended_at is not None and OPEN in its
