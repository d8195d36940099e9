"""How a promise stands, as somebody says who was asked, and what came of asking the customer once it was done
[practices 11, 23]."""

from contextlib import suppress
from datetime import datetime

from bot.changes import Change, differing
from bot.promise_endings import joined
from bot.promises import OUTCOMES, Terms, check_open, settled
from bot.refusals import AlreadySo, Unreadable
from bot.tell_clock import follows
from storage.tables import Promise

# These are asked about afterwards, and what may come of that, as the history calls it [practice 23].
DONE = ("kept", "late", "partly")
CHECKS = {"right": "was right", "not quite": "not quite", "no answer": "no answer"}
CHECKED = {"right": "yes", "not quite": "not quite", "no answer": "no answer"}


def answered(promise: Promise, *, what: str = "on track", now: datetime) -> Change:
    """How it stands, as somebody says who was asked: `what` is "on track" or "started" [practice 11].

    What was at risk is so no longer, and its tell-clock stops, unless the customer does not know of a later date.
    """
    check_open(promise)
    fields: dict[str, object] = {"health": "on track", "answered_at": now}
    # No bad news comes with it, so no clock starts.
    fields = differing(promise, fields | follows(promise, fields, until=now))
    if not fields:
        raise AlreadySo("That is noted already.")
    return Change(what, fields)


def heard_at(promise: Promise) -> datetime | None:
    """When somebody last said how it stands: on track, at risk, that the customer knows, or what they found."""
    said = (promise.answered_at, promise.risk_at, promise.told_at, promise.checked_at)
    return max((at for at in said if at is not None), default=None)


def check_back(
    promise: Promise, found: str, *, words: str = "", zone: str, terms: Terms, now: datetime
) -> Change:
    """What came of asking the customer afterwards: "right", "not quite" or "no answer". Not quite opens it again
    [practice 23]; a later date that they did not know of is told then, by a clock that runs in `zone`. Their `words` join
    what shows that it was done, as far as there is a place for them. Raises AlreadySo where it says that, or where it is
    not closed as done."""
    if promise.status == "open":
        raise AlreadySo(f"P-{promise.number} is still open: whether it was right is asked once it is done.")
    if promise.status not in DONE:
        raise AlreadySo(f"P-{promise.number} was closed as {OUTCOMES[promise.status]}.")
    if found not in CHECKS:
        raise Unreadable(f"Was it right? Say one of: {', '.join(CHECKS)}.")
    fields: dict[str, object] = {"checked": found, "checked_at": now}
    if promise.checked == found == "right":
        fields = {}
    if words:
        with suppress(Unreadable):
            fields["proof"] = joined(promise, words)
    if found == "not quite":
        fields |= {"status": "open", "closed_at": None, "closed_by": None, "health": "on track"}
        if promise.new_due_at is not None and promise.new_due_at <= now:
            # Nobody can keep it any more, so nobody is to be told of it.
            fields |= {"new_due_at": None, "new_due_wall": None}
    fields = settled(promise, fields, zone, terms, now=now)
    if not fields:
        raise AlreadySo("It says that already.")
    return Change(CHECKS[found], fields)


def is_reopened(promise: Promise) -> bool:
    """Whether it was done once and is open again, since the customer found it not quite right after the date that holds."""
    found_at = promise.checked_at if promise.checked == "not quite" else None
    is_over = promise.due_at is None or (found_at is not None and promise.due_at < found_at)
    return promise.status == "open" and found_at is not None and is_over
