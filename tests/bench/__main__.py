"""`python -m tests.bench`: how fast and how small Kept is, as ratios to what it stands on, beside the marks."""

import asyncio
import logging
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from handlers.run import sweep_seldom
from tests.bench import (
    customers,
    home,
    importing,
    listeners,
    listening,
    listening_gate,
    nudging,
    promise,
    searching,
    starting,
    sweep,
    transactions,
)
from tests.bench.marks import Figure, summary
from tests.postgres import NoPostgresql, postgresql


async def run(folder: Path, postgres_url: str | None) -> list[Figure]:
    """Everything, one after another, so that nothing disturbs what is being measured."""
    figures = []
    for says, part in (
        ("/promise, typed to saved to acknowledged", promise.measure(folder, postgres_url)),
        ("listeners", listeners.measure(folder)),
        ("transactions", transactions.measure(folder, postgres_url)),
        ("10,000 customers taken in and written out", importing.measure(folder, postgres_url)),
        ("Home with 5,000 customers", home.measure(folder, postgres_url)),
        ("a customer with 10,000 entries", customers.measure(folder, postgres_url)),
        ("search", searching.measure(folder, postgres_url)),
        ("a look at 1,000 due promises of a million", sweep.measure(folder, postgres_url)),
        ("10,000 nudges to 1,000 people", nudging.measure(folder, postgres_url)),
        ("listening to a channel's talk", listening.measure()),
        ("messages that are none of Kept's business", listening_gate.measure(folder)),
        ("starting and memory", starting.measure(folder)),
    ):
        begun = time.monotonic()
        figures += await part
        print(f"measured: {says} ({time.monotonic() - begun:.0f} s)", flush=True)
    return figures


def main() -> int:
    """The command; the exit code is 0 also where a mark was missed."""
    logging.disable(logging.WARNING)
    sweep_seldom()  # as a Kept that runs has it
    print("Measuring for about four minutes. Figures are steadiest on a machine that does nothing else.")
    missing = []
    with ExitStack() as closing:
        folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="kept-bench-")))
        try:
            url = closing.enter_context(postgresql(fsync=True))
        except NoPostgresql as error:
            url = None
            missing.append(f"Not measured on PostgreSQL, as none could be started: {error}")
        figures = asyncio.run(run(folder, url))
    print(summary(figures, missing))
    return 0


if __name__ == "__main__":
    sys.exit(main())
