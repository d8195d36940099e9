"""Undo behind the door: one entry of the history, all that one gesture did at once, or several steps in a row."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from bot import changes, mistakes
from bot.refusals import ChangedSince, Refusal, Unknown
from handlers.effects import once, rebuild, via
from handlers.gestures import Gesture
from handlers.undoing_batch import Batch, Owned, check_customer, check_may, check_undone, stands_in_the_way
from handlers.views.things import name
from storage import customers, history, looking_again, rows
from storage.tables import Customer, History, Mistake, Row, Setting

Pick = Callable[[Connection], History | None]
# For which reasons somebody is asked first (`bot.changes.asks_first`).
Minds = frozenset[str]
NEVER: Minds = frozenset()
NOTHING = "There is nothing of yours to undo."
SINCE = "You have done something else since. Type /kept undo with the number once more."


class WholeImport(Refusal):
    """What is to be undone came with an import, which may be thousands: it goes back as a whole, some at a time."""

    def __init__(self, entry: History) -> None:
        super().__init__("The step before it is a whole import. Undo that by itself: /kept undo")
        self.entry = entry


class AskFirst(Refusal):
    """Somebody is asked before these steps of theirs, the newest first, are undone; `why` as `changes.asks_first` says."""

    def __init__(self, steps: "Sequence[Found]", why: str) -> None:
        super().__init__("That would undo more than you may have meant.")
        self.steps, self.why = steps, why


class Found(NamedTuple):
    """A step that could be undone: its entry, the row, whom it is about, and how much else was done in that step."""

    entry: History
    row: Row
    customer: Customer | None
    others: int


class Undone(NamedTuple):
    """What was taken back: the row as it stands now, and the new entry. `customer` is whom it is about, `owner_before`
    who owed it until now, and `did` who had done what is undone; a `repeat` changed nothing.

    `was` is the entry that was taken back. Of what had been done at once `others` were undone with it, and some
    `stayed`, each with the reason.
    """

    row: Row
    entry: History
    was: History
    customer: Customer | None
    owner_before: str
    did: str
    repeat: bool = False
    others: tuple[Row, ...] = ()
    stayed: tuple[str, ...] = ()


class Several(NamedTuple):
    """Steps that were taken back in a row, the newest first. `stopped` is what the next one is about and why it cannot
    be undone, where there is such a one."""

    done: tuple[Undone, ...]
    stopped: tuple[str, str] = ("", "")


def save(conn: Connection, gesture: Gesture, pick: Pick, *, minds: Minds = NEVER) -> Undone:
    """Takes back the entry that `pick` finds, and all that was done at once with it. Raises a Refusal, and AskFirst for a
    reason that this caller `minds`."""
    undone: list[Undone] = []

    def effect() -> History:
        entry = pick(conn)
        if entry is None:
            raise Unknown(NOTHING)
        _check(conn, gesture, [entry], minds)
        undone.append(_back(conn, gesture, entry) if entry.batch is None else _all_back(conn, gesture, entry))
        return undone[0].entry

    made = once(conn, gesture, effect)
    return undone[0] if undone else _again(conn, made)


def save_several(
    conn: Connection, gesture: Gesture, most: int, *, minds: Minds = NEVER, newest: int = 0
) -> Several:
    """Takes the newest `most` steps of this person back, as one step that can be put back at once.

    It stops at the first that cannot be undone. Raises that one's Refusal where it is the very first, AskFirst for a
    reason that this caller `minds`, and ChangedSince where the last step is another one than `newest`, an entry's id.
    """
    done: list[Undone] = []
    stopped = ("", "")

    def effect() -> History:
        nonlocal stopped
        some = history.last_steps(conn, gesture.team_id, gesture.person.id, most=most)
        if newest and (not some or some[0].id != newest):
            raise ChangedSince(SINCE)
        _check(conn, gesture, some, minds)
        while len(done) < most and (entry := history.last_to_undo(conn, gesture.team_id, gesture.person.id)):
            try:
                done.append(
                    _back(conn, gesture, entry, batch=gesture.key)
                    if entry.batch is None
                    else _all_back(conn, gesture, entry)
                )
            except Refusal as refusal:
                if not done:
                    raise
                row = rows.row_of(conn, entry)
                stopped = (name(row) if row else "The step before", refusal.sentence)
                break
        if not done:
            raise Unknown(NOTHING)
        return done[-1].entry

    made = once(conn, gesture, effect)
    if done:
        return Several(tuple(done), stopped)
    batch = history.of_batch(conn, gesture.team_id, made.batch or "")
    return Several(tuple(_again(conn, each) for each in reversed(batch)))


def _check(conn: Connection, gesture: Gesture, some: Sequence[History], minds: Minds) -> None:
    """Raises AskFirst for steps of which one is to be asked about."""
    found: list[Found] = []
    reasons: list[str] = []
    for entry in some if minds else ():
        row = rows.row_of(conn, entry)
        if row is None:
            continue
        others = len(history.of_batch(conn, gesture.team_id, entry.batch)) - 1 if entry.batch else 0
        found.append(Found(entry, row, _customer(conn, row), others))
        before, _ = rows.values_of(entry)
        reasons.append(changes.asks_first(entry, row, before=before, now=gesture.now))
    if why := next((each for each in reasons if each in minds), ""):
        raise AskFirst(found, why)


def _again(conn: Connection, made: History) -> Undone:
    """What a repeated gesture had come to."""
    row = rows.row_of(conn, made)
    was = history.entry(conn, made.team_id, made.undoes or 0)
    if row is None or was is None:
        raise Unknown(NOTHING)
    return Undone(row, made, was, _customer(conn, row), "", made.by, repeat=True)


def _all_back(conn: Connection, gesture: Gesture, entry: History) -> Undone:
    """Everything that one gesture did at once, the newest first; what changed since stays, and it is said why. Raises
    WholeImport."""
    if entry.via == "import":
        raise WholeImport(entry)
    batch = Batch(conn, gesture, history.of_batch(conn, gesture.team_id, entry.batch or ""))
    batch.undo()
    oldest = batch.done[-1]
    made = history.undoing(conn, oldest.was)
    if made is None:
        raise Unknown(NOTHING)
    return Undone(
        oldest.row,
        made,
        oldest.was,
        _customer(conn, oldest.row),
        oldest.owner_before,
        oldest.was.by,
        others=tuple(each.row for each in batch.done[:-1]),
        stayed=tuple(batch.stayed),
    )


def _back(conn: Connection, gesture: Gesture, entry: History, *, batch: str | None = None) -> Undone:
    team_id, by = gesture.team_id, gesture.person.id
    row = rows.row_of(conn, entry)
    if row is None:
        raise Unknown(NOTHING)
    check_undone(entry, undone=history.is_undone(conn, entry.id or 0))
    before, after = rows.values_of(entry)
    later = history.since(conn, team_id, entry)
    decided = changes.undo(
        entry,
        row,
        before=before,
        after=after,
        by=by,
        now=gesture.now,
        others_since=any(stands_in_the_way(each, {entry.by, by}) for each in later),
    )
    check_may(conn, gesture, row)
    check_customer(conn, row, decided.fields, known={})
    if isinstance(row, Mistake):
        mistakes.check_undo(row, decided.fields)
    owner_before = (row.owner_id or "") if isinstance(row, Owned) else ""
    made = rows.change(
        conn,
        row,
        decided.what,
        decided.fields,
        by=by,
        via=via(gesture),
        now=gesture.now,
        undoes=entry.id,
        batch=batch,
    )
    rebuild(conn, row)
    if isinstance(row, Setting):
        looking_again.because_of(conn, row, now=gesture.now)
    return Undone(row, made, entry, _customer(conn, row), owner_before, entry.by)


def _customer(conn: Connection, row: Row) -> Customer | None:
    customer_id = None if isinstance(row, Customer) else getattr(row, "customer_id", None)
    return customers.by_id(conn, row.team_id, customer_id) if customer_id else None
