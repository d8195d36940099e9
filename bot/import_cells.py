"""What stands in a cell, read as the column it belongs to; what cannot be read is said, and left out."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from bot.customer_names import LEGAL_FORMS, fold
from bot.customers import EARLIEST_YEAR, RHYTHM_MAX, STYLES, TAG_MAX, TAGS_MAX
from bot.refusals import Unreadable
from bot.text import NAME_MAX, WORDS_MAX, clean, one_line, shorten

DateOrder = Literal["day", "month"]
STAGES: Mapping[str, str] = {
    **dict.fromkeys(("prospect", "lead", "potential", "opportunity", "interessent", "huviline"), "prospect"),
    **dict.fromkeys(("active", "customer", "client", "live", "current", "aktiv", "aktiivne"), "active"),
    **dict.fromkeys(("dormant", "inactive", "sleeping", "paused", "inaktiv"), "dormant"),
    **dict.fromkeys(("parting", "parting ways", "leaving", "notice given"), "parting"),
    **dict.fromkeys(("lost", "churned", "former", "cancelled", "canceled", "ex customer"), "lost"),
}
EVERY = {
    "weekly": 7,
    "fortnightly": 14,
    "biweekly": 14,
    "bi weekly": 14,
    "monthly": 30,
    "quarterly": 91,
    "half yearly": 182,
    "yearly": 365,
}
UNITS = {
    "": 1,
    "day": 1,
    "days": 1,
    "d": 1,
    "week": 7,
    "weeks": 7,
    "w": 7,
    "month": 30,
    "months": 30,
    "year": 365,
    "years": 365,
}
AMOUNT = re.compile(r"(?:every )?(\d{1,4})(?:[.,]0+)? ?([a-z]*)")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR = re.compile(r"(?:19|20)\d\d")
DATE = re.compile(r"(\d{1,4})([./ -])(\d{1,2})\2(\d{1,4})(?:[T ].*)?")
IN_WORDS = re.compile(r"(?:(\d{1,2})\.? )?([a-z]{3,9})\.? (?:(\d{1,2}),? )?(\d{4})")
USER_ID = re.compile(r"(?:<@)?([UW][A-Z0-9]{6,})(?:\|[^>]*)?>?")
CHANNEL_ID = re.compile(r"(?:<#)?([CG][A-Z0-9]{6,})(?:\|[^>]*)?>?")
SHOWN = 40


class Doubt(Exception):
    """A cell that cannot be taken as it is; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Colleague(NamedTuple):
    """Somebody of ours as a file may call them; `cannot` is why they can own nothing, where they cannot."""

    id: str
    names: Collection[str]  # handle, shown and real name, e-mail address
    cannot: str = ""


class Colleagues:
    """Who is meant by what stands in an owner's cell."""

    def __init__(self, people: Iterable[Colleague] | None) -> None:
        """All the people of the workspace, or None where Slack was not asked: then only ids are known."""
        self._asked = people is not None
        self._by_id = {person.id: person for person in people or ()}
        self._by_name: dict[str, list[Colleague]] = {}
        for person in self._by_id.values():
            for name in {_called(each) for each in person.names} - {""}:
                self._by_name.setdefault(name, []).append(person)

    def find(self, cell: str) -> str:
        """The Slack id of a colleague by id, @handle, name or e-mail address. Raises Doubt."""
        shown = shorten(cell, SHOWN)
        by_id = USER_ID.fullmatch(cell)
        if by_id and not self._asked:
            return by_id[1]
        if not self._asked:
            raise Doubt(f"Slack was not asked who “{shown}” is: only Slack's ids (U…) are known here.")
        found = (
            [self._by_id[by_id[1]]]
            if by_id and by_id[1] in self._by_id
            else self._by_name.get(_called(cell), [])
        )
        able = [each for each in found if not each.cannot]
        if len(able) == 1:
            return able[0].id
        if able:
            raise Doubt(f"{len(able)} colleagues are called “{shown}”.")
        if found:
            raise Doubt(f"“{shown}” {found[0].cannot} and cannot own a customer.")
        raise Doubt(f"I find no colleague “{shown}”.")


class Places:
    """Which Slack channel is meant by what stands in a cell."""

    def __init__(self, channels: Mapping[str, str] | None) -> None:
        """The ids of the channels that Kept sees, by their names, or None where Slack was not asked."""
        self._by_name = channels
        self._ids = frozenset((channels or {}).values())

    def find(self, cell: str) -> str:
        """The id of a channel by id or #name. Raises Doubt."""
        by_id = CHANNEL_ID.fullmatch(cell)
        if by_id and (self._by_name is None or by_id[1] in self._ids):
            return by_id[1]
        known = (self._by_name or {}).get(cell.lstrip("#").casefold())
        if known is None:
            raise Doubt(f"I see no channel “{shorten(cell, SHOWN)}”.")
        return known


def _called(name: str) -> str:
    return one_line(name.strip("<>").removeprefix("mailto:").lstrip("@").casefold())


def name(cell: str) -> str:
    """A customer's name. Raises Unreadable."""
    return clean(one_line(cell), what="The name", most=NAME_MAX, field="name")


def text(what: str, most: int = WORDS_MAX) -> Callable[[str], str]:
    """A reader for words, called `what` in its doubts."""

    def read(cell: str) -> str:
        try:
            return clean(cell, what=what, most=most)
        except Unreadable as refusal:
            raise Doubt(refusal.sentence) from None

    return read


def short(what: str, most: int) -> Callable[[str], str]:
    """A reader for words on one line."""
    read = text(what, most)
    return lambda cell: read(one_line(cell))


def parts(cell: str) -> list[str]:
    """The parts of a cell that holds several, each once: lines, else between commas, else semicolons or strokes."""
    between = ("\n", ",") if "\n" in cell or "," in cell else (";", "|")
    for mark in between:
        cell = cell.replace(mark, "\n")
    return list(dict.fromkeys(part for part in map(one_line, cell.split("\n")) if part))


def other_names(cell: str) -> list[str]:
    """Other names; the end of one such as "Acme, Inc." is no name. Raises Doubt."""
    read = text("Another name", NAME_MAX)
    return [read(part) for part in parts(cell) if not set(fold(part).split()) <= LEGAL_FORMS]


def tags(cell: str) -> list[str]:
    """Tags, in small letters. Raises Doubt."""
    read = text("A tag", TAG_MAX)
    found = [read(part.lstrip("#").strip().casefold()) for part in parts(cell) if part.strip("# ")]
    if len(found) > TAGS_MAX:
        raise Doubt(f"Those are {len(found)} tags, and {TAGS_MAX} is the most I keep.")
    return list(dict.fromkeys(found))


def stage(cell: str) -> str:
    """One of the five stages, also as others call them. Raises Doubt."""
    found = STAGES.get(" ".join(re.sub(r"[\W_]+", " ", cell.casefold()).split()))
    if found is None:
        raise Doubt(f"“{shorten(cell, SHOWN)}” is no stage: prospect, active, dormant, parting or lost.")
    return found


def style(cell: str) -> str:
    """How they like us to write. Raises Doubt."""
    found = one_line(cell.casefold())
    if found not in STYLES:
        raise Doubt(f"“{shorten(cell, SHOWN)}” is no style: short and factual, or likes a chat.")
    return found


def rhythm(cell: str) -> int:
    """Calendar days between contacts, from "14", "2 weeks" or "monthly". Raises Doubt."""
    said = one_line(cell.casefold().replace("-", " "))
    if said in EVERY:
        return EVERY[said]
    found = AMOUNT.fullmatch(said)
    days = int(found[1]) * UNITS.get(found[2], 0) if found else 0
    if not 1 <= days <= RHYTHM_MAX:
        raise Doubt(f"“{shorten(cell, SHOWN)}” is no number of days from 1 to {RHYTHM_MAX:,}.")
    return days


def order_of(cells: Iterable[str]) -> DateOrder | None:
    """Which comes first in a column of dates such as 4/25/2020, where one of them tells; None if none does or they
    disagree."""
    found: set[DateOrder] = set()
    for cell in cells:
        written = DATE.fullmatch(one_line(cell))
        if written is None or len(written[1]) > 2:
            continue
        first, second = int(written[1]), int(written[3])
        if first > 12 >= second:
            found.add("day")
        elif second > 12 >= first:
            found.add("month")
    return found.pop() if len(found) == 1 else None


def since(cell: str, *, order: DateOrder | None, today: date) -> str:
    """A day that has been, as YYYY-MM-DD; a year alone is its 1 January, as many systems keep no more. Raises Doubt,
    also for one that could be two days."""
    said = one_line(cell)
    if is_year(said):
        said = f"{said}-01-01"
    shown = shorten(said, SHOWN)
    day = _day(said, order, shown)
    if day > today:
        raise Doubt(f"“{shown}” has not been yet.")
    if day.year < EARLIEST_YEAR:
        raise Doubt(f"“{shown}” is too long ago to be right.")
    return day.isoformat()


def is_year(cell: str) -> bool:
    """Whether there is a year alone."""
    return YEAR.fullmatch(one_line(cell)) is not None


def _day(said: str, order: DateOrder | None, shown: str) -> date:
    no_date = Doubt(f"I can't read “{shown}” as a date. Write it like 2019-05-04.")
    if words := IN_WORDS.fullmatch(said.casefold()):
        month = MONTHS.index(words[2][:3]) + 1 if words[2][:3] in MONTHS else 0
        return _date(int(words[4]), month, int(words[1] or words[3] or 0), no_date)
    found = DATE.fullmatch(said)
    if found is None:
        raise no_date
    first, middle, last = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4:
        return _date(first, middle, last, no_date)
    if len(found[4]) != 4:
        raise no_date
    if found[2] == "." or first > 12:
        return _date(last, middle, first, no_date)
    if middle > 12:
        return _date(last, first, middle, no_date)
    if first != middle and order is None:
        raise Doubt(f"“{shown}” could be two days. Write it as {last}-05-04, year first.")
    return _date(last, first, middle, no_date) if order == "month" else _date(last, middle, first, no_date)


def _date(year: int, month: int, day: int, otherwise: Doubt) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise otherwise from None


TIER = short("The tier", TAG_MAX)
# How each plain column of a customer is read.
READ: Mapping[str, Callable[[str], Any]] = {
    "tier": lambda cell: TIER(cell.casefold()),
    "stage": stage,
    "rhythm_days": rhythm,
    "reach": text("How they like to be reached"),
    "style": style,
    "matters": text("What matters to them"),
    "dos": text("What to do"),
    "donts": text("What not to do"),
    "lost_reason": text("The reason"),
    "lost_words": text("What they said"),
    "could_have": text("What we could have done"),
}
PERSON_NAME = short("A person's name", NAME_MAX)
PERSON_ROLE = short("A person's role", NAME_MAX)
PERSON_REACH = text("How to reach somebody", 300)
