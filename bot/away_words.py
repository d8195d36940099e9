"""What somebody says of being away: from when, until when, and who stands in; nothing rather than a wrong day."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot import dates
from bot.languages.english import absences as english
from bot.said import Order
from bot.text import shorten
from bot.wording import MENTION

MOST_READ = 300
A_DAY = timedelta(days=1)
MENTIONED, DATED = "\x01", "\x02"
LAST_MINUTE, NOON = time(23, 59), time(12)
FRIDAY = 4
WEEK = re.compile(r"\b(this|next) week\b", re.IGNORECASE)
LATEST = date(9990, 1, 1)
ANY_DAY = datetime(2026, 7, 1, 10)  # noqa: DTZ001 - on nobody's clock
WEEKS = ("week", "weeks")
OPEN = ("from", "starting", "after", "since", "in ")
WHICH = "I am not sure which days you mean. From when until when are you away?"


class Said(NamedTuple):
    """What was understood: the first and the last day, the time on that at which they are back if one was said, and the
    time on the first one from which they are away (`begins`); both days None where none was named. `cover_id` was
    mentioned, `cover_name` is only a name. `question` is what is to be asked before any of it counts, empty where nothing
    is."""

    first: date | None = None
    last: date | None = None
    at: time | None = None
    cover_id: str = ""
    cover_name: str = ""
    question: str = ""
    begins: time | None = None


class _Span(NamedTuple):
    first: date
    last: date
    at: time | None = None
    begins: time | None = None


def read(text: str, *, now: datetime, order: Order | None, languages: Sequence[str] = dates.ENGLISH) -> Said:
    """The line typed after `/kept away`, in Slack's own spelling of people; `now` is on the speaker's clock. Never raises.

    Only the first `MOST_READ` characters are read; with more it asks.
    """
    if len(text) > MOST_READ:
        return Said(question="That is more than I can read. From when until when are you away?")
    line = " ".join(text.replace(MENTIONED, " ").replace(DATED, " ").split())
    mentions = list(MENTION.finditer(line))
    line = MENTION.sub(f", {MENTIONED}", line)
    line = english.BEFORE_COVER.sub(", ", line)
    line = english.ONE_UNTIL.sub(r"\1 to ", line)
    line = english.DAYS_OF_MONTH.sub(r"\1 \3 to \2 \3", line)
    line = english.MONTH_OF_DAYS.sub(r"\1 \2 to \1 \3", line)
    span, rest, question = _span(line, now, order, languages)
    cover_name, rest = _cover(rest)
    said = Said(
        span.first if span else None,
        span.last if span else None,
        span.at if span else None,
        cover_id=mentions[0][1] if mentions else "",
        cover_name="" if mentions else cover_name,
        begins=span.begins if span else None,
    )
    if not question and (left := _left(rest)):
        question = f"I can't tell what “{shorten(left, 60)}” means here. From when until when are you away?"
    if len(mentions) > 1:
        question = question or "One colleague stands in. Who is it?"
    return said._replace(question=question)


def spoken(text: str) -> str:
    """The order for `/kept` in a message such as "I'm away until Friday, Sam covers" or "I'm back"; empty where the
    message is anything else, or not certain."""
    bare = text.strip().rstrip(".!")
    if len(bare) > MOST_READ:
        return ""
    if english.RETURNED.fullmatch(bare):
        return "back"
    gone = english.GONE.match(bare)
    if gone is None or not gone["rest"].strip():
        return ""
    # Whether every word has its meaning does not depend on the day.
    said = read(gone["rest"], now=ANY_DAY, order=None)
    return f"away {gone['rest'].strip()}" if said.first and not said.question else ""


def _span(
    line: str, now: datetime, order: Order | None, languages: Sequence[str]
) -> tuple[_Span | None, str, str]:
    """The days that a line names, the line with a sign for each date, and what is to be asked."""
    line = english.REST.sub(lambda said: "this week" if said["unit"] in WEEKS else "today", line)
    found = dates.find(line, now=now, order=order, languages=languages)
    lasting = english.LASTING.search(line)
    runs = [(each.start, each.end) for each in found] + ([lasting.span()] if lasting else [])
    rest = line
    for start, end in sorted(runs, reverse=True):
        rest = f"{rest[:start]} {DATED} {rest[end:]}"
    dated = [each for each in found if isinstance(each, dates.Found)]
    unsure = len(dated) < len(found) or len(dated) + bool(lasting) > 2 or any(each.doubt for each in dated)
    if lasting:  # "two weeks from Monday" is one day for the grammar, and here perhaps a beginning
        unsure = unsure or any(each.start < lasting.end() and lasting.start() < each.end for each in dated)
    if unsure or any(each.day > LATEST for each in dated):
        return None, rest, WHICH
    span: _Span | None = None
    if lasting:
        span = _lasting(lasting, dated, now.date())
    elif len(dated) == 2:
        span = _two(line, dated[0], dated[1], now, order)
    elif dated:
        span = _one(line, dated[0], now.date())
    return span, rest, WHICH if runs and span is None else ""


def _lasting(said: re.Match[str], dated: Sequence[dates.Found], today: date) -> _Span | None:
    """ "for three days", from today or from a day that is named."""
    if dated and (dated[0].deadline or dated[0].vague or dated[0].time):
        return None
    first = dated[0].day if dated else today
    count = english.NUMBERS.get(said["count"].casefold()) or int(said["count"])
    days = count * (7 if said["unit"].casefold() in WEEKS else 1)
    return _Span(first, first + A_DAY * (days - 1)) if days else None


def _one(line: str, found: dates.Found, today: date) -> _Span | None:
    words = line[found.start : found.end].casefold()
    back = english.AFTERWARDS.search(line[: found.start])
    if found.vague:
        week = WEEK.search(words)
        if week is None or found.deadline or back:
            return None
        first = today if week[1].casefold() == "this" else found.day - A_DAY * found.day.weekday()
        return _Span(first, found.day)
    if back:
        return _until(today, found)
    if found.deadline:
        return _Span(today, found.day, _time(found))
    if (hours := _hours(words, found)) is not None:
        return hours
    # "from Monday" does not say until when, nor does "3pm" say from when.
    if words.startswith(OPEN) or _time(found):
        return None
    return _Span(found.day, found.day, begins=_afternoon(words, found))


def _hours(words: str, found: dates.Found) -> _Span | None:
    """A morning, or the hours of one day: "tomorrow morning", "today from 2 to 4pm"."""
    if found.time == NOON and english.MORNING.search(words):
        return _Span(found.day, found.day, NOON)
    said = english.FROM_HOUR.search(words)
    if said is None or found.time is None:
        return None
    ends = said["to"]
    first = _clock(said["from"])
    last = None if ends is None else _clock(ends)
    if first is None or (ends and (last is None or last <= first)):
        return None
    return _Span(found.day, found.day, last, first)


def _clock(typed: str) -> time | None:
    """A time of day as people type one."""
    found = dates.phrase(f"tomorrow at {typed}", now=ANY_DAY, order=None)
    return found.time if isinstance(found, dates.Found) else None


def _afternoon(words: str, found: dates.Found) -> time | None:
    """Noon, where only the afternoon of a day was said."""
    return NOON if found.time is None and english.AFTERNOON.search(words) else None


def _two(line: str, one: dates.Found, other: dates.Found, now: datetime, order: Order | None) -> _Span | None:
    if one.deadline and not other.deadline:
        one, other = other, one
    if one.deadline or one.vague or other.vague or _time(one):
        return None
    if other.day < one.day:  # "Mon to Fri", said on a Wednesday
        later = dates.phrase(
            line[other.start : other.end], now=now + A_DAY * (one.day - now.date()).days, order=order
        )
        if not isinstance(later, dates.Found) or later.doubt or later.day < one.day:
            return None
        other = later._replace(start=other.start, end=other.end)
    between = line[one.end : other.start].casefold() if one.end <= other.start else ""
    if english.AFTERWARDS.search(between):
        return _until(one.day, other)
    begins = _afternoon(line[one.start : one.end].casefold(), one)
    apart = (other.day - one.day).days
    if "and" in between.split() and apart > 1:
        return None
    return _Span(one.day, other.day, _time(other), begins)


def _until(first: date, back: dates.Found) -> _Span | None:
    """Away until they are back at that time, or on that day."""
    if at := _time(back):
        return _Span(first, back.day, at)
    return _Span(first, back.day - A_DAY) if back.day > first else None


def _time(found: dates.Found) -> time | None:
    """The time of day that was said; the end of a day is none."""
    return None if found.time is None or found.time >= LAST_MINUTE else found.time


def _cover(rest: str) -> tuple[str, str]:
    """Who stands in, by name, and what else is said."""
    if MENTIONED in rest:
        return "", english.COVER_WORDS.sub(" ", rest)
    said = english.STANDS_IN.search(rest) or english.COVERED.search(rest)
    if said is None:
        return "", rest
    name = said["name"].split()
    while name and name[0].casefold() in english.FILLERS:
        name.pop(0)
    while name and name[-1].casefold() in english.FILLERS:
        name.pop()
    return " ".join(name), f"{rest[: said.start()]} {rest[said.end() :]}"


def _left(rest: str) -> str:
    """The words that nothing was made of."""
    signs = f",.;:!?()\"'{MENTIONED}{DATED}"
    words = [word for word in rest.split() if word.strip(signs)]
    return " ".join(
        word for word in words if word.casefold().strip(signs).replace("’", "'") not in english.FILLERS
    )
