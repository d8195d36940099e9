"""Statements that libpq itself puts to PostgreSQL, prepared once on each connection.

psycopg's own way takes three to five times the CPU for each, and eight of them make a promise (make bench). Values are
written and read by psycopg all the same.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

import psycopg
from psycopg import adapt
from psycopg.abc import Transformer
from psycopg.adapt import PyFormat
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from sqlalchemy import Connection

# As psycopg begins a transaction with its first statement; the door writes at this level, whatever the server's default is.
BEGIN = b"BEGIN ISOLATION LEVEL READ COMMITTED"
ANSWERS = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
HELD = "kept"


class Held(NamedTuple):
    """What a connection keeps as long as it lives: the names of what was prepared on it, and what converts values."""

    raw: psycopg.Connection[Any]
    names: dict[str, bytes]
    transformer: Transformer


def ask(conn: Connection, text: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Every row that a statement with `$1`, `$2` … answers. Raises what psycopg raises."""
    raw, names, transformer = _held(conn)
    server = raw.pgconn
    if server.transaction_status == TransactionStatus.IDLE and not raw.autocommit:
        _checked(raw, server.exec_(BEGIN))
    name = names.get(text)
    if name is None:
        name = f"kept_{len(names)}".encode()
        _checked(raw, server.prepare(name, text.encode()))
        names[text] = name
    values: Sequence[Any] = transformer.dump_sequence(parameters, [PyFormat.TEXT] * len(parameters))
    try:
        result = _checked(raw, server.exec_prepared(name, values))
    except psycopg.errors.InvalidSqlStatementName:
        names.clear()  # somebody in between had all of them forgotten; the next try prepares them anew
        raise
    transformer.set_pgresult(result)
    return transformer.load_rows(0, result.ntuples, tuple)


def _held(conn: Connection) -> Held:
    connection = conn.connection
    found: Held | None = connection.info.get(HELD)
    if found is None:
        raw = cast("psycopg.Connection[Any]", connection.dbapi_connection)
        found = connection.info[HELD] = Held(raw, {}, cast("Any", adapt.Transformer).from_context(raw))
    return found


def _checked(raw: psycopg.Connection[Any], result: Any) -> Any:  # noqa: ANN401 - a result of libpq's, whose class depends on the build
    if result.status in ANSWERS:
        return result
    if raw.pgconn.status != ConnStatus.OK:
        raise psycopg.OperationalError(result.get_error_message())
    raise psycopg.errors.error_from_result(result, raw.info.encoding)
