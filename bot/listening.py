"""Listening: whether somebody's message is a promise, a mistake of ours or a contact, in a way that is almost never wrong.

Most messages are none of these and cost one split and a look at a set. The words and patterns are those of a language
(`bot/languages`); here is what holds in every one of them: what of a text is somebody's own words, where its sentences
begin and end, and that of several the surest is taken (product page, section 6).
"""

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple, Protocol, get_args

from bot.listening_text import MOST_READ, Heard, own_words, sentences, straight

Label = Literal["promise", "mistake", "contact"]
LABELS = get_args(Label)
ENGLISH = "en"
# What stands beside a word is no part of it.
BESIDE = ",.!?:;()[]{}<>*_~\"“”„«»…-–—'"
# Those that no word has within itself become blanks in one go; an apostrophe or a hyphen may be part of one.
WITHIN = "'-"
SPACED = bytes(ord(" ") if chr(code) in BESIDE and chr(code) not in WITHIN else code for code in range(256))


class Noticed(NamedTuple):
    """What a message is: its label, the rule that says so, and the sentence in the text that it is about. `deed`: where
    in the text begins what is promised, went wrong or was talked about."""

    label: Label
    rule: str
    start: int
    end: int
    deed: int

    @property
    def language(self) -> str:
        """In which language it was said: a rule of any but English begins with its code ("et-lubadus-…")."""
        code = self.rule.partition("-")[0]
        return ENGLISH if code in LABELS else code


class Language(Protocol):
    """What a language knows of listening."""

    # Words of which one is in whatever is any of the three.
    gate: frozenset[str]

    def may_say(self, found: frozenset[str], words: list[str]) -> bool:
        """Whether a message with these folded words may be any of the three; `found`: those of any language's gate."""

    def notice(self, heard: Heard) -> tuple[Label, str, int] | None:
        """What one sentence is, with its rule and the word at which it begins, if anything."""


def passes(text: str, languages: Sequence[Language]) -> bool:
    """Whether a message may be any of the three: one split, and one look at a set for all languages."""
    words = folded_words(text[:MOST_READ])
    found = _gate(tuple(languages)).intersection(words)
    for language in languages if found else ():  # noqa: SIM110 - `any` costs as much as the look (make bench)
        if language.may_say(found, words):
            return True
    return False


def folded_words(text: str) -> list[str]:
    """The words of a text in small letters, each also without what stands beside it."""
    lowered = straight(text).lower()
    if lowered.isascii():  # most are, and a blank for each sign is a third of the time (make bench)
        lowered = lowered.encode().translate(SPACED).decode()
        if "'" not in lowered and "-" not in lowered:
            return lowered.split()
    words = lowered.split()
    return words + [word.strip(BESIDE) for word in words if not word.isalpha()]


@cache
def _gate(languages: tuple[Language, ...]) -> frozenset[str]:
    """Words of which one is in whatever may be any of the three in any of these languages."""
    return frozenset[str]().union(*(language.gate for language in languages))


def notice(text: str, languages: Sequence[Language], names: Sequence[tuple[int, int]] = ()) -> Noticed | None:
    """What a message as Slack sends it is, if anything. `names`: where known customers stand in it.

    Linear in its length, of which at most MOST_READ is read.
    """
    if not passes(text, languages):
        return None
    best: Noticed | None = None
    for heard in sentences(own_words(text), names):
        for language in languages:
            found = language.notice(heard)
            if found is None:
                continue
            label, rule, word = found
            noticed = Noticed(label, rule, heard.start, heard.end, heard.starts[word])
            if label == "mistake":  # owning up outweighs what is said about mending it
                return noticed
            if best is None or (label == "promise" and best.label == "contact"):
                best = noticed
    return best
