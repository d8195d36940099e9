"""A customer as the clock sees them at one moment: their row, what is known of them, and the calendar of who looks after
them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from bot import contact_questions as questions
from bot.attention import OWNER, About, Asking
from bot.contacts import fine_twice, is_two_way
from bot.customer_facts import CustomerFacts
from bot.moments import day_in_words
from bot.working_days import day_at, morning
from storage.tables import Customer

# Calendar days after the first order during which nobody sells them more [practice 32].
COOLING = 30
# What asks now, and the instants (UTC) at which that may be otherwise.
Found = tuple[Sequence[Asking], Sequence[datetime]]
NOTHING: Found = ((), ())


@dataclass(frozen=True)
class Seen:
    """One customer at `now`; days are those of whoever looks after them."""

    customer: Customer
    about: About
    facts: CustomerFacts
    now: datetime

    @cached_property
    def today(self) -> date:
        """The calendar day of whoever looks after them."""
        return self.day(self.now)

    @cached_property
    def since(self) -> date | None:
        """The day on which they became our customer, where it is known."""
        try:
            return date.fromisoformat(self.customer.since or "")
        except ValueError:
            return None

    def day(self, at: datetime) -> date:
        """The day of an instant."""
        return day_at(at, self.about.zone)

    def begins(self, day: date) -> datetime:
        """The first instant (UTC) of a day."""
        return morning(day, self.about.zone)

    def on(self, day: date) -> str:
        """A day in words: "Tue 3 Nov"."""
        return day_in_words(day.isoformat(), now=self.now, zone=self.about.zone)

    def asking(
        self,
        reason: str,
        window: str,
        why: str,
        since: datetime,
        *,
        to: str = OWNER,
        facts: Mapping[str, str] | None = None,
    ) -> Asking:
        """One thing that asks for attention."""
        begun = min(since, self.now)
        return Asking(reason, window, why, begun, to=to, customer_id=self.customer.id, facts=facts or {})

    def no_offer(self) -> str:
        """Why this is no moment to sell, as a sentence to add; empty where it is none [practice 32]."""
        if self.facts.case_open:
            return " A case of theirs is open: a word, no offer."
        if self.since is not None and 0 <= (self.today - self.since).days < COOLING:
            return " They are new with us: a word, no offer."
        return ""

    def question(self) -> str:
        """One good open question for the next talk, fitted to what was between us [practice 39]; on their card it is the same."""
        latest = self.facts.contacts
        met = [each for each in latest if is_two_way(each)]
        fits = questions.Facts(
            self.facts.case_open,
            self.facts.case_closed_at,
            self.facts.kept_at,
            self.begins(self.since) if self.since else self.customer.created_at,
            met[1].at if len(met) > 1 else None,
            next((each.sounded for each in met if each.sounded), ""),
            fine_twice(latest),
        )
        return questions.question(fits, turn=len(latest), now=self.now)

    def until(self, *days: date) -> list[datetime]:
        """The beginnings of those of these days that are still to come."""
        return [at for at in map(self.begins, days) if at > self.now]


def days_on(day: date, count: int) -> date:
    """So many calendar days later; the last day there is where no calendar goes on."""
    return day + timedelta(days=min(count, (date.max - timedelta(days=1) - day).days))
