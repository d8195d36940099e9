"""Patterns that are compiled when they are first asked, and not at each start."""

import re
from typing import Any, cast


class _Pattern:
    """Becomes the pattern at the first question: from then on its methods are found here like any attribute."""

    def __init__(self, words: str, flags: int) -> None:
        self._words, self._flags = words, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        compiled = re.compile(self._words, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in dir(compiled) if each[0] != "_"})
        return getattr(compiled, name)


def pattern(words: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of what only some ever say: compiled at once, all of these were a fortieth of a start (make bench). One that
    is wrong would come to light at its first question: a test compiles all of them. What every gesture asks is compiled
    where it stands."""
    return cast("re.Pattern[str]", _Pattern(words, flags))
