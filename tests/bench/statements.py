"""The statements of some work, and the bare driver with the same statements and values: what a figure is compared to."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple
from unittest.mock import patch

from sqlalchemy import Connection, event

from storage.prepared import Prepared


class Said(NamedTuple):
    """A statement as the driver takes it, with its values, or with a list of them where it is run for each; without text
    it is a commit."""

    text: str
    values: Any = None
    many: bool = False


def noted(conn: Connection, work: Callable[[], object]) -> list[Said]:
    """What some work says to the database, its commits too."""
    said: list[Said] = []
    with prepared(said), _others(conn, said):
        work()
    return said


@contextmanager
def prepared(said: list[Said]) -> Iterator[None]:
    """Notes every prepared statement that is put meanwhile, in whatever way."""
    ask, insert, run_many, put_off = Prepared.ask, Prepared.insert, Prepared.run_many, Prepared._put_off

    def note(statement: Prepared, conn: Connection, values: Mapping[str, Any]) -> None:
        written = statement.written(conn.dialect)
        said.append(Said(written.text, statement.parameters(written, values)))

    def hear(
        self: Prepared, conn: Connection, values: Mapping[str, Any], *, shape: type[tuple[Any, ...]] = tuple
    ) -> list[Any]:
        note(self, conn, values)
        return ask(self, conn, values, shape=shape)

    def hear_insert(self: Prepared, conn: Connection, values: Mapping[str, Any]) -> int:
        note(self, conn, values)
        return insert(self, conn, values)

    def hear_put_off(self: Prepared, conn: Connection, values: Mapping[str, Any]) -> Any:
        if found := put_off(self, conn, values):  # otherwise it is asked at once
            note(self, conn, values)
        return found

    def hear_many(self: Prepared, conn: Connection, values: Any) -> int:
        all_ = list(values)
        written = self.written(conn.dialect)
        said.append(Said(written.text, [self.parameters(written, each) for each in all_], many=True))
        return run_many(self, conn, all_)

    with (
        patch.object(Prepared, "ask", hear),
        patch.object(Prepared, "insert", hear_insert),
        patch.object(Prepared, "_put_off", hear_put_off),
        patch.object(Prepared, "run_many", hear_many),
    ):
        yield


@contextmanager
def _others(conn: Connection, said: list[Said]) -> Iterator[None]:
    """What goes through SQLAlchemy."""

    def hear(_conn: object, _cursor: object, text: str, values: Any, _context: object, many: bool) -> None:
        said.append(Said(text, values, many))

    def hear_commit(_conn: object) -> None:
        said.append(Said(""))

    event.listen(conn, "before_cursor_execute", hear)
    event.listen(conn, "commit", hear_commit)
    try:
        yield
    finally:
        event.remove(conn, "before_cursor_execute", hear)
        event.remove(conn, "commit", hear_commit)


def bare(raw: Any, said: Sequence[Said]) -> None:
    """The same through the driver alone; every row that comes back is fetched."""
    for text, values, many in said:
        if not text:
            raw.commit()
        elif many:
            raw.cursor().executemany(text, values)
        elif (cursor := raw.execute(text, values)).description:
            cursor.fetchall()


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
