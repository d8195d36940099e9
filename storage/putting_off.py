"""What is presumed while all goes well: the door does work once as if nothing were repeated, refused or in anybody's way, and
where that turns out to be wrong it rolls back and does it again, alone and presuming nothing.

So what only matters where something goes wrong need not be asked before; and on PostgreSQL what nobody waits for is put
off: it goes to the server with the next question, as each walk there and back costs more than a statement does.
"""

from typing import Any

from sqlalchemy import Connection

from storage.driver_errors import as_sqlalchemy

PRESUMES, KNOWN = "kept presumes", "kept knows"


def begin(conn: Connection, *, presumes: bool) -> None:
    """Before the first statement of a transaction; with `presumes` it is done again if anything in it goes wrong."""
    conn.info[PRESUMES], conn.info[KNOWN] = presumes, {}
    if conn.dialect.name == "postgresql":
        from storage import libpq  # only where it is wanted: its libraries weigh 8 MB

        libpq.forget(conn)


def presumes(conn: Connection) -> bool:
    """Whether this transaction is done again, presuming nothing, if anything in it goes wrong."""
    return bool(conn.info.get(PRESUMES))


def known(conn: Connection) -> dict[Any, Any]:
    """What was found out in this transaction and is so until its end, for work that shares it; outside of the door nothing is."""
    found: dict[Any, Any] = conn.info.get(KNOWN, {})
    return found


def put_off(conn: Connection, text: str, parameters: Any) -> Any:  # noqa: ANN401 - as PostgreSQL's driver takes them; libpq.Later
    """A statement that goes with the next question on PostgreSQL."""
    from storage import libpq  # only where it is wanted: its libraries weigh 8 MB

    return libpq.later(conn, text, parameters)


def settle(conn: Connection) -> None:
    """Has answered what was put off. Raises what SQLAlchemy raises for the driver's errors."""
    if conn.dialect.name == "postgresql":
        from storage import libpq  # only where it is wanted: its libraries weigh 8 MB

        try:
            libpq.settle(conn)
        except conn.dialect.loaded_dbapi.Error as error:
            raise as_sqlalchemy(error, "(what was put off)", conn.dialect) from error
