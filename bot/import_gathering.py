"""The lines of a file as customers: each column read, lines of one customer joined, what cannot be kept refused."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from bot import import_cells as cells
from bot.cells import NOTHING, unguard
from bot.customer_names import fold
from bot.import_cells import Colleagues, Doubt, Places
from bot.import_columns import Columns, guess, is_heading, without
from bot.import_table import Record, Sheet
from bot.importing import Entry
from bot.refusals import Unreadable
from bot.text import NAME_MAX, shorten

# The line of headings is looked for among the first few: some systems write a title above it.
HEADINGS_WITHIN = 5
JOINED = ("other_names", "tags")


def columns_of(sheet: Sheet) -> tuple[Columns, Sequence[Record]]:
    """Which column is which, and the records below the headings. Raises Unreadable where no column has the names."""
    for place, record in enumerate(sheet.records[:HEADINGS_WITHIN]):
        found = guess(record.cells)
        if found is not None and not record.wrong:
            return found, sheet.records[place + 1 :]
    first = sheet.records[0]
    if any(is_heading(cell) for cell in first.cells):
        seen = ", ".join(f"“{shorten(cell, 30)}”" for cell in first.cells[:12] if cell)
        raise Unreadable(
            f"I find no column with the customers' names. I see {seen}. Call the one with the names “name”.",
            field="file",
        )
    return without(first.cells), sheet.records


def needs(columns: Columns, records: Iterable[Record], names: Sequence[str]) -> bool:
    """Whether any of these columns of ours has anything in it."""
    places = [place for name in names for place in columns.places.get(name, ())]
    return bool(places) and any(_cell(record.cells, place) for record in records for place in places)


def gather(
    columns: Columns,
    records: Sequence[Record],
    *,
    colleagues: Colleagues,
    places: Places,
    order: cells.DateOrder | None,
    today: date,
) -> list[Entry]:
    """The customers of a file, in its order; several lines of one name, spelled alike, are one customer with several people.

    `order` says how 4/5 is read where the column itself does not tell.
    """
    dates = [_cell(record.cells, place) for place in columns.places.get("since", ()) for record in records]
    reader = _Reader(columns, colleagues, places, cells.order_of(dates) or order, today)
    entries: list[Entry] = []
    by_key: dict[tuple[int | None, str], Entry] = {}
    for record in records:
        entry = reader.read(record)
        # Names that only fold alike may be two: Acme Ltd and Acme GmbH.
        key = (entry.reference, entry.name.casefold())
        known = by_key.get(key) if entry.verdict != "refused" else None
        if known is not None:
            _join(known, entry)
            continue
        entries.append(entry)
        if entry.verdict != "refused":
            by_key[key] = entry
    return entries


class _Reader:
    """Reads a record into an entry."""

    def __init__(
        self,
        columns: Columns,
        colleagues: Colleagues,
        places: Places,
        order: cells.DateOrder | None,
        today: date,
    ) -> None:
        self._places = {name: list(found) for name, found in columns.places.items()}
        self._width = len(columns.headings)
        self._channels = places
        self._plain: dict[str, Callable[[str], Any]] = {
            **{name: read for name, read in cells.READ.items() if name in self._places},
            "since": lambda cell: cells.since(cell, order=order, today=today),
            "owner": colleagues.find,
            "backup": colleagues.find,
            "other_names": lambda cell: "\n".join(cells.other_names(cell)),
            "tags": lambda cell: "\n".join(cells.tags(cell)),
        }

    def read(self, record: Record) -> Entry:
        """The customer in a record; refused, with the reason, where there is none that could be kept."""
        row = record.cells
        called = next(iter(self._given(row, "name")), "")
        entry = Entry([record.line], shorten(called or " ".join(filter(None, row)), NAME_MAX))
        entry.verdict, entry.reason = "refused", record.wrong
        if record.wrong:
            return entry
        if any(row[self._width :]):
            entry.reason = (
                f"It has {len(row)} cells and the line of headings {self._width}. A cell that holds what separates cells "
                "stands in quotation marks."
            )
            return entry
        try:
            entry.name = cells.name(called)
        except Unreadable as refusal:
            entry.reason = refusal.sentence if called else "There is no name."
            return entry
        entry.verdict = "new"
        self._fill(entry, row)
        return entry

    def _fill(self, entry: Entry, row: Sequence[str]) -> None:
        entry.reference = _number(next(iter(self._given(row, "number")), ""))
        for name in self._plain:
            given = self._given(row, name)
            if not given:
                continue
            cell = "\n".join(dict.fromkeys(given)) if name in {"matters", *JOINED} else given[0]
            column = {"owner": "owner_id", "backup": "backup_id"}.get(name, name)
            try:
                entry.fields[column] = self._plain[name](cell)
            except Doubt as doubt:
                entry.doubts.append(doubt.sentence)
            else:
                if name == "since" and cells.is_year(cell):
                    entry.notes.append(f"Customer since “{cell}” is taken as 1 January {cell}.")
        if not entry.fields.get("other_names", "x"):
            del entry.fields["other_names"]
        self._person(entry, row)
        for part in (part for cell in self._given(row, "channels") for part in cells.parts(cell)):
            try:
                entry.channels.append(self._channels.find(part))
            except Doubt as doubt:
                entry.doubts.append(doubt.sentence)

    def _person(self, entry: Entry, row: Sequence[str]) -> None:
        def first(name: str) -> str:
            return next(iter(self._given(row, name)), "")

        whole = first("person") or " ".join(filter(None, (first("person_first"), first("person_last"))))
        reach = ", ".join(filter(None, (first("person_reach"), first("person_email"), first("person_phone"))))
        if not whole and not reach:
            return
        try:
            if not whole:
                entry.fields.setdefault("reach", cells.READ["reach"](reach))
                return
            role = first("person_role")
            person = (
                cells.PERSON_NAME(whole),
                cells.PERSON_ROLE(role) if role else "",
                cells.PERSON_REACH(reach) if reach else "",
            )
        except Doubt as doubt:
            entry.doubts.append(doubt.sentence)
        else:
            entry.people.append(person)

    def _given(self, row: Sequence[str], name: str) -> list[str]:
        """What stands in the columns of that name, where anything does."""
        found = (_cell(row, place) for place in self._places.get(name, ()))
        return [text for text in found if text]


def _cell(row: Sequence[str], place: int) -> str:
    text = row[place] if place < len(row) else ""
    return "" if text in NOTHING else unguard(text)


def _number(cell: str) -> int | None:
    digits = cell.strip().casefold().removeprefix("c-")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else None


def _join(entry: Entry, more: Entry) -> None:
    """Adds what another line says of the same customer; where they differ the first one stands, and it is said."""
    entry.lines += more.lines
    for name, value in more.fields.items():
        had = entry.fields.get(name)
        if name in JOINED and had:
            together = dict.fromkeys([*had.split("\n"), *value.split("\n")])
            entry.fields[name] = "\n".join(together)
        elif had is None:
            entry.fields[name] = value
        elif had != value:
            entry.doubts.append(
                f"Lines {entry.lines[0]} and {more.lines[0]} differ: “{_shown(had)}” is taken, “{_shown(value)}” is not."
            )
    known = {fold(name) for name, _, _ in entry.people}
    entry.people += [person for person in more.people if fold(person[0]) not in known]
    entry.channels += [channel for channel in more.channels if channel not in entry.channels]
    entry.doubts += more.doubts
    entry.notes += [note for note in more.notes if note not in entry.notes]


def _shown(value: object) -> str:
    return shorten(str(value).replace("\n", ", "), 40)
