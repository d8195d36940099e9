"""What a line typed after `/kept` asks for: an order, or a word that is close to one."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from bot.snooze_words import nudge_number
from bot.text import one_line
from storage.tables import BY_LETTER

# What people type, and the order it is.
ORDERS = {
    "help": "help",
    "?": "help",
    "search": "search",
    "find": "search",
    "look": "search",
    "undo": "undo",
    "mine": "mine",
    "todo": "mine",
    "settings": "settings",
    "setting": "settings",
    "preferences": "settings",
    "options": "settings",
    "practice": "practice",
    "practise": "practice",
    "export": "export",
    "brief": "brief",
    "snooze": "snooze",
    "stop": "stop",
    "report": "report",
    "digest": "digest",
    "digests": "digest",
    "listen": "listen",
    "listening": "listen",
    "away": "away",
    "absent": "away",
    "holiday": "away",
    "vacation": "away",
    "back": "back",
    "why": "why",
    "lessons": "lessons",
    "lesson": "lessons",
    "coming": "coming",
    "upcoming": "coming",
    "planned": "coming",
}
# What this Kept cannot do yet, with what there is meanwhile.
LATER = {
    "report": "I cannot draw the monthly report yet. What happened with a customer is on their card, /customer Acme, and the "
    "week's news in a channel's digest, /kept digest here Mondays 9:00",
}
MOST_UNDONE = 20
NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ),
        start=1,
    )
} | {"couple": 2, "few": 3}
# P-12 as we write it (a phone may make its hyphen longer), and P12; # before it is a habit of some.
REFERENCE = re.compile(rf"#?([{''.join(BY_LETTER)}])[-‐‑–]?(\d{{1,9}})[.!?]?", re.IGNORECASE)
# Said around the number, and of no weight.
FILLERS = frozenset(
    [
        "the",
        "my",
        "last",
        "latest",
        "newest",
        "recent",
        "step",
        "steps",
        "thing",
        "things",
        "change",
        "changes",
        "time",
        "times",
        "a",
        "of",
        "on",
        "please",
        "it",
        "that",
        "this",
        "i",
        "did",
        "just",
    ]
)


class Line(NamedTuple):
    """An order with what follows it, or with an empty `order` something that is none: `close` is what may be meant."""

    order: str
    rest: str = ""
    close: str = ""


@dataclass(frozen=True)
class Undo:
    """What to take back: the newest `count` steps, or the newest one on the thing of that `kind` and `number`."""

    count: int = 1
    kind: str = ""
    number: int | None = None


def read_line(text: str) -> Line:
    """The order in a line; nothing typed asks for help, and a reference alone for the thing it names."""
    line = text.strip()
    if not line:
        return Line("help")
    first, _, rest = line.partition(" ")
    word = first.casefold().rstrip(":,!") or first
    rest = rest.strip()
    if reference(line):
        return Line("open", line)
    if nudge_number(line) is not None:
        return Line("why", line)
    if order := ORDERS.get(word):
        if word == "look" and rest.casefold().startswith("for "):
            rest = rest[4:].lstrip()
        return Line(order, rest)
    from difflib import get_close_matches  # for what nobody knows alone

    close = get_close_matches(word, ORDERS, n=1, cutoff=0.7)
    return Line("", line, f"{ORDERS[close[0]]} {rest}".strip() if close else "")


def reference(text: str) -> tuple[str, int] | None:
    """The kind of thing and its number, where a text is nothing but a reference."""
    found = REFERENCE.fullmatch(text.strip())
    return (BY_LETTER[found[1].casefold()], int(found[2])) if found else None


def read_undo(rest: str) -> Undo | None:
    """What is to be undone: "", "3", "the last three", "P-12" or "that on P-12"; None where that is not clear."""
    words = [word for word in one_line(rest).casefold().split(" ") if word.strip(".!?,") not in FILLERS]
    words = [word for word in words if word]
    if not words:
        return Undo()
    if len(words) > 1:
        return None
    if named := reference(words[0]):
        return Undo(kind=named[0], number=named[1])
    word = words[0].strip(".!?,×x")
    count = int(word) if word.isascii() and word.isdecimal() and len(word) < 6 else NUMBERS.get(word, 0)
    return Undo(count) if count else None
