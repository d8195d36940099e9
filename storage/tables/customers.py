"""Customers: their people, their names, the channels linked to them, and their kind words."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import BY_CODE_POINT, Remembered, look_index, only_where


class Customer(Remembered, table=True):
    """A company or person we serve. People see it as C-`number`."""

    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        Index(
            "ix_customer_owner",
            "team_id",
            "owner_id",
            "met_at",
            "id",
            **only_where("removed_at IS NULL"),
        ),
        look_index("customer"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    number: int
    name: str
    other_names: str = ""  # one a line
    owner_id: str | None = None
    backup_id: str | None = None
    stage: str = "active"  # prospect | active | dormant | parting | lost
    tier: str = ""
    tags: str = ""  # one a line
    rhythm_days: int | None = None  # calendar days between contacts; empty: the tier's
    since: str | None = None  # YYYY-MM-DD: a customer of ours since
    reach: str = ""  # how they like to be reached
    style: str = ""  # "" | short and factual | likes a chat
    matters: str = ""  # what matters to them, in their words
    dos: str = ""
    donts: str = ""
    lost_reason: str = ""
    lost_words: str = ""  # what they said of it
    could_have: str = ""  # what we could have done
    merged_into: int | None = Field(
        default=None, index=True
    )  # the id of the customer that they are part of now
    met_at: datetime | None = None  # the last two-way contact; rebuilt from the contacts
    created_at: datetime
    created_by: str
    start_plan: str | None = (
        None  # the days after `since` to be in touch on: "2,14,30"; "off"; empty: the workspace's
    )
    next_look_at: datetime | None = (
        None  # when the clock looks at it next; whatever is changed is looked at at once
    )
    removed_at: datetime | None = None


class CustomerPerson(Remembered, table=True):
    """Somebody at a customer: who they are and how to reach them."""

    __tablename__ = "customer_person"

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    customer_id: int = Field(foreign_key="customer.id", index=True)
    name: str
    role: str = ""
    reach: str = ""
    created_at: datetime
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


class Praise(Remembered, table=True):
    """A kind word of a customer, in their words."""

    __table_args__ = (Index(None, "team_id", "customer_id"),)

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    customer_id: int = Field(foreign_key="customer.id")
    words: str
    thanked_id: str | None = None  # the colleague it is about
    quotable: str = ""  # "" | asked | yes | no: whether the customer lets us quote it
    said_by: str
    source_link: str = ""
    source_channel: str | None = None  # the message it was logged from, as Slack names it
    source_ts: str | None = None
    created_at: datetime
    removed_at: datetime | None = None
