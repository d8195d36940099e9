"""What Kept remembers, as files: CSV that is safe in a spreadsheet, JSON that loses nothing, and what may be put before
a customer."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.cells import guard
from bot.promises import OUTCOMES
from storage.tables import CALLED, LETTERS, Contact, Customer, CustomerPerson, Mistake, Promise

# Excel takes a file for UTF-8 only where it begins so.
BOM = "\ufeff"
# These stand in the customers' file, or are how Kept is set and what it asks: JSON has them.
NO_FILE = frozenset(
    ["customer", "customer_person", "channel", "setting", "snooze", "away", "digest", "question"]
)
# Files that are not called as their things are.
FILES = {"waiting": "waiting", "praise": "praise"}
# The kinds that have a file of their own beside the customers', and what it is called.
KINDS: Mapping[str, str] = {
    kind: FILES.get(kind) or each.many.replace(" ", "_")
    for kind, each in CALLED.items()
    if kind not in NO_FILE
} | {"history": "history"}
# These hold the id of one of our people; the files show the name, the customers' file both.
PEOPLE_COLUMNS = frozenset(
    [
        "owner_id", "said_by", "told_by", "sorry_by", "right_by", "checked_by", "closed_by", "by_id", "thanked_id", "by",
        "created_by",
    ]
)  # fmt: skip
# What a spreadsheet has no use for; JSON has it.
INTERNAL = frozenset(
    [
        "id", "team_id", "removed_at", "source_channel", "source_ts", "row_id", "batch", "undoes", "promise_id", "people",
        "next_look_at", "fix_id",
    ]
)  # fmt: skip
# A customer as import reads them back (`bot/import_columns.py`), with what follows from other things at the end.
CUSTOMER_COLUMNS = (
    "number",
    "name",
    "other_names",
    "owner",
    "owner_name",
    "backup",
    "backup_name",
    "stage",
    "tier",
    "tags",
    "since",
    "rhythm_days",
    "reach",
    "style",
    "matters",
    "dos",
    "donts",
    "lost_reason",
    "lost_words",
    "could_have",
    "channels",
    "person",
    "person_role",
    "person_reach",
    "met_at",
    "created_at",
)
PLAIN = (
    "stage", "tier", "since", "rhythm_days", "reach", "style", "matters", "dos", "donts", "lost_reason", "lost_words",
    "could_have", "met_at", "created_at",
)  # fmt: skip
# How a contact is called before the customer; attempts and gifts are ours to know.
TOUCHES = {"call": "Call", "visit": "Visit", "mail": "E-mail", "chat": "Chat", "event": "Event"}
WRITTEN = json.JSONEncoder(ensure_ascii=False, default=datetime.isoformat).encode


def lines(rows: Iterable[Sequence[object]]) -> str:
    """Rows as lines of CSV, each cell safe in a spreadsheet; `bot.cells.unguard` gives the same text back."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return written.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    return guard(str(value)) if isinstance(value, str) else str(value)


def several(values: Sequence[str]) -> str:
    """Several short texts in one cell, so that `bot.import_cells.parts` finds the same ones."""
    together = ", ".join(values)
    return together + "," if len(values) == 1 and (";" in together or "|" in together) else together


def customer_rows(
    customer: Customer, people: Sequence[CustomerPerson], channels: Sequence[str], names: Mapping[str, str]
) -> list[list[object]]:
    """A customer's lines: one, and one more for each further person of theirs, with the name again."""
    values: dict[str, object] = {name: getattr(customer, name) for name in PLAIN}
    values |= {
        "number": f"C-{customer.number}",
        "name": customer.name,
        "other_names": several(customer.other_names.split("\n")) if customer.other_names else "",
        "tags": several(customer.tags.split("\n")) if customer.tags else "",
        "owner": customer.owner_id,
        "owner_name": names.get(customer.owner_id or "", ""),
        "backup": customer.backup_id,
        "backup_name": names.get(customer.backup_id or "", ""),
        "channels": several(list(channels)),
    }
    found = []
    for place, person in enumerate(people or [None]):
        shown: dict[str, object] = (
            values if place == 0 else {"number": values["number"], "name": customer.name}
        )
        who: dict[str, object] = (
            {"person": person.name, "person_role": person.role, "person_reach": person.reach}
            if person
            else {}
        )
        found.append([(shown | who).get(name) for name in CUSTOMER_COLUMNS])
    return found


def headings(kind: str, columns: Iterable[str]) -> list[str]:
    """The columns of one kind of thing, as its file names them."""
    found = []
    for column in columns:
        if column == "customer_id":
            found += ["customer", "customer_name"]
        elif column in PEOPLE_COLUMNS:
            found.append(column.removesuffix("_id"))
        elif column not in INTERNAL:
            found.append(column)
    return ["about", *found] if kind == "history" else found


def row(
    kind: str,
    values: Mapping[str, Any],
    *,
    customers: Mapping[int, tuple[int, str]],
    names: Mapping[str, str],
) -> list[object]:
    """One thing as a line of its file. `customers` are (number, name) by id, `names` our people's by id."""
    found: list[object] = []
    for column, value in values.items():
        if column == "customer_id":
            number, name = customers.get(value, (0, ""))
            found += [f"C-{number}" if number else "", name]
        elif column in PEOPLE_COLUMNS:
            found.append(names.get(value, value))
        elif column == "number":
            found.append(f"{LETTERS[kind]}-{value}")
        elif column not in INTERNAL:
            found.append(value)
    return [f"{values['kind']} {values['row_id']}", *found] if kind == "history" else found


def json_line(values: Mapping[str, Any]) -> str:
    """One row with all its columns; instants in ISO 8601."""
    return WRITTEN(dict(values))


def for_customer(
    customer: Customer,
    *,
    owner: str,
    people: Sequence[CustomerPerson],
    promises: Sequence[Promise],
    mistakes: Sequence[Mistake],
    contacts: Sequence[Contact],
    zone: str,
    now: datetime,
) -> str:
    """What may be put before a customer [practice 56]: what we promised and how it ended, what went wrong and how it was
    put right, when we met. Nothing that we wrote for ourselves: no aims, risks, causes, notes, moods, tiers or tags.

    Days are those of `zone`.
    """

    def day(at: datetime | None) -> str:
        return "" if at is None else at.astimezone(ZoneInfo(zone)).date().isoformat()

    rows: list[Sequence[object]] = [
        [customer.name, "", "", "", ""],
        ["Customer since", customer.since or "", "", "", ""],
        ["Your contact", owner, "", "", ""],
        *(["Your people", person.name, person.role, "", ""] for person in people),
        ["As of", day(now), "", "", ""],
        ["", "", "", "", ""],
        ["What", "Words", "Said on", "Date", "How it stands"],
    ]
    rows += [
        [
            "Promise",
            each.words,
            day(each.created_at),
            (each.due_wall or "")[:10],
            OUTCOMES.get(each.status, "open") + (f" on {day(each.closed_at)}" if each.closed_at else ""),
        ]
        for each in promises
    ]
    rows += [
        [
            "Put right" if each.status == "closed" else "Being put right",
            each.words,
            day(each.created_at),
            "",
            each.right_how or ("done" if each.right_at and not each.right_waived else "open"),
        ]
        for each in mistakes
    ]
    rows += [
        [TOUCHES[each.how], each.event, day(each.at), "", ""] for each in contacts if each.how in TOUCHES
    ]
    return BOM + lines(rows)
