"""A real store, asked on this thread: one effect is one transaction through the store's own writer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, make_url

from storage.postgresql import Postgresql
from storage.sqlite import Sqlite
from storage.tables import Desk, Nudge, Post, table
from storage.threads import Serve, Work

TABLES = [table(model) for model in (Nudge, Post, Desk)]


class Store:
    """What a piece of work meets behind the door."""

    def __init__(self, serve: Serve) -> None:
        self._serve = serve

    def run(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """`function(conn, …)` in a transaction of its own; raises what it raised."""
        nobody: Any = None
        work = Work(nobody, function, args, kwargs)
        self._serve([work])
        if work.error:
            raise work.error
        return work.result

    def empty(self) -> None:
        """Begins anew."""
        self.run(_empty)


def _empty(conn: Connection) -> None:
    for each in TABLES:
        conn.execute(delete(each))


@contextmanager
def sqlite(path: Path) -> Iterator[Store]:
    """A migrated file."""
    store = Sqlite(path)
    with store._writer() as serve:
        yield Store(serve)


@contextmanager
def postgresql(url: str) -> Iterator[Store]:
    """A migrated database on a server."""
    store = Postgresql(make_url(url))
    try:
        with store._writer() as serve:
            yield Store(serve)
    finally:
        store._writes.dispose()
        store._reads.dispose()
