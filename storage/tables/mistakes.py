"""Mistakes."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Remembered, look_index, only_where, source_index


class Mistake(Remembered, table=True):
    """A case of ours to put right. People see it as M-`number`. Nobody in it is a culprit.

    Each of the four steps is done (`…_at`, `…_by`) or waived for a reason (`…_waived`, with the same two columns).
    """

    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        Index(
            "ix_mistake_open_owner",
            "team_id",
            "owner_id",
            "created_at",
            **only_where("status = 'open' AND removed_at IS NULL"),
        ),
        Index(None, "team_id", "customer_id"),
        source_index("mistake"),
        # What ended in a week, whatever else is stored.
        Index("ix_mistake_closed", "team_id", "closed_at", **only_where("closed_at IS NOT NULL")),
        look_index("mistake"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    number: int
    customer_id: int = Field(foreign_key="customer.id")
    words: str
    kind: str
    severity: str  # high | normal
    noticed_by: str = ""  # us | them | "" where nobody said
    public: bool = False  # it stands in a public review
    owner_id: str | None = None  # of the repair
    said_by: str
    told_at: datetime | None = None
    told_by: str | None = None
    told_waived: str = ""
    sorry_at: datetime | None = None
    sorry_by: str | None = None
    sorry_waived: str = ""
    right_at: datetime | None = None
    right_by: str | None = None
    right_waived: str = ""
    right_how: str = ""  # what makes it right, or made it
    right_wall: str | None = None  # by when it is to be right, as the dates of a promise, in `right_zone`
    right_zone: str = ""
    goodwill: int | None = None  # what that cost us, in hundredths of the workspace's currency
    broken_rule: str = ""  # the rule that was broken to make it right
    checked_at: datetime | None = None
    checked_by: str | None = None
    checked_waived: str = ""
    calls: int = 1  # how many times the customer had to contact us about it
    cause: str = ""
    could_have: str = ""  # what we could have done
    status: str = "open"  # open | closed
    closed_at: datetime | None = None
    closed_by: str | None = None
    promise_id: int | None = Field(default=None, foreign_key="promise.id", index=True)  # not kept
    source_link: str = ""
    source_channel: str | None = None  # the message it was logged from, as Slack names it
    source_ts: str | None = None
    created_at: datetime
    fix_id: int | None = Field(default=None, index=True)  # the id of the system fix that ends its cause
    fix_told_at: datetime | None = None  # the customer heard that the cause is gone
    next_look_at: datetime | None = (
        None  # when the clock looks at it next; whatever is changed is looked at at once
    )
    removed_at: datetime | None = None


class SystemFix(Remembered, table=True):
    """What ends a cause that several mistakes had. People see it as F-`number`."""

    __tablename__ = "system_fix"
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        look_index("system_fix"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    number: int
    cause: str
    words: str = ""  # what we change
    owner_id: str | None = None
    zone: str = "UTC"
    due_at: datetime | None = None
    due_wall: str | None = None  # as the dates of a promise
    status: str = "open"  # open | done
    closed_at: datetime | None = None
    closed_by: str | None = None
    created_at: datetime
    created_by: str
    next_look_at: datetime | None = None
    removed_at: datetime | None = None
