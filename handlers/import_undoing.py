"""An import taken back as a whole, or put back, some customers at a time; what others built upon stays and is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot import changes
from bot.refusals import AlreadySo, ChangedSince, NotAllowed, Refusal
from handlers.effects import rebuild
from storage import customers, many, rows
from storage import importing as questions
from storage.tables import Channel, Customer, CustomerPerson, History, Row

# As when taking them in; steps are rows, and a customer has two or three.
AT_ONCE = 200
MOST_NAMED = 20


def batch_of(batch: str) -> str:
    """The batch under which the taking back of another one stands: the same at every press, so that one that was broken
    off is gone on with."""
    return f"back:{batch}"


@dataclass
class Undoing:
    """An import that is being taken back, or put back: how far it is, and what stays with the reason.

    `before` is the entry that it has come down to, None at the beginning; `entry_id` is one of the entries it made.
    """

    team_id: str
    by: str
    batch: str
    back: bool = False  # what was taken back is put back
    before: int | None = None
    done: int = 0
    customers: int = 0
    stayed: list[str] = field(default_factory=list)
    stayed_count: int = 0
    entry_id: int = 0

    def stay(self, name: str, sentence: str) -> None:
        """Enters that one stays as it is."""
        self.stayed_count += 1
        if len(self.stayed) < MOST_NAMED:
            self.stayed.append(f"{name}: {sentence}")


def begin(entry: History, by: str) -> Undoing:
    """The taking back of everything that was done together with an entry of an import. Raises NotAllowed."""
    if entry.by != by:
        raise NotAllowed("Only the person who did that can undo it.")
    return Undoing(entry.team_id, by, entry.batch or "", back=entry.what == "undone")


def undo_some(
    conn: Connection, undoing: Undoing, *, now: datetime, most: int = AT_ONCE
) -> tuple[Undoing, bool]:
    """Takes back the next few, the newest first; gives how far it is by then, and whether that was all. Raises AlreadySo
    where nothing of it was left to be taken back."""
    some = questions.next_of_batch(conn, undoing.team_id, undoing.batch, before=undoing.before, most=most)
    if not some:
        if not undoing.done and not undoing.stayed_count:
            raise AlreadySo("That is put back already." if undoing.back else "That is undone already.")
        return undoing, True
    # A copy: what is asked here may be asked again if a neighbour breaks the transaction.
    further = replace(undoing, stayed=list(undoing.stayed), before=some[-1].id)
    _Some(conn, further, some, now).undo()
    return further, False


class _Some:
    """A few entries on their way back, in one transaction."""

    def __init__(self, conn: Connection, undoing: Undoing, some: Sequence[History], now: datetime) -> None:
        self._conn, self._undoing, self._some, self._now = conn, undoing, some, now
        team_id = undoing.team_id
        self._rows = questions.rows_of(conn, some)
        self._undone = questions.undone(conn, [entry.id or 0 for entry in some])
        self._later = questions.later(conn, team_id, undoing.batch, some)
        ids = {entry.customer_id for entry in some if entry.customer_id is not None}
        new = set() if undoing.back else questions.added_in(conn, team_id, undoing.batch, ids)
        if new:
            customers.wait_to_take_away(conn, new)
        self._needed = questions.with_anything(conn, team_id, new)

    def undo(self) -> None:
        """All of them."""
        changes_: dict[str, list[tuple[Row, str, Mapping[str, Any], int | None]]] = {}
        for entry in self._some:
            row = self._rows.get((entry.kind, entry.row_id))
            if row is None or entry.id in self._undone or self._keeps(entry, row):
                continue
            try:
                decided = self._decide(entry, row)
            except Refusal as refusal:
                self._undoing.stay(_name(row), refusal.sentence)
                continue
            if decided is not None:
                changes_.setdefault(entry.kind, []).append((row, decided.what, decided.fields, entry.id))
        for some in changes_.values():
            self._enter(some)

    def _keeps(self, entry: History, row: Row) -> bool:
        """Whether it stays because something stands on it by now: a new customer with promises, and all that came with
        them."""
        if entry.customer_id not in self._needed:
            return False
        if isinstance(row, Customer) and row.removed_at is None:
            self._undoing.stay(_name(row), "promises, cases or contacts of theirs stand by now.")
        return True

    def _decide(self, entry: History, row: Row) -> changes.Change | None:
        """What takes the entry back; None where that is so already."""
        before, after = rows.values_of(entry)
        if not before and getattr(row, "removed_at", None) is not None:
            return None
        later = self._later.get((entry.kind, entry.row_id), ())
        by = self._undoing.by
        decided = changes.undo(
            entry,
            row,
            before=before,
            after=after,
            by=by,
            now=self._now,
            others_since=any((each.id or 0) > (entry.id or 0) and each.by != by for each in later),
        )
        self._check_channel(row, decided.fields)
        return decided

    def _enter(self, some: Sequence[tuple[Row, str, Mapping[str, Any], int | None]]) -> None:
        undoing = self._undoing
        made = many.change(
            self._conn, some, by=undoing.by, via="import", now=self._now, batch=batch_of(undoing.batch)
        )
        undoing.entry_id = made
        undoing.done += len(some)
        for row, _, fields, _ in some:
            undoing.customers += isinstance(row, Customer)
            if {"name", "other_names"} & set(fields):
                rebuild(self._conn, row)

    def _check_channel(self, row: Row, fields: Mapping[str, Any]) -> None:
        if isinstance(row, Channel) and fields.get("customer_id") and row.customer_id:
            raise ChangedSince("the channel is linked to somebody else by now.")


def _name(row: Row) -> str:
    if isinstance(row, Customer):
        return f"{row.name} (C-{row.number})"
    return row.name if isinstance(row, CustomerPerson) else "A channel"
