"""What was understood of a file and decided about it, as it is kept between looking at it and taking it in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.import_columns import LABELS, Columns
from bot.import_table import SEPARATORS, Sheet
from bot.importing import Entry

LOOKED_AT, TAKING, TAKEN = "looked at", "taking in", "taken in"
MOST_SKIPPED = 30
WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=vars).encode


@dataclass(frozen=True)
class Plan:
    """A file as it was understood.

    `columns` are (what it is here, its heading in the file); `unused` are the headings of columns that mean nothing here.
    """

    name: str
    read_as: str
    columns: Sequence[Sequence[str]]
    unused: Sequence[str]
    entries: Sequence[Entry]

    def written(self) -> str:
        """As it is kept."""
        return WRITTEN(vars(self))


def plan(name: str, sheet: Sheet, columns: Columns, entries: Sequence[Entry]) -> Plan:
    """The plan for a file called `name`."""
    used = [
        (LABELS[ours], columns.headings[place]) for ours, places in columns.places.items() for place in places
    ]
    width = max(len(record.cells) for record in sheet.records)
    guessed = " (a guess: it is not UTF-8)" if sheet.charset.startswith("Windows") else ""
    cells = f", cells between {SEPARATORS[sheet.separator]}" if width > 1 else ""
    bare = ". No line of headings: the first column are the names" if columns.bare else ""
    return Plan(name, f"{sheet.charset}{guessed}{cells}{bare}", used, columns.unused, entries)


def read(written: str) -> Plan:
    """A plan as it was kept."""
    found = json.loads(written)
    found["entries"] = [Entry(**entry) for entry in found["entries"]]
    return Plan(**found)


@dataclass
class Progress:
    """What was decided, and how far the taking in has come: `at` so many of those that are taken.

    `skipped` are the first few that were left as they are while it ran, each with the reason, of `skipped_count`.
    `entry_id` is one of the history entries.
    """

    decisions: dict[str, str] = field(default_factory=dict)
    at: int = 0
    added: int = 0
    changed: int = 0
    people: int = 0
    skipped: list[str] = field(default_factory=list)
    skipped_count: int = 0
    entry_id: int = 0

    def skip(self, sentence: str) -> None:
        """Enters that one was left as it is."""
        self.skipped_count += 1
        if len(self.skipped) < MOST_SKIPPED:
            self.skipped.append(sentence)

    def written(self) -> str:
        """As it is kept."""
        return WRITTEN(vars(self))


def progress(written: str) -> Progress:
    """Progress as it was kept; at the beginning where nothing was."""
    found: Mapping[str, Any] = json.loads(written) if written else {}
    return Progress(**found)
