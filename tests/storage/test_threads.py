"""Who is served together: those who come at once share a batch, and nobody is left behind at the end."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest

from storage import gathering
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


async def test_who_waits_for_company_is_served_also_when_all_is_to_end(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    await counter.five_at_once()
    monkeypatch.setattr(gathering, "LOOK", LONG)
    early = counter.come()
    await asyncio.sleep(0.05)
    assert not early.done()
    await counter.threads.stop()
    assert await early is None
    assert sum(counter.served) == 7
