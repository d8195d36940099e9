"""INSERT … ON CONFLICT: both databases have it, and SQLAlchemy for each apart."""

from typing import TYPE_CHECKING

from sqlalchemy import Table

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert


def insert_or(dialect: str, into: Table) -> "Insert":
    """An INSERT on which `on_conflict_do_nothing` and `on_conflict_do_update` can be called, for `sqlite` or `postgresql`."""
    # Only the one that is used is loaded: PostgreSQL's takes 40 ms of a start and 2 MiB.
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    return insert(into)
