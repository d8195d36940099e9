"""What is open, what presses most first, each in one line: for whoever takes it over."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.attention_words import date_of, day_of
from bot.text import shorten
from storage.tables import Mistake, Owed, Waiting

WORDS = 80
LATEST = datetime.max.replace(tzinfo=UTC)


def urgent_first(things: Iterable[Owed]) -> Sequence[Owed]:
    """Whose customers wait on us or have not been told of our mistake, then what is due soonest, then the rest."""

    def presses(thing: Owed) -> tuple[int, datetime]:
        if isinstance(thing, Waiting):
            return 0, thing.due_at or thing.since_at
        if isinstance(thing, Mistake):
            return (0 if thing.told_at is None else 2), thing.created_at
        return (1, thing.due_at) if thing.due_at is not None else (3, LATEST)

    return sorted(things, key=presses)


def in_a_line(thing: Owed, customer: str, *, now: datetime, zone: str) -> str:
    """A thing and how it stands, in words that stay true: "P-12 Acme: replacement pump, due Fri 27 Nov"."""
    words = shorten(thing.words, WORDS)
    if isinstance(thing, Waiting):
        return f"W-{thing.number} {customer}: {words}, waiting since {day_of(thing.since_at, zone, now=now)}"
    if isinstance(thing, Mistake):
        untold = ", they have not been told" if thing.told_at is None else ""
        return f"M-{thing.number} {customer}: {words}{untold}"
    if thing.due_wall is None:
        return f"P-{thing.number} {customer}: {words}, no date yet"
    over = "was due" if thing.due_at is not None and thing.due_at < now else "due"
    return f"P-{thing.number} {customer}: {words}, {over} {date_of(thing.due_wall, thing.zone, now=now)}"
