"""Listening: whether somebody's message is a promise, a mistake of ours or a contact, in a way that is almost never wrong.

Most messages are none of these and cost one split and a look at a set. The words and patterns are those of a language
(`bot/languages`); here is what holds in every one of them: what of a text is somebody's own words, where its sentences
begin and end, and that of several the surest is taken [product page, section 6].
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol, get_args

from bot.listening_text import MOST_READ, Heard, own_words, sentences, straight

Label = Literal["promise", "mistake", "contact"]
LABELS = get_args(Label)
ENGLISH = "en"
# What stands beside a word is no part of it.
BESIDE = ",.!?:;()[]{}<>*_~\"“”„«»…-–—'"


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

    def may_say(self, words: list[str]) -> bool:
        """Whether a message with these folded words may be any of the three."""

    def notice(self, heard: Heard) -> tuple[Label, str, int] | None:
        """What one sentence is, with its rule and the word at which it begins, if anything."""


def passes(text: str, languages: Sequence[Language]) -> bool:
    """Whether a message may be any of the three: one split, for each language one look at a set."""
    words = straight(text[:MOST_READ]).lower().split()
    words += [word.strip(BESIDE) for word in words if not word.isalpha()]
    for language in languages:  # noqa: SIM110 - `any` costs as much as a language's look (make bench)
        if language.may_say(words):
            return True
    return False


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
