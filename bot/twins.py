"""The same words logged twice within minutes: more likely one thing logged twice than two."""

from collections.abc import Iterable
from datetime import timedelta

from bot.text import one_line

WITHIN = timedelta(minutes=10)
END = " .,;:!?…"


def twin(words: str, before: Iterable[tuple[int, str]]) -> int | None:
    """The number of the first of those `before` it that says the same, case, blanks and the punctuation at its end
    aside; None where none does. All else counts: a minus is no dash."""
    plain = _plain(words)
    return next((number for number, said in before if said == words or _plain(said) == plain), None)


def _plain(words: str) -> str:
    return one_line(words).casefold().rstrip(END)
