"""Whether words in a channel that we share with a customer ask us something, told by their form alone [practice 31].

A question mark is not enough, and not needed: small talk has one, and "could you send the sheet" often has none. The words
are those of a language (`bot/languages/*/questions.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.listening_text import Heard, own_words, sentences

# A question of fewer words ("Monday?", "ok?") is part of a talk that is going on.
FEWEST_WORDS = 2
# So far into a sentence what it asks may begin, behind "Hi Mia, quick question:".
WITHIN = 8
# A reaction of ours that answers a question as a word does: it is done, or will be. Eyes and smiles are none.
ANSWERING = frozenset(
    [
        "+1",
        "thumbsup",
        "ok",
        "ok_hand",
        "white_check_mark",
        "heavy_check_mark",
        "ballot_box_with_check",
        "check",
        "checked",
        "done",
        "100",
    ]
)


def answers(reaction: str) -> bool:
    """Whether an emoji, as Slack names it in whatever skin tone, says that somebody's question is seen to."""
    return reaction.partition("::")[0] in ANSWERING


class Forms(NamedTuple):
    """How people ask in one language; all folded, each phrase as its words.

    `requests` begin a sentence that asks without a question mark, behind any of the `before`; `small` begin small talk,
    which asks nothing; `closings` are polite last words, which ask nothing either; `withdrawn` take a question back.
    """

    requests: frozenset[tuple[str, ...]]
    before: frozenset[str]
    small: frozenset[tuple[str, ...]]
    closings: frozenset[tuple[str, ...]]
    withdrawn: frozenset[tuple[str, ...]]


def phrases(*lines: str) -> frozenset[tuple[str, ...]]:
    """Phrases, one in each part of the lines between their commas."""
    return frozenset(tuple(part.split()) for line in lines for part in line.split(",") if part.strip())


def together(languages: Iterable[Forms]) -> Forms:
    """What is said in any of these languages: small talk in one of them asks nothing in another."""
    said = list(languages)
    return Forms(
        *(
            frozenset().union(*(getattr(each, name) for each in said))
            for name in ("requests", "before", "small", "closings", "withdrawn")
        )
    )


def asks(text: str, forms: Forms) -> bool:
    """Whether a message as Slack sends it asks something that wants an answer. Linear in its length, of which only the
    beginning is read."""
    heard = [(_words(each), each.asked) for each in sentences(own_words(text))]
    if any(_stands(words, forms.withdrawn) for words, _ in heard):
        return False
    return any(_asks(words, asked, forms) for words, asked in heard)


def withdrawn(text: str, forms: Forms) -> bool:
    """Whether a message takes back what was asked: "never mind, found it"."""
    return any(_stands(_words(each), forms.withdrawn) for each in sentences(own_words(text)))


def _asks(words: Sequence[str], asked: bool, forms: Forms) -> bool:
    opened = _opened(words, forms)
    if len(words) < FEWEST_WORDS or _begins(opened, forms.small) or _begins(words, forms.small):
        return False
    if _stands(words, forms.closings):
        return False
    return asked or _begins(opened, forms.requests)


def _words(heard: Heard) -> list[str]:
    return [each for each in heard.low if each[0].isalnum()]


def _opened(words: Sequence[str], forms: Forms) -> Sequence[str]:
    """What is left without greetings, and without whom they greet: "Hi Mia"."""
    at = 0
    while at < min(len(words), WITHIN) and words[at] in forms.before:
        at += 1
    known = forms.requests | forms.small
    return (
        words[at + 1 :]
        if at and not _begins(words[at:], known) and _begins(words[at + 1 :], known)
        else words[at:]
    )


def _begins(words: Sequence[str], known: frozenset[tuple[str, ...]]) -> bool:
    return any(tuple(words[:size]) in known for size in range(1, 6))


def _stands(words: Sequence[str], known: frozenset[tuple[str, ...]]) -> bool:
    return any(run in known for run in _runs(words))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words)):
        for size in range(1, 5):
            yield tuple(words[start : start + size])
