"""What was done and when: the history, gestures that had their effect, numbers given out, and the words to search."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Remembered, only_where


class History(Remembered, table=True):
    """One thing that one person did to one row. Nothing here is ever changed or deleted; undo is a new entry.

    `before` and `after` are JSON objects with the changed columns alone.
    """

    __table_args__ = (
        UniqueConstraint("undoes"),
        Index(None, "team_id", "customer_id", "id"),
        Index(None, "team_id", "kind", "row_id", "id"),
        Index(None, "team_id", "by", "id"),
        Index(
            "ix_history_batch",
            "team_id",
            "batch",
            **only_where("batch IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    kind: str  # the table: promise | mistake | contact | customer | channel …
    row_id: int
    customer_id: int | None = Field(default=None, foreign_key="customer.id")
    at: datetime
    by: str
    via: str  # command | form | button | shortcut
    what: str  # given | edited | moved | told | at risk | closed | proof | linked | undone …
    before: str
    after: str
    undoes: int | None = Field(default=None, foreign_key="history.id")
    batch: str | None = (
        None  # the same for everything that one gesture did at once, and that is undone at once
    )


class Searchable(Remembered, table=True):
    """The words of one row, folded (`storage.folding`), so that it is found; kept true with every change of the row.

    `words` begin with `:kind` and `:customer_id`, so that a search among one kind or one customer is answered by the
    index too: FTS5 on SQLite, GIN on PostgreSQL. They are empty for what was taken back.
    """

    __table_args__ = (UniqueConstraint("team_id", "kind", "row_id"),)

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    kind: str
    row_id: int
    customer_id: int | None = None
    words: str


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
