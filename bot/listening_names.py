"""Known customers in a message: ten thousand names cost no more than one, as they are looked up by their first word."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.customer_names import INITIAL, fold
from bot.languages.english.sayings import COMMON
from bot.languages.word_lists import listed
from bot.listening_text import MOST_READ, own_words

# Names that are words too: only written exactly so do they name a customer.
WORDS_TOO = COMMON | listed(
    "apple orange gap target shell visa box square stripe slack oracle intel sun next monday amazon ford boss mars "
    "nest ring signal zoom teams notion linear loom ramp brex block match chase discover state delta united virgin "
    "sprint general national first best one two three new old big prime pro max plus base core edge element factor "
    "focus force form forward frame fresh future global green group harvest home hub idea impact insight key launch "
    "lead level life light line link live logic loop mark market master matter media meet merge meta mint mission "
    "mobile model motion move net network nova now office open orbit order origin page panda path peak pilot pioneer "
    "pixel planet point port power pulse pump quick radio rapid real red relay rise river road rock root round sage "
    "salt scale scout seed sense shift sky smart solid sonic source space spark speed spot spring stack star steel "
    "stone store storm story stream street strong style summit sure swift switch table tale task team tech thread "
    "tiger tip today tool top total touch tower track trade trail train trust turn type unit valve vector view vision "
    "vital voice wave way well west wild will wind wing wire wise wonder word work world yard young zero zone elm "
    "rust go ruby python java swift dart may june april august hope grace joy rose dawn"
)
SHORTEST_ANY_CASE = 3
# A word in some case begins as the name does; of so many letters one look says whether any name begins so.
HEAD = 4
WORD = re.compile(r"[^\W_](?:\.[^\W_](?![^\W_]))+|[^\W_]+")
"""A word, or initials such as B.V, as a folded name has them."""
BREAKS = str.maketrans(dict.fromkeys("!\"#$%&'()*+,-/:;<=>?@[\\]^_`{|}~\n\t’‘“”„«»–—…", " "))


Whose = TypeVar("Whose")


@dataclass(frozen=True)
class Name(Generic[Whose]):
    """One name of a customer: whose it is, and how it must be written where only that will do."""

    customer: Whose
    exactly: str = ""


@dataclass(frozen=True)
class Mentioned(Generic[Whose]):
    """A customer who is named in a text, and where; `customer` is what the index was given as whose the name is."""

    customer: Whose
    start: int
    end: int


class KnownNames(Generic[Whose]):
    """An index of customers' names, as (whose it is, the name) for every name they go by.

    `endings`: case endings that may hang on a name's last word, in languages that have them ("Acmele", "Acme'ga").
    `shorts`: what people say for short, which names somebody only where it is written as a name.
    """

    def __init__(
        self,
        names: Iterable[tuple[Whose, str]],
        endings: Collection[str] = (),
        shorts: Iterable[tuple[Whose, str]] = (),
    ) -> None:
        self._by_words: dict[tuple[str, ...], Name[Whose]] = {}
        self._endings_by_last: dict[str, list[str]] = {}
        for ending in sorted(endings, key=len):
            self._endings_by_last.setdefault(ending[-1], []).append(ending)
        lengths: dict[str, set[int]] = {}
        for some, short in ((names, False), (shorts, True)):
            for customer, written in some:
                words = tuple(fold(written).split())
                if words:
                    exactly = written if short and len(words) == 1 else _exactly(written, words)
                    self._by_words.setdefault(words, Name(customer, exactly))
                    lengths.setdefault(words[0], set()).add(len(words))
        # How many words the names have that begin with one, the longest first.
        self._lengths = {word: sorted(known, reverse=True) for word, known in lengths.items()}
        self._first_words = frozenset(self._lengths)
        heads = (word[:HEAD] for word in self._first_words if len(word) >= SHORTEST_ANY_CASE)
        self._heads = frozenset(heads) if self._endings_by_last else frozenset()
        self._short_heads = frozenset(head for head in self._heads if len(head) < HEAD)

    def may_name(self, text: str) -> bool:
        """Whether a customer may be named in a message: one split and a look at a set, and none missed."""
        words = set(_words(text))
        if not self._first_words.isdisjoint(words):
            return True
        heads, short = self._heads, self._short_heads
        return any(self._is_form(word) for word in words if word[:HEAD] in heads) or (
            bool(short) and any(self._is_form(word) for word in words if word[: HEAD - 1] in short)
        )

    def found(self, text: str) -> list[Mentioned[Whose]]:
        """The customers named in a message as Slack sends it, outside code, quotes and links, by position."""
        if not self.may_name(text):
            return []
        own = own_words(text).replace("&amp;", "&    ")
        places = list(WORD.finditer(own))
        words = [
            place[0].lower() if place[0].isalpha() and place[0].isascii() else fold(place[0])
            for place in places
        ]
        mentioned: list[Mentioned[Whose]] = []
        at = 0
        while at < len(words):
            name, length = self._at(words, at)
            start, end = places[at].start(), places[at + length - 1].end() if length else 0
            if name and (not name.exactly or own.startswith(name.exactly, start)):
                mentioned.append(Mentioned(name.customer, start, end))
                at += length
            else:
                at += 1
        return mentioned

    def _at(self, words: list[str], at: int) -> tuple[Name[Whose] | None, int]:
        """The longest name that begins at a word, and how many words it takes."""
        for length in self._lengths.get(words[at], ()):
            ahead = tuple(words[at : at + length])
            name = self._by_words.get(ahead) or self._in_a_case(ahead)
            if name and len(ahead) == length:
                return name, length
        return self._in_a_case((words[at],)), 1

    def _in_a_case(self, words: tuple[str, ...]) -> Name[Whose] | None:
        """The name whose last word stands in some case: "acme bottlingile"."""
        last = words[-1]
        if len(words) == 1 and last[:HEAD] not in self._heads and last[: HEAD - 1] not in self._short_heads:
            return None
        for ending in self._endings_by_last.get(last[-1], ()):
            if last.endswith(ending) and len(last) - len(ending) >= SHORTEST_ANY_CASE:
                name = self._by_words.get((*words[:-1], last[: -len(ending)]))
                if name:
                    return name
        return None

    def _is_form(self, word: str) -> bool:
        """Whether a name that is one word may stand in some case: "acmele"."""
        return any(
            word.endswith(ending) and word[: -len(ending)] in self._first_words
            for ending in self._endings_by_last.get(word[-1], ())
        )


def _exactly(written: str, words: tuple[str, ...]) -> str:
    """How a name must be written: a single word that is one of the language too, or a very short one."""
    if len(words) > 1 or (words[0] not in WORDS_TOO and len(words[0]) >= SHORTEST_ANY_CASE):
        return ""
    return written.split()[0].strip(".,") if written.split() else ""


def _words(text: str) -> list[str]:
    """The words of a message as a folded name's are, in any order."""
    low = text[:MOST_READ].lower().translate(BREAKS)
    words = low.split()
    if "." in low:
        words += [part for word in words if "." in word for part in _undotted(word)]
    if low.isascii():
        return words
    return [part for word in words for part in ((word,) if word.isascii() else fold(word).split())]


def _undotted(word: str) -> list[str]:
    """Initials are one word: "b.v"; other words end where a full stop stands."""
    return INITIAL.sub(r"\1", word).replace(".", " ").split()
