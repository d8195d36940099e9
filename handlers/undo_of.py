"""What "undo" behind a command is about: `/promise undo` means the last step on a promise, and `/kept undo` the last of all."""

from collections.abc import Mapping
from functools import partial

from sqlalchemy import Connection

from handlers.gestures import Gesture
from handlers.undoing import Found, Pick, find
from storage import history
from storage.tables import History

# Which rows a command's own steps change.
KINDS: Mapping[str, frozenset[str]] = {
    "promise": frozenset(["promise"]),
    "mistake": frozenset(["mistake", "system_fix"]),
    "waiting": frozenset(["waiting"]),
    "contact": frozenset(["contact"]),
    "customer": frozenset(["customer", "customer_person", "channel", "praise"]),
}
# What such a step is said to be on.
ON: Mapping[str, str] = {
    "promise": "a promise",
    "mistake": "a case",
    "waiting": "a customer's wait",
    "contact": "a contact",
    "customer": "a customer",
}


def newest(gesture: Gesture, of: str, *, before: int | None = None) -> Pick:
    """Finds the newest step of this person that such a command is about, of those `before` an entry; without a command
    any."""
    return partial(
        history.last_to_undo,
        team_id=gesture.team_id,
        by=gesture.person.id,
        before=before,
        kinds=KINDS.get(of, frozenset()),
    )


def later(conn: Connection, gesture: Gesture, than: History | None) -> Found | None:
    """The very last step of this person where it came after that one, or in any case; None where there is no such one."""
    last = newest(gesture, "")(conn)
    if last is None or (than is not None and ((last.id or 0) <= (than.id or 0) or _one_step(last, than))):
        return None
    return find(conn, last)


def _one_step(one: History, other: History) -> bool:
    return one.batch is not None and one.batch == other.batch
