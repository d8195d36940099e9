"""When a customer is due a word from us, from their rhythm and the last time we met [practices 27, 36]."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from bot.moments import day_in_words
from storage.tables import Customer

Colour = Literal["green", "amber", "red", "grey"]
# Calendar days where the workspace names none.
UNNAMED, PROSPECT, DORMANT = 45, 21, 180
# Nobody is nudged about these any more [practices 37, 58].
AT_REST = frozenset({"parting", "lost"})
# The last such part of the rhythm is amber, and no more than so many days: a word that is due in a month is no news.
AMBER_PART, MOST_AMBER = 5, 7


class State(NamedTuple):
    """How it stands between a customer and us: its colour, and the same in words, to be read after their name."""

    colour: Colour
    words: str


def days_between(customer: Customer, tiers: Mapping[str, int]) -> int:
    """How many calendar days may pass between two contacts with a customer.

    Their own rhythm before the tier's (`tiers` has days by tier name, "" for no tier). Prospects are a tier of their own
    [practice 31], and who is dormant is left in peace for as long as dormant ones are, or longer if they have such a
    rhythm.
    """
    own = customer.rhythm_days or 0
    if customer.stage == "dormant":
        return max(own, tiers.get("dormant", DORMANT))
    if own > 0:
        return own
    if customer.stage == "prospect":
        return max(tiers.get("prospect", PROSPECT), 1)
    by_tier = {name.casefold(): days for name, days in tiers.items()}
    return max(by_tier.get(customer.tier.casefold(), by_tier.get("", UNNAMED)), 1)


def overdue_before(
    customer: Customer, *, tiers: Mapping[str, int], now: datetime, zone: str = "UTC"
) -> datetime:
    """The instant before which whoever is like this customer (stage, tier and rhythm) must have been met last for a word
    to be overdue to them now, as `state` says it in calendar days of the reader's `zone`."""
    place = ZoneInfo(zone)
    first = now.astimezone(place).date() - timedelta(days=days_between(customer, tiers))
    return datetime.combine(first, time(), place).astimezone(UTC)


def turns(customer: Customer, *, tiers: Mapping[str, int], zone: str = "UTC") -> tuple[date, date]:
    """The days, on the calendar of `zone`, on which a customer turns amber and red, as `state` says it, if nothing comes
    between."""
    since = (customer.met_at or customer.created_at).astimezone(ZoneInfo(zone)).date()
    days = days_between(customer, tiers)
    return since + timedelta(days=_amber_after(days)), since + timedelta(days=days + 1)


def _amber_after(days: int) -> int:
    """On which day of a rhythm of so many amber begins."""
    return max(-(-days * (AMBER_PART - 1) // AMBER_PART), days + 1 - MOST_AMBER)


def state(customer: Customer, *, tiers: Mapping[str, int], now: datetime, zone: str = "UTC") -> State:
    """How it stands at `now`, in calendar days of the reader's `zone`.

    Green while there is time, amber in the last fifth of the rhythm and its last week, red once it is overdue, grey for who
    left or leaves. With whom nobody has talked yet the rhythm begins when they were entered.
    """
    if customer.stage in AT_REST:
        return State("grey", f"{customer.stage}: no more nudges")
    place = ZoneInfo(zone)
    today = now.astimezone(place).date()
    since = (customer.met_at or customer.created_at).astimezone(place).date()
    days = days_between(customer, tiers)
    due = since + timedelta(days=days)
    past = (today - since).days
    never = "" if customer.met_at else "never met, "
    if today > due:
        return State("red", f"{never}a word overdue by {_days((today - due).days)}")
    if today == due:
        return State("amber", f"{never}due a word today")
    if past >= _amber_after(days):
        return State("amber", f"{never}due a word by {day_in_words(due.isoformat(), now=now, zone=zone)}")
    return State("green", "not met yet" if never else _met(past))


def _met(past: int) -> str:
    if past <= 0:
        return "met today"
    return "met yesterday" if past == 1 else f"met {_days(past)} ago"


def _days(count: int) -> str:
    return f"{count:,} day{'' if count == 1 else 's'}"
