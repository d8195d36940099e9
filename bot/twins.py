"""The same words logged twice within minutes: more likely one thing logged twice than two."""

from collections.abc import Iterable
from datetime import timedelta

from bot.customer_names import fold

WITHIN = timedelta(minutes=10)


def twin(words: str, before: Iterable[tuple[int, str]]) -> int | None:
    """The number of the first of those `before` it that says the same, case and punctuation aside; None where none
    does."""
    for number, said in before:
        if said == words or fold(said) == fold(words):
            return number
    return None
