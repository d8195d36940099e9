"""Who is served together: those who come at once share a batch, and are waited for a moment the next time."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest

from storage import threads
from storage.threads import Serve, Threads, Work

LONG = 20  # seconds: what hangs fails instead
FIVE = range(5)


class Counter:
    """One thread that notes how many pieces of work it serves at a time, and may be held up meanwhile."""

    def __init__(self) -> None:
        self.served: list[int] = []
        self.busy = threading.Event()
        self.go = threading.Event()
        self.go.set()
        self.threads = Threads("counter", 1, self._station, batch=8)

    @contextmanager
    def _station(self) -> Iterator[Serve]:
        def serve(batch: list[Work]) -> None:
            self.busy.set()
            self.go.wait(LONG)
            self.served.append(len(batch))

        yield serve

    def come(self) -> asyncio.Future[object]:
        return self.threads.hand_in(lambda: None, (), {})

    async def five_at_once(self) -> None:
        """Five come while somebody before them is served."""
        self.busy.clear()
        self.go.clear()
        first = self.come()
        await asyncio.to_thread(self.busy.wait, LONG)
        five = [self.come() for _ in FIVE]
        self.go.set()
        await asyncio.gather(first, *five)


@pytest.fixture
async def counter() -> AsyncIterator[Counter]:
    counter = Counter()
    await counter.threads.start()
    yield counter
    await counter.threads.stop()


async def test_those_who_come_at_once_share_a_batch(counter: Counter) -> None:
    await counter.five_at_once()
    assert counter.served == [1, 5]


async def test_as_many_as_came_together_are_waited_for(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    await counter.five_at_once()
    monkeypatch.setattr(threads, "GATHER", LONG)
    early = counter.come()
    await asyncio.sleep(0.05)
    assert not early.done()
    await asyncio.gather(early, *(counter.come() for _ in range(4)))
    assert counter.served == [1, 5, 5]


async def test_who_does_not_come_is_waited_for_once_and_not_long(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    await counter.five_at_once()
    await asyncio.wait_for(counter.come(), LONG)
    monkeypatch.setattr(threads, "GATHER", 10 * LONG)
    await asyncio.wait_for(counter.come(), LONG)  # the last one came alone: nobody is expected
    assert counter.served == [1, 5, 1, 1]
