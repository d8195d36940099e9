"""Ways to say something, written as plain words: a small language of patterns in which each language's tables are kept.

    let WHO know               words, and a class in capitals
    talked|spoke with|to NAME  one of several words
    get THING ? to WHO         what follows a word with "?" behind it may be missing: "just? called"
    have THING ... ready       up to twelve words and marks between
    sent .. wrong              the same within a clause: no mark between, and none of the language's joints

A pattern begins with a word, so that a table finds those that may fit in one look. However hostile a text is, one word of
it costs no more than the patterns that begin with it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from bot.listening_text import Heard

MOST_BETWEEN = 12
GAP, WITHIN_CLAUSE = "...", ".."
MARKS = frozenset(",:()–—-")
Reader = Callable[[Heard, int], int]
"""Reads something at a word; the word after it, or 0 where it does not stand there."""
Class = frozenset[str] | Reader


class Part(NamedTuple):
    """One element of a pattern: a class, or where there is none a gap, which reaches as far as one of `until`."""

    what: Class | None
    optional: bool = False
    until: frozenset[str] = frozenset()


class Way(NamedTuple):
    """One way to say something: the rule that is credited with it, its pattern behind the first word, what it `needs`
    besides, as its language understands it."""

    rule: str
    parts: tuple[Part, ...]
    needs: str = ""


class Ways:
    """A table of ways to say something, by their first words. `joints`: the words that begin another clause."""

    def __init__(self, classes: Mapping[str, Class], joints: frozenset[str] = frozenset()) -> None:
        self._classes = classes
        self._clause_ends = MARKS | joints
        self._by_first: dict[str, list[Way]] = {}
        # The same few stand in hundreds of patterns.
        self._parts: dict[str, Part] = {}
        self._first_words: frozenset[str] = frozenset()

    def add(self, rule: str, patterns: str, *, needs: str = "") -> None:
        """Enters the patterns of one rule, one a line, in the order in which they are to be tried."""
        for pattern in patterns.strip().splitlines():
            first, *rest = pattern.split()
            parts = tuple(self._parts.get(element) or self._part(element) for element in rest)
            way = Way(rule, parts, needs)
            for word in self._words(first):
                self._by_first.setdefault(word, []).append(way)

    @property
    def first_words(self) -> frozenset[str]:
        """The words that a pattern begins with."""
        if len(self._first_words) != len(self._by_first):
            self._first_words = frozenset(self._by_first)
        return self._first_words

    def at(self, heard: Heard, place: int) -> Iterable[tuple[Way, int]]:
        """The ways that fit at a word, each with the word after it."""
        if place >= len(heard.low):
            return
        for way in self._by_first.get(heard.low[place], ()):
            end = _reach(heard, place + 1, way.parts, 0)
            if end >= 0:
                yield way, end

    def _part(self, element: str) -> Part:
        part = self._parts[element] = self._read(element)
        return part

    def _read(self, element: str) -> Part:
        if element == GAP:
            return Part(None)
        if element == WITHIN_CLAUSE:
            return Part(None, until=self._clause_ends)
        name = element.removesuffix("?")
        if name in self._classes:
            return Part(self._classes[name], element.endswith("?"))
        words, readers = self._split(name)
        what = _either(words, readers) if readers else words
        return Part(what, element.endswith("?"))

    def _words(self, element: str) -> frozenset[str]:
        words, readers = self._split(element)
        if readers:
            raise TypeError(f"A pattern cannot begin with {element}: that is no list of words.")
        return words

    def _split(self, element: str) -> tuple[frozenset[str], tuple[Reader, ...]]:
        words: set[str] = set()
        readers: list[Reader] = []
        for each in element.split("|"):
            named = self._classes[each] if each.isupper() else frozenset({each})
            if callable(named):
                readers.append(named)
            else:
                words |= named
        return frozenset(words), tuple(readers)


def _either(words: frozenset[str], readers: tuple[Reader, ...]) -> Reader:
    """Reads one of several words, or what one of several readers reads."""

    def read(heard: Heard, place: int) -> int:
        if heard.low[place] in words:
            return place + 1
        return next((after for reader in readers if (after := reader(heard, place))), 0)

    return read


def _reach(heard: Heard, place: int, parts: tuple[Part, ...], at: int) -> int:
    """The word after the rest of a pattern, or -1."""
    while at < len(parts):
        part = parts[at]
        if part.what is None:
            for begin in range(place, min(place + MOST_BETWEEN, len(heard.low)) + 1):
                end = _reach(heard, begin, parts, at + 1)
                if end >= 0:
                    return end
                if begin < len(heard.low) and heard.low[begin] in part.until:
                    break
            return -1
        after = reads(part.what, heard, place)
        if after and part.optional:
            end = _reach(heard, after, parts, at + 1)
            if end >= 0:
                return end
        elif not after and not part.optional:
            return -1
        elif after:
            place = after
        at += 1
    return place


def reads(what: Class, heard: Heard, place: int) -> int:
    """The word after what stands at a place if it is of this class, else 0."""
    if place >= len(heard.low):
        return 0
    if callable(what):
        return what(heard, place)
    return place + 1 if heard.low[place] in what else 0
