"""What a line after `/contact` says: how we met, how they sounded, when that was, and what comes next."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from bot import contact_vocabulary as vocabulary
from bot import dates
from bot.contact_dates import EDGES, WORD, Asked, When, when, without
from bot.customers import LEGAL_FORMS, fold
from bot.patterns import pattern
from bot.text import one_line
from bot.wording import HEAD, Order

MOST_READ = 2000  # characters that are looked at, as in a date's
DATE_AHEAD = 80  # characters in which a date that begins there ends
NEXT = pattern(
    rf"(?:^|[;,.\n–—(]|\band\b|\bthen\b)\s{{0,9}}({'|'.join(each.next for each in vocabulary.SPOKEN)})(?!\w|\stime\b)",
    re.IGNORECASE,
)
# In "; next week a demo" the word belongs to the date; after these, and no comma, that is a step too.
FIRM = frozenset(";.\n–—(")
# "20% off", "€50 off", "10 percent discount".
REDUCED = pattern(
    r"(?:\d\s?(?:%|percent|per cent|pct\b|€|euros?\b|dollars?\b|pounds?\b)|[€$£]\s?\d{1,9})[\s-]?"
    r"(?:off|cheaper|discount)(?!\w)",
    re.IGNORECASE,
)
# "In 2 weeks", "3 months from now": so far on, and no day that somebody named.
SO_FAR_ON = pattern(
    r"(?:in|within|after)\s(?!the\b)[^\n]{0,40}?\b(?:days?|weeks?|fortnights?|months?|years?)\b"
    r"|[^\n]{0,40}\b(?:from (?:now|today)|later)\b",
    re.IGNORECASE,
)
BY_FIRST = pattern(r"\s{0,9}<@([A-Z0-9]{2,30})(?:\|[^>]{0,80})?>\s{0,9}(?=\w)")


class Head(NamedTuple):
    """A line's parts: the customer's name before the colon (or empty), the rest, and whose contact it was if a colleague
    is mentioned before it ("@sam called Dana")."""

    customer: str
    words: str
    by_id: str | None = None


class Read(NamedTuple):
    """A contact's words, understood: `words` are left without the date it was and without what comes next.

    `how` and `sounded` are empty where nothing says so. `when` has nothing found where it was now. `next_words` is None
    where no next step was said; `next` is what the date grammar found in its `next_text`.
    """

    words: str
    how: str = ""
    sounded: str = ""
    purpose: str = "care"
    when: When = When()
    next_words: str | None = None
    next: dates.Found | dates.NoDateYet | None = None
    next_text: str = ""


def head(text: str, *, now: datetime, order: Order, languages: Sequence[str] = dates.ENGLISH) -> Head:
    """The name before the colon, where it is one: neither a date nor a deed ("called Dana: all fine")."""
    by_id, text = _by_first(text)
    text = text.strip()
    found = HEAD.match(text)
    if found is None:
        return Head("", text, by_id)
    name = found[1].strip()
    first = WORD.match(name)
    deed = (first and first[0].casefold() in vocabulary.DEEDS) or NEXT.search(found[0])
    if deed or dates.phrase(name, now=now, order=order, languages=languages):
        return Head("", text, by_id)
    said_by, rest = _by_first(text[found.end() :])
    return Head(name, rest.strip(), by_id or said_by)


def _by_first(text: str) -> tuple[str | None, str]:
    found = BY_FIRST.match(text)
    return (found[1], text[found.end() :]) if found else (None, text)


def read(text: str, *, now: datetime, order: Order, languages: Sequence[str] = dates.ENGLISH) -> Read:
    """What a contact's words say, without the customer's name. `now` is aware, in the speaker's zone; dates are read in their
    `languages` (`dates.spoken`)."""
    asked: Asked = {"now": now, "order": order, "languages": languages}
    note, tail = _split_next(text, asked)
    was = when(note, **asked)
    words = without(note, was.found) if was.found and was.at else note.strip(EDGES)
    how = how_of(words)
    return Read(
        words,
        how,
        "no answer" if how == "attempt" else sounded(words),
        "sell" if sells(words) else "care",
        was,
        *_next(tail, asked),
    )


def how_of(words: str) -> str:
    """How it was, by the first word that says so; an attempt where nobody was reached; empty where nothing says."""
    lows = _lows(words)
    tried = _first(lows, vocabulary.ATTEMPTS)
    if tried is not None and _first(lows[tried:], vocabulary.REACHED) is None:
        return "attempt"
    for place, low in enumerate(lows):
        pair = (low, lows[place + 1] if place + 1 < len(lows) else "")
        if how := vocabulary.HOW_OF_PAIR.get(pair) or vocabulary.HOW_OF.get(low):
            return how
    return ""


def _first(lows: Sequence[str], phrases: Iterable[tuple[str, ...]]) -> int | None:
    """Where the first of these phrases begins."""
    begun: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        begun.setdefault(phrase[0], []).append(phrase)
    for place, low in enumerate(lows):
        if any(tuple(lows[place : place + len(phrase)]) == phrase for phrase in begun.get(low, ())):
            return place
    return None


def sounded(words: str, *, of_people: bool = False) -> str:
    """glad, fine or unhappy; empty where nothing says so, and where both are said [practice 38].

    With `of_people` words that a thing may be as well count only where somebody stands before them: in a message, unlike
    behind a command, "the rest looks fine" need not be about the customer.
    """
    lows = _lows(words)
    said = set()
    for place, low in enumerate(lows):
        after = lows[place + 1] if place + 1 < len(lows) else ""
        if low == "happy" and (after in vocabulary.GREETS or (low, after) in vocabulary.GREET_PAIRS):
            continue  # "happy birthday" says nothing of how they are
        about_a_thing = low in vocabulary.OF_THINGS or (low, after) in vocabulary.FINE_PAIRS
        if of_people and about_a_thing and not vocabulary.OF_SOMEBODY & set(lows[max(place - 4, 0) : place]):
            continue
        denied = bool(vocabulary.NOT & set(lows[max(place - 2, 0) : place]))
        if low in vocabulary.GLAD:
            said.add("unhappy" if denied else "glad")
        elif low in vocabulary.FINE or (low, after) in vocabulary.FINE_PAIRS:
            said.add("unhappy" if denied else "fine")
        elif low in vocabulary.UNHAPPY and not denied:
            said.add("unhappy")
    if "unhappy" in said:
        return "" if "glad" in said else "unhappy"
    return "glad" if "glad" in said else "fine" if said else ""


def sells(words: str) -> bool:
    """Whether something was to be sold; an offer of help is none, nor is what somebody gave thanks for [practice 32]."""
    lows = _lows(words)
    if REDUCED.search(words[:MOST_READ]) or _advertises(lows):
        return True
    for place, low in enumerate(lows):
        if low not in vocabulary.SELL:
            continue
        after, before = set(lows[place + 1 : place + 4]), lows[max(place - 5, 0) : place]
        harmless = any(low.startswith(begin) and after & more for begin, more in vocabulary.NO_SALE.items())
        thanked = "for" in before and any(each.startswith("thank") for each in before)
        theirs = low in vocabulary.THEIR_OWN and bool(vocabulary.THEIRS & set(before[-1:]))
        if not harmless and not thanked and not theirs:
            return True
    return False


def _advertises(lows: Sequence[str]) -> bool:
    """Whether something new of ours is held out, and not merely spoken of ("happy with our new pump")."""
    at = _first(lows, vocabulary.SELL_PHRASES)
    while at is not None:
        if at == 0 or lows[at - 1] != vocabulary.PLEASED_OR_NOT:
            return True
        lows = lows[at + 1 :]
        at = _first(lows, vocabulary.SELL_PHRASES)
    return False


def greets_and_sells(words: str) -> bool:
    """Whether a greeting or a thank-you carries an offer with it [practice 32]."""
    lows = _lows(words)
    greets = bool(vocabulary.GREETS & set(lows)) or bool(vocabulary.GREET_PAIRS & set(pairwise(lows)))
    return greets and sells(words)


def _split_next(text: str, asked: Asked) -> tuple[str, str]:
    """What was, and from "next …" or "follow up …" on what will be."""
    for found in NEXT.finditer(text[:MOST_READ]):
        begun = dates.find(text[found.start(1) : found.start(1) + DATE_AHEAD], **asked)
        in_date = bool(begun) and begun[0].start == 0
        if in_date and text[found.start()] not in FIRM:
            continue
        keeps = in_date or found[1].casefold().startswith("follow")
        return text[: found.start()].strip(EDGES), text[found.start(1) if keeps else found.end() :]
    return text, ""


def _next(tail: str, asked: Asked) -> tuple[str | None, dates.Found | dates.NoDateYet | None, str]:
    """The next step's words without their date, the date, and how that was said; None where there is no step."""
    if not tail.strip(EDGES + "."):
        return None, None, ""
    found = dates.due(tail, **asked)
    if found is None:
        return tail.strip(EDGES + "."), None, ""
    return without(tail, found).strip("."), found, tail[found.start : found.end]


def is_so_far_on(said: Read) -> bool:
    """Whether the next step's date is only said by how far on it is ("in 2 weeks"), and may move to a working day."""
    found = said.next
    to_the_day = isinstance(found, dates.Found) and found.time is None and found.doubt is None
    return to_the_day and SO_FAR_ON.match(said.next_text) is not None


def read_event(text: str) -> tuple[str, list[str]]:
    """`Hannover fair: Acme, Globex` as the event and the customers' names, each once; "Acme, Inc" is one name."""
    event, _, rest = text.partition(":")
    names: dict[str, str] = {}
    for part in re.split(r"[,;\n]", rest):
        name = one_line(part)
        if names and name.casefold().rstrip(".") in LEGAL_FORMS:
            name = f"{names.popitem()[1]}, {name}"
        if name:
            names.setdefault(fold(name), name)
    return one_line(event), list(names.values())


def _lows(words: str) -> list[str]:
    return [found[0].replace("’", "'").casefold() for found in WORD.finditer(words[:MOST_READ])]
