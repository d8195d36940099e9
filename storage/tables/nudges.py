"""What Kept says by itself: nudges, the posts they are said in, and what keeps them back."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Remembered, only_where


class Nudge(Remembered, table=True):
    """One reminder to one person about one thing for one reason in one window. People see it as N-`number`.

    Never deleted and never twice the same: the key keeps every window to one nudge, whatever crashes. It is open until
    what it is about has ended (`ended_at`, `ended_why`), and was said when its post was.
    """

    __table_args__ = (
        UniqueConstraint("team_id", "kind", "row_id", "reason", "recipient_id", "window"),
        UniqueConstraint("team_id", "number"),
        Index("ix_nudge_open", "team_id", "recipient_id", **only_where("ended_at IS NULL")),
        Index("ix_nudge_of_row", "team_id", "kind", "row_id"),
        # What nobody has planned yet, asked for at every tick.
        Index(
            "ix_nudge_waiting",
            "team_id",
            "say_at",
            **only_where("ended_at IS NULL AND said_at IS NULL AND post_id IS NULL"),
        ),
        Index("ix_nudge_post", "post_id", **only_where("post_id IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    number: int
    kind: str  # promise | mistake | waiting | contact | customer | system_fix | desk: what it is about
    row_id: int
    customer_id: int | None = None
    reason: str  # a name in bot/reasons.py
    window: str  # the same for as long as it is the same call: a day, a due date, a month …
    recipient_id: str  # a person, or a channel
    role: str  # owner | cover | lead | team: as what they hear of it
    facts: str = "{}"  # JSON: what was so when it was decided, for the line and for "why"
    since_at: datetime  # what it is about asks since
    say_at: datetime  # not before then: the next brief, or the next hour that is not quiet
    urgent: bool = False  # may come between two briefs
    post_id: int | None = Field(default=None, foreign_key="post.id")  # the post that says it, or will
    said_at: datetime | None = None
    ended_at: datetime | None = None
    ended_why: str = ""
    story: str = ""  # one JSON object a line, {"at", "what", "why"}: each skip, delay and end of it
    made_at: datetime


class Post(Remembered, table=True):
    """One message that Kept says by itself: what happens to it until it stands in Slack once.

    `due` → `sending` (somebody holds `claim` until `lease_until`) → `said`, or `dropped` for the reason in `why`.
    """

    __table_args__ = (
        UniqueConstraint("team_id", "key"),
        Index("ix_post_due", "team_id", "due_at", **only_where("state IN ('due', 'sending')")),
        Index("ix_post_redraw", "team_id", "redraw_at", **only_where("redraw_at IS NOT NULL")),
        Index("ix_post_sweep", "team_id", "sweep_at", **only_where("sweep_at IS NOT NULL")),
        Index("ix_post_place", "team_id", "place", "what", "said_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    key: str  # brief:U…:2026-11-25 | nudge:… | digest:C…:2026-W48: what it is, so that it is there once
    what: str  # brief | nudge | digest | case | news: who draws it
    place: str  # the person or channel it goes to
    about: str = "{}"  # JSON: what whoever draws it needs to know
    due_at: datetime  # not before then; moved on by "not now"
    state: str = "due"  # due | sending | said | dropped
    claim: str | None = None
    lease_until: datetime | None = None
    tries: int = 0
    first_post_at: datetime | None = None  # the first time that it may have reached Slack
    ambiguous: bool = False  # nobody knows whether it did: looked up before anything is said again
    channel_id: str | None = None  # where it stands
    ts: str | None = None
    said_at: datetime | None = None
    sweep_at: datetime | None = None  # when to look for second copies of it
    redraw_at: datetime | None = None  # what it says has changed since
    drawn: str = ""  # a digest of what it shows, so that nothing is redrawn as it was
    why: str = ""  # why it was dropped, or what Slack said last
    made_at: datetime


class Snooze(Remembered, table=True):
    """That one person wants to hear nothing of one thing for a while."""

    __table_args__ = (Index(None, "team_id", "kind", "row_id"),)

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    kind: str  # as a nudge's
    row_id: int
    customer_id: int | None = None
    person_id: str
    how: str  # until | reply | stop: until an instant, until the customer is heard of, or until then whatever happens
    until_at: datetime | None = None
    until_wall: str | None = None  # as the dates of a promise
    zone: str
    created_at: datetime
    removed_at: datetime | None = None


class Away(Remembered, table=True):
    """That somebody is away, as they said themselves, and who stands in."""

    __table_args__ = (Index(None, "team_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    person_id: str
    from_at: datetime
    until_at: datetime
    until_wall: str  # as the dates of a promise: back after that day, or at that time
    zone: str
    cover_id: str | None = None
    ended_at: datetime | None = None  # they came back, sooner or then, and were told what happened
    created_at: datetime
    removed_at: datetime | None = None


class Desk(Remembered, table=True):
    """One person as far as the clock is concerned: when their next brief is."""

    __table_args__ = (
        UniqueConstraint("team_id", "person_id"),
        Index("ix_desk_look", "team_id", "next_look_at", **only_where("next_look_at IS NOT NULL")),
        Index("ix_desk_about", "team_id", "about_look_at", **only_where("about_look_at IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    person_id: str
    zone: str = "UTC"  # as Slack said when the brief was planned
    brief_wall: str | None = None  # the next brief, as the dates of a promise, in `zone`
    briefed_on: str = ""  # YYYY-MM-DD: the last working day, on their calendar, whose brief was decided
    away_since: datetime | None = (
        None  # as long as they are, by their own word, Slack's status or do-not-disturb
    )
    about_look_at: datetime | None = None  # when to look at them themselves: absences, what they left, calls
    next_look_at: datetime | None = None


class Digest(Remembered, table=True):
    """A channel's weekly post: on which day and at what time."""

    __table_args__ = (
        UniqueConstraint("team_id", "channel_id"),
        Index("ix_digest_look", "team_id", "next_look_at", **only_where("next_look_at IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    channel_id: str
    weekday: int  # Monday is 0
    at: str  # HH:MM on the clock of `zone`
    zone: str
    last_week: str = ""  # 2026-W48: the last week that was decided
    created_at: datetime
    created_by: str
    next_look_at: datetime | None = None
    removed_at: datetime | None = None
