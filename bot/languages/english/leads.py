"""The English words around a date that make it a deadline, and where the phrase with them begins."""

import re
from typing import NamedTuple

from bot.languages.english.tokens import Tokens
from bot.languages.english.words import MONTH_NUMBERS
from bot.languages.word_lists import listed
from bot.patterns import pattern

DEADLINE = listed("by before until till til thru due latest untill b4")
PLAIN = listed("on for from between after at over during in starting through of @")
LEADS = DEADLINE | PLAIN
SOFT = listed("the around about approximately approx roughly ~ say maybe sometime like coming calendar")
LABELS = listed("deadline due eta date until by")
BARRED = listed("since every each happy merry")
"""Words that make what follows no date to come: the past, a habit, a greeting."""

OR = re.compile(r"[\s,]+or\s+", re.IGNORECASE)
"""What stands between two dates of which one is meant."""

HOUR = re.compile(r",?\s+(?:at\s+)?\d{1,4}(?:[:.]\d{1,4})?\s?(?:[ap]m\b|(?<=[:.]\d\d)(?!\w))", re.IGNORECASE)
"""An hour as it is written; one that the grammar left beside a date is on no clock ("Fri 25pm")."""

NO_SUCH = pattern(
    r"(?<!\w)(?:(?:by|before|until|till|due|on|at)\s+(?:the\s+)?)?(?:3[2-9]|[4-9]\d)(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"(?:{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})(?!\w)"
    r"|(?<!\w)(?:by|before|until|till|due|at)\s+(?:at\s+)?(?:(?:1[3-9]|[2-9]\d)[/.](?:1[3-9]|[2-9]\d)(?:[/.]\d{2,4})?"
    r"|(?:2[4-9]|[3-9]\d):\d\d|\d{1,2}:[6-9]\d)(?![\w.])",
    re.IGNORECASE,
)
"""What is written as a date or an hour, and that the grammar does not even take for one: "32 Nov", "by 13/13", "at 25:00"."""

NEGATED = listed("on for by at") | {""}
"""Leads that "not" takes back: "not Friday", "not by Friday"; "not before Friday" still says Friday."""

DATED = listed("due target delivery ship shipping release launch closing completion expiry cutoff")
MOVED = listed(
    "move moved push pushed postpone postponed reschedule rescheduled slip slipped slid delay delayed shifted bump bumped "
    "change changed extend extended bring brought defer deferred"
)
FINE = listed("great nice good lovely wonderful fantastic super fab")

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
    barred = at >= floor and (t.low[at] in BARRED or _is_habit(t, at) or _is_wish(t, at))
    if at >= floor and word in NEGATED and t.low[at] == "not" and t.low[max(at - 1, 0)] != "why":
        barred = True
    if at >= floor and not word and t.low[at] == "earlier" and t.low[i] in ("this", "today"):
        barred = True
    return Lead(first, deadline or label, before, word or ("by" if label else ""), definite, barred)


def _is_habit(t: Tokens, at: int) -> bool:
    """Whether "every other" or "each third" ends at a token."""
    return (
        at > 0 and t.low[at - 1] in ("every", "each") and t.low[at] in ("other", "second", "third", "single")
    )


def _is_wish(t: Tokens, at: int) -> bool:
    """Whether "have a great" ends at a token."""
    return at > 0 and t.low[at] in FINE and t.low[at - 1] == "a"


def _word_at(t: Tokens, at: int, floor: int, word: str) -> tuple[str, int] | None:
    """The lead word that ends at a token, and how many tokens it takes."""
    if at < floor:
        return None
    low = t.low[at]
    if low in LEADS:
        return low, 1
    if low == "than" and at - 2 >= floor and t.low[at - 1] == "later" and t.low[at - 2] in ("no", "not"):
        return "by", 3
    if low == "to" and _is_moved(t, at, floor):
        return "for", 1
    if low in ("to", "of") and at - 1 >= floor and t.low[at - 1] in ("prior", "ahead"):
        return "before", 2
    if low in ("or", "and") and word and at - 1 >= floor and t.low[at - 1] in LEADS:
        return t.low[at - 1], 2
    return None


def _is_moved(t: Tokens, at: int, floor: int) -> bool:
    """Whether the "to" at a token is that of "moved to", "pushed back to", "push the call to"."""
    return any(t.low[back] in MOVED for back in range(max(at - 3, floor), at))


def _is_label(t: Tokens, at: int) -> bool:
    """Whether "deadline", "ETA:" or "due date is" ends at a token."""
    if t.low[at] in ("deadline", "eta") or (at > 0 and t.low[at] == "date" and t.low[at - 1] in DATED):
        return True
    return at > 0 and t.low[at] in (":", "is", "=", "-") and t.low[at - 1] in LABELS


def at_the_latest(t: Tokens, i: int) -> int:
    """The token after the "at the (very) latest" at token i, or 0."""
    if t.low[i] != "at" or t.low[i + 1] != "the":
        return 0
    at = i + 2 + (t.low[i + 2] in ("very", "absolute"))
    return at + 1 if t.low[at] == "latest" else 0


def trailing_deadline(t: Tokens, i: int) -> int:
    """The token after "at the latest", "latest" or "or sooner" at token i; 0 when there is none."""
    at = i + (t.low[i] == ",")
    if at_the_latest(t, at):
        return at_the_latest(t, at)
    if t.low[at] == "deadline" or (t.low[at] == "latest" and t.kind[at + 1] in ("mark", "")):
        return at + 1
    if t.low[at] == "or" and t.low[at + 1] in ("sooner", "earlier", "before"):
        return at + 2
    return 0
