"""What a line typed after `/waiting` asks for: somebody who waits, in words, or one of the short orders."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot import dates, wording
from bot.patterns import pattern

# What people type, and what it means.
VERBS = {
    "done": "done",
    "answered": "done",
    "called back": "done",
    "close": "done",
    "again": "again",
    "called again": "again",
    "they called again": "again",
    "edit": "edit",
    "undo": "undo",
    "show": "show",
    "open": "show",
    "take": "take",
    "mine": "mine",
}
# The whole line.
WHOLE = {
    **dict.fromkeys(["", "mine", "list", "my list"], "mine"),
    **dict.fromkeys(["all", "everyone", "everybody", "everyone's", "everyone’s", "team"], "everyone"),
    **dict.fromkeys(["help", "?"], "help"),
    **dict.fromkeys(["new", "form", "add"], "form"),
    "undo": "undo",
}
# W-3 as we write it (a phone may make its hyphen longer) and W3.
REFERENCE = pattern(r"w[-‐‑–]?(\d{1,9})(?!\w)", re.IGNORECASE)
NUMBER = pattern(r"#?(\d{1,9})$")
SINCE = pattern(r"(?:^|[\s,;(])since:?\s+", re.IGNORECASE)
SINCE_AHEAD = 60  # characters after "since" in which its date must begin and end
WEEKDAY = pattern(r"(?:last )?(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
END = pattern(r"[.!?\s]+$")
WEEK = timedelta(days=7)
# "Acme callback 2h": a span at the end is how soon.
SPAN = pattern(r"(?:^|[\s,;])(\d{1,3}\s?(?:h|hrs?|hours?|m|mins?|minutes?))\.?$", re.IGNORECASE)


class Line(NamedTuple):
    """A short order: what to do (`mine`, `everyone`, `help`, `form`, `undo`, `show`, `done`, `again`, `edit`, `take`, `give`
    for words, `which` for a verb alone, `number` for nothing but that, `unclear`), to which W-, and the rest."""

    verb: str
    number: int | None = None
    rest: str = ""


class Said(NamedTuple):
    """A wait in words, understood: the customer's name as typed, the words, the date and since when they wait."""

    customer: str
    words: str
    due: dates.Found | dates.NoDateYet | None = None
    due_text: str = ""
    since: dates.Found | None = None
    owner_id: str | None = None


def read_line(text: str) -> Line:
    """The order in a line, or verb `give` with the whole text. A verb counts only with a W- beside it."""
    line = text.strip()
    low = END.sub("", line.casefold())
    if whole := WHOLE.get(line) or WHOLE.get(low):
        return Line(whole)
    if low in VERBS:
        return Line("which", rest=low)
    if found := NUMBER.match(low):
        return Line("number", int(found[1]), line)
    if found := REFERENCE.match(line):
        after = _bare(line[found.end() :])
        return _ordered(int(found[1]), after)
    for verb in sorted(VERBS, key=len, reverse=True):
        rest = line[len(verb) :]
        after = _bare(rest)
        if not low.startswith(verb) or after == rest:
            continue
        if found := REFERENCE.match(after) or NUMBER.match(END.sub("", after)):
            return Line(VERBS[verb], int(found[1]), _bare(after[found.end() :]))
    return Line("give", rest=line)


def _ordered(number: int, after: str) -> Line:
    low = END.sub("", after.casefold())
    if not low:
        return Line("show", number)
    return Line(VERBS[low], number) if low in VERBS else Line("unclear", number, after)


def _bare(text: str) -> str:
    """What follows a verb or a reference, without what separates it."""
    return text.lstrip(" \t\n:,;–—-")


def read_waiting(
    text: str, *, now: datetime, order: wording.Order, languages: Sequence[str] = dates.ENGLISH
) -> Said:
    """`Acme: call Dana back in 2h [since Monday] [@owner]`, in almost any order.

    `now` is aware, in the speaker's zone; dates are read in their `languages` (`dates.spoken`). What is no customer, date or
    owner stays in the words.
    """
    text, since = _take_since(text, now=now, order=order)
    said = read_better(text, now=now, order=order, languages=languages)
    return Said(said.customer, said.words, said.due, said.due_text, since, said.owner_id)


def read_better(
    text: str, *, now: datetime, order: wording.Order, languages: Sequence[str] = dates.ENGLISH
) -> wording.Said:
    """A wait said better, as `read_waiting` reads it, but for since when they wait: that stays in the words."""
    said = wording.read_promise(text, now=now, order=order, languages=languages)
    words, due, due_text = said.words, said.due, said.due_text
    if due is None:
        due, due_text = said.aim, said.aim_text
    if due is None and (span := SPAN.search(words)):
        due, due_text = dates.phrase(f"in {span[1]}", now=now, order=order), span[1]
        words = words[: span.start()].rstrip(" ,;:–—-") if due else words
    return said._replace(words=words, due=due, due_text=due_text, aim=None, aim_text="")


def _take_since(text: str, *, now: datetime, order: wording.Order) -> tuple[str, dates.Found | None]:
    """The text without "since yesterday", and that day: a weekday is the last one, and no other day ahead of us counts."""
    begun = SINCE.search(text)
    if begun is None:
        return text, None
    after = text[begun.end() : begun.end() + SINCE_AHEAD]
    found = next(iter(dates.find(after, now=now, order=order)), None)
    if not isinstance(found, dates.Found) or found.start:
        return text, None
    if found.day > now.date() and WEEKDAY.match(after):
        found = found._replace(day=found.day - WEEK)
    if found.day > now.date():
        return text, None
    return f"{text[: begun.start()]} {text[begun.end() + found.end :]}".strip(), found
