"""Plain functions run on threads, and their answers handed back to the event loop."""

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Connection

from storage.gathering import Gathering

# A long report must not hold up a short question.
READING_THREADS = 3
# Seconds after which those who wait behind something slow are helped out.
SLOW = 0.05


class Work:
    """One function to be called with a connection, and what came of it."""

    __slots__ = ("answer", "args", "error", "function", "kwargs", "result")

    def __init__(
        self,
        answer: asyncio.Future[Any],
        function: Callable[..., Any],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> None:
        self.answer = answer
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.result: Any = None
        self.error: BaseException | None = None

    def run(self, conn: Connection) -> bool:
        """Call the function and keep its result or its exception; True when it returned."""
        try:
            self.result = self.function(conn, *self.args, **self.kwargs)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it belongs to the caller
            self.error = error
            return False
        return True


Serve = Callable[[list[Work]], None]
Station = Callable[[], AbstractContextManager[Serve]]


class Threads:
    """Some threads that take work from one queue.

    Each thread opens a `station` of its own (a context manager: there it makes and closes its connection) and
    serves with what that gives, about `batch` pieces of work at a time at the most: those that came together
    (`storage/gathering.py`), and what is there beside them. So many `spare` ones stand by and take a batch only
    when the others are held up by something slow. The threads are daemons: a process that
    ends without `stop` is not held up, and what had not been committed then is as if it had never been asked.
    """

    def __init__(self, name: str, count: int, station: Station, *, batch: int = 1, spare: int = 0) -> None:
        self._name = name
        self._count = count
        self._station = station
        self._batch = batch
        self._spare = spare
        self._queue: SimpleQueue[list[Work] | None] = SimpleQueue()
        self._gathering = Gathering[Work](batch, self._queue.put)
        self._taken = 0  # batches, by those who do not stand by
        self._calls: SimpleQueue[bool] = SimpleQueue()  # for help, or that it is time to end
        self._watch: asyncio.TimerHandle | None = None
        self._threads: list[threading.Thread] = []
        self._ended: list[asyncio.Future[Any]] = []
        self._loop: asyncio.AbstractEventLoop

    async def start(self) -> None:
        """Start the threads and wait until each has its station; raises what opening one raised."""
        self._loop = asyncio.get_running_loop()
        opened = []
        for number in range(self._count + self._spare):
            next_ = self._next if number < self._count else self._next_when_called
            ready: asyncio.Future[Any] = self._loop.create_future()
            ended: asyncio.Future[Any] = self._loop.create_future()
            opened.append(ready)
            self._ended.append(ended)
            name = f"{self._name}-{number}"
            thread = threading.Thread(target=self._main, args=(ready, ended, next_), name=name, daemon=True)
            self._threads.append(thread)
            thread.start()
        for outcome in await asyncio.gather(*opened, return_exceptions=True):
            if isinstance(outcome, BaseException):
                await self.stop()
                raise outcome

    def hand_in(
        self, function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> asyncio.Future[Any]:
        """Queue a call; what comes back is to be awaited. To be called on the loop that started the threads."""
        answer = self._loop.create_future()
        self._gathering.come(Work(answer, function, args, kwargs))
        if self._spare and self._watch is None:
            self._watch = self._loop.call_later(SLOW, self._look, self._taken)
        return answer

    def _look(self, taken: int) -> None:
        """Calls for help if those who wait now wait behind the same batch as before."""
        self._watch = None
        if self._queue.empty():
            return
        if taken == self._taken:
            self._calls.put(True)
        self._watch = self._loop.call_later(SLOW, self._look, self._taken)

    async def stop(self) -> None:
        """Let the threads finish what was handed in, then end them."""
        if self._watch:
            self._watch.cancel()
            self._watch = None
        self._gathering.go()
        for number, _ in enumerate(self._threads):
            if number < self._count:
                self._queue.put(None)
            else:
                self._calls.put(False)
        # Joining at once would hold up the loop, which the last answers need.
        await asyncio.gather(*self._ended)
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self._ended.clear()

    def _main(
        self, ready: asyncio.Future[Any], ended: asyncio.Future[Any], next_: Callable[[], list[Work]]
    ) -> None:
        opening = Work(ready, self._station, (), {})
        try:
            with self._station() as serve:
                self._tell(_answer, [opening])
                self._serve_all(serve, next_)
        except BaseException as error:  # noqa: BLE001 - `start` raises it
            opening.error = error
            self._tell(_answer, [opening])
        finally:
            self._tell(_answer, [Work(ended, self._station, (), {})])

    def _serve_all(self, serve: Serve, next_: Callable[[], list[Work]]) -> None:
        while batch := next_():
            try:
                serve(batch)
            except BaseException as error:  # noqa: BLE001 - nobody may be left waiting
                for work in batch:
                    work.error = work.error or error
            self._tell(self._give_back, batch)
            del batch  # or its results would live until the next work comes

    def _next(self) -> list[Work]:
        """Wait for work and take all that comes with it, at most a batch; nothing when it is time to end."""
        first = self._queue.get()
        if first is None:
            return []
        self._taken += 1
        return [*first, *self._there(self._batch - len(first))]

    def _next_when_called(self) -> list[Work]:
        """The same for one who stands by."""
        while self._calls.get():
            if batch := self._there(self._batch):
                return batch
        return []

    def _there(self, most: int) -> list[Work]:
        """What there is to do, without waiting."""
        found: list[Work] = []
        with suppress(Empty):
            while len(found) < most:
                work = self._queue.get_nowait()
                if work is None:
                    self._queue.put(None)  # seen too early: once more, after this batch
                    break
                found += work
        return found

    def _tell(self, what: Callable[[list[Work]], None], batch: list[Work]) -> None:
        # One wake-up of the loop for all of a batch. A loop that is closed has nobody waiting.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(what, batch)

    def _give_back(self, batch: list[Work]) -> None:
        self._gathering.done(len(batch))
        _answer(batch)


def _answer(batch: list[Work]) -> None:
    for work in batch:
        if work.answer.done():  # the caller went away; its work is done all the same
            continue
        if work.error is None:
            work.answer.set_result(work.result)
        elif isinstance(work.error, StopIteration):  # a future refuses to carry one
            work.answer.set_exception(RuntimeError("the work raised StopIteration"))
        else:
            work.answer.set_exception(work.error)
