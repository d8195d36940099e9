"""The simulated world: a store, a Slack, a clock, replicas, and what must never be so in it."""

import asyncio
import itertools
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError

from handlers.drawing import Drawn, Dropped
from handlers.house import House
from handlers.sending_times import Times
from handlers.views.parts import Message, line
from storage import nudges, post_claims, posts
from storage.tables import Nudge, Post, table
from tests.simulation.replica import TEAM, Replica
from tests.simulation.slack import FakeSlack, Request, Said, Try
from tests.simulation.stores import Store

BEGIN = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
POSTS, NUDGES = table(Post), table(Nudge)
POST = "chat.postMessage"
ASKS = "asks:"


class Broken(AssertionError):
    """Something that must never be so."""


class World:
    """Everything that there is, and its rules."""

    places = ("U1", "U2")

    def __init__(self, store: Store, send: Callable[[House], Any]) -> None:
        store.empty()
        self.store, self.send = store, send
        self.loop = asyncio.new_event_loop()
        self.times = Times()
        self.slack = FakeSlack(BEGIN)
        self.replicas: list[Replica] = []
        self.moments = itertools.count()  # the order in which things came true
        self.claimed: dict[str, int] = {}  # by the post's mark: when it was last claimed
        self.ended: dict[int, int] = {}  # by nudge: when it ended
        self.keys = itertools.count(1)
        self.broken: list[str] = []  # what the sender must not learn of, as it goes on whatever happens

    @property
    def now(self) -> datetime:
        """The one clock."""
        return self.slack.now

    def done(self, replica: Replica) -> None:
        """A replica whose round is over is no more."""
        if replica.over and replica in self.replicas:
            self.replicas.remove(replica)
            error = replica.task.exception()
            if error and not isinstance(error, OperationalError):  # that the clock's tick logs
                raise error
            self.at_rest()

    def close(self) -> None:
        """Nothing is left running."""
        self.broken.clear()
        for replica in list(self.replicas):
            replica.kill(lands=False)
        self.loop.close()

    def spin(self) -> None:
        """Lets whoever can go on go on, up to the next thing they wait for."""

        async def turn() -> None:
            for _ in range(10):
                await asyncio.sleep(0)

        self.loop.run_until_complete(turn())
        if self.broken:
            raise Broken(self.broken[0])

    # -- what happens in it

    def put(self, place: str, how_many: int) -> list[int]:
        """Something asks for attention: a post with its nudges."""
        return list(self.store.run(_put, place, how_many, next(self.keys), self.now))

    def end(self, nudge_id: int) -> None:
        """What a nudge is about has ended."""
        if nudge_id not in self.ended:
            self.store.run(_end, nudge_id, self.now)
            self.ended[nudge_id] = next(self.moments)

    def start(self) -> Replica:
        """One more replica has a tick."""
        replica = Replica(self, self.send)
        self.replicas.append(replica)
        self.spin()
        return replica

    def forward(self, by: timedelta, late: timedelta | None, lag: timedelta) -> None:
        """Time passes. Whoever waits for Slack longer than they may gives up; what they asked for lands `late`, or never."""
        to = self.now + by
        for replica in self.replicas:
            for effect in replica.effects:
                request = effect.request
                if request and not effect.result and to >= request.sent_at + self.times.request:
                    replica.time_out(effect, self._lands(request, late), lag)
        self.slack.forward(to)

    def _lands(self, request: Request, late: timedelta | None) -> datetime | None:
        """An update or a deletion may be late by `settle`, a new message by nearly as long as the sweep waits for it."""
        if late is None:
            return None
        most = late if request.method == POST else min(late, self.times.settle)
        return max(self.now, request.sent_at + most)

    def sent(self, request: Request, sender: Replica) -> None:
        """Something goes out: it must not ask for what had ended, nor come blindly after another try."""
        if request.method != POST:
            return
        mark = request.arguments["metadata"]["event_payload"]["post"]
        for nudge_id in asked_for(request.arguments["text"]):
            if self.ended.get(nudge_id, self.claimed[mark]) < self.claimed[mark]:
                self.broken.append(f"{mark} was sent for {nudge_id}, which had ended before it was claimed")
        looked = self.slack.looked.get("D" + request.arguments["channel"][1:])
        for each in self.slack.tries.setdefault(mark, []):
            if not each.refused and (looked is None or looked < each.sent_at + self.times.patience):
                self.broken.append(f"{mark} was sent again blindly")
        self.slack.tries[mark].append(Try(self.now, request, sender))

    def refused(self, request: Request) -> None:
        """Slack has surely not done it."""
        for each in self._tries():
            each.refused = each.refused or each.request is request

    def told(self, request: Request) -> None:
        """Its sender has learned that it was done."""
        for each in self._tries():
            each.known = each.known or each.request is request

    def _tries(self) -> Iterable[Try]:
        return itertools.chain.from_iterable(self.slack.tries.values())

    def unsure(self, sender: Replica) -> None:
        """This sender may have learned something in vain."""
        for each in self._tries():
            each.known = each.known and each.sender is not sender

    def at_rest(self) -> None:
        """When nobody is at work, whoever learned of a second copy has taken it away."""
        for mark, tries in self.slack.tries.items():
            most = 1 + sum(not each.known for each in tries)
            if not self.replicas and len(self._copies(mark)) > most:
                raise Broken(f"{mark} was left there twice by somebody who knew")

    def _copies(self, mark: str) -> list[Said]:
        return [each for each in self.slack.said if each.metadata["event_payload"]["post"] == mark]

    def noted(self, function: Callable[..., Any], result: Any) -> None:
        """Something came true in the store."""
        moment = next(self.moments)
        if getattr(function, "__name__", "") == post_claims.claim.__name__:
            for post in result[0]:
                self.claimed[f"{post.id}:{int(post.made_at.timestamp())}:{post.key}"] = moment

    # -- what must be so in the end

    def settle(self) -> None:
        """Everybody who was stopped goes on, Slack is honest again, and time passes until there is nothing left to do."""
        self._finish()
        for _ in range(60):
            self.forward(timedelta(seconds=31), None, timedelta(0))
            self.start()
            self._finish()
            if not self.slack.late and not self.store.run(_left):
                return
        raise Broken("it never comes to rest")

    def _finish(self) -> None:
        while self.replicas:
            for replica in list(self.replicas):
                self.done(replica)
                for effect in list(replica.effects):
                    replica.step(effect, "fine", "", timedelta(0))

    def check(self) -> None:
        """Nothing lost, nothing twice, nothing that asks for what has ended."""
        for post, its in self.store.run(_all).items():
            mark = f"{post.id}:{int(post.made_at.timestamp())}:{post.key}"
            copies = self._copies(mark)
            open_ = {each.id for each in its if each.ended_at is None}
            if len(copies) > 1:
                raise Broken(f"{mark} stands there {len(copies)} times")
            if open_ and not copies:
                raise Broken(f"{mark} was lost: {post.state}")
            if copies and asked_for(copies[0].text) != open_:
                raise Broken(f"{mark} asks for {copies[0].text}, and only {open_} are open")
            if copies and (post.state, post.ts) != ("said", copies[0].ts):
                raise Broken(f"{mark} stands there, and is {post.state} at {post.ts}")
            if any(each.said_at is None for each in its if each.id in open_):
                raise Broken(f"{mark} was said, and its nudges do not know")


def asked_for(text: str) -> set[int]:
    """The nudges for which a message asks."""
    return {int(each) for each in text.partition(ASKS)[2].split()}


async def draw(house: House, post: Post) -> Drawn | Dropped:
    """A post with those of its nudges that are open; said once, it stays, asking for nothing."""
    its = await house.db.read(nudges.of_post, post.id or 0)
    open_ = [each.id for each in its if each.ended_at is None and each.id is not None]
    if not open_ and post.state != "said":
        return Dropped("all of it has ended")
    return Drawn(Message([line(f"{post.key} {ASKS} {' '.join(map(str, open_))}")]), open_)


def _put(conn: Connection, place: str, how_many: int, number: int, now: datetime) -> list[int]:
    post_id = posts.put(conn, TEAM, key=f"k{number}", what="brief", place=place, due_at=now, now=now)
    made = [
        nudges.make(
            conn,
            TEAM,
            kind="promise",
            row_id=number,
            reason="promise_late",
            window=str(each),
            recipient_id=place,
            role="owner",
            why="",
            since_at=now,
            now=now,
        )
        for each in range(how_many)
    ]
    ids = [each.id for each in made if each and each.id]
    conn.execute(NUDGES.update().where(NUDGES.c.id.in_(ids)).values(post_id=post_id))
    return ids


def _end(conn: Connection, nudge_id: int, now: datetime) -> None:
    row = conn.execute(select(NUDGES).where(NUDGES.c.id == nudge_id)).mappings().one()
    nudges.end(conn, [Nudge(**row)], "it was done", now=now)


def _left(conn: Connection) -> int:
    waits = (
        POSTS.c.state.in_(("due", "sending")) | POSTS.c.redraw_at.is_not(None) | POSTS.c.sweep_at.is_not(None)
    )
    return len(conn.execute(select(POSTS.c.id).where(waits)).all())


def _all(conn: Connection) -> dict[Any, list[Nudge]]:
    every = [Nudge(**row) for row in conn.execute(select(NUDGES)).mappings()]
    found = [Holder(Post(**row)) for row in conn.execute(select(POSTS)).mappings()]
    return {each: [n for n in every if n.row_id == int(each.key[1:])] for each in found}


class Holder:
    """A post that can be a key."""

    def __init__(self, post: Post) -> None:
        self.__dict__.update(vars(post))

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)
