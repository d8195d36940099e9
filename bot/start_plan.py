"""A new customer's first 90 days: on which days they hear from us, the workspace's or their own [practice 28]."""

import re
from collections.abc import Iterable

from bot.refusals import Unreadable
from storage.tables import Customer

OFF = "off"
# The last day that a plan may name, and how many it may have.
LAST_DAY, MOST_DAYS = 365, 20
NO_PLAN = frozenset({"off", "none", "no", "no plan", "-"})
DAYS = re.compile(r"[0-9]{1,6}")


def days_of(customer: Customer, usual: Iterable[int]) -> tuple[int, ...]:
    """The days after `customer.since` on which they hear from us, ascending; `usual` are the workspace's."""
    own = customer.start_plan
    if own is None:
        return tuple(sorted({day for day in usual if day > 0}))
    return () if own == OFF else tuple(sorted({int(day) for day in DAYS.findall(own)}))


def read(typed: str) -> str | None:
    """A plan as a row holds it, from "2, 14, 30", "off", or nothing for the workspace's. Raises Unreadable."""
    text = " ".join(typed.casefold().split()).removeprefix("days ").removeprefix("day ").removesuffix(" days")
    if not text:
        return None
    if text in NO_PLAN:
        return OFF
    parts = [part for part in re.split(r"[\s,;]+|\band\b", text) if part]
    days = sorted({int(part) for part in parts if DAYS.fullmatch(part)})
    if not all(DAYS.fullmatch(part) for part in parts) or not days:
        raise Unreadable(
            "Say the days after the first one as numbers: 2, 14, 30, 60, 90. “off” means no plan.",
            field="start_plan",
        )
    if not 1 <= days[0] <= days[-1] <= LAST_DAY or len(days) > MOST_DAYS:
        raise Unreadable(
            f"A plan has at most {MOST_DAYS} days, from day 1 to day {LAST_DAY}.", field="start_plan"
        )
    return ",".join(str(day) for day in days)


def in_words(customer: Customer) -> str:
    """Their own plan as it is typed; empty where it is the workspace's."""
    return (customer.start_plan or "").replace(",", ", ")
