"""Contacts, and whom they met."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.base import Remembered, look_index, only_where, source_index


class Contact(Remembered, table=True):
    """A touch: one of ours with one customer, or an attempt at it."""

    __table_args__ = (
        Index(None, "team_id", "customer_id", "at"),
        source_index("contact"),
        Index(
            "ix_contact_next",
            "team_id",
            "by_id",
            "next_at",
            **only_where("next = 'planned' AND removed_at IS NULL"),
        ),
        look_index("contact"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    customer_id: int = Field(foreign_key="customer.id")
    by_id: str  # whose contact it was
    how: str  # call | visit | mail | chat | event | gift | attempt
    purpose: str = "care"  # care | sell
    sounded: str = ""  # glad | fine | unhappy | no answer | "" where nobody said
    words: str
    people: str = ""  # ids of the customer's people who were met, one a line
    event: str = ""  # the fair, newsletter or seminar, where it was one for many
    at: datetime
    zone: str
    next: str = ""  # "" not asked yet | planned | nothing | done
    next_words: str = ""
    next_at: datetime | None = None
    next_wall: str | None = None  # as the dates of a promise
    source_link: str = ""
    source_channel: str | None = None  # the message it was logged from, as Slack names it
    source_ts: str | None = None
    said_by: str
    created_at: datetime
    next_look_at: datetime | None = (
        None  # when the clock looks at it next; whatever is changed is looked at at once
    )
    removed_at: datetime | None = None


class Met(Remembered, table=True):
    """That a contact met somebody at the customer; rebuilt from the contact's row."""

    contact_id: int = Field(primary_key=True, foreign_key="contact.id")
    person_id: int = Field(primary_key=True, foreign_key="customer_person.id", index=True)
