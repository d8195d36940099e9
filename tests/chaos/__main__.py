"""`python -m tests.chaos`: 2,000 nudges, kill -9 every second, a Slack that lies, on both databases."""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.chaos.trial import Found, Size, trial
from tests.postgres import NoPostgresql, new_database, postgresql

# One process per file: SQLite has one replica, killed and started again.
ON_SQLITE = Size(posts=2000, people=400, replicas=1, seconds=25)
ON_POSTGRESQL = Size(posts=2000, people=400, replicas=3, seconds=25)


def main() -> int:
    """The command; the exit code is 1 where anything was lost or said twice."""
    found: list[Found] = []
    with tempfile.TemporaryDirectory(prefix="kept-chaos-") as folder:
        url = f"sqlite:///{Path(folder) / 'kept.db'}"
        found.append(asyncio.run(trial(url, ON_SQLITE)))
        print(found[-1].line("SQLite, one process"), flush=True)
    try:
        with postgresql() as server, new_database(server, "chaos") as url:
            found.append(asyncio.run(trial(url, ON_POSTGRESQL)))
            print(found[-1].line("PostgreSQL, three replicas"), flush=True)
    except NoPostgresql as error:
        print(f"Not tried on PostgreSQL, as none could be started: {error}")
    return 0 if all(each.fine for each in found) else 1


if __name__ == "__main__":
    sys.exit(main())
