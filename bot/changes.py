"""A change to one thing: what it is called, and which columns get which values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.refusals import ChangedSince, NotAllowed
from storage.tables import History


@dataclass(frozen=True)
class Change:
    """What a rule decided: `what` happened, and the columns it sets."""

    what: str
    fields: Mapping[str, Any]


def differing(row: object, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the fields that differ from what the row holds."""
    return {name: value for name, value in fields.items() if getattr(row, name) != value}


def undo(
    entry: History,
    row: object,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    by: str,
    now: datetime,
    others_since: bool,
) -> Change:
    """The change that takes one entry of the history back; undoing an undo puts things as they were again.

    `before` and `after` are the entry's values, read; `others_since` says whether somebody else changed the row later.
    Raises NotAllowed for another person's doing and ChangedSince where undoing would undo more than the entry.
    """
    if entry.by != by:
        raise NotAllowed("Only the person who did that can undo it.")
    first = (
        not before
    )  # it came with the whole row: taking it back hides the row and keeps it for the history
    if others_since if first else any(getattr(row, name) != value for name, value in after.items()):
        raise ChangedSince("It has changed since, so I left it as it is. Open it to see how it stands now.")
    return Change(
        "put back" if entry.what == "undone" else "undone", {"removed_at": now} if first else before
    )
