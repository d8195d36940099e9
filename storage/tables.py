"""Everything Kept remembers: the tables, each row belonging to one workspace (`team_id`)."""

from datetime import datetime
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import Index, MetaData, String, Table, UniqueConstraint, text
from sqlmodel import Field, SQLModel

# A migration can only change a constraint that has a name.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
# Compared by code point on every server, so that what begins with some letters lies together in the index.
BY_CODE_POINT = String().with_variant(String(collation="C"), "postgresql")


class Remembered(SQLModel):
    """What all tables share: one set of metadata, with a name for every constraint."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)

    def __init__(self, **values: object) -> None:
        """A row with these columns, and the defaults of the others; a table's values are never validated.

        SQLModel's own way reports each column to a session, which these rows do not have: 12 times the CPU.
        """
        self.__dict__.update(_defaults(type(self)), **values)


@cache
def _defaults(model: type[Remembered]) -> dict[str, Any]:
    return {name: field.default for name, field in model.model_fields.items() if not field.is_required()}


class Customer(Remembered, table=True):
    """A company or person we serve. People see it as C-`number`."""

    __table_args__ = (UniqueConstraint("team_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    number: int
    name: str
    other_names: str = ""  # one a line
    owner_id: str | None = None
    created_at: datetime
    created_by: str
    removed_at: datetime | None = None


class CustomerName(Remembered, table=True):
    """One way a customer is called, folded so that typing finds it; rebuilt from the customer's row."""

    __tablename__ = "customer_name"
    __table_args__ = (Index(None, "team_id", "folded"),)

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    customer_id: int = Field(foreign_key="customer.id", index=True)
    name: str
    folded: str = Field(sa_type=BY_CODE_POINT)


class Channel(Remembered, table=True):
    """A Slack channel that is linked to a customer, or was (`customer_id` is empty then)."""

    __table_args__ = (UniqueConstraint("team_id", "channel_id"),)

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    channel_id: str
    customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)


class Promise(Remembered, table=True):
    """What we told a customer we would do. People see it as P-`number`.

    A date is kept twice: as people meant it (`…_wall`: `YYYY-MM-DD` for a day, which ends with the working
    day, or `YYYY-MM-DDTHH:MM`, both in `zone`) and as the instant that follows from it (`…_at`, UTC).
    """

    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        Index(
            "ix_promise_open_owner",
            "team_id",
            "owner_id",
            "due_at",
            sqlite_where=text("status = 'open' AND removed_at IS NULL"),
            postgresql_where=text("status = 'open' AND removed_at IS NULL"),
        ),
        Index(None, "team_id", "customer_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    number: int
    customer_id: int = Field(foreign_key="customer.id")
    words: str
    kind: str
    owner_id: str
    said_by: str
    agreed: str = "said"  # said | read back | in writing
    zone: str
    due_at: datetime | None = None  # the date the customer was told
    due_wall: str | None = None
    aim_at: datetime | None = None  # our own, earlier one
    aim_wall: str | None = None
    new_due_at: datetime | None = None  # where we moved it, as long as the customer has not been told
    new_due_wall: str | None = None
    status: str = "open"  # open | kept | late | partly | not kept | called off
    health: str = "on track"  # on track | at risk
    risk_at: datetime | None = None
    risk_why: str = ""
    risk_plan: str = ""
    tell_by: datetime | None = None  # the tell-clock runs out
    told_at: datetime | None = None
    proof: str = ""
    closed_at: datetime | None = None
    closed_by: str | None = None
    source_link: str = ""
    created_at: datetime
    removed_at: datetime | None = None


class History(Remembered, table=True):
    """One thing that one person did to one row. Nothing here is ever changed or deleted; undo is a new entry.

    `before` and `after` are JSON objects with the changed columns alone.
    """

    __table_args__ = (
        UniqueConstraint("undoes"),
        Index(None, "team_id", "customer_id", "id"),
        Index(None, "team_id", "kind", "row_id", "id"),
        Index(None, "team_id", "by", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    kind: str  # the table: promise | customer | channel
    row_id: int
    customer_id: int | None = Field(default=None, foreign_key="customer.id")
    at: datetime
    by: str
    via: str  # command | form | button | shortcut
    what: str  # given | edited | moved | told | at risk | closed | proof | linked | undone …
    before: str
    after: str
    undoes: int | None = Field(default=None, foreign_key="history.id")


class Inbox(Remembered, table=True):
    """A gesture or event that had its effect: the same one, delivered again, finds its key here."""

    __table_args__ = (Index(None, "at"),)

    team_id: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    at: datetime
    entry: int | None = None  # the history entry it led to, so that a repeat gets the same answer


class Counter(Remembered, table=True):
    """The last number given out in a workspace for one kind of thing."""

    team_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    last: int


def table(model: type[SQLModel]) -> Table:
    """The Core table of a model, for statements on hot paths."""
    found: Table = model.__table__  # type: ignore[attr-defined]
    return found
