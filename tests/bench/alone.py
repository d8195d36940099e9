"""One part of the bench by itself, for who works on it."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from pathlib import Path

from handlers.run import sweep_seldom
from tests.bench.marks import Figure, summary
from tests.postgres import NoPostgresql, postgresql


def alone(measure: Callable[[Path, str | None], Awaitable[list[Figure]]], *, fsync: bool = False) -> int:
    """Prints the figures of one part; the exit code is 0 also where a mark was missed. Without a PostgreSQL it says so."""
    missing = []
    sweep_seldom()  # as a Kept that runs has it
    with ExitStack() as ended:
        folder = Path(ended.enter_context(tempfile.TemporaryDirectory(prefix="kept-bench-")))
        try:
            url = ended.enter_context(postgresql(fsync=fsync))
        except NoPostgresql as error:
            url = None
            missing.append(f"Not measured on PostgreSQL, as none could be started: {error}")

        async def measured() -> list[Figure]:
            return await measure(folder, url)

        print(summary(asyncio.run(measured()), missing))
    return 0
