"""Offers to log what somebody said: how often which rule was right, and nothing of what was said."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.base import Remembered


class Offer(Remembered, table=True):
    """One offer to one person, counted by the rule that led to it. No word of the message is in it, and not which one it
    was."""

    __table_args__ = (
        Index(None, "team_id", "channel_id", "id"),
        Index(None, "team_id", "person_id", "made_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    channel_id: str
    person_id: str
    rule: str  # a name in bot/listening's rules
    label: str  # promise | mistake | contact
    made_at: datetime
    answer: str = ""  # "" | logged | not a promise | not here
    answered_at: datetime | None = None
