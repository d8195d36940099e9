"""Statements of hot paths: built once, written out once for each database, and run by the driver itself.

Executing a statement through SQLAlchemy takes some 50 µs, the driver's own part 2 (SQLite) or 30 (PostgreSQL); six of
them make a promise (make bench).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine
from sqlmodel.sql.sqltypes import UTCDateTime

Convert = Callable[[Any], Any]
Row = tuple[Any, ...]


class Written(NamedTuple):
    """A statement as one database takes it: its text, its values in order and their types' conversions."""

    text: str
    binds: Sequence[tuple[str, Convert | None]]
    positional: bool
    constants: Mapping[str, Any]
    readers: Sequence[tuple[int, Convert]]


class Prepared:
    """A statement with named values, of which `columns` are those that an insert fills.

    What it runs on is inside the transaction of the door, as everything else that is handed in there.
    """

    def __init__(
        self, statement: Select[Any] | Insert | Update, *, columns: Sequence[str] | None = None
    ) -> None:
        self._statement = statement
        self._columns = columns
        self._written: dict[str, Written] = {}

    def ask(self, conn: Connection, values: Mapping[str, Any]) -> list[Row]:
        """Runs it and gives every row that comes back, each value as its column's type reads it.

        `values` may hold more than it takes. Raises what SQLAlchemy raises for the driver's errors.
        """
        written = self.written(conn.dialect)
        parameters = self.parameters(written, values)
        raw = cast("Any", conn.connection.dbapi_connection)
        try:
            cursor = raw.execute(written.text, parameters)
            rows: list[Row] = cursor.fetchall() if cursor.description else []
        except conn.dialect.loaded_dbapi.Error as error:
            raise _as_sqlalchemy(error, written.text, conn.dialect) from error
        return _read(rows, written.readers) if written.readers else rows

    def run_many(self, conn: Connection, values: Iterable[Mapping[str, Any]]) -> int:
        """Runs it once for each of the values, and gives how many rows that concerned in all. Raises what SQLAlchemy raises."""
        written = self.written(conn.dialect)
        parameters = [self.parameters(written, each) for each in values]
        raw = cast("Any", conn.connection.dbapi_connection)
        try:
            with closing(raw.cursor()) as cursor:
                if parameters:
                    cursor.executemany(written.text, parameters)
                return int(cursor.rowcount) if parameters else 0
        except conn.dialect.loaded_dbapi.Error as error:
            raise _as_sqlalchemy(error, written.text, conn.dialect) from error

    def written(self, dialect: Dialect) -> Written:
        """The statement as this database takes it."""
        found = self._written.get(dialect.name)
        if found is None:
            found = self._written[dialect.name] = _write(self._statement, self._columns, dialect)
        return found

    @staticmethod
    def parameters(written: Written, values: Mapping[str, Any]) -> Sequence[Any] | dict[str, Any]:
        """The values as the driver takes them. Raises KeyError for one that is missing."""
        if written.constants:
            values = {**written.constants, **values}
        # None is NULL in every type.
        if written.positional:
            return [
                value if (value := values[name]) is None or convert is None else convert(value)
                for name, convert in written.binds
            ]
        return {
            name: value if (value := values[name]) is None or convert is None else convert(value)
            for name, convert in written.binds
        }


def _write(
    statement: Select[Any] | Insert | Update, columns: Sequence[str] | None, dialect: Dialect
) -> Written:
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    names = compiled.positiontup or list(compiled.params)
    results = [each.type for each in statement.exported_columns]
    reads = [_reader(each, dialect) for each in results]
    return Written(
        compiled.string,
        [(name, _binder(compiled.binds[name].type, dialect)) for name in names],
        compiled.positional,
        {name: compiled.binds[name].value for name in names if not compiled.binds[name].required},
        [(place, read) for place, read in enumerate(reads) if read],
    )


def _binder(type_: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    """What makes of a value what the driver takes for its column's type."""
    if dialect.name == "sqlite" and isinstance(type_, UTCDateTime):
        return _as_written
    return _own(type_, dialect).bind_processor(dialect)


def _as_written(at: datetime) -> str:
    """An instant as SQLite holds it: in a fifth of the time, and a look at 1,000 things has 5,000 of them."""
    if at.tzinfo is not UTC:
        if at.utcoffset() is None:
            raise ValueError("An instant needs its zone.")
        at = at.astimezone(UTC)
    return at.replace(tzinfo=None).isoformat(" ", "microseconds")


def _reader(type_: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    """What makes of a column's value what its type says."""
    if dialect.name == "sqlite" and isinstance(type_, UTCDateTime):
        return _instant
    return _own(type_, dialect).result_processor(dialect, None)


def _instant(written: str) -> datetime:
    """An instant as SQLite holds it: in half the time, and a page of a timeline has sixty of them."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def _own(type_: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    """A column's type as this database has it."""
    return type_.dialect_impl(dialect)


def _read(rows: Sequence[Row], readers: Sequence[tuple[int, Convert]]) -> list[Row]:
    found = []
    for row in rows:
        values = list(row)
        for place, read in readers:
            if (value := values[place]) is not None:
                values[place] = read(value)
        found.append(tuple(values))
    return found


def _as_sqlalchemy(error: Exception, text: str, dialect: Dialect) -> BaseException:
    """The driver's error as SQLAlchemy names it, without the values: they are what people wrote."""
    return cast(
        "BaseException",
        DBAPIError.instance(
            text, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
        ),
    )
