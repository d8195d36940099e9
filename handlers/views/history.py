"""What happened to a thing, in one line each: who, what, when."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import Block

from bot.moments import day_in_words, moment_in_words
from bot.promises import OUTCOMES
from handlers.views import mistake_history
from handlers.views.history_words import ANY, DONE, INSTANTS, NAMES, PEOPLE, UNSAID, WALLS
from handlers.views.parts import Piece, line, who
from storage.tables import History

MOST_LINES = 5
# A longer value is not quoted, and of more columns than these none is.
QUOTED_MAX = 40
MOST_QUOTED = 3


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
            by_whom(entry.by),
            " ",
            *in_pieces(entry, now=now, zone=zone),
            f"{what}, {moment_in_words(entry.at, zone, now=now)}",
        ]
    return [line("What happened:"), line(*pieces)]


def by_whom(user_id: str) -> Piece | str:
    """Who did it; nobody of Slack's where it was done at the machine (`python -m bot import`)."""
    return who(user_id) if user_id else "The command line"


def in_words(entry: History, *, now: datetime, zone: str) -> str:
    """What somebody did, to be read after their name: "moved it to Tue 1 Dec". Colleagues in it are not named."""
    return "".join(piece for piece in _said(entry, now, zone, naming=False) if isinstance(piece, str))


def in_pieces(entry: History, *, now: datetime, zone: str) -> list[Piece | str]:
    """The same with the colleagues in it: "changed the owner from @mia to @sam"."""
    return _said(entry, now, zone, naming=True)


def _said(entry: History, now: datetime, zone: str, *, naming: bool) -> list[Piece | str]:
    before, after = json.loads(entry.before), json.loads(entry.after)
    if entry.what in {"moved", "moved, customer not told yet"}:
        return [_moved(entry.what, after, now=now, zone=zone)]
    if entry.what == "closed" and entry.kind == "promise":
        return [f"closed it as {OUTCOMES.get(after.get('status', ''), 'done')}"]
    if entry.what == "handed over" or (entry.what == "owner" and entry.kind == "mistake"):
        return _handed_over(entry.by, after, naming=naming)
    if entry.what == "next step":
        return [_planned(after, now=now, zone=zone)]
    if entry.what == "sounded":
        return [f"noted that they sounded {after.get('sounded') or 'like nothing special'}"]
    if entry.what in {"edited", "tagged"} and entry.kind != "customer_person":
        return _changes(before, after, now, zone, naming=naming)
    if entry.kind == "mistake":
        return [mistake_history.in_words(entry)]
    return [DONE.get(entry.kind, {}).get(entry.what) or ANY.get(entry.what, entry.what)]


def _moved(what: str, after: Mapping[str, Any], *, now: datetime, zone: str) -> str:
    wall = after.get("new_due_wall") or after.get("due_wall")
    told = "" if what == "moved" else " (the customer is not told yet)"
    if not wall:
        return "moved it back to its old date"
    return f"moved it to {day_in_words(wall, now=now, zone=zone)}{told}"


def _handed_over(by: str, after: Mapping[str, Any], *, naming: bool) -> list[Piece | str]:
    to = after.get("owner_id")
    if "owner_id" not in after and "backup_id" in after:
        return _backup(after["backup_id"], naming=naming)
    if not to:
        return ["left it without an owner"]
    if to == by:
        return ["took it over"]
    return ["handed it over to ", who(to)] if naming else ["handed it over"]


def _backup(to: str | None, *, naming: bool) -> list[Piece | str]:
    if not to:
        return ["took out the backup"]
    return ["named ", who(to), " as the backup"] if naming else ["named another backup"]


def _planned(after: Mapping[str, Any], *, now: datetime, zone: str) -> str:
    wall = after.get("next_wall")
    return f"planned the next step{f' for {day_in_words(wall, now=now, zone=zone)}' if wall else ''}"


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], now: datetime, zone: str, *, naming: bool
) -> list[Piece | str]:
    """ "changed the tier from silver to gold and the words"."""
    named = [name for name in after if name in NAMES]
    pieces: list[Piece | str] = ["changed "]
    for place, name in enumerate(named):
        joint = "" if not place else " and " if place == len(named) - 1 else ", "
        pieces.append(f"{joint}{NAMES[name]}")
        if len(named) <= MOST_QUOTED and (naming or name not in PEOPLE):
            pieces += _from_to(name, before.get(name), after[name], now, zone)
    return pieces if named else ["changed it"]


def _from_to(name: str, old: object, new: object, now: datetime, zone: str) -> list[Piece | str]:
    """What it was and what it became, as far as that is short enough to be said."""
    if name in UNSAID:
        return []
    was, became = _value(name, old, now, zone), _value(name, new, now, zone)
    if became is None or was is None:
        return []
    if not was:
        return [" to ", became]
    return [" from ", was, " to ", became or "none"]


def _value(name: str, value: object, now: datetime, zone: str) -> Piece | str | None:
    """A value as people read it: empty where there is none, and None where it is too long to be said."""
    if value in (None, ""):
        return ""
    text = str(value)
    if name in PEOPLE:
        return who(text)
    if name in WALLS:
        return day_in_words(text, now=now, zone=zone)
    if name in INSTANTS:
        return moment_in_words(datetime.fromisoformat(text), zone, now=now)
    if name == "rhythm_days":
        return f"{text} day{'' if text == '1' else 's'}"
    said = ", ".join(text.splitlines())
    return said if len(said) <= QUOTED_MAX else None
