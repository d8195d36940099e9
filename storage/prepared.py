"""Statements of hot paths: built once, written out once for each database, and run by the driver itself.

Executing a statement through SQLAlchemy takes some 50 µs, the driver's own part 2 (SQLite) or 10 (PostgreSQL); eight of
them make a promise (make bench).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Dialect, Executable, Insert, Select, Update
from sqlalchemy.types import TypeEngine
from sqlmodel.sql.sqltypes import UTCDateTime

from storage import putting_off
from storage.driver_errors import as_sqlalchemy

Convert = Callable[[Any], Any]
Row = tuple[Any, ...]
Statement = Select[Any] | Insert | Update


class Written(NamedTuple):
    """A statement as one database takes it: its text, the names of its values in order, and, by their places, what makes
    of a value what the driver takes and of an answer what its column's type says.

    `pick` takes the values out of a mapping at once: one by one, 35 of them took longer than the driver to insert them.
    `instants` are the places of SQLite's instants, which are read where they stand: most of what a look reads is these, and
    to call something for each took twice as long.
    """

    text: str
    names: Sequence[str]
    pick: Callable[[Mapping[str, Any]], Sequence[Any]]
    binders: Sequence[tuple[int, Convert]]
    positional: bool
    constants: Mapping[str, Any]
    readers: Sequence[tuple[int, Convert]]
    instants: Sequence[int]


class Prepared:
    """A statement with named values, of which `columns` are those that an insert fills; or what builds it when it is first
    needed.

    What it runs on is inside the transaction of the door, as everything else that is handed in there.
    """

    def __init__(
        self, statement: Statement | Callable[[], Statement], *, columns: Sequence[str] | None = None
    ) -> None:
        self._statement = statement
        self._columns = columns
        self._asked: dict[str, Written] = {}
        self._written: dict[str, Written] = {}

    def ask(
        self, conn: Connection, values: Mapping[str, Any], *, shape: type[tuple[Any, ...]] = tuple
    ) -> list[Any]:
        """Runs it and gives every row that comes back, each value as its column's type reads it, as a plain tuple or as one
        of that `shape`, which names its columns.

        `values` may hold more than it takes. Raises what SQLAlchemy raises for the driver's errors.
        """
        written = self._asked.get(conn.dialect.name) or self._to_ask(conn.dialect)
        parameters = self.parameters(written, values)
        try:
            rows = _put(conn, written.text, parameters)
        except conn.dialect.loaded_dbapi.Error as error:
            raise as_sqlalchemy(error, written.text, conn.dialect) from error
        return _read(rows, written, shape)

    def soon(self, conn: Connection, values: Mapping[str, Any]) -> Callable[[], list[Any]]:
        """Puts it together with the next question where that saves a walk to the server; gives what gives its rows, as `ask`
        does, from then on."""
        asked = self._put_off(conn, values)
        if asked is None:
            rows = self.ask(conn, values)
            return lambda: rows
        written = self._asked[conn.dialect.name]

        def answered() -> list[Any]:
            if asked.rows is None:
                putting_off.settle(conn)
            return _read(asked.rows or [], written, tuple)

        return answered

    def put(self, conn: Connection, values: Mapping[str, Any]) -> None:
        """Runs what gives no row, without waiting for it where that saves a walk to the server; something wrong with it comes
        to light before the commit, and the door does the whole work again then, waiting for each statement."""
        if self._put_off(conn, values) is None:
            self.ask(conn, values)

    def _put_off(self, conn: Connection, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - libpq.Later, where it may be put off
        if conn.dialect.name != "postgresql" or not putting_off.presumes(conn):
            return None
        written = self._asked.get(conn.dialect.name) or self._to_ask(conn.dialect)
        return putting_off.put_off(conn, written.text, self.parameters(written, values))

    def insert(self, conn: Connection, values: Mapping[str, Any]) -> int:
        """Runs an insert on SQLite and gives the id of the new row. Raises what SQLAlchemy raises for the driver's errors."""
        written = self.written(conn.dialect)
        raw = cast("Any", conn.connection.dbapi_connection)
        try:
            return int(raw.execute(written.text, self.parameters(written, values)).lastrowid)
        except conn.dialect.loaded_dbapi.Error as error:
            raise as_sqlalchemy(error, written.text, conn.dialect) from error

    def run_many(self, conn: Connection, values: Iterable[Mapping[str, Any]]) -> int:
        """Runs it once for each of the values, and gives how many rows that concerned in all. Raises what SQLAlchemy raises."""
        written = self.written(conn.dialect)
        parameters = [self.parameters(written, each) for each in values]
        putting_off.settle(conn)
        raw = cast("Any", conn.connection.dbapi_connection)
        try:
            with closing(raw.cursor()) as cursor:
                if parameters:
                    cursor.executemany(written.text, parameters)
                return int(cursor.rowcount) if parameters else 0
        except conn.dialect.loaded_dbapi.Error as error:
            raise as_sqlalchemy(error, written.text, conn.dialect) from error

    def _to_ask(self, dialect: Dialect) -> Written:
        """The statement as `ask` puts it."""
        if dialect.name == "postgresql":
            written = self._write(cast("Any", type(dialect))(paramstyle="numeric_dollar"))
        else:
            written = self.written(dialect)
        self._asked[dialect.name] = written
        return written

    def written(self, dialect: Dialect) -> Written:
        """The statement as this database's driver takes it."""
        found = self._written.get(dialect.name)
        if found is None:
            found = self._written[dialect.name] = self._write(dialect)
        return found

    def _write(self, dialect: Dialect) -> Written:
        statement = self._statement
        built = statement if isinstance(statement, Executable) else statement()
        return _write(built, self._columns, dialect)

    @staticmethod
    def parameters(written: Written, values: Mapping[str, Any]) -> Sequence[Any] | dict[str, Any]:
        """The values as the driver takes them. Raises KeyError for one that is missing."""
        if written.constants:
            values = {**written.constants, **values}
        given = list(written.pick(values))
        for place, convert in written.binders:
            if (value := given[place]) is not None:  # None is NULL in every type
                given[place] = convert(value)
        return given if written.positional else dict(zip(written.names, given, strict=True))


def _put(conn: Connection, text: str, parameters: Any) -> list[Row]:  # noqa: ANN401 - as each driver takes them
    if conn.dialect.name == "postgresql":
        from storage import libpq  # only where it is wanted: its libraries weigh 8 MB

        return libpq.ask(conn, text, parameters)
    cursor = cast("Any", conn.connection.dbapi_connection).execute(text, parameters)
    return cursor.fetchall() if cursor.description else []


def _write(statement: Statement, columns: Sequence[str] | None, dialect: Dialect) -> Written:
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    names = compiled.positiontup or list(compiled.params)
    binders = [_binder(compiled.binds[name].type, dialect) for name in names]
    types = [each.type for each in statement.exported_columns]
    instants = [place for place, each in enumerate(types) if _is_written_instant(each, dialect)]
    readers = [(place, _reader(each, dialect)) for place, each in enumerate(types) if place not in instants]
    return Written(
        compiled.string,
        names,
        _picking(names),
        [(place, convert) for place, convert in enumerate(binders) if convert],
        compiled.positional,
        {name: compiled.binds[name].value for name in names if not compiled.binds[name].required},
        [(place, read) for place, read in readers if read],
        instants,
    )


def _picking(names: Sequence[str]) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
    """What takes the values with these names out of a mapping."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]


def _binder(type_: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    """What makes of a value what the driver takes for its column's type."""
    if _is_written_instant(type_, dialect):
        return _as_written
    return _own(type_, dialect).bind_processor(dialect)


def _as_written(at: datetime) -> str:
    """An instant as SQLite holds it: in a fifth of the time, and a look at 1,000 things has 5,000 of them."""
    if at.tzinfo is not UTC:
        if at.utcoffset() is None:
            raise ValueError("An instant needs its zone.")
        at = at.astimezone(UTC)
    return _in_words(at)


# What one gesture writes holds the same instant in four places. In UTC alone: of one zone the two that an hour which comes
# twice has for one time are equal (https://docs.python.org/3/library/datetime.html#datetime.datetime.fold).
@lru_cache(maxsize=64)
def _in_words(at: datetime) -> str:
    return at.isoformat(" ", "microseconds")[: -len("+00:00")]


def _is_written_instant(type_: TypeEngine[Any], dialect: Dialect) -> bool:
    """Whether a column holds instants in words, as SQLite has no type for them."""
    return dialect.name == "sqlite" and isinstance(type_, UTCDateTime)


def _reader(type_: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    """What makes of a column's value what its type says."""
    if isinstance(type_, UTCDateTime):
        return _in_utc
    return _own(type_, dialect).result_processor(dialect, None)


def _in_utc(at: datetime) -> datetime:
    """An instant as PostgreSQL gives it, in the zone of its server."""
    return at.astimezone(UTC)


def _own(type_: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    """A column's type as this database has it."""
    return type_.dialect_impl(dialect)


def _read(rows: list[Row], written: Written, shape: type[Row]) -> list[Any]:
    instants, readers, new = written.instants, written.readers, tuple.__new__
    if not instants and not readers:
        return rows if shape is tuple else [new(shape, row) for row in rows]
    instant = datetime.fromisoformat
    found = []
    for row in rows:
        values = list(row)
        for place in instants:
            # To read its zone with it takes an eighth of the time of adding that afterwards.
            if (value := values[place]) is not None:
                values[place] = instant(value + "+00:00")
        for place, read in readers:
            if (value := values[place]) is not None:
                values[place] = read(value)
        found.append(new(shape, values))
    return found
