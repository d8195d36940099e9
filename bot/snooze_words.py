"""What is typed after `/kept snooze`, `/kept stop` and `/kept why`: which thing or nudge, and the words beside it."""

import re
from typing import NamedTuple

from storage.tables import BY_LETTER

NUDGE = "nudge"
# As we write it (a phone may make its hyphen longer), and without the hyphen.
KINDS = {"n": NUDGE, **BY_LETTER}
REFERENCE = re.compile(rf"#?([{''.join(KINDS)}])[-‐‑–]?(\d{{1,9}})[.!?:,]?", re.IGNORECASE)
# Said around it, and of no weight.
FILLERS = frozenset(
    ["nudge", "about", "on", "me", "nudging", "reminding", "did", "you", "i", "get", "is", "there"]
)


class Named(NamedTuple):
    """The kind of thing ("nudge", "promise" …) and its number, with what else was typed; no number: nothing was named."""

    kind: str = ""
    number: int = 0
    rest: str = ""


def named(text: str) -> Named:
    """What a text is about: the first reference in it, with the words around it."""
    words = text.split()
    for place, word in enumerate(words):
        if found := REFERENCE.fullmatch(word):
            before = [each for each in words[:place] if each.casefold() not in FILLERS]
            rest = " ".join([*before, *words[place + 1 :]])
            return Named(KINDS[found[1].casefold()], int(found[2]), rest)
    return Named(rest=" ".join(words))


def nudge_number(text: str) -> int | None:
    """The number of a nudge, where a text is nothing but that: "N-9"."""
    found = REFERENCE.fullmatch(text.strip())
    return int(found[2]) if found and KINDS[found[1].casefold()] == NUDGE else None
