"""What happened to a thing, in one line each: who, what, when."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.moments import day_in_words, moment_in_words
from bot.promises import OUTCOMES
from handlers.views.parts import Piece, line, who
from storage.tables import History

MOST_LINES = 5
NAMES = {
    "words": "the words",
    "kind": "the kind",
    "owner_id": "the owner",
    "agreed": "how firmly it was agreed",
    "due_wall": "the date",
    "aim_wall": "our aim",
    "customer_id": "the customer",
    "name": "the name",
    "other_names": "the other names",
}


def happened(
    entries: Sequence[History],
    *,
    zone: str,
    now: datetime,
    most: int = MOST_LINES,
    numbers: Mapping[int, int] | None = None,
) -> list[Block]:
    """The newest entries, newest first, with times on the reader's clock; nothing where there are none.

    With the `numbers` of promises by their ids each line says which promise it is about.
    """
    if not entries:
        return []
    pieces: list[Piece | str] = []
    by_id = {entry.id: entry for entry in entries}
    for entry in entries[:most]:
        number = (numbers or {}).get(entry.row_id) if entry.kind == "promise" else None
        undone = by_id.get(entry.undoes) if entry.undoes else None
        what = f" ({in_words(undone, now=now, zone=zone)})" if undone else ""
        pieces += [
            "\n" if pieces else "",
            f"P-{number}: " if number else "",
            who(entry.by),
            f" {in_words(entry, now=now, zone=zone)}{what}, {moment_in_words(entry.at, zone, now=now)}",
        ]
    return [line("What happened:"), line(*pieces)]


def in_words(entry: History, *, now: datetime, zone: str) -> str:
    """What somebody did, to be read after their name: "moved it to Tue 1 Dec"."""
    after = json.loads(entry.after)
    if entry.what in {"moved", "moved, customer not told yet"}:
        wall = after.get("new_due_wall") or after.get("due_wall")
        told = "" if entry.what == "moved" else " (the customer is not told yet)"
        return (
            f"moved it to {day_in_words(wall, now=now, zone=zone)}{told}"
            if wall
            else "moved it back to its old date"
        )
    if entry.what == "closed":
        return f"closed it as {OUTCOMES.get(after.get('status', ''), 'done')}"
    if entry.what == "edited":
        names = [NAMES[name] for name in after if name in NAMES]
        return f"changed {', '.join(names) or 'it'}"
    return {
        "given": "gave the promise",
        "added": "added the customer",
        "linked": "linked a channel",
        "told": "told the customer",
        "at risk": "said it is at risk",
        "proof": "added proof",
        "undone": "took that back",
        "put back": "put it back",
    }.get(entry.what, entry.what)
