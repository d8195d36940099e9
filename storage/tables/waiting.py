"""Customers that wait on us."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Remembered, look_index, only_where, source_index


class Waiting(Remembered, table=True):
    """The customer waits on us. People see it as W-`number`."""

    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        Index(
            "ix_waiting_open_owner",
            "team_id",
            "owner_id",
            "since_at",
            **only_where("status = 'open' AND removed_at IS NULL"),
        ),
        Index(None, "team_id", "customer_id"),
        source_index("waiting"),
        look_index("waiting"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    number: int
    customer_id: int = Field(foreign_key="customer.id")
    words: str
    owner_id: str
    said_by: str
    since_at: datetime  # they wait since
    zone: str
    due_at: datetime | None = None
    due_wall: str | None = None  # as the dates of a promise
    calls: int = 0  # how often they called again
    called_at: datetime | None = None  # the last time they did
    status: str = "open"  # open | done
    closed_at: datetime | None = None
    closed_by: str | None = None
    source_link: str = ""
    source_channel: str | None = None  # the message it was logged from, as Slack names it
    source_ts: str | None = None
    created_at: datetime
    next_look_at: datetime | None = (
        None  # when the clock looks at it next; whatever is changed is looked at at once
    )
    removed_at: datetime | None = None
