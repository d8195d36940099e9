"""What the tests of the rules of customers share: customers, what is known of them, and a look at them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.attention import About, Asking, Look, Said
from bot.attention_customers import look
from bot.calendar import WorkingHours
from bot.customer_facts import CustomerFacts, Touch
from bot.preferences import Preferences
from storage.tables import Customer

TALLINN = "Europe/Tallinn"
HOURS = WorkingHours()
# Wednesday, 10:00 in Tallinn.
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def customer(met: float | None = None, *, entered: float = 400, **fields: Any) -> Customer:
    """One who was met so many days ago, and entered so many days ago; their rhythm is 30 days."""
    known: dict[str, Any] = {"owner_id": "U1", "rhythm_days": 30, "id": 7}
    return Customer(
        team_id="T1",
        number=1,
        name="Acme",
        created_by="U1",
        created_at=NOW - entered * DAY,
        met_at=None if met is None else NOW - met * DAY,
        **(known | fields),
    )


def about(row: Customer, zone: str = TALLINN, said: tuple[Said, ...] = ()) -> About:
    """What every rule knows of them."""
    return About(row, zone, HOURS, Preferences(hours=HOURS), said)


def seen(row: Customer, facts: CustomerFacts | None = None, now: datetime = NOW) -> Look:
    """What comes of looking at them."""
    return look(row, about(row), facts or CustomerFacts(), now)


def asked(row: Customer, facts: CustomerFacts | None = None, now: datetime = NOW) -> list[tuple[str, str]]:
    """The reasons for which they ask for attention, with their windows."""
    return [(each.reason, each.window) for each in seen(row, facts, now).asks]


def reasons(row: Customer, facts: CustomerFacts | None = None, now: datetime = NOW) -> list[str]:
    """The same reasons alone."""
    return [each.reason for each in seen(row, facts, now).asks]


def why(row: Customer, facts: CustomerFacts | None = None) -> str:
    """The first of them in words."""
    return seen(row, facts).asks[0].why


def talks(*ago: float, **last: Any) -> CustomerFacts:
    """Contacts so many days ago, the latest first; `last` is what is known of the latest."""
    found = [Touch(NOW - each * DAY, "call") for each in ago]
    if found and last:
        found[0] = found[0]._replace(**last)
    return CustomerFacts(found)


def people_of(asks: Sequence[Asking]) -> list[tuple[str, str]]:
    """Each thing that asks, and whom."""
    return [(each.reason, each.to) for each in asks]
