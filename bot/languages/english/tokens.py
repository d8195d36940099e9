"""Cuts an English text into words, numbers in their written forms, and marks, each with its kind and value."""

import re
from dataclasses import dataclass, field

from bot.languages.english.numerals import numeral
from bot.languages.english.words import WORDS

TOKEN = re.compile(
    r"(?P<skip>```.*?```|`[^`\n]*`|<[^<>\n]*>|(?:https?://|www\.)\S+|@\w[\w.-]*|:[a-z][\w+-]{1,40}:)"
    r"|(?P<num>[\d½](?:\w|[.,:/+–-](?=\w))*)"
    r"|(?P<half_year>[qh][1-4])(?!\w)"
    r"|(?P<meridiem>[ap]\.?\s?m\b\.?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<mark>[^\s\w]|_)",
    re.IGNORECASE | re.DOTALL,
)
"""Code, links, mentions and emoji are skipped whole. No part repeats what a part inside it repeats."""

PADDING = 8
"""Empty tokens after the last one, so that looking ahead needs no bounds."""


@dataclass(slots=True)
class Tokens:
    """A text's tokens as parallel lists; `low` is the token in small letters with plain apostrophes.

    `first_word` and `after_words` bound the tokens but for the marks around them.
    """

    text: str
    kind: list[str] = field(default_factory=list)
    value: list[object] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    count: int = 0
    first_word: int = 0
    after_words: int = 0

    def touches(self, i: int) -> bool:
        """Whether token i stands right against the token before it."""
        return i > 0 and self.start[i] == self.end[i - 1]

    def is_whole(self, first: int, after: int) -> bool:
        """Whether the tokens from `first` to before `after` are the text, but for marks around them."""
        return first <= self.first_word and after >= self.after_words

    def written(self, i: int) -> str:
        """Token i as it was written."""
        return self.text[self.start[i] : self.end[i]]

    def _finish(self) -> None:
        self.count = len(self.kind)
        words = [i for i, kind in enumerate(self.kind) if kind != "mark"]
        if words:
            self.first_word, self.after_words = words[0], words[-1] + 1
        self.kind += [""] * PADDING
        self.low += [""] * PADDING
        self.value += [None] * PADDING
        self.start += [len(self.text) + 1] * PADDING
        self.end += [len(self.text) + 1] * PADDING

    @classmethod
    def of(cls, text: str) -> "Tokens":
        """The tokens of a text; takes time linear in its length."""
        found = cls(text)
        for match in TOKEN.finditer(text):
            kind = match.lastgroup or ""
            low = match[0].lower()
            value: object = None
            if kind == "word":
                low = low.replace("’", "'")
                kind, value = WORDS.get(low, ("word", None))
            elif kind == "num":
                kind, value = numeral(low)
            elif kind == "half_year":
                value = (low, None)
            found.kind.append(kind)
            found.value.append(value)
            found.low.append(low)
            found.start.append(match.start())
            found.end.append(match.end())
        found._finish()
        return found
