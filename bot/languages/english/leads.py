"""The English words around a date that make it a deadline, and where the phrase with them begins."""

import re
from typing import NamedTuple

from bot.languages.english.tokens import Tokens
from bot.languages.word_lists import listed

DEADLINE = listed("by before until till til due latest untill b4")
PLAIN = listed("on for from between after at over during in starting of @")
LEADS = DEADLINE | PLAIN
SOFT = listed("the around about approximately approx roughly ~ say maybe sometime like coming")
LABELS = listed("deadline due eta date until by")
BARRED = listed("since every each happy merry")
"""Words that make what follows no date to come: the past, a habit, a greeting."""

OR = re.compile(r"[\s,]+or\s+", re.IGNORECASE)
"""What stands between two dates of which one is meant."""

HOUR = re.compile(r",?\s+(?:at\s+)?\d{1,4}(?:[:.]\d{1,4})?\s?(?:[ap]m\b|(?<=[:.]\d\d)(?!\w))", re.IGNORECASE)
"""An hour as it is written; one that the grammar left beside a date is on no clock ("Fri 25pm")."""

NUMBER_LEADS = DEADLINE | listed("on for from after starting")
MOST = 3


class Lead(NamedTuple):
    """What stands before a date: the first token of the phrase, and what the words said.

    `word` is the nearest lead word ("" when there is none); `definite`: said with "the".
    """

    first: int
    deadline: bool = False
    before: bool = False
    word: str = ""
    definite: bool = False
    barred: bool = False


def lead_before(t: Tokens, i: int, floor: int) -> Lead:
    """The lead of the phrase whose first part is token i; it does not reach back past token `floor`."""
    at, definite = i - 1, False
    while at >= floor and t.low[at] in SOFT:
        definite = definite or t.low[at] == "the"
        at -= 1
    first, word, deadline, before = at + 1, "", False, False
    for _ in range(MOST):
        found = _word_at(t, at, floor, word)
        if not found:
            break
        nearest, back = found
        deadline = deadline or nearest in DEADLINE
        before = before or (nearest == "before" and not word)
        word = word or nearest
        at -= back
        first = at + 1
    label = at >= floor and _is_label(t, at)
    barred = at >= floor and (t.low[at] in BARRED or _is_habit(t, at))
    return Lead(first, deadline or label, before, word or ("by" if label else ""), definite, barred)


def _is_habit(t: Tokens, at: int) -> bool:
    """Whether "every other" or "each third" ends at a token."""
    return (
        at > 0 and t.low[at - 1] in ("every", "each") and t.low[at] in ("other", "second", "third", "single")
    )


def _word_at(t: Tokens, at: int, floor: int, word: str) -> tuple[str, int] | None:
    """The lead word that ends at a token, and how many tokens it takes."""
    if at < floor:
        return None
    low = t.low[at]
    if low in LEADS:
        return low, 1
    if low == "than" and at - 2 >= floor and t.low[at - 1] == "later" and t.low[at - 2] in ("no", "not"):
        return "by", 3
    if low in ("to", "of") and at - 1 >= floor and t.low[at - 1] in ("prior", "ahead"):
        return "before", 2
    if low in ("or", "and") and word and at - 1 >= floor and t.low[at - 1] in LEADS:
        return t.low[at - 1], 2
    return None


def _is_label(t: Tokens, at: int) -> bool:
    """Whether "deadline", "ETA:" or "due date is" ends at a token."""
    if t.low[at] in ("deadline", "eta"):
        return True
    return at > 0 and t.low[at] in (":", "is", "=", "-") and t.low[at - 1] in LABELS


def trailing_deadline(t: Tokens, i: int) -> int:
    """The token after "at the latest", "latest" or "or sooner" at token i; 0 when there is none."""
    at = i + (t.low[i] == ",")
    if t.low[at] == "at" and t.low[at + 1] == "the" and t.low[at + 2] == "latest":
        return at + 3
    if t.low[at] == "deadline" or (t.low[at] == "latest" and t.kind[at + 1] in ("mark", "")):
        return at + 1
    if t.low[at] == "or" and t.low[at + 1] in ("sooner", "earlier", "before"):
        return at + 2
    return 0
