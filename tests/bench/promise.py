"""`/promise` typed, saved durably, acknowledged, against Bolt doing nothing on the same server.

The marks are held over HTTP: Bolt on aiohttp's server as it sets it up and Kept on its own, the same client, Slack's signature
checked in both, as nobody may leave out there. The same over Socket Mode stands beside them without a mark, from fewer starts.
The clock does not tick meanwhile: what it does about a promise afterwards is measured by itself (`sweep.py`).
All are started several times, as a process is quicker or slower for as long as it lives, by where its memory lies: one
start gave between 2.6 and 4.2 times the floor. The median of all rounds is taken.
"""

import os
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from tests.bench.load import Burst, Server, Way, server
from tests.bench.marks import Figure, ratio, spent

AT_ONCE = 20
STARTS: dict[Way, int] = {"HTTP": 5, "Socket Mode": 2}
ROUNDS = 3
NO_OPS = 400
PROMISES = 200
SINGLES = 40
BLOCK = b"\0" * 4096
NO_TICKS = {"KEPT_TICK_SECONDS": "0"}


@dataclass
class Taken:
    """What the rounds of one way took: of Bolt doing nothing and of each store, and waiting alone (ours, the floor)."""

    no_ops: list[Burst]
    stores: dict[str, list[Burst]]
    alone: list[tuple[float, float]]


async def measure(folder: Path, postgres_url: str | None) -> list[Figure]:
    """The marks of `/promise` on SQLite and, where there is one, on PostgreSQL."""
    urls = {"SQLite": f"sqlite:///{folder}/kept.db"} | ({"PostgreSQL": postgres_url} if postgres_url else {})
    figures = {way: _figures(await _measure(folder, urls, way), way) for way in STARTS}
    return figures["HTTP"] + [replace(each, limit=None) for each in figures["Socket Mode"]]


async def _measure(folder: Path, urls: dict[str, str], way: Way) -> Taken:
    taken = Taken([], {name: [] for name in urls}, [])
    for _ in range(STARTS[way]):
        async with AsyncExitStack() as running:
            floor = await running.enter_async_context(server("floor", way=way))
            stores = {
                name: await running.enter_async_context(server("kept", url, NO_TICKS, way=way))
                for name, url in urls.items()
            }
            for store in stores.values():
                await _warm(store)
            await _take(taken, floor, stores, folder)
    return taken


async def _warm(kept: Server) -> None:
    """The customer there, Mia known; and it does say that it saved."""
    await kept.type("add Acme", "/customer")
    said = await kept.type("Acme: replacement pump by Fri 5pm")
    if " saved" not in said["text"]:
        raise RuntimeError(f"a promise was not saved: {said['text']}")


async def _take(taken: Taken, floor: Server, stores: dict[str, Server], folder: Path) -> None:
    """Some rounds, after one that warms all of them."""
    for each in (floor, *stores.values()):
        await each.promises(PROMISES, at_once=AT_ONCE)
    for _ in range(ROUNDS):
        taken.no_ops.append(await floor.promises(NO_OPS, at_once=AT_ONCE))
        for name, store in stores.items():
            taken.stores[name].append(await store.promises(PROMISES, at_once=AT_ONCE))
    for _ in range(ROUNDS):
        no_op = median([await floor.one_promise() for _ in range(SINGLES)])
        waited = median([await stores["SQLite"].one_promise() for _ in range(SINGLES)])
        taken.alone.append((waited, no_op + _fdatasync(folder / "floor")))


def _figures(taken: Taken, way: Way) -> list[Figure]:
    marks = {"SQLite": (2.8, 0.33), "PostgreSQL": (5, 0.18)}
    figures = []
    for name, bursts in taken.stores.items():
        cpu, throughput = marks[name]
        figures += _together(f"{name}, {way}", bursts, taken.no_ops, cpu=cpu, throughput=throughput)
    return [*figures[:2], _alone(taken, way), *figures[2:]]


def _together(
    name: str, taken: list[Burst], no_ops: list[Burst], *, cpu: float, throughput: float
) -> list[Figure]:
    spent_on = f"{spent(b.cpu for b in taken)} against {spent(b.cpu for b in no_ops)}"
    a_second = (
        f"{1 / median(b.wall for b in taken):.0f} a second against {1 / median(b.wall for b in no_ops):.0f}"
    )
    return [
        Figure(
            f"/promise on {name}, {AT_ONCE} at once: CPU",
            ratio([b.cpu for b in taken], [b.cpu for b in no_ops]),
            cpu,
            "compared to Bolt acknowledging and doing nothing else, reached in the same way",
            spent_on,
        ),
        Figure(
            f"/promise on {name}, {AT_ONCE} at once: throughput",
            ratio([1 / b.wall for b in taken], [1 / b.wall for b in no_ops]),
            throughput,
            "compared to Bolt acknowledging and doing nothing else, reached in the same way",
            a_second,
            at_least=True,
        ),
    ]


def _alone(taken: Taken, way: Way) -> Figure:
    """One after another: how long a person waits, against an empty answer plus one forced write to the disk."""
    waited, floors = ([each[side] for each in taken.alone] for side in (0, 1))
    return Figure(
        f"/promise on SQLite, {way}, one at a time: waiting",
        ratio(waited, floors),
        2.3,
        "compared to Bolt doing nothing and one fdatasync of 4 KiB",
        f"{spent(waited)} against {spent(floors)}",
    )


def _fdatasync(path: Path) -> float:
    """Seconds for appending a block and forcing it to the disk, in the middle of some."""
    force = getattr(os, "fdatasync", os.fsync)
    with path.open("ab", buffering=0) as file:
        took = []
        for _ in range(SINGLES):
            begun = time.perf_counter()
            file.write(BLOCK)
            force(file.fileno())
            took.append(time.perf_counter() - begun)
    return median(took)
