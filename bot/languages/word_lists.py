"""Word lists as a language's tables write them: separated by blanks, and expressions by commas."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Expressions = dict[str, list[tuple[str, ...]]]


class ContactWords(NamedTuple):
    """What a language says of a contact: `how` it was, by the words for it; `deeds` that a line begins with, `attempts` that
    reached nobody (phrases), words of somebody `glad` or `unhappy`, and `negations` of these; words with which a date only
    looks `ahead`, and those before the `next` step, as a part of a pattern."""

    how: Mapping[str, frozenset[str]]
    deeds: frozenset[str]
    attempts: Sequence[str]
    glad: frozenset[str]
    unhappy: frozenset[str]
    negations: frozenset[str]
    ahead: frozenset[str]
    next: str


def listed(words: str) -> frozenset[str]:
    """The words of a list written in one string."""
    return frozenset(words.split())


def expressions(text: str) -> Expressions:
    """Expressions of several words, separated by commas, by their first words; the longest of them first."""
    found: Expressions = {}
    for words in sorted((tuple(each.split()) for each in text.split(",")), key=len, reverse=True):
        found.setdefault(words[0], []).append(words)
    return found


def expression_at(low: list[str], place: int, known: Expressions) -> int:
    """How many words the expression has that begins at a place of some words; 0 where none does."""
    for words in known.get(low[place], ()) if place < len(low) else ():
        if tuple(low[place : place + len(words)]) == words:
            return len(words)
    return 0
