"""What people call each kind of thing that has a history, and the letter before its number."""

from collections.abc import Mapping
from typing import NamedTuple


class Called(NamedTuple):
    """One of a kind and several, in words, and the letter of its references ("P" of P-12); "" where it has no number."""

    one: str
    many: str
    letter: str = ""


# By the table that holds them, in the order in which several kinds are listed.
CALLED: Mapping[str, Called] = {
    "customer": Called("customer", "customers", "C"),
    "promise": Called("promise", "promises", "P"),
    "mistake": Called("mistake", "mistakes", "M"),
    "system_fix": Called("system fix", "system fixes", "F"),
    "contact": Called("contact", "contacts"),
    "waiting": Called("wait", "waits", "W"),
    "question": Called("question", "questions"),
    "praise": Called("kind word", "kind words"),
    "customer_person": Called("person", "people"),
    "channel": Called("channel's link", "channels' links"),
    "setting": Called("setting", "settings"),
    "snooze": Called("snooze", "snoozes"),
    "away": Called("absence", "absences"),
    "digest": Called("weekly digest", "weekly digests"),
}
LETTERS: Mapping[str, str] = {kind: each.letter for kind, each in CALLED.items() if each.letter}
# As people type them.
BY_LETTER: Mapping[str, str] = {letter.casefold(): kind for kind, letter in LETTERS.items()}


def called(kind: str) -> Called:
    """How people call that kind of thing, by its table; one that stands above nowhere goes by the table's own name."""
    plain = kind.replace("_", " ")
    return CALLED.get(kind) or Called(plain, f"{plain}s")
