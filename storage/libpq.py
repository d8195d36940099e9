"""Statements that libpq itself puts to PostgreSQL, prepared once on each connection.

psycopg's own way takes three to five times the CPU for each, and eight of them make a promise (make bench). Values are
written and read by psycopg all the same. What nobody waits for goes to the server together with the next question
(https://www.postgresql.org/docs/current/libpq-pipeline-mode.html): each walk there and back costs more than a
statement does.
"""

import select
from collections.abc import Sequence
from typing import Any, cast

import psycopg
from psycopg import adapt
from psycopg.abc import Transformer
from psycopg.adapt import PyFormat
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from sqlalchemy import Connection

Row = tuple[Any, ...]
# As psycopg begins a transaction with its first statement; the door writes at this level, whatever the server's default is.
BEGIN = b"BEGIN ISOLATION LEVEL READ COMMITTED"
ANSWERS = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
HELD = "kept"


class Later:
    """A statement on its way, and the rows that it gave once it is answered."""

    __slots__ = ("name", "rows", "values")

    def __init__(self, name: bytes, values: Sequence[Any]) -> None:
        self.name = name
        self.values = values
        self.rows: list[Row] | None = None


class Held:
    """What a connection keeps as long as it lives: the names of what was prepared on it, what converts values, and what is
    to be put to the server with the next question."""

    __slots__ = ("answered", "names", "raw", "transformer", "waiting", "written")

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self.raw = raw
        self.names: dict[str, bytes] = {}
        self.transformer: Transformer = cast("Any", adapt.Transformer).from_context(raw)
        self.waiting: list[Later] = []
        self.written, self.answered = _watch(raw, select.POLLOUT), _watch(raw, select.POLLIN)


def _watch(raw: psycopg.Connection[Any], for_: int) -> Any:  # noqa: ANN401 - its class has no name
    watch = select.poll()
    watch.register(raw.pgconn.socket, for_)
    return watch


def forget(conn: Connection) -> None:
    """Drops what was put off in another transaction, which was rolled back."""
    _held(conn).waiting.clear()


def ask(conn: Connection, text: str, parameters: Sequence[Any]) -> list[Row]:
    """Every row that a statement with `$1`, `$2` … answers. Raises what psycopg raises, also for what went with it."""
    held = _held(conn)
    if held.waiting:
        asked = later(conn, text, parameters)
        settle(conn)
        return asked.rows or []
    server = held.raw.pgconn
    if _is_to_begin(held):
        _checked(held, server.exec_(BEGIN))
    name = _prepared(held, text)
    return _rows(held, server.exec_prepared(name, _written(held, parameters)))


def later(conn: Connection, text: str, parameters: Sequence[Any]) -> Later:
    """A statement that nobody waits for: it goes with the next question or with `settle`."""
    held = _held(conn)
    found = Later(_prepared(held, text), _written(held, parameters))
    held.waiting.append(found)
    return found


def settle(conn: Connection) -> None:
    """Puts what waits to the server and reads its answers. Raises as `ask` does, the first thing that went wrong."""
    held = _held(conn)
    if held.waiting:
        waiting, held.waiting = held.waiting, []
        for each, result in zip(waiting, _together(held, waiting), strict=True):
            each.rows = _rows(held, result)


def _together(held: Held, waiting: Sequence[Later]) -> list[Any]:
    """The server's result for each of some statements, in one walk."""
    server = held.raw.pgconn
    begins = _is_to_begin(held)
    server.enter_pipeline_mode()
    if begins:
        server.send_query_params(BEGIN, None)
    for each in waiting:
        server.send_query_prepared(each.name, each.values)
    server.pipeline_sync()
    while server.flush():
        held.written.poll()
    results = []
    ended = False  # each result is followed by nothing, and nothing twice by no more
    while True:
        while server.is_busy():
            held.answered.poll()
            server.consume_input()
        result = server.get_result()
        if result is None:
            if ended:
                raise psycopg.OperationalError(server.get_error_message())
        elif result.status == ExecStatus.PIPELINE_SYNC:
            break
        else:
            results.append(result)
        ended = result is None
    server.exit_pipeline_mode()
    if begins:
        _checked(held, results.pop(0))
    return results


def _is_to_begin(held: Held) -> bool:
    return not held.raw.autocommit and held.raw.pgconn.transaction_status == TransactionStatus.IDLE


def _prepared(held: Held, text: str) -> bytes:
    """The name of a statement on this connection."""
    name = held.names.get(text)
    if name is None:
        name = f"kept_{len(held.names)}".encode()
        _checked(held, held.raw.pgconn.prepare(name, text.encode()))
        held.names[text] = name
    return name


def _written(held: Held, parameters: Sequence[Any]) -> Sequence[Any]:
    written: Sequence[Any] = held.transformer.dump_sequence(parameters, [PyFormat.TEXT] * len(parameters))
    return written


def _rows(held: Held, result: Any) -> list[Row]:  # noqa: ANN401 - a result of libpq's, whose class depends on the build
    try:
        held.transformer.set_pgresult(_checked(held, result))
    except psycopg.errors.InvalidSqlStatementName:
        held.names.clear()  # somebody in between had all of them forgotten; the next try prepares them anew
        raise
    return held.transformer.load_rows(0, result.ntuples, tuple)


def _held(conn: Connection) -> Held:
    connection = conn.connection
    found: Held | None = connection.info.get(HELD)
    if found is None:
        raw = cast("psycopg.Connection[Any]", connection.dbapi_connection)
        found = connection.info[HELD] = Held(raw)
    return found


def _checked(held: Held, result: Any) -> Any:  # noqa: ANN401 - a result of libpq's, whose class depends on the build
    if result.status in ANSWERS:
        return result
    if held.raw.pgconn.status != ConnStatus.OK:
        raise psycopg.OperationalError(result.get_error_message())
    raise psycopg.errors.error_from_result(result, held.raw.info.encoding)
