"""Due dates in plain words: finds the date phrases of a text and says which day, and how sure, each one is."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple

from bot.date_resolution import resolve
from bot.date_times import Moment
from bot.languages.english.leads import HOUR, NO_SUCH, OR
from bot.languages.known import KNOWN
from bot.said import Doubt, Order, Phrase

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "MAX_TEXT",
    "Doubt",
    "Found",
    "Moment",
    "NoDateYet",
    "Order",
    "due",
    "find",
    "phrase",
    "spoken",
]

MAX_TEXT = 2000
"""Characters of a text that are read from its beginning, and"""
AT_THE_END = 200
"""so many before its end, where a date is said most often; what lies between is not looked at."""


WORD = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"[\d½+]")
"""What begins a number in any of the grammars."""

ENGLISH = ("en",)
"""What is asked where nobody says otherwise."""

LANGUAGES = tuple(KNOWN)
"""All that Kept knows."""


def spoken(locale: str) -> tuple[str, ...]:
    """The languages to ask for somebody whose Slack is set to a locale ("et-EE"): English always, and theirs if known."""
    own = locale.partition("-")[0].casefold()
    return (*ENGLISH, own) if own in KNOWN and own not in ENGLISH else ENGLISH


class Found(NamedTuple):
    """One date phrase in a text.

    `start` and `end` are its span in the text, with its "by", "before", "on" or "until". `day` is a calendar day
    in the speaker's zone; `time` is None where the phrase is to the day (the end of that working day). `vague`: a
    window such as "next week", `day` being the one to be held to. `doubt`: why a person should be asked, with the
    possible `readings`, the likeliest first, where there are several. `hour_alone`: no day was said, and `day` is the
    next one with that hour.
    """

    start: int
    end: int
    day: date
    time: time | None
    deadline: bool
    vague: bool
    doubt: Doubt | None
    readings: tuple[Moment, ...] = ()
    hour_alone: bool = False


class NoDateYet(NamedTuple):
    """Words like "ASAP" or "soon": a due date that still has to be asked for (practice 3)."""

    start: int
    end: int


def find(
    text: str, *, now: datetime, order: Order | None, languages: Iterable[str] = ENGLISH
) -> list[Found | NoDateYet]:
    """The date phrases of a text by position, none overlapping.

    `now` is aware and in the speaker's zone. `order` says whether 4/5 begins with the day or the month; without
    it such a date is found with `Doubt.DAY_OR_MONTH`. `languages` as `spoken` gives them. Only the first `MAX_TEXT` and
    the last `AT_THE_END` characters are read.
    """
    found: list[Found | NoDateYet] = []
    end = 0
    for said in _phrases(text[:MAX_TEXT], languages):
        answer = _answer(said, now, order) if said.start >= end else None
        if answer:
            found.append(answer)
            end = answer.end
    if len(text) > MAX_TEXT and (blank := text.find(" ", max(MAX_TEXT, len(text) - AT_THE_END))) >= 0:
        at_the_end = find(text[blank:], now=now, order=order, languages=languages)
        found += [each._replace(start=each.start + blank, end=each.end + blank) for each in at_the_end]
    return found


def _phrases(text: str, languages: Iterable[str]) -> list[Phrase]:
    """The phrases of all languages by position; where two begin together, the longer one first."""
    # Most names and many sentences hold no word that a date could begin with: to look costs a fifth of cutting them.
    words = None if NUMBER.search(text) else WORD.findall(text.lower())
    phrases: list[Phrase] = []
    for language in languages:
        grammar = KNOWN[language].dates
        if words is None or not grammar.first_words.isdisjoint(words):
            phrases += grammar.phrases(text)
    phrases.sort(key=lambda phrase: (phrase.start, -phrase.end))
    return phrases


def _answer(phrase: Phrase, now: datetime, order: Order | None) -> Found | NoDateYet | None:
    if phrase.said is None:
        return NoDateYet(phrase.start, phrase.end)
    resolved = resolve(phrase.said, now, order)
    if resolved is None:
        return None
    return Found(
        phrase.start,
        phrase.end,
        resolved.day,
        resolved.time,
        phrase.said.deadline,
        resolved.vague,
        resolved.doubt,
        resolved.readings,
        not (phrase.said.has_day() or phrase.said.end_of_day),
    )


def no_such(
    text: str, *, now: datetime, order: Order | None, languages: Iterable[str] = ENGLISH
) -> tuple[int, int] | None:
    """Where a text says a day that no month has ("by 31 Feb", "13/13") or an hour that no clock has ("by 25:00"), as `find`
    is asked; None where nothing there is like that."""
    text = text[:MAX_TEXT]
    if not NUMBER.search(text):
        return None
    for phrase in _phrases(text, languages):
        said = phrase.said
        if said is not None and (said.day or said.numbers) and resolve(said, now, order) is None:
            return phrase.start, phrase.end
    found = NO_SUCH.search(text)
    return found.span() if found else None


def due(
    text: str, *, now: datetime, order: Order | None, languages: Iterable[str] = ENGLISH
) -> Found | NoDateYet | None:
    """The phrase that is the deadline: one said as a deadline, else the last that is not past, else None.

    "ASAP" or "soon" is the answer where nothing but a vague span ("next year") stands beside it.

    Today is not past, even at an hour that is over: that is answered with `Doubt.PAST`, to be asked about.
    """
    found = find(text, now=now, order=order, languages=languages)
    if not found:
        return None
    dated = [item for item in found if isinstance(item, Found)]
    deadlines = [item for item in dated if item.deadline]
    ahead = [item for item in deadlines or dated if item.day >= now.date()] or deadlines
    # "The price list for next year ASAP": next year says which list, not when.
    if len(dated) < len(found) and all(item.vague and not item.deadline for item in ahead):
        return next(item for item in found if isinstance(item, NoDateYet))
    return _as_a_whole(text, ahead[-1], dated) if ahead else None


def _as_a_whole(text: str, chosen: Found, dated: Iterable[Found]) -> Found:
    """The chosen date; beside an "or" and another one ("by Fri or Mon"), or an hour that is none ("Fri 25pm"), with a
    doubt."""
    for other in dated:
        if other is chosen:
            continue
        first, second = (chosen, other) if chosen.start < other.start else (other, chosen)
        if OR.fullmatch(text, first.end, second.start):
            # "Fri 5pm or 4pm", "4pm or 5pm on Fri": the day is that of both.
            days = (
                second.day if first.hour_alone else first.day,
                first.day if second.hour_alone else second.day,
            )
            readings = ((days[0], first.time), (days[1], second.time))
            return first._replace(end=second.end, day=days[0], doubt=Doubt.EITHER, readings=readings)
    left = HOUR.match(text, chosen.end) if chosen.time is None else None
    return chosen._replace(end=left.end(), doubt=Doubt.NO_SUCH_TIME) if left else chosen


PUNCTUATION = " \t\n.,;:!?()"


def phrase(
    text: str, *, now: datetime, order: Order | None, languages: Iterable[str] = ENGLISH
) -> Found | NoDateYet | None:
    """The date of a text that is nothing but a date phrase ("to Tue", "Friday 5pm."), else None."""
    stripped = text.strip(PUNCTUATION)
    if stripped[:3].lower() == "to ":
        stripped = stripped[3:].lstrip()
    found = find(stripped, now=now, order=order, languages=languages)
    if not found:
        return None
    dated = [item for item in found if isinstance(item, Found)]
    if len(found) == len(dated) == 2:
        found = [_as_a_whole(stripped, dated[0], dated[1:])]
    if len(found) != 1 or found[0].start or stripped[found[0].end :].strip(PUNCTUATION):
        return None
    return found[0]
