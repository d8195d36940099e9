"""Things as people call them: "P-12", "The contact with Acme", "Your setting “Quiet hours”"."""

from collections.abc import Mapping

from handlers.views.preference_lines import LINES
from storage.tables import (
    Away,
    Channel,
    Contact,
    Customer,
    CustomerPerson,
    Digest,
    Mistake,
    Praise,
    Promise,
    Question,
    Row,
    Setting,
    Snooze,
    SystemFix,
    Waiting,
)

# Settings that no page shows.
SETTINGS = {
    "quiet_rules": "rules of listening that are quiet",
    "offers_not_in": "channels in which you want no offers",
}
WHOSE = {"person": "Your", "channel": "This channel's", "workspace": "The workspace's"}
LETTERS: Mapping[type, str] = {Promise: "P", Mistake: "M", Waiting: "W", SystemFix: "F"}
# What has no name of its own.
NAMELESS: Mapping[type, str] = {
    Contact: "The contact",
    Praise: "The kind word",
    Channel: "The channel's link",
    Snooze: "The snooze",
    Question: "Their question",
    Away: "The absence",
    Digest: "The weekly digest",
}


def is_gone(row: Row) -> bool:
    """Whether the thing is taken back, as if it had never been said."""
    if isinstance(row, Channel):
        return row.customer_id is None
    return not isinstance(row, Setting) and row.removed_at is not None


def name(row: Row) -> str:
    """A thing as people call it."""
    if isinstance(row, Promise | Mistake | Waiting | SystemFix):
        return f"{LETTERS[type(row)]}-{row.number}"
    if isinstance(row, Customer | CustomerPerson):
        return row.name
    if isinstance(row, Setting):
        return f"{WHOSE.get(row.scope, 'The')} setting “{_setting(row.name)}”"
    return NAMELESS[type(row)]


def called(row: Row, customer: Customer | None) -> str:
    """The same with whom it is about, where the thing has no name of its own."""
    if customer is None or not isinstance(row, Contact | Praise | CustomerPerson | Channel):
        return name(row)
    match row:
        case Contact():
            return f"The contact with {customer.name}"
        case Praise():
            return f"The kind word of {customer.name}"
        case CustomerPerson():
            return f"{row.name} at {customer.name}"
        case Channel():
            return f"The channel's link to {customer.name}"


def _setting(name: str) -> str:
    return LINES[name][0] if name in LINES else SETTINGS.get(name, "").capitalize() or name
