"""A change to one thing: what it is called, and which columns get which values."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from bot.refusals import ChangedSince, NotAllowed
from bot.tell_clock import follows
from storage.tables import Digest, History, Mistake, Owed, Promise, Setting

# What somebody did within that time is what they mean by "undo".
FRESH = timedelta(minutes=15)


class Change(NamedTuple):
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

    `before` and `after` are the entry's values, read; `others_since` says whether the row was changed later, by
    somebody else or from open to closed. The columns of a promise hang together (the outcome follows from the date),
    so there any such change stands in the way; elsewhere only one of the same columns does. Raises NotAllowed for
    another person's doing, but for a closing (and the case that came with it), which the owner may take back too; and
    ChangedSince where undoing would undo more than the entry.
    """
    if entry.by != by and not may_reopen(entry, row, by=by):
        raise NotAllowed("Only the person who did that can undo it.")
    # Without values from before it came with the whole row: that is hidden then, and kept for the history.
    fields = before or {"removed_at": now}
    stands = not before or not differing(row, _followed(row, after, now=now))
    # Whose it is hangs together with nothing else: a merge is undone whatever was done to its promises since.
    together = isinstance(row, Promise) and set(fields) != {"customer_id"}
    if not stands or (others_since and (fields.get("removed_at") or together)):
        raise ChangedSince("It has changed since, so I left it as it is. Open it to see how it stands now.")
    return Change("put back" if entry.what == "undone" else "undone", fields)


def _followed(row: object, after: Mapping[str, Any], *, now: datetime) -> dict[str, Any]:
    """What a step set, as far as it would hold as things stand: what follows for a promise by itself is found anew after
    each step, also when an older one was taken back, so that it differs is nobody's doing."""
    if not isinstance(row, Promise):
        return dict(after)
    held = {**after, **follows(row, after, until=now)}
    return {name: value for name, value in held.items() if name in after}


def asks_first(entry: History, row: object, *, before: Mapping[str, Any], now: datetime) -> str:
    """Why somebody's last step is not undone before they have seen which it was: it is "old", holds for "everybody's", or
    changed what is "theirs", a colleague's; "" where none of these is so. `before` are the entry's values, read; whoever
    gave something to a colleague, or handed over what was their own, took that step with their own."""
    if isinstance(row, Digest) or (isinstance(row, Setting) and row.scope != "person"):
        return "everybody's"
    if now - entry.at > FRESH:
        return "old"
    owner_id = before.get("owner_id") or getattr(row, "owner_id", None)
    return "theirs" if before and owner_id and owner_id != entry.by else ""


def may_reopen(entry: History, row: object, *, by: str) -> bool:
    """Whether the entry closed something that this person owns, or opened the case of a promise that was closed as not
    kept, whoever did it."""
    with_closing = isinstance(row, Mistake) and row.promise_id is not None and entry.what == "opened"
    owns = isinstance(row, Owed) and row.owner_id == by
    return owns and (with_closing or entry.what == "closed")
