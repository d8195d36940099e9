"""One replica in the simulation: the real sender, whose every step outside itself waits until it is told to go on."""

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy.exc import OperationalError

from bot.access import Person, Standing
from handlers.house import House
from tests.simulation.slack import BOT, TOO_MANY, Request, Response, answered, bad

if TYPE_CHECKING:
    from tests.simulation.world import World

TEAM = "T1"
How = Literal["fine", "fails", "unknown"]


@dataclass
class Effect:
    """Something the sender waits for. What it asks of the store is done when it is told so; what it asks of Slack is on
    the wire at once. Then it has a result, and goes on when it is told to."""

    future: asyncio.Future[Any]
    what: str = ""
    work: Callable[[], Any] | None = None  # of the store
    request: Request | None = None  # to Slack
    result: Callable[[], Any] | None = None  # known, and not told yet
    fine: bool = False

    @property
    def name(self) -> str:
        """Slack's method, or the storage's function."""
        return self.request.method if self.request else self.what

    def tell(self) -> None:
        """Lets the sender go on."""
        assert self.result
        if self.future.done():
            return
        try:
            self.future.set_result(self.result())
        except Exception as error:  # noqa: BLE001 - it is the sender's
            self.future.set_exception(error)


class Replica:
    """A house whose way to the store and to Slack goes through effects."""

    def __init__(self, world: "World", send: Callable[[House], Any]) -> None:
        self.world = world
        self.effects: list[Effect] = []
        self._send = send
        fakes: Any = SimpleNamespace(
            write=self._ask_store,
            read=self._ask_store,
            post=self._ask_slack,
            token="xoxb-1",
            base_url="https://slack.test/api/",
            everybody=self._everybody,
        )
        self.house = House(
            settings=fakes,
            db=fakes,
            client=fakes,
            session=fakes,
            people=fakes,
            clock=lambda: world.now,
            team_id=TEAM,
            bot_user_id=BOT,
            team_url="",
            held=fakes,
            times=world.times,
        )
        self.task: asyncio.Task[Any] = world.loop.create_task(send(self.house))

    # -- what the sender meets

    async def _ask_store(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        work = lambda: self._in_store(function, args, kwargs)  # noqa: E731 - it is a value
        return await self._wait(Effect(self._future(), getattr(function, "__name__", ""), work))

    def _in_store(self, function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        result = self.world.store.run(function, *args, **kwargs)
        self.world.noted(function, result)
        return result

    @asynccontextmanager
    async def _ask_slack(self, url: str, *, data: str | Mapping[str, str], **_: Any) -> Any:
        arguments = json.loads(data) if isinstance(data, str) else dict(data)
        request = Request(url.rpartition("/")[2], arguments, self.world.now)
        self.world.sent(request, self)
        yield await self._wait(Effect(self._future(), request=request))

    async def _everybody(self, **_: Any) -> Mapping[str, Person]:
        return {each: Person(each, each, "UTC", Standing.MEMBER) for each in self.world.places}

    def _future(self) -> asyncio.Future[Any]:
        return self.world.loop.create_future()

    async def _wait(self, effect: Effect) -> Any:
        self.effects.append(effect)
        return await effect.future

    # -- what is done to it

    def step(self, effect: Effect, how: How, bad_how: str, lag: timedelta) -> None:
        """One step of one effect: what it asks for happens in this way, or its result is told."""
        if effect.result is not None:
            self.effects.remove(effect)
            effect.tell()
            if effect.request and effect.fine:
                self.world.told(effect.request)
        elif effect.work is not None:
            self._step_store(effect, how)
        elif effect.request is not None:
            self._step_slack(effect, effect.request, how, bad_how, lag)
        self.world.spin()

    def _step_store(self, effect: Effect, how: How) -> None:
        """It is done; or it fails; or it is done and nobody learns of it."""
        assert effect.work
        lost = OperationalError("the connection is lost", None, Exception())
        if how != "fine":
            self.world.unsure(self)
        if how == "fails":
            effect.result = _raising(lost)
            return
        try:
            done = effect.work()
        except Exception as error:  # noqa: BLE001 - it is the sender's
            effect.result = _raising(error)
        else:
            effect.result = _raising(lost) if how == "unknown" else lambda: done

    def _step_slack(self, effect: Effect, request: Request, how: How, bad_how: str, lag: timedelta) -> None:
        if how == "fine":
            body = self.world.slack.act(request, lag)
            effect.fine = True
            effect.result = lambda: answered(body)
        elif bad_how == TOO_MANY:
            self.world.refused(request)
            effect.result = lambda: Response(429, b'{"ok": false, "error": "ratelimited"}')
        else:
            if how == "unknown":
                self.world.slack.act(request, lag)
            effect.result = lambda: bad(bad_how)

    def time_out(self, effect: Effect, lands_at: datetime | None, lag: timedelta) -> None:
        """Nobody waits for this answer any longer; what was asked for may still happen."""
        assert effect.request
        if lands_at is not None:
            self.world.slack.act_later(effect.request, lands_at, lag)
        effect.result = lambda: bad("no answer")

    def kill(self, *, lands: bool) -> None:
        """It is gone from one moment to the next; what it had asked for is done all the same, or not."""
        self.task.cancel()
        self.world.unsure(self)
        for effect in self.effects:
            if effect.result is None and lands:
                if effect.work is not None:
                    with suppress(Exception):
                        effect.work()
                elif effect.request is not None:
                    self.world.slack.act(effect.request)
        self.effects.clear()
        self.world.spin()
        self.world.replicas.remove(self)

    @property
    def over(self) -> bool:
        """Whether its round has come to its end."""
        return self.task.done()


def _raising(error: Exception) -> Callable[[], Any]:
    def again() -> Any:
        raise error

    return again
