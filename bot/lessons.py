"""A month's *what we got wrong and fixed*, as a draft that a lead may publish: from the facts, and without a customer's or a
colleague's name [practices 21, 49]."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from bot.calendar_days import add_months
from bot.text import shorten
from storage.tables import Mistake, SystemFix

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WORDS = 300
MOST = 12


class Month(NamedTuple):
    """A calendar month by its first day."""

    first: date

    @property
    def name(self) -> str:
        """ "November 2026"."""
        return f"{MONTHS[self.first.month - 1]} {self.first.year}"

    @property
    def following(self) -> date:
        """The first day of the month after it."""
        return add_months(self.first, 1)


def this_month(today: date) -> Month:
    """The month of a day."""
    return Month(today.replace(day=1))


def last_month(today: date) -> Month:
    """The whole month before it."""
    return Month(add_months(today.replace(day=1), -1))


def month_of(typed: str, today: date) -> Month | None:
    """The month that somebody means: the last whole one where nothing is said, "this month", or one by its name, the
    latest that has begun. None where it is none."""
    said = " ".join(typed.casefold().split())
    this = today.replace(day=1)
    if said in {"", "last month"}:
        return last_month(today)
    if said in {"this month", "now"}:
        return this_month(today)
    name, _, year = said.partition(" ")
    fits = [number for number, month in enumerate(MONTHS, 1) if month.casefold().startswith(name)]
    if (
        len(name) < 3
        or len(fits) != 1
        or (year and not (year.isascii() and year.isdigit() and len(year) == 4))
    ):
        return None
    number = fits[0]
    meant = int(year) if year else today.year - (number > today.month)
    if not date.min.year <= meant <= this.year:
        return None
    first = date(meant, number, 1)
    return Month(first) if first <= this else None


def draft(
    month: Month, cases: Sequence[Mistake], fixes: Sequence[SystemFix], nameless: Callable[[str], str]
) -> str:
    """The whole text. `cases` are those opened in the month, `fixes` those done in it; `nameless` takes names out of
    people's words."""
    lines = [f"What we got wrong in {month.name}, and what we did about it", "", _count(cases)]
    if causes := _causes(cases, nameless):
        lines += ["", "What it came from:", *causes]
    if fixes:
        changed = [f"• {_said(each.words or each.cause, nameless)}" for each in fixes[:MOST]]
        lines += ["", "What we changed, so that it does not happen again:", *changed]
    lines += ["", "Thank you to everybody who said so when something went wrong: that is how it gets better."]
    return "\n".join(lines)


def _count(cases: Sequence[Mistake]) -> str:
    if not cases:
        return "Nothing was logged as gone wrong this month."
    ours = sum(case.noticed_by == "us" for case in cases)
    right = sum(case.status == "closed" for case in cases)
    if len(cases) == 1:
        made = (
            "It is put right from end to end by now" if right else "It is not put right from end to end yet"
        )
        return f"We owned up to 1 mistake{', found by us' if ours else ''}. {made}."
    found = f", {ours} of them found by us" if ours else ""
    some = f"{right} of them {'is' if right == 1 else 'are'}" if right else "None of them is"
    made = "All of them are" if right == len(cases) else some
    return f"We owned up to {len(cases)} mistakes{found}. {made} put right from end to end by now."


def _causes(cases: Sequence[Mistake], nameless: Callable[[str], str]) -> list[str]:
    """A line for each cause, the most frequent first, with what we could have done; what has no cause yet by its kind."""
    count: Counter[str] = Counter()
    could: dict[str, str] = {}
    for case in cases:
        about = _said(case.cause, nameless) if case.cause else f"{case.kind} (we do not know the cause yet)"
        count[about] += 1
        if case.could_have:
            could.setdefault(about, _said(case.could_have, nameless))
    lines = []
    for about, times in count.most_common(MOST):
        often = f" ({times} times)" if times > 1 else ""
        better = f" We could have: {could[about]}" if about in could else ""
        lines.append(f"• {about}{often}.{better}")
    return lines


def _said(words: str, nameless: Callable[[str], str]) -> str:
    return shorten(nameless(" ".join(words.split())), WORDS).rstrip(".")
