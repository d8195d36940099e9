"""Promises."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Remembered, look_index, only_where, source_index


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
            **only_where("status = 'open' AND removed_at IS NULL"),
        ),
        Index(None, "team_id", "customer_id"),
        source_index("promise"),
        # What ended in a week, whatever else is stored.
        Index("ix_promise_closed", "team_id", "closed_at", **only_where("closed_at IS NOT NULL")),
        look_index("promise"),
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
    health: str = "on track"  # on track | at risk | unknown (asked, and nobody said)
    risk_at: datetime | None = None
    risk_why: str = ""
    risk_plan: str = ""
    tell_by: datetime | None = None  # the tell-clock runs out
    told_at: datetime | None = None
    proof: str = ""
    closed_at: datetime | None = None
    closed_by: str | None = None
    source_link: str = ""
    source_channel: str | None = None  # the message it was logged from, as Slack names it
    source_ts: str | None = None
    created_at: datetime
    answered_at: datetime | None = None  # when the owner last said how it stands
    checked: str | None = None  # right | not quite | no answer: what came of asking the customer afterwards
    checked_at: datetime | None = None
    next_look_at: datetime | None = (
        None  # when the clock looks at it next; whatever is changed is looked at at once
    )
    removed_at: datetime | None = None
