"""Settings, and files that somebody looks at."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Remembered


class Setting(Remembered, table=True):
    """One setting of the workspace, a channel or a person, where it differs from the default."""

    __table_args__ = (UniqueConstraint("team_id", "scope", "scope_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    scope: str  # workspace | channel | person
    scope_id: str = ""
    name: str
    value: str  # JSON


class Upload(Remembered, table=True):
    """A file of customers that somebody looks at before it is taken in; forgotten after a day."""

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    by: str
    name: str
    content: str
    left_out: str = ""  # the lines that are not to be taken in
    status: str = "looked at"  # looked at | taken in
    created_at: datetime
