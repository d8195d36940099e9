"""A date phrase while it is being read: what it said so far and how much company it still needs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.languages.english.tokens import Tokens
from bot.said import Said


@dataclass(slots=True)
class Draft:
    """`said` grows part by part; a reader that fails leaves it as it was.

    `weak` names the part that is no date by itself ("" when the phrase is sure); `began` is what `weak` was
    after the first part; `parts` counts those read.
    `depth` is 1 inside the day that a distance is counted from.
    """

    said: Said = field(default_factory=Said)
    weak: str = ""
    began: str = ""
    parts: int = 0
    depth: int = 0

    def open_for_date(self) -> bool:
        """Whether a day of the calendar can still be said: nothing but a weekday or a time was so far."""
        said = self.said
        return (
            said.day is None
            and said.month is None
            and said.numbers is None
            and said.days_on is None
            and said.period is None
            and said.shift is None
            and said.feast is None
            and said.turns == 0
            and said.bare_number is None
        )

    def open_for_day(self) -> bool:
        """Whether no day at all was said so far."""
        return self.said.weekday is None and self.open_for_date()


Reader = Callable[[Tokens, int, Draft], int]
"""Reads one part at a token into the draft; the token after it, or 0 when that part does not begin there."""
