"""What is planned with somebody's customers in the next two weeks, by customer [practice 34]."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot import rhythm, start_plan
from bot.attention_occasions import ANNIVERSARIES
from bot.calendar import read_wall
from bot.calendar_days import add_months
from bot.text import shorten
from storage.tables import Contact, Customer

DAYS = timedelta(days=14)
WORDS = 120
# These hear from us by their plan, and by their birthdays with us.
ALIVE = frozenset({"active", "prospect"})


class Touch(NamedTuple):
    """One thing that is planned: its day, on the reader's calendar, and what it is."""

    day: date
    what: str


@dataclass(frozen=True)
class Coming:
    """Whom it is planned with, and what, soonest first."""

    name: str
    number: int
    touches: list[Touch] = field(default_factory=list)


class Planning(NamedTuple):
    """How the workspace plans (`tiers`: calendar days by tier; `plan`: a new customer's days), and for whom: `now` and
    the reader's `zone`."""

    tiers: Mapping[str, int]
    plan: Iterable[int]
    now: datetime
    zone: str

    @property
    def today(self) -> date:
        """The reader's day."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def soon(self, day: date) -> bool:
        """Whether a day lies within the two weeks, today included."""
        return self.today <= day <= self.today + DAYS


def coming_up(
    customers: Iterable[Customer], steps: Iterable[tuple[Contact, str, int]], planning: Planning
) -> list[Coming]:
    """The customers with whom something is planned, the soonest first: next steps (each with its customer's name and
    number), days of a new customer's plan, round years, and when a word is due by their rhythm, unless a step comes before
    it."""
    found: dict[int, Coming] = {}
    for contact, name, number in steps:
        day = read_wall(contact.next_wall)[0] if contact.next_wall else None
        if day is not None and day <= planning.today + DAYS:
            what = shorten(" ".join(contact.next_words.split()), WORDS) or "a word with them"
            late = "" if day >= planning.today else " (its day has passed)"
            _of(found, name, number).touches.append(Touch(day, what + late))
    for customer in customers:
        planned = {each.day for each in found[customer.number].touches} if customer.number in found else set()
        touches = [*_occasions(customer, planning), *_word(customer, planned, planning)]
        if touches:
            _of(found, customer.name, customer.number).touches.extend(touches)
    for each in found.values():
        each.touches.sort()
    return sorted(found.values(), key=lambda each: (each.touches[0].day, each.name))


def _of(found: dict[int, Coming], name: str, number: int) -> Coming:
    return found.setdefault(number, Coming(name, number))


def _occasions(customer: Customer, planning: Planning) -> Iterable[Touch]:
    """Days of the plan, and years with us."""
    since = _since(customer)
    if since is None:
        return
    for number, day in _plan(customer, since, planning):
        if planning.soon(day):
            yield Touch(day, f"day {number} of their first days with us")
    for years in ANNIVERSARIES:
        if since.year + years < date.max.year and planning.soon(day := add_months(since, 12 * years)):
            yield Touch(day, "a year with us" if years == 1 else f"{years} years with us")


def _since(customer: Customer) -> date | None:
    """Since when somebody is ours, of those who hear from us."""
    try:
        return date.fromisoformat(customer.since or "") if customer.stage in ALIVE else None
    except ValueError:
        return None


def _plan(customer: Customer, since: date, planning: Planning) -> list[tuple[int, date]]:
    """The days of a customer's plan, by their number."""
    days = start_plan.days_of(customer, planning.plan)
    return [(number, since + timedelta(days=number)) for number in days if number <= (date.max - since).days]


def _word(customer: Customer, planned: set[date], planning: Planning) -> Iterable[Touch]:
    """When a word is due; who is overdue is due one today. As long as a new customer's plan runs it goes by that alone."""
    since = _since(customer)
    if since is not None and any(
        since <= planning.today <= day for _, day in _plan(customer, since, planning)
    ):
        return
    state = rhythm.state(customer, tiers=planning.tiers, now=planning.now, zone=planning.zone)
    due = rhythm.turns(customer, tiers=planning.tiers, zone=planning.zone)[1] - timedelta(days=1)
    if state.colour == "grey" or due > planning.today + DAYS or any(day <= due for day in planned):
        return
    if due < planning.today:
        yield Touch(planning.today, state.words)
    else:
        yield Touch(due, "a word is due by their rhythm")
