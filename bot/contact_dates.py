"""When a contact was: a date that looks back, read from words whose grammar looks ahead."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple, TypedDict

from bot import dates
from bot.contact_vocabulary import ABOUT, AHEAD, TALKED_TO
from bot.text import one_line
from bot.wording import Order

# A day that was said without its year lies at most that far back.
LONGEST_AGO = timedelta(days=300)
# From when a date may have been said; a weekday is the last one, the 20th that of this month or the last.
LOOKED_BACK = (timedelta(days=7), timedelta(days=31), timedelta(days=365))
PART_OF_DAY = re.compile(r"\b(?:morning|lunch|lunchtime|noon|afternoon|evening|night)\b", re.IGNORECASE)
WORD = re.compile(r"[\w'’-]+")
CLAUSE_END = re.compile(r"[;\n–—]|[,.!?](?=\s|$)")
EDGES = " \t\n,;:–—-"


class When(NamedTuple):
    """The date that words say it was: what was `found` as `text`, and the moment `at` in the speaker's zone, None where
    that is still to come (`ahead`) or could be two.

    `whole_day` says that no time of day was said.
    """

    found: dates.Found | None = None
    text: str = ""
    at: datetime | None = None
    whole_day: bool = False
    ahead: bool = False


class Asked(TypedDict):
    """What a date is asked with: `now` in the speaker's zone, the order of day and month, and their languages."""

    now: datetime
    order: Order
    languages: Sequence[str]


def when(words: str, *, now: datetime, order: Order, languages: Sequence[str] = dates.ENGLISH) -> When:
    """The date of a contact: in the first clause of its words or a clause of its own, and not of what was spoken about.

    `now` is aware, in the speaker's zone.
    """
    clauses = list(_clauses(words[: dates.MAX_TEXT]))
    for found in dates.find(words, now=now, order=order, languages=languages):
        if not isinstance(found, dates.Found) or found.deadline:
            continue
        place = next((n for n, (start, end) in enumerate(clauses) if start <= found.start < end), None)
        if place is None:
            continue
        start, end = clauses[place]
        before = [each[0].casefold() for each in WORD.finditer(words[start : found.start])]
        said = words[found.start : found.end]
        if said.partition(" ")[0].casefold() in ABOUT:  # "about Friday"
            continue
        alone = not before and not words[found.end : end].strip(EDGES + ".!?")
        if alone or not (place or _is_subject(before)):
            return past(said, found, now=now, order=order, languages=languages)
    return When()


def _is_subject(before: Sequence[str]) -> bool:
    """Whether what follows these words is what was spoken about, as in "called Dana about the visit on Monday"."""
    return any(
        low in ABOUT and not (low == "to" and place and before[place - 1] in TALKED_TO)
        for place, low in enumerate(before)
    )


def past(
    said: str, found: dates.Found, *, now: datetime, order: Order, languages: Sequence[str] = dates.ENGLISH
) -> When:
    """A date as one that is past: a weekday is the last one, a day of the month or year the last such day."""
    if found.doubt in {dates.Doubt.DAY_OR_MONTH, dates.Doubt.DAY_OR_HOUR}:
        return When(found, said)
    if (at := _at(found, now)) <= now:
        return When(found, said, at, found.time is None)
    if found.day == now.date() and PART_OF_DAY.search(said) and not any(char.isdigit() for char in said):
        return When(found, said, now)
    asked: Asked = {"now": now, "order": order, "languages": languages}
    for earlier in _earlier(said, found, asked):
        again = dates.phrase(said, now=earlier, order=order, languages=languages)
        if not isinstance(again, dates.Found) or again.doubt not in {None, dates.Doubt.PAST}:
            continue
        if now - LONGEST_AGO <= (at := _at(again, now)) <= now:
            return When(found, said, at, again.time is None)
    return When(found, said, ahead=True)


def _at(found: dates.Found, now: datetime) -> datetime:
    """The moment of a date; today without a time is now."""
    if found.time is None and found.day == now.date():
        return now
    return datetime.combine(found.day, found.time or time(0), tzinfo=now.tzinfo)


def _earlier(said: str, found: dates.Found, asked: Asked) -> Iterator[datetime]:
    """The moments from which a date may have been said, the nearest first; none from which "tomorrow" or "next week"
    would be past too."""
    if AHEAD & {each[0].casefold() for each in WORD.finditer(said)}:
        return
    now = asked["now"]
    yield now.replace(hour=0, minute=0, second=0, microsecond=0)
    yesterday = dates.phrase(
        said, now=now - timedelta(days=1), order=asked["order"], languages=asked["languages"]
    )
    if isinstance(yesterday, dates.Found) and yesterday.day == found.day - timedelta(days=1):
        return  # it moves along with whoever says it
    for span in LOOKED_BACK:
        yield now - span


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in CLAUSE_END.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def without(text: str, found: dates.Found | dates.NoDateYet) -> str:
    """The text without a date, and without what that leaves behind."""
    before, after = text[: found.start].rstrip(EDGES), text[found.end :]
    after = after.lstrip() if before else after.lstrip(EDGES)
    gap = "" if after[:1] in {",", ";", ".", "!", "?", ":", ")"} else " "
    joined = f"{before}{gap}{after}".strip(EDGES)
    return joined if "\n" in joined else one_line(joined)
