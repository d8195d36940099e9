"""All that one gesture did at once on its way back: thousands of rows in a few statements, in one transaction."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from bot import changes, mistake_endings, promises
from bot.access import admit_lead
from bot.calendar import WorkingHours
from bot.preferences import Preferences
from bot.promises import Terms
from bot.refusals import AlreadySo, ChangedSince, NotAllowed, Unknown
from handlers.effects import rebuild, via
from handlers.gestures import Gesture
from handlers.views.things import name
from storage import absences, contacts, customers, looking_again, many, preferences, rows
from storage import importing as questions
from storage.tables import Contact, Customer, History, Mistake, Owed, Promise, Row, Setting, Snooze

# Steps by which things come to somebody else.
HANDED = frozenset(["handed over", "undone", "put back"])
GONE = "There is nothing of yours to undo."
# What of a contact says whom of the customer's people it met.
MEETING = frozenset(["how", "sounded", "people", "removed_at"])


def stands_in_the_way(later: History, by: Collection[str]) -> bool:
    """Whether a later step keeps an earlier one of these people from being undone: somebody else's, or an ending. Coming
    along to another customer, when two became one, changes nothing about it, nor does what the clock notes by itself."""
    changed = rows.values_of(later)[1]
    others = later.by not in by and later.via != "clock"
    return changed.keys() != {"customer_id"} and (others or "status" in changed)


def check_undone(entry: History, *, undone: bool) -> None:
    """Raises AlreadySo where the entry was taken back before."""
    if undone:
        raise AlreadySo("That is put back already." if entry.what == "undone" else "That is undone already.")


# What any member may set for a whole channel.
ANYBODYS = frozenset(["listen"])


def check_may(conn: Connection, gesture: Gesture, row: Row) -> None:
    """What holds for everybody is put back by those alone who may set it, also where they had set it themselves. Raises
    NotAllowed."""
    if isinstance(row, Setting) and row.scope != "person" and row.name not in ANYBODYS:
        held = preferences.of(conn, gesture.team_id, base=Preferences(WorkingHours()))
        admit_lead(gesture.person, held.leads, to="change what holds for everybody")


def check_customer(conn: Connection, row: Row, fields: Mapping[str, Any], *, known: dict[int, bool]) -> None:
    """Nothing without its customer: neither is taken from under the other. `known` remembers which customers are there.
    Raises NotAllowed."""
    if isinstance(row, Customer):
        if fields.get("removed_at"):
            customers.wait_to_take_away(conn, [row.id or 0])
            if customers.has_anything(conn, row.team_id, row.id or 0):
                raise NotAllowed(
                    "Promises, cases or contacts of this customer stand by now, so they stay. Undo those first."
                )
        return
    comes_back = "removed_at" in fields and not fields["removed_at"]
    theirs = getattr(row, "customer_id", None) if comes_back else None
    customer_id = fields.get("customer_id") or theirs
    if not customer_id:
        return
    if customer_id not in known:
        known[customer_id] = customers.by_id(conn, row.team_id, customer_id, hold="stays") is not None
    if not known[customer_id]:
        raise NotAllowed(f"The customer of {name(row)} was taken back. Put them back first.")


class Back(NamedTuple):
    """An entry that was taken back: the row as it stands now, and who owed it until then."""

    was: History
    row: Row
    owner_before: str


def decide(
    conn: Connection,
    gesture: Gesture,
    entry: History,
    row: Row,
    terms: Terms,
    *,
    others_since: bool,
    known: dict[int, bool],
) -> changes.Change:
    """What takes one entry back, with all that follows from it; `others_since` as `changes.undo` says, and `known` as
    `check_customer` does. Raises a Refusal."""
    before, after = rows.values_of(entry)
    decided = changes.undo(
        entry,
        row,
        before=before,
        after=after,
        by=gesture.person.id,
        now=gesture.now,
        others_since=others_since,
    )
    check_may(conn, gesture, row)
    check_customer(conn, row, decided.fields, known=known)
    if isinstance(row, Mistake):
        mistake_endings.check_undo(row, decided.fields)
    if isinstance(row, Promise):
        decided = promises.undone(row, decided, gesture.person.zone, terms, now=gesture.now)
    return decided


class Batch:
    """The entries that one gesture made, the newest first, on their way back."""

    def __init__(self, conn: Connection, gesture: Gesture, entries: Sequence[History], terms: Terms) -> None:
        """Reads the rows, locked, and what was done to them since."""
        self._conn, self._gesture, self._entries, self._terms = conn, gesture, entries, terms
        self._look_at_owners()
        self._rows = questions.rows_of(conn, entries)
        self._undone = questions.undone(conn, [entry.id or 0 for entry in entries])
        self._later = questions.later(conn, gesture.team_id, entries[0].batch or "", entries)
        self._known: dict[int, bool] = {}
        # Rows of which an entry that stands above says whether they are open: one of this batch that stayed, or its undo.
        self._ended: set[tuple[str, int]] = set()
        self._waiting: dict[type[Row], list[tuple[Row, str, Mapping[str, Any], int | None]]] = {}
        self._touched: set[tuple[str, int]] = set()
        self._met_by: set[int] = set()
        self.done: list[Back] = []
        self.stayed: list[str] = []

    def _look_at_owners(self) -> None:
        """Whoever has something again, or no more, is looked at: they may have left. Their desks are locked first of all,
        as where it is handed over."""
        owners = {
            str(values["owner_id"])
            for entry in self._entries
            if entry.what in HANDED
            for values in rows.values_of(entry)
            if values.get("owner_id")
        }
        for person_id in sorted(owners):
            absences.look_at(self._conn, self._gesture.team_id, person_id, at=self._gesture.now)

    def undo(self) -> None:
        """Takes everything back that holds and did not change since; a row that is gone, as an answered question is, is
        left out. Raises AlreadySo where all of it was taken back before, Unknown where all rows are gone, and the Refusal
        of the oldest entry where nothing at all could be taken back."""
        there = [entry for entry in self._entries if (entry.kind, entry.row_id) in self._rows]
        if not there:
            raise Unknown(GONE)
        holding = [entry for entry in there if entry.id not in self._undone]
        check_undone(there[-1], undone=not holding)
        for entry in holding:
            place = entry.kind, entry.row_id
            row = self._rows[place]
            if place in self._touched or isinstance(row, Customer):
                self._write()
            try:
                decided = self._decide(entry, row)
            except (ChangedSince, NotAllowed) as refusal:
                if entry is holding[-1] and not self.done:
                    raise
                self.stayed.append(f"{name(row)}: {refusal.sentence}")
                if "status" in rows.values_of(entry)[1] and entry.what != "undone":
                    self._ended.add(place)
                continue
            self._take(entry, row, decided)
        self._write()
        for customer_id in sorted(self._met_by):
            contacts.rebuild(self._conn, customer_id)

    def _decide(self, entry: History, row: Row) -> changes.Change:
        by, place = self._gesture.person.id, (entry.kind, entry.row_id)
        others_since = place in self._ended or any(
            (each.id or 0) > (entry.id or 0) and stands_in_the_way(each, {entry.by, by})
            for each in self._later.get(place, ())
        )
        return decide(
            self._conn,
            self._gesture,
            entry,
            row,
            self._terms,
            others_since=others_since,
            known=self._known,
        )

    def _take(self, entry: History, row: Row, decided: changes.Change) -> None:
        place = entry.kind, entry.row_id
        self.done.append(Back(entry, row, (row.owner_id or "") if isinstance(row, Owed) else ""))
        self._touched.add(place)
        if decided.what == "put back" and "status" in decided.fields:
            self._ended.add(place)
        if isinstance(row, Contact):
            whose = (row.customer_id, decided.fields.get("customer_id"))
            self._met_by.update(each for each in whose if each)
        self._waiting.setdefault(type(row), []).append((row, decided.what, decided.fields, entry.id))
        if isinstance(row, Customer):
            self._write()

    def _write(self) -> None:
        """Writes what was decided, before anything is asked that depends on it."""
        gesture = self._gesture
        waiting, self._waiting = self._waiting, {}
        self._touched = set()
        for model, some in waiting.items():
            many.change(
                self._conn, some, by=gesture.person.id, via=via(gesture), now=gesture.now, batch=gesture.key
            )
            for row, _, fields, _ in some:
                if isinstance(row, Contact):
                    if MEETING & set(fields):
                        contacts.rebuild_met(self._conn, row)
                elif isinstance(row, Setting):
                    looking_again.because_of(self._conn, row, now=gesture.now)
                elif isinstance(row, Snooze):
                    rebuild(self._conn, row)
                elif model is Customer:
                    rebuild(self._conn, row)
                    self._known = {}
