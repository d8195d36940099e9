"""What nobody waits for: on PostgreSQL it goes to the server with the next question, as each walk there and back costs more
than a statement does.

Only while the door presumes that all goes well: where anything goes wrong it rolls back, and does the work again without
putting anything off. On SQLite there is no walk, and nothing is put off.
"""

from typing import Any

from sqlalchemy import Connection

from storage.driver_errors import as_sqlalchemy


class Presumed(Exception):
    """It was presumed that a statement gives no row, and it gave one."""


def begin(conn: Connection, *, presumes: bool) -> None:
    """Before the first statement of a transaction on PostgreSQL; with `presumes` it is done again if anything in it goes
    wrong."""
    from storage import libpq  # only where it is wanted: its libraries weigh 8 MB

    libpq.begin(conn, presumes=presumes)


def may(conn: Connection) -> bool:
    """Whether something may be put off in this transaction."""
    if conn.dialect.name != "postgresql":
        return False
    from storage import libpq  # only where it is wanted: its libraries weigh 8 MB

    return libpq.presumes(conn)


def put_off(conn: Connection, text: str, parameters: Any, *, none: bool) -> Any:  # noqa: ANN401 - libpq.Later
    """A statement that goes with the next question; with `none` it is presumed to give no row."""
    from storage import libpq  # only where it is wanted: its libraries weigh 8 MB

    return libpq.later(conn, text, parameters, none=none)


def settle(conn: Connection) -> None:
    """Has answered what was put off. Raises what SQLAlchemy raises for the driver's errors, and Presumed."""
    if conn.dialect.name == "postgresql":
        from storage import libpq  # only where it is wanted: its libraries weigh 8 MB

        try:
            libpq.settle(conn)
        except conn.dialect.loaded_dbapi.Error as error:
            raise as_sqlalchemy(error, "(what was put off)", conn.dialect) from error
