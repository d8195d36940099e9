"""What is doubtful about the date of a promise as it was said, though the date itself is certain: it is asked, not guessed."""

import re
from typing import NamedTuple

from bot import dates
from bot.languages.english.leads import LEADS
from bot.patterns import pattern
from bot.said import Asked

# "not before Friday", "after Friday", "no earlier than Friday": what stands before a date that it cannot be later than.
FROM_WHEN = pattern(
    r"(?:^|\s)(?:not\s+before|n(?:o|ot)\s+(?:earlier|sooner)\s+than|after)\s+\Z", re.IGNORECASE
)
AFTER_WORK = pattern(r"after\s+(?:lunch|noon|midday|work|hours)\b", re.IGNORECASE)
THEIR_CLOCK = pattern(
    r"[\s,]*\(?(?:their|his|her|the\s+(?:customer|client)['’]s)\s+(?:local\s+)?time\b"
    r"(?!\s+(?:slot|window|frame|sheet|table|line|card))\)?",
    re.IGNORECASE,
)
BY = re.compile(r"(?<!\w)(?:by|before|b4|due)\s", re.IGNORECASE)
WORD = pattern(r"\s*(\S+)\s+")
FROM_MOST = 30


class Due(NamedTuple):
    """The date that was found, or what stands in its place; `stays` where its words say more than a date and are kept."""

    found: dates.Found | dates.NoDateYet | None
    stays: bool = False


def examined(text: str, asked: Asked) -> Due:
    """The due date of a text, with a doubt where what stands around it makes it another one than it seems."""
    found = dates.due(text, **asked)
    if found is None:
        return Due(no_such(text, asked))
    if isinstance(found, dates.NoDateYet) or found.doubt is not None:
        return Due(found)
    if earliest := _from_when(text, found):
        return Due(
            found._replace(start=earliest.end() - len(earliest[0].lstrip()), doubt=dates.Doubt.FROM_WHEN),
            stays=True,
        )
    if "time" in text and (theirs := THEIR_CLOCK.match(text, found.end)):
        return Due(found._replace(end=theirs.end(), doubt=dates.Doubt.THEIR_CLOCK))
    if readings := _others(text, found, asked):
        return Due(found._replace(doubt=dates.Doubt.SEVERAL, readings=readings), stays=True)
    return Due(found)


def bare(said: str) -> str:
    """A date's words without what leads to it: "31 Feb" of "by 31 Feb"."""
    while (lead := WORD.match(said)) and lead[1].lower() in LEADS | {"the"}:
        said = said[lead.end() :]
    return said.strip()


def no_such(text: str, asked: Asked) -> dates.Found | None:
    """What a text says that is no date: "by 31 Feb", "at 25:00"; None where it says nothing like that."""
    span = dates.no_such(text, **asked)
    if span is None:
        return None
    # No day is meant by it: with that doubt nobody takes it for one.
    today = asked["now"].date()
    return dates.Found(*span, today, None, True, False, dates.Doubt.NO_SUCH_DATE)


def _from_when(text: str, found: dates.Found) -> re.Match[str] | None:
    """The words before a date that say that it cannot be earlier than that."""
    said = text[found.start : found.end]
    if said[:5].lower() not in {"after", "befor"} and not text.endswith("than ", 0, found.start):
        return None
    if found.hour_alone or AFTER_WORK.match(said):
        return None
    lead = len(said) - len(bare(said))
    return FROM_WHEN.search(text, max(found.start - FROM_MOST, 0), found.start + lead)


def _others(text: str, found: dates.Found, asked: Asked) -> tuple[dates.Moment, ...]:
    """Every deadline in the text, where there is another than the one that was found."""
    if not BY.search(text[: found.start]) and not BY.search(text[found.end :]):
        return ()
    today = asked["now"].date()
    deadlines = [
        each
        for each in dates.find(text, **asked)
        if isinstance(each, dates.Found)
        and each.deadline
        and not each.hour_alone
        and each.day >= today
        and BY.match(text, each.start)
        and not _from_when(text, each)
    ]
    moments = dict.fromkeys((each.day, each.time) for each in deadlines)
    return tuple(moments) if len(moments) > 1 else ()
