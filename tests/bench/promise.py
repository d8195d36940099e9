"""`/promise` typed, saved durably, acknowledged, against Bolt doing nothing on the same server.

The marks are held over HTTP: floor and Kept on aiohttp's server as Bolt sets it up, the same client, no signature
checked in either. The same over Socket Mode, where Bolt's floor is a third of that, stands beside them without a mark.
The clock does not tick meanwhile: what it does about a promise afterwards is measured by itself (`sweep.py`).
"""

import os
import time
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median

from tests.bench.load import Burst, Server, Way, server
from tests.bench.marks import Figure, ratio, spent

AT_ONCE = 20
ROUNDS = 7
NO_OPS = 400
PROMISES = 200
SINGLES = 40
BLOCK = b"\0" * 4096
NO_TICKS = {"KEPT_TICK_SECONDS": "0"}


async def measure(folder: Path, postgres_url: str | None) -> list[Figure]:
    """The marks of `/promise` on SQLite and, where there is one, on PostgreSQL."""
    async with AsyncExitStack() as running:
        floor = await running.enter_async_context(server("floor"))
        urls = {"SQLite": f"sqlite:///{folder}/kept.db"} | (
            {"PostgreSQL": postgres_url} if postgres_url else {}
        )
        stores = {
            name: await running.enter_async_context(server("kept", url, NO_TICKS))
            for name, url in urls.items()
        }
        for store in stores.values():
            await _warm(store)
        figures = await _all(floor, stores, folder, "HTTP")
        figures += [replace(each, limit=None) for each in await _all(floor, stores, folder, "Socket Mode")]
        return figures


async def _warm(kept: Server) -> None:
    """The customer there, Mia known; and it does say that it saved."""
    await kept.type("add Acme", "/customer")
    said = await kept.type("Acme: replacement pump by Fri 5pm")
    if " saved" not in said["text"]:
        raise RuntimeError(f"a promise was not saved: {said['text']}")


async def _all(floor: Server, stores: dict[str, Server], folder: Path, way: Way) -> list[Figure]:
    for each in (floor, *stores.values()):
        await each.promises(PROMISES, at_once=AT_ONCE, way=way)
    no_ops: list[Burst] = []
    taken: dict[str, list[Burst]] = {name: [] for name in stores}
    for _ in range(ROUNDS):
        no_ops.append(await floor.promises(NO_OPS, at_once=AT_ONCE, way=way))
        for name, store in stores.items():
            taken[name].append(await store.promises(PROMISES, at_once=AT_ONCE, way=way))
    figures = _together(f"SQLite, {way}", taken["SQLite"], no_ops, cpu=2.8, throughput=0.33)
    figures.append(await _alone(floor, stores["SQLite"], folder, way))
    if "PostgreSQL" in taken:
        figures += _together(f"PostgreSQL, {way}", taken["PostgreSQL"], no_ops, cpu=5, throughput=0.18)
    return figures


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


async def _alone(floor: Server, kept: Server, folder: Path, way: Way) -> Figure:
    """One after another: how long a person waits, against an empty answer plus one forced write to the disk."""
    floors, waited = [], []
    for _ in range(ROUNDS):
        no_op = median([await floor.one_promise(way) for _ in range(SINGLES)])
        floors.append(no_op + _fdatasync(folder / "floor"))
        waited.append(median([await kept.one_promise(way) for _ in range(SINGLES)]))
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
