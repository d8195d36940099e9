"""Questions of customers that nobody of ours has answered yet."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.base import Remembered, look_index, only_where


class Question(Remembered, table=True):
    """That a customer asked something in a channel that we share with them: where and when, but no word of it
    [practice 31].

    Deleted as soon as somebody of ours says a word there. Once it was offered it stays, since the offer is about it.
    """

    __table_args__ = (
        Index(
            "ix_question_open",
            "team_id",
            "channel_id",
            **only_where("status = 'open' AND removed_at IS NULL"),
        ),
        Index("ix_question_check", "team_id", "check_at", **only_where("check_at IS NOT NULL")),
        look_index("question"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    customer_id: int | None = Field(default=None, foreign_key="customer.id")
    channel_id: str
    thread_ts: str = ""  # the first message of the thread it was asked in, if it was in one
    ts: str
    asked_at: datetime
    source_link: str = ""  # the address of the message
    owner_id: str | None = None  # the customer's owner when they asked
    check_at: datetime | None = None  # when to see whether anybody has answered; None once it was offered
    status: str = "open"  # open | answered | logged
    closed_at: datetime | None = None
    closed_by: str | None = None
    next_look_at: datetime | None = None  # as of a promise; None as long as nobody is asked
    removed_at: datetime | None = None  # they took it back themselves, or it is too old to ask about
