"""Whom a lead calls this month: some of our customers, one after the other [practice 49]."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from bot import absences
from bot.attention import Asking
from bot.calendar import WorkingHours
from bot.moments import day_in_words
from bot.working_days import day_at, later, morning, on_or_after
from storage.tables import Away, Customer, Desk

A_DAY = timedelta(days=1)
# A month's calls begin in its first working days, one a day; a month that is further on begins none.
BEGUN_WITHIN = 5


class Pick(NamedTuple):
    """A customer whom a lead could call, and why: `let_down` is when we let them down lately (UTC), and `what` how."""

    customer: Customer
    let_down: datetime | None = None
    what: str = ""


class Call(NamedTuple):
    """A customer whom a lead was asked to call in one month (`2026-12`), since when, and when they did (UTC), if they
    have."""

    pick: Pick
    month: str
    since: datetime
    called_at: datetime | None = None


class AboutCalls(Protocol):
    """What the rule knows of a lead (`bot.attention_people.AboutDesk`)."""

    @property
    def zone(self) -> str:
        """The zone of their clock."""

    @property
    def hours(self) -> WorkingHours:
        """Their working hours."""

    @property
    def aways(self) -> Sequence[Away]:
        """Their absences."""

    @property
    def calls(self) -> Sequence[Call]:
        """This month's calls, as they were made."""

    @property
    def picks(self) -> Sequence[Pick]:
        """Who may come next, the likeliest first."""

    @property
    def leader_calls(self) -> int:
        """How many they make a month."""


def asked(desk: Desk, about: AboutCalls, now: datetime) -> tuple[list[Asking], list[datetime]]:
    """To a lead, in the first working days of a month: one customer to call, and the next one on the next day [practice
    49]. Stays until they have called, as long as the month lasts."""
    if not about.leader_calls:
        return [], []
    today = day_at(now, about.zone)
    month = f"{today:%Y-%m}"
    days = _working_days(today.replace(day=1), about.leader_calls, about.hours)
    next_month = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    coming = [morning(on_or_after(next_month, about.hours), about.zone)]
    calls = [each for each in about.calls if each.month == month]
    asks = [
        _asking(desk, each.pick, month, about, now, since=each.since)
        for each in calls
        if each.called_at is None
    ]
    if asks:
        return asks[:1], coming  # one after the other
    if len(calls) >= about.leader_calls or not about.picks:
        return [], coming
    latest = later(days[0], about.leader_calls + BEGUN_WITHIN - 1, about.hours)
    due = days[len(calls)]
    if today > latest or any(absences.runs(each, now=now) for each in about.aways):
        return [], [*coming, now + A_DAY] if today <= latest else coming
    if today < due:
        return [], [*coming, morning(due, about.zone)]
    since = morning(today, about.zone)
    return [_asking(desk, about.picks[0], month, about, now, since=since)], coming


def _working_days(first: date, count: int, hours: WorkingHours) -> list[date]:
    day = on_or_after(first, hours)
    return [later(day, each, hours) if each else day for each in range(count)]


def _asking(
    desk: Desk, pick: Pick, month: str, about: AboutCalls, now: datetime, *, since: datetime
) -> Asking:
    customer, said = pick.customer, []
    facts = {}
    if pick.let_down is not None:
        said.append(f"{pick.what} on {_day(pick.let_down, about, now)}")
        facts["let down"] = said[-1]
    if customer.met_at is not None:
        said.append(f"we last spoke on {_day(customer.met_at, about, now)}")
        facts["last contact"] = _day(customer.met_at, about, now)
    else:
        said.append("nobody has logged a contact with them yet")
    if customer.tier:
        facts["tier"] = customer.tier
    if customer.matters:
        facts["what matters to them"] = customer.matters
    return Asking(
        "leader_call",
        window=f"{month}:{customer.id}",
        why=f"Your call this month: {' and '.join(said)}.",
        since=since,
        to=desk.person_id,
        customer_id=customer.id,
        facts=facts,
    )


def _day(at: datetime, about: AboutCalls, now: datetime) -> str:
    return day_in_words(day_at(at, about.zone).isoformat(), now=now, zone=about.zone)
