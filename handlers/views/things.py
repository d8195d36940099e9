"""Things as people call them: "P-12", "The contact with Acme", "Your setting “Quiet hours”"."""

from handlers.views.preference_lines import LINES
from storage.tables import (
    LETTERS,
    Channel,
    Contact,
    Customer,
    CustomerPerson,
    Praise,
    Question,
    Row,
    Setting,
)
from storage.tables import called as called_by_people

# Settings that no page shows.
SETTINGS = {
    "quiet_rules": "rules of listening that are quiet",
    "offers_not_in": "channels in which you want no offers",
}
WHOSE = {"person": "Your", "channel": "This channel's", "workspace": "The workspace's"}


def is_gone(row: Row) -> bool:
    """Whether the thing is taken back, as if it had never been said."""
    if isinstance(row, Channel):
        return row.customer_id is None
    return not isinstance(row, Setting) and row.removed_at is not None


def reference(row: object) -> str:
    """ "P-12" for what people call so; "" for customers, who have a name, and for what has no number."""
    letter = LETTERS.get(str(getattr(row, "__tablename__", "")))
    return f"{letter}-{vars(row)['number']}" if letter and not isinstance(row, Customer) else ""


def name(row: Row) -> str:
    """A thing as people call it."""
    if isinstance(row, Customer | CustomerPerson):
        return row.name
    if isinstance(row, Setting):
        return f"{WHOSE.get(row.scope, 'The')} setting “{_setting(row.name)}”"
    if isinstance(row, Question):
        return "Their question"
    return reference(row) or nameless(type(row))


def nameless(model: type[Row]) -> str:
    """What has no name of its own, by its kind: "The contact"."""
    return f"The {called_by_people(str(model.__tablename__)).one}"


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
