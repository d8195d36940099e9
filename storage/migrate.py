"""Bringing a database to the newest shape, one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect

from storage.tables.base import Remembered

MIGRATIONS = Path(__file__).parent / "migrations"
# Two processes that start at once must not both migrate. Any number will do, as long as it stays the same.
LOCK = 0x6B657074


class CannotOpen(Exception):
    """The database cannot be used; the message is a sentence for the person who starts Kept."""


def newest() -> str:
    """The newest migration there is, which its file's name begins with: `0001_first_tables.py`."""
    return max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def present(conn: Connection) -> str | None:
    """The migration that this database is at, or None for one that Kept has not seen yet."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    found: str | None = conn.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def migrate(conn: Connection, target: str = "head") -> None:
    """Bring the database to `target` (a number, `head` or, with nothing left, `base`), wholly or not at all.

    The connection is one of `storage.sqlite` or `storage.postgresql`, with nothing begun; it is locked meanwhile.
    Raises CannotOpen when the database was written by a newer Kept, or by something else.
    """
    if target == "head" and present(conn) == newest() and _has_history(conn):
        conn.rollback()
        return
    with _alone(conn):
        at = present(conn)
        _must_be_ours(conn, at)
        if at is not None and at > newest():
            raise CannotOpen(
                f"The database was written by a newer Kept (its shape is {at}, this one knows {newest()})."
                " Start the newer one, or put the backup from before it in place."
            )
        _run(conn, target, back=target == "base" or (at or "") > target)


def _must_be_ours(conn: Connection, at: str | None) -> None:
    """Raises CannotOpen where something else keeps its tables under names of Kept's; others may stand beside them."""
    taken = Remembered.metadata.tables.keys() & inspect(conn).get_table_names() if at is None else set()
    if taken or (at is not None and not (len(at) == len(newest()) and at.isdigit() and _has_history(conn))):
        named = f" Something else has a table {min(taken)} in it." if taken else ""
        raise CannotOpen(
            f"This database is none of Kept's.{named} Let DATABASE_URL name one of its own, for example sqlite:///kept.db."
        )


def _has_history(conn: Connection) -> bool:
    """Whether the table is there that every shape of Kept's has: other programs number their shapes in Alembic's table too."""
    return inspect(conn).has_table("history")


def _run(conn: Connection, target: str, *, back: bool) -> None:
    # Imported late: it costs a start some 0.1 s and 10 MB, and most starts have nothing to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = conn
    (command.downgrade if back else command.upgrade)(config, target)


@contextmanager
def _alone(conn: Connection) -> Iterator[None]:
    """A transaction that no other process migrates beside; committed at the end, or nothing of it."""
    conn.rollback()
    if conn.dialect.name == "sqlite":
        with _alone_in_file(conn):
            yield
        return
    with conn.begin():
        conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        yield


@contextmanager
def _alone_in_file(conn: Connection) -> Iterator[None]:
    # With foreign keys on, replacing a table (what "batch mode" does) would delete the rows that point to it;
    # inside a transaction the switch does nothing. https://www.sqlite.org/foreignkeys.html
    conn.exec_driver_sql("PRAGMA foreign_keys=OFF")
    conn.exec_driver_sql("BEGIN EXCLUSIVE")
    try:
        orphans = _orphans(conn)
        yield
        _no_more_than(orphans, conn)
        conn.exec_driver_sql("COMMIT")
    finally:
        conn.connection.rollback()  # SQLite's; without a transaction it does nothing
        conn.rollback()  # SQLAlchemy's note of one
        conn.exec_driver_sql("PRAGMA foreign_keys=ON")
        conn.rollback()


def _orphans(conn: Connection) -> int:
    return len(conn.exec_driver_sql("PRAGMA foreign_key_check").fetchall())


def _no_more_than(orphans: int, conn: Connection) -> None:
    more = _orphans(conn) - orphans
    if more > 0:
        raise CannotOpen(
            f"A migration would leave {more} rows without what they point to; nothing was changed."
        )
