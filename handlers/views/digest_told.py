"""What a digest tells, and for whom it is drawn."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from bot.sources import Source, of_row
from bot.text import shorten
from handlers.views.eye import Eye
from storage.tables import Customer, CustomerPerson, Mistake, Praise, Promise, SystemFix, Waiting

WORDS = 160
MOST_NAMED = 12
# The numbers that open, and what they are called.
NUMBERS = {
    "kept": "Kept on time",
    "logged": "Mistakes",
    "praised": "Kind words",
    "unowned": "No owner yet",
    "late": "Late",
    "waiting": "Waiting",
}


class Some(NamedTuple):
    """The first of some things with their customers' names, and how many there are in all."""

    found: Sequence[tuple[Any, str]]
    total: int


class Owned(NamedTuple):
    """Cases of a span: how many were opened, how many of them we noticed first, the ids of whoever said so then, and how
    many were put right from end to end."""

    opened: int
    by_us: int
    said_by: Sequence[str]
    closed: int


class Standards(NamedTuple):
    """What the team aims for [practice 21]: an answer and word of trouble within so many working hours, so many of a
    hundred promises kept on time; and how many promises `ended` in the span, however they did."""

    reply_within: int
    tell_within: int
    kept_aim: int
    ended: int


class Told(NamedTuple):
    """A week: what was kept and by whom, what went wrong and was said, kind words, who stood in for whom (ids), the cases
    that nobody has, what is late, who waits, the fixes that nobody has or whose date is over, and one customer whom
    nobody met for long, with whoever we know there. Once a quarter also who is with us the longest and had no gift lately
    [practice 33]."""

    kept: Some
    keepers: Sequence[str]
    owned: Owned
    praised: Some
    stood_in: Sequence[tuple[str, str]]
    unowned: Some
    late: Some
    waiting: Some
    fixes: Sequence[SystemFix]
    overlooked: Customer | None
    standards: Standards
    known_there: CustomerPerson | None = None
    longest_with_us: Sequence[Customer] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        owned = self.owned
        numbers = [some.total for some in (self.kept, self.praised, self.unowned, self.late, self.waiting)]
        there = (*numbers, owned.opened, owned.closed, len(self.stood_in), len(self.fixes))
        return not any(there) and self.overlooked is None and not self.longest_with_us


class Reader(NamedTuple):
    """For whom a digest is drawn: the channel's clock, what people are called by id, the messages whose words are not
    for this one, and who has left Slack."""

    eye: Eye
    names: Mapping[str, str]
    private: Collection[Source] = ()
    gone: Collection[str] = ()

    @property
    def hides(self) -> bool:
        """Whether words are left out."""
        return bool(self.private)

    def name(self, user_id: str | None) -> str:
        """What somebody is called."""
        return self.names.get(user_id or "", "a colleague")

    def has(self, user_id: str | None) -> str:
        """Who has it, to be read after what it is; nobody does who has left."""
        name = self.name(user_id)
        return f"nobody has it since {name} left" if user_id in self.gone else f"{name} has it"

    def words(self, row: Promise | Mistake | Waiting | Praise) -> str:
        """What was said, unless that was in private (product page, section 8)."""
        if of_row(row) in self.private:
            return ""
        return f": {shorten(' '.join(row.words.split()), WORDS)}"


def ended(said: str) -> str:
    """Somebody's words as a sentence of their own."""
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."
