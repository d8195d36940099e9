"""Taking in what was looked at: some customers at a time behind the door, so that nobody waits for all of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from bot import customers as rules
from bot import import_judging, import_plan, importing
from bot.import_plan import LOOKED_AT, TAKEN, TAKING, Plan, Progress
from bot.importing import Entry
from bot.refusals import NotAllowed, Unknown
from storage import customers, many
from storage import importing as questions
from storage.tables import Channel, Customer, CustomerPerson, Row

# One write takes some 0.05 s with so many; what others do comes in between.
AT_ONCE = 100
FORGOTTEN = (
    "I don't have that file any more: files are kept for a day. Give it to me once more: /customer import"
)


def batch_of(upload_id: int) -> str:
    """The batch under which everything of one import stands in the history."""
    return f"import:{upload_id}"


class Taking(NamedTuple):
    """An import under way: who takes in which file, and of its entries which, as (place, C-number or None)."""

    team_id: str
    by: str
    upload_id: int
    plan: Plan
    wanted: Sequence[tuple[int, int | None]]
    decisions: dict[str, str]


def look(conn: Connection, team_id: str, by: str, upload_id: int) -> tuple[Plan, Progress, str]:
    """A file of this person's, what was decided about it, and how far it is. Raises Unknown or NotAllowed."""
    found = questions.upload(conn, team_id, upload_id)
    if found is None:
        raise Unknown(FORGOTTEN)
    if found.by != by:
        raise NotAllowed("Only the person who gave me that file can take it in.")
    return import_plan.read(found.content), import_plan.progress(found.left_out), found.status


def decide(conn: Connection, team_id: str, by: str, upload_id: int, said: dict[str, str]) -> Progress:
    """Enters what is to become of some entries, by place; an empty word takes back what was said. Raises Unknown, or NotAllowed once it is being taken in."""
    found = questions.standing(conn, team_id, upload_id, lock=True)
    if found is None:
        raise Unknown(FORGOTTEN)
    owner, status, left_out = found
    if owner != by or status != LOOKED_AT:
        raise NotAllowed("That file is taken in already. Undo takes it back.")
    progress = import_plan.progress(left_out)
    together = progress.decisions | said
    progress.decisions = {place: word for place, word in together.items() if word}
    questions.note_on_upload(conn, upload_id, status=status, left_out=progress.written())
    return progress


def begin(plan: Plan, progress: Progress, *, team_id: str, by: str, upload_id: int) -> Taking:
    """An import with what was decided so far."""
    wanted = importing.to_take(plan.entries, progress.decisions)
    return Taking(team_id, by, upload_id, plan, wanted, progress.decisions)


def take_some(
    conn: Connection, taking: Taking, *, now: datetime, most: int = AT_ONCE
) -> tuple[Progress, bool]:
    """Takes in the next few, and says how far it is and whether that is all.

    How far it is stands in the same transaction as the customers, so that nobody is taken in twice: not by a second
    press, not after a restart.
    """
    found = questions.standing(conn, taking.team_id, taking.upload_id, lock=True)
    if found is None:
        raise Unknown(FORGOTTEN)
    _, status, left_out = found
    progress = import_plan.progress(left_out)
    if status == TAKEN:
        return progress, True
    if status == LOOKED_AT and progress.decisions != taking.decisions:
        raise Unknown("Something was ticked in the meantime. Press once more.")
    some = taking.wanted[progress.at : progress.at + most]
    _Some(conn, taking, progress, now).take(some)
    progress.at += len(some)
    done = progress.at >= len(taking.wanted)
    status = TAKEN if done else TAKING
    questions.note_on_upload(conn, taking.upload_id, status=status, left_out=progress.written())
    return progress, done


class _Some:
    """A few entries on their way in, in one transaction and few statements."""

    def __init__(self, conn: Connection, taking: Taking, progress: Progress, now: datetime) -> None:
        self._conn, self._taking, self._progress, self._now = conn, taking, progress, now
        self._new: list[tuple[Entry, Customer]] = []
        self._changed: list[tuple[Row, str, Mapping[str, Any], int | None]] = []
        self._new_people: list[CustomerPerson] = []
        self._changed_people: list[tuple[Row, str, Mapping[str, Any], int | None]] = []
        self._to_link: list[tuple[Entry, Customer, bool]] = []

    def take(self, some: Sequence[tuple[int, int | None]]) -> None:
        """All of them."""
        self._decide(some)
        self._note(self._begin([customer for _, customer in self._new], "imported"))
        questions.enter_names(
            self._conn,
            [
                {"team_id": customer.team_id, "customer_id": customer.id, "name": name, "folded": folded}
                for _, customer in self._new
                for name, folded in rules.names_of(customer)
            ],
        )
        self._note(self._enter(self._changed))
        for row, _, fields, _ in self._changed:
            if isinstance(row, Customer) and "other_names" in fields:
                customers.rename(self._conn, row, rules.names_of(row))
        for entry, customer in self._new:
            self._add_people(entry, customer, ())
            self._to_link.append((entry, customer, True))
        self._note(self._begin(self._new_people, "added"))
        self._note(self._enter(self._changed_people))
        for entry, customer, counted in self._to_link:
            linked = self._link(entry, customer)
            self._progress.changed += linked and not counted

    def _decide(self, some: Sequence[tuple[int, int | None]]) -> None:
        """Finds out who is new, who changes and how, and who is left as they are."""
        conn, team_id, entries = self._conn, self._taking.team_id, self._taking.plan.entries
        numbers = {number for _, number in some if number is not None}
        known = questions.numbered(conn, team_id, numbers, lock=True) if numbers else {}
        ids = {customer.id or 0 for customer in known.values()}
        people = questions.people_of(conn, team_id, ids) if ids else {}
        folded = {name for place, number in some if number is None for name in _folded(entries[place])}
        found = customers.named(conn, team_id, folded) if folded else {}
        new: list[Entry] = []
        for place, number in some:
            entry = entries[place]
            asked = str(place) in self._taking.decisions or bool(entry.alike)
            taken = next((found[name][0] for name in _folded(entry) if name in found), None)
            if number is not None and number not in known:
                self._progress.skip(f"{_line(entry)}: C-{number} was taken back or merged meanwhile.")
            elif number is not None:
                self._change(entry, known[number], people.get(known[number].id or 0, []), asked=asked)
            elif taken is not None and not asked:
                self._progress.skip(f"{_line(entry)}: {taken.name} (C-{taken.number}) was added meanwhile.")
            else:
                new.append(entry)
        for entry, number in zip(new, many.next_numbers(conn, team_id, "customer", len(new)), strict=True):
            self._new.append((entry, self._made(entry, number)))
        self._progress.added += len(new)

    def _made(self, entry: Entry, number: int) -> Customer:
        taking = self._taking
        values: dict[str, Any] = {"name": entry.name, "created_at": self._now, "created_by": taking.by}
        values |= import_judging.settle(entry, Customer(team_id=taking.team_id, number=number, **values))
        return Customer(team_id=taking.team_id, number=number, **values)

    def _change(
        self, entry: Entry, customer: Customer, people: Sequence[CustomerPerson], *, asked: bool
    ) -> None:
        if not asked and any(getattr(customer, name) != value for name, value in entry.before.items()):
            self._progress.skip(f"{_line(entry)}: somebody changed them meanwhile.")
            return
        fields = import_judging.settle(entry, customer)
        if fields:
            self._changed.append((customer, "edited", fields, None))
        changed = self._add_people(entry, customer, people) or bool(fields)
        self._progress.changed += changed
        self._to_link.append((entry, customer, changed))

    def _add_people(self, entry: Entry, customer: Customer, had: Sequence[CustomerPerson]) -> bool:
        """Their people who are not known yet, or of whom more is known now; says whether there are any."""
        found = import_judging.new_people(entry, had)
        for person, values in found:
            if person is None:
                given: dict[str, Any] = dict(values)
                person_ = CustomerPerson(
                    team_id=customer.team_id, customer_id=customer.id or 0, created_at=self._now, **given
                )
                self._new_people.append(person_)
            else:
                self._changed_people.append((person, "edited", values, None))
        self._progress.people += len(found)
        return bool(found)

    def _link(self, entry: Entry, customer: Customer) -> bool:
        """Links their channels, but those that are somebody else's; says whether any was linked."""
        linked = False
        for channel_id in entry.channels:
            channel = customers.channel(self._conn, customer.team_id, channel_id, lock=True)
            if channel is None:
                channel = Channel(team_id=customer.team_id, channel_id=channel_id)
                customers.add_channel(self._conn, channel)
            if channel.customer_id is None:
                decided = rules.link(channel, customer.id or 0)
                self._note(self._enter([(channel, decided.what, decided.fields, None)]))
                linked = True
        return linked

    def _begin(self, new: Sequence[Row], what: str) -> int:
        taking = self._taking
        batch = batch_of(taking.upload_id)
        return many.begin(self._conn, new, what=what, by=taking.by, via="import", now=self._now, batch=batch)

    def _enter(self, changes: Sequence[tuple[Row, str, Mapping[str, Any], int | None]]) -> int:
        taking = self._taking
        batch = batch_of(taking.upload_id)
        return many.change(self._conn, changes, by=taking.by, via="import", now=self._now, batch=batch)

    def _note(self, entry_id: int) -> None:
        self._progress.entry_id = entry_id or self._progress.entry_id


def _folded(entry: Entry) -> list[str]:
    others = entry.fields.get("other_names", "").split("\n")
    return [rules.fold(name) for name in (entry.name, *others) if name]


def _line(entry: Entry) -> str:
    return f"Line {entry.lines[0]}, {entry.name}"
