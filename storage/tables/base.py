"""What all tables share: names for constraints, rows that no session looks after, and the way to a model's Core table."""

from functools import cache
from typing import Any, ClassVar

from sqlalchemy import Index, MetaData, String, Table
from sqlalchemy.ext.declarative import DeferredReflection
from sqlmodel import SQLModel

# A migration can only change a constraint that has a name.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
# Compared by code point on every server, so that what begins with some letters lies together in the index.
BY_CODE_POINT = String().with_variant(String(collation="C"), "postgresql")


def only_where(condition: str) -> dict[str, Any]:
    """For an index that holds only the rows for which this is so, on both databases.

    It is a note for whoever writes the migration, which makes the index (a test compares them): as an option of the two
    databases it would have SQLAlchemy load both, and each start would take 40 ms and 3 MiB more.
    """
    return {"info": {"only_where": condition}}


def look_index(name: str) -> Index:
    """The index by which a table's rows are found that are due to be looked at, whatever else it holds."""
    return Index(f"ix_{name}_look", "team_id", "next_look_at", **only_where("next_look_at IS NOT NULL"))


def source_index(name: str) -> Index:
    """The index by which what was logged from a message is found; most is typed, and has none (make bench)."""
    return Index(
        f"ix_{name}_source", "team_id", "source_channel", "source_ts", **only_where("source_ts IS NOT NULL")
    )


class Remembered(DeferredReflection, SQLModel):
    """What all tables share: one set of metadata, with a name for every constraint.

    No session looks after any row, and SQLAlchemy need not report to one: that takes 10 µs an instance, and one each time
    that a column is read or set. It puts off mapping the models until somebody prepares them, which nobody does: their tables
    are all that is wanted, and mapping takes 20 ms of a start (make bench).
    """

    # Nothing is validated here, so that Pydantic need not build what would do it: 20 ms of a start.
    model_config = {"defer_build": True}
    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)

    def __init__(self, **values: object) -> None:
        """A row with these columns, and the defaults of the others; a table's values are never validated."""
        self.__dict__.update(_defaults(type(self)), **values)

    def __setattr__(self, name: str, value: object) -> None:
        """A column is set, and nobody told."""
        self.__dict__[name] = value


@cache
def _defaults(model: type[Remembered]) -> dict[str, Any]:
    return {name: field.default for name, field in model.model_fields.items() if not field.is_required()}


def table(model: type[SQLModel]) -> Table:
    """The Core table of a model, for statements on hot paths."""
    return Remembered.metadata.tables[str(model.__tablename__)]
