"""Cuts an English text into words, numbers in their written forms, and marks, each with its kind and value."""

import re
from dataclasses import dataclass
from itertools import chain

from bot.languages.english.numerals import numeral
from bot.languages.english.words import WORDS, Word

TOKEN = re.compile(
    r"(?P<skip>```.*?```|`[^`\n]*`|<[^<>\n]*>|(?:https?://|www\.)\S+|@(?!\d{1,2}(?::\d\d)?(?:[ap]m|h)?(?![\w-]))\w[\w.-]*|:[a-z][\w+-]{1,40}:)"
    r"|(?P<num>[\d½](?:\w|[.,:/+–-](?=\w))*)"
    r"|(?P<half_year>[qh][1-4]|[ck]w ?\d{1,2})(?!\w)"
    r"|(?P<meridiem>[ap]\.?\s?m\b\.?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<mark>[^\s\w]|_)",
    re.IGNORECASE | re.DOTALL,
)
"""Code, links, mentions and emoji are skipped whole. No part repeats what a part inside it repeats."""

PADDING = 8
"""Empty tokens after the last one, so that looking ahead needs no bounds."""
NO_WORDS, NO_VALUES = [""] * PADDING, [None] * PADDING
OTHER_WORD: Word = ("word", None)


@dataclass(slots=True)
class Tokens:
    """A text's tokens as parallel lists; `low` is the token in small letters with plain apostrophes.

    `count` leaves the empty ones at the end out.
    """

    text: str
    kind: list[str]
    value: list[object]
    low: list[str]
    start: list[int]
    end: list[int]
    count: int

    def touches(self, i: int) -> bool:
        """Whether token i stands right against the token before it."""
        return i > 0 and self.start[i] == self.end[i - 1]

    def is_whole(self, first: int, after: int) -> bool:
        """Whether the tokens from `first` to before `after` are the text, but for marks around them."""
        # Outwards from the phrase: the next word ends the look, however many marks stand elsewhere.
        around = chain(range(first - 1, -1, -1), range(after, self.count))
        return all(self.kind[i] == "mark" for i in around)

    def written(self, i: int) -> str:
        """Token i as it was written."""
        return self.text[self.start[i] : self.end[i]]

    @classmethod
    def of(cls, text: str) -> "Tokens":
        """The tokens of a text; takes time linear in its length."""
        kinds: list[str] = []
        values: list[object] = []
        lows: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in TOKEN.finditer(text):
            kind, value, low = match.lastgroup or "", None, match[0].lower()
            if kind == "word":
                low = low.replace("’", "'")
                kind, value = WORDS.get(low, OTHER_WORD)
            elif kind == "num":
                kind, value = numeral(low)
            elif kind == "half_year":
                value = (low.replace(" ", ""), None)
            kinds.append(kind)
            values.append(value)
            lows.append(low)
            starts.append(match.start())
            ends.append(match.end())
        count, beyond = len(kinds), [len(text) + 1] * PADDING
        kinds += NO_WORDS
        values += NO_VALUES
        lows += NO_WORDS
        starts += beyond
        ends += beyond
        return cls(text, kinds, values, lows, starts, ends, count)
