"""Due dates in plain words: finds the date phrases of a text and says which day, and how sure, each one is."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import NamedTuple

from bot.date_resolution import resolve
from bot.date_times import Moment
from bot.languages.english import grammar as english
from bot.languages.english.leads import HOUR, OR
from bot.languages.estonian import grammar as estonian
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
"""Characters of a text that are read; what comes after is not looked at."""


class Grammar(NamedTuple):
    """A language's date phrases in a text, and the words that they begin with where they begin with no number."""

    phrases: Callable[[str], list[Phrase]]
    first_words: frozenset[str]


GRAMMARS = {
    "en": Grammar(english.phrases, english.FIRST_WORDS),
    "et": Grammar(estonian.phrases, estonian.FIRST_WORDS),
}
"""By the first part of a Slack locale ("et-EE"), in the order they are asked."""

WORD = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"[\d½+]")
"""What begins a number in any of the grammars."""

ENGLISH = ("en",)
"""What is asked where nobody says otherwise."""

LANGUAGES = tuple(GRAMMARS)
"""All that Kept knows."""


def spoken(locale: str) -> tuple[str, ...]:
    """The languages to ask for somebody whose Slack is set to a locale ("et-EE"): English always, and theirs if known."""
    own = locale.partition("-")[0].casefold()
    return (*ENGLISH, own) if own in GRAMMARS and own not in ENGLISH else ENGLISH


class Found(NamedTuple):
    """One date phrase in a text.

    `start` and `end` are its span in the text, with its "by", "before", "on" or "until". `day` is a calendar day
    in the speaker's zone; `time` is None where the phrase is to the day (the end of that working day). `vague`: a
    window such as "next week", `day` being the one to be held to. `doubt`: why a person should be asked, with the
    possible `readings`, the likeliest first, where there are several.
    """

    start: int
    end: int
    day: date
    time: time | None
    deadline: bool
    vague: bool
    doubt: Doubt | None
    readings: tuple[Moment, ...] = ()


class NoDateYet(NamedTuple):
    """Words like "ASAP" or "soon": a due date that still has to be asked for (practice 3)."""

    start: int
    end: int


def find(
    text: str, *, now: datetime, order: Order | None, languages: Iterable[str] = ENGLISH
) -> list[Found | NoDateYet]:
    """The date phrases of a text by position, none overlapping.

    `now` is aware and in the speaker's zone. `order` says whether 4/5 begins with the day or the month; without
    it such a date is found with `Doubt.DAY_OR_MONTH`. `languages` as `spoken` gives them. Only the first `MAX_TEXT`
    characters are read.
    """
    found: list[Found | NoDateYet] = []
    end = 0
    for said in _phrases(text[:MAX_TEXT], languages):
        answer = _answer(said, now, order) if said.start >= end else None
        if answer:
            found.append(answer)
            end = answer.end
    return found


def _phrases(text: str, languages: Iterable[str]) -> list[Phrase]:
    """The phrases of all languages by position; where two begin together, the longer one first."""
    # Most names and many sentences hold no word that a date could begin with: to look costs a fifth of cutting them.
    words = None if NUMBER.search(text) else WORD.findall(text.lower())
    phrases: list[Phrase] = []
    for language in languages:
        grammar = GRAMMARS[language]
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
    )


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
            readings = ((first.day, first.time), (second.day, second.time))
            return first._replace(end=second.end, doubt=Doubt.EITHER, readings=readings)
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
