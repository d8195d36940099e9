"""Starting, and lying still: how long Kept takes to connect, and the memory it holds."""

import asyncio
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from playground import Slack
from playground.company import TEAM_ID
from playground.deliveries import ACK_SECONDS
from storage.database import Database
from storage.tables import Customer, table
from tests.bench.gestures import MIA, MORNING, command
from tests.bench.load import environ
from tests.bench.marks import Figure, ratio, spent

ROUNDS = 5
ROOT = Path(__file__).parents[2]
LIBRARIES = (
    "aiohttp, slack_bolt.app.async_app, slack_bolt.adapter.socket_mode.aiohttp, slack_sdk.models.blocks, "
    "slack_sdk.models.views, sqlmodel, sqlalchemy, apscheduler.schedulers.asyncio, dotenv"
)
CUSTOMERS = 100_000
REST_SECONDS = 2.0
PATIENCE = 60.0
# A name that nobody goes by: all names are compared with it.
UNKNOWN = "Acmme Botling: replacement pump by tomorrow"


async def measure(folder: Path) -> list[Figure]:
    """Each in a Kept of its own (`python -m bot`), the little Slack staying in this process."""
    url = f"sqlite:///{folder}/small.db"
    await _migrated(url)
    figures = [await _start(url)]
    idle, after = await _memory(url)
    _many_customers(folder / "small.db")
    full, after_full = await _memory(url)
    figures += [
        Figure("idle: memory", idle, 80, "resident memory of Kept's process on SQLite", unit="MiB"),
        Figure(
            f"{CUSTOMERS // 1000},000 customers known: more memory",
            max(full - idle, after_full - after),
            20,
            "compared to an empty database, before and after a name was looked for among all",
            f"{full:.0f} and {after_full:.0f} MiB against {idle:.0f} and {after:.0f}",
            unit="MiB",
        ),
    ]
    return figures


@dataclass(frozen=True)
class Running:
    """A Kept in a process of its own, its Slack, and how long it took to connect."""

    slack: Slack
    pid: int
    start_seconds: float


@asynccontextmanager
async def _kept(url: str) -> AsyncIterator[Running]:
    slack = Slack()
    slack.sockets.ack_seconds = PATIENCE
    await slack.start()
    env = environ(slack, url) | {"PYTHONPATH": str(ROOT)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # what is compiled once is kept, as it is of the libraries
    no_settings = Path(url.removeprefix("sqlite:///")).parent  # the reader's `.env` is not there
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", env=env, cwd=no_settings)
    try:
        await slack.connected(PATIENCE)
        yield Running(slack, process.pid, time.perf_counter() - begun)
    finally:
        process.terminate()
        await process.wait()
        await slack.stop()


async def _start(url: str) -> Figure:
    started, imported = [], []
    async with _kept(url):  # compiles all of it
        pass
    for _ in range(ROUNDS):
        imported.append(await asyncio.to_thread(_import_seconds))
        async with _kept(url) as kept:
            started.append(kept.start_seconds)
    return Figure(
        "starting, until connected to Slack: time",
        ratio(started, imported),
        1.1,
        "compared to a Python that only imports the libraries",
        f"{spent(started)} against {spent(imported)}",
    )


def _import_seconds() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import {LIBRARIES}"], check=True)
    return time.perf_counter() - begun


async def _memory(url: str) -> tuple[float, float]:
    """MiB held at rest, and after a name was looked for among all customers."""
    async with _kept(url) as kept:
        await asyncio.sleep(REST_SECONDS)
        idle = _resident(kept.pid)
        begun = time.perf_counter()
        sent = await kept.slack.sockets.deliver(
            "slash_commands", command("/promise", UNKNOWN), answerable=True
        )
        took = time.perf_counter() - begun
        if not sent.acked or took > ACK_SECONDS:
            print(f"    an unknown name took {took:.1f} s to answer, and Slack waits {ACK_SECONDS:.0f}")
        await asyncio.sleep(REST_SECONDS)
        return idle, _resident(kept.pid)


def _resident(pid: int) -> float:
    """MiB of a process that are in memory, as the system counts them."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024
    said = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(said.stdout) / 1024


async def _migrated(url: str) -> None:
    db = Database(url)
    await db.start()
    await db.stop()


def _many_customers(path: Path) -> None:
    """Many customers with two-word names, put in by the bare driver."""
    usual = vars(Customer(team_id=TEAM_ID, number=0, name="", created_at=MORNING, created_by=MIA))
    held = {column.name: usual[column.name] for column in table(Customer).c}
    held["created_at"] = MORNING.strftime("%Y-%m-%d %H:%M:%S.%f")
    insert = f"INSERT INTO customer ({', '.join(held)}) VALUES ({', '.join(f':{name}' for name in held)})"
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.executemany(
            insert,
            (held | {"id": number, "number": number, "name": name.title()} for number, name in _names()),
        )
        conn.executemany(
            "INSERT INTO customer_name (team_id, customer_id, name, folded) VALUES (?, ?, ?, ?)",
            ((TEAM_ID, number, name.title(), name) for number, name in _names()),
        )


def _names() -> Iterator[tuple[int, str]]:
    syllables = [
        "ba",
        "co",
        "di",
        "fe",
        "gu",
        "ha",
        "ki",
        "lo",
        "mu",
        "ne",
        "po",
        "ri",
        "sa",
        "to",
        "vu",
        "za",
    ]
    for number in range(1, CUSTOMERS + 1):
        parts = [syllables[number >> shift & 15] for shift in (0, 4, 8, 12, 16)]
        yield number, f"{''.join(parts[:3])} {''.join(parts[3:])}"
