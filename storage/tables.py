"""Everything Kept remembers: the tables, each row belonging to one workspace (`team_id`)."""

from datetime import datetime
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import Index, MetaData, String, Table, UniqueConstraint, text
from sqlmodel import Field, SQLModel

# A migration can only change a constraint that has a name.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
# Compared by code point on every server, so that what begins with some letters lies together in the index.
BY_CODE_POINT = String().with_variant(String(collation="C"), "postgresql")


class Remembered(SQLModel):
    """What all tables share: one set of metadata, with a name for every constraint."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)

    def __init__(self, **values: object) -> None:
        """A row with these columns, and the defaults of the others; a table's values are never validated.

        SQLModel's own way reports each column to a session, which these rows do not have: 12 times the CPU.
        """
        self.__dict__.update(_defaults(type(self)), **values)

    def __setattr__(self, name: str, value: object) -> None:
        """A column is set without telling a session, too."""
        self.__dict__[name] = value


@cache
def _defaults(model: type[Remembered]) -> dict[str, Any]:
    return {name: field.default for name, field in model.model_fields.items() if not field.is_required()}


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
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
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
            sqlite_where=text("status = 'open' AND removed_at IS NULL"),
            postgresql_where=text("status = 'open' AND removed_at IS NULL"),
        ),
        Index(None, "team_id", "customer_id"),
        Index(None, "team_id", "source_channel", "source_ts"),
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
    health: str = "on track"  # on track | at risk
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
    removed_at: datetime | None = None


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
            sqlite_where=text("status = 'open' AND removed_at IS NULL"),
            postgresql_where=text("status = 'open' AND removed_at IS NULL"),
        ),
        Index(None, "team_id", "customer_id"),
        Index(None, "team_id", "source_channel", "source_ts"),
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
    removed_at: datetime | None = None


class Contact(Remembered, table=True):
    """A touch: one of ours with one customer, or an attempt at it."""

    __table_args__ = (
        Index(None, "team_id", "customer_id", "at"),
        Index(None, "team_id", "source_channel", "source_ts"),
        Index(
            "ix_contact_next",
            "team_id",
            "by_id",
            "next_at",
            sqlite_where=text("next = 'planned' AND removed_at IS NULL"),
            postgresql_where=text("next = 'planned' AND removed_at IS NULL"),
        ),
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
    removed_at: datetime | None = None


class Met(Remembered, table=True):
    """That a contact met somebody at the customer; rebuilt from the contact's row."""

    contact_id: int = Field(primary_key=True, foreign_key="contact.id")
    person_id: int = Field(primary_key=True, foreign_key="customer_person.id", index=True)


class Waiting(Remembered, table=True):
    """The customer waits on us. People see it as W-`number`."""

    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        Index(
            "ix_waiting_open_owner",
            "team_id",
            "owner_id",
            "since_at",
            sqlite_where=text("status = 'open' AND removed_at IS NULL"),
            postgresql_where=text("status = 'open' AND removed_at IS NULL"),
        ),
        Index(None, "team_id", "customer_id"),
        Index(None, "team_id", "source_channel", "source_ts"),
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
    removed_at: datetime | None = None


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
            sqlite_where=text("batch IS NOT NULL"),
            postgresql_where=text("batch IS NOT NULL"),
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


# Everything that has a history and can be undone.
Row = Customer | CustomerPerson | Channel | Promise | Mistake | Contact | Waiting | Praise | Setting


def table(model: type[SQLModel]) -> Table:
    """The Core table of a model, for statements on hot paths."""
    found: Table = model.__table__  # type: ignore[attr-defined]
    return found
