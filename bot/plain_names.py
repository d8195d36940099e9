"""Customers' names in plain words: where a known one stands, whose a sentence is, and which unknown one it may hold."""

import re
from collections.abc import Container, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from bot.customers import fold
from bot.languages.english import sayings as english
from bot.text import NAME_MAX

# Characters of a text that are understood; names are looked for among its first words.
MOST_READ = 1500
MOST_WORDS = 160
LONGEST_NAME = 6  # words
VERB_WITHIN = 4  # words of a sentence in which its verb stands
# Around a name, and no part of it.
OUTSIDE = " \t\n.,;:!?()[]{}<>\"'“”‘’„«»*_~`…"
POSSESSIVE = ("'s", "’s")
ESCAPED = ("&amp;", "&lt;", "&gt;")
JOINTS = ("&", "&amp;")
WORD = re.compile(r"\S+")


class Named(NamedTuple):
    """A run of words in a text, and its folded form: a customer's name, if that is known."""

    start: int
    end: int
    folded: str


def runs(text: str) -> list[Named]:
    """Every run of up to six of the text's first words, each of which may be a customer's name."""
    words = [(found.start(), found.end()) for found in islice(WORD.finditer(text[:MOST_READ]), MOST_WORDS)]
    found: dict[tuple[int, int], Named] = {}
    for first, (start, _) in enumerate(words):
        for _, end in words[first : first + LONGEST_NAME]:
            run = _run(text, start, end)
            if run:
                found[run.start, run.end] = run
    return list(found.values())


def _run(text: str, start: int, end: int) -> Named | None:
    while start < end and text[start] in OUTSIDE:
        start += 1
    while end > start and text[end - 1] in OUTSIDE and not text[start:end].endswith(ESCAPED):
        end -= 1
    if text[start:end].endswith(POSSESSIVE):
        end -= 2
    name = _unescaped(text[start:end])
    return Named(start, end, fold(name)) if 0 < len(name) <= NAME_MAX else None


def _bare(word: str) -> str:
    """A word without what stands around it; a sign that Slack spells out stays whole."""
    bare = word.strip(OUTSIDE)
    return f"{bare};" if word.rstrip(OUTSIDE.replace(";", "")).endswith(ESCAPED) else bare


def _unescaped(text: str) -> str:
    """Words as they were typed; Slack spells three characters otherwise in messages."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if "&" in text else text


def names(text: str, found: Iterable[Named], known: Container[str]) -> list[Named]:
    """The runs that are known names, the longest first where they overlap, by position.

    A name that is a common word too ("Target") counts only where it is written as a name.
    """
    meant: list[Named] = []
    fitting = [run for run in found if run.folded in known and not _is_common(text, run)]
    for run in sorted(fitting, key=lambda each: (each.start - each.end, each.start)):
        if all(run.end <= other.start or run.start >= other.end for other in meant):
            meant.append(run)
    return sorted(meant, key=lambda each: each.start)


def _is_common(text: str, run: Named) -> bool:
    if run.folded not in english.COMMON:
        return False
    return not text[run.start].isupper() or not text[: run.start].strip(OUTSIDE)


def masked(text: str, found: Sequence[Named]) -> str:
    """The text in small letters with every name made \\x01, each character in its place."""
    low = "".join(_small(char) for char in text).replace("’", "'").replace("‘", "'")
    for run in found:
        low = low[: run.start] + "\x01" * (run.end - run.start) + low[run.end :]
    return low


def _small(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 and char != "\x01" else " " if char == "\x01" else char


def whose(low: str, found: Sequence[Named]) -> tuple[Named, ...]:
    """The customers that may be meant: one where the sentence says whose it is, otherwise all that are named."""
    if len({run.folded for run in found}) < 2:
        return tuple(found[:1])
    for places in english.BEFORE_NAMES:
        fitting = [
            run for run in found if low[: run.start].split()[-1:] and low[: run.start].split()[-1] in places
        ]
        if len({run.folded for run in fitting}) == 1:
            return tuple(fitting[:1])
        if fitting:
            break
    return tuple({run.folded: run for run in reversed(found)}.values())[::-1]


def guess(text: str, low: str) -> str:
    """A name that nobody here has yet: written as one behind a word that names come behind, or behind the verb."""
    words = [(found.start(), found.end()) for found in islice(WORD.finditer(text), MOST_WORDS)]
    for places in english.BEFORE_NAMES:
        for place in range(1, len(words)):
            if low[slice(*words[place - 1])].strip(OUTSIDE) in places:
                name = _capitals(text, words[place:])
                if name:
                    return name
    return _behind_verb(text, low, words) or _capitals(text, words[:LONGEST_NAME], first=True)


def _capitals(text: str, words: Sequence[tuple[int, int]], *, first: bool = False) -> str:
    """The capitalised words that a stretch begins with, up to a comma or full stop; days and months are no names."""
    taken: list[str] = []
    for start, end in words[:LONGEST_NAME]:
        word = text[start:end]
        if taken and word in JOINTS:
            taken.append(word)
            continue
        bare = _bare(word)
        if not bare[:1].isupper() or fold(bare) in english.COMMON or fold(bare) in english.NO_NAME:
            break
        taken.append(bare.removesuffix("'s").removesuffix("’s"))
        if word[-1] in OUTSIDE or bare.endswith(POSSESSIVE):
            break
    if taken and taken[-1] in JOINTS:
        del taken[-1]
    if first and (len(taken) == len(words) or not taken):
        return ""
    return " ".join(taken)[:NAME_MAX]


def _behind_verb(text: str, low: str, words: Sequence[tuple[int, int]]) -> str:
    """ "promised initech the pump": one to three words between the verb and an article."""
    for place, word in enumerate(words[:VERB_WITHIN]):
        if low[slice(*word)] not in english.BEFORE_NAMES[1]:
            continue
        taken: list[str] = []
        for start, end in words[place + 1 : place + 5]:
            if low[start:end].strip(OUTSIDE) in english.NO_NAME:
                return " ".join(taken)
            if fold(text[start:end]) in english.COMMON or len(taken) == 3:
                return ""
            if text[start:end].startswith("<@"):  # a colleague, and no customer
                return ""
            taken.append(_bare(text[start:end]))
    return ""
