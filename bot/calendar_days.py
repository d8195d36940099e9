"""Calendar arithmetic that no language changes: weeks, months, quarters, working days, feasts."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6


def last_of_month(year: int, month: int) -> date:
    """The last day of a month (1..12)."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day of the month so many calendar months on, or that month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_working_days(day: date, count: int) -> date:
    """So many Mondays to Fridays on (or back, when negative); public holidays count as working days."""
    weeks, rest = divmod(abs(count), 5)
    step = timedelta(days=1 if count > 0 else -1)
    moved = day
    while moved.weekday() >= SATURDAY and count:
        moved -= step
    moved += step * 7 * weeks
    while rest:
        moved += step
        rest -= moved.weekday() < SATURDAY
    return moved


def coming_weekday(after: date, weekday: int) -> date:
    """The first such weekday (Monday is 0) after a day, never that day itself."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def weekday_of_week(day: date, weekday: int) -> date:
    """The weekday in the Monday-to-Sunday week that holds a day."""
    return day + timedelta(days=weekday - day.weekday())


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month, counted from its end when nth is negative; None when it has fewer."""
    if nth > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        last = last_of_month(year, month)
        day = last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    return day if day.month == month else None


def easter(year: int) -> date:
    """Western Easter Sunday by the Gregorian reckoning (Gauss, as corrected by Lichtenberg)."""
    century = year // 100
    shift = (3 * century + 3) // 4
    moon = (19 * (year % 19) + 15 + shift - (8 * century + 13) // 25) % 30
    moon -= moon // 29 + (moon // 28 - moon // 29) * (year % 19 // 11)
    full_moon = 21 + moon
    sunday = 7 - (year + year // 4 + 2 - shift) % 7
    return date(year, 3, 1) + timedelta(days=full_moon + 7 - (full_moon - sunday) % 7 - 1)


Feast = Callable[[int], date | None]


def fixed(month: int, day: int) -> Feast:
    """A feast on the same date every year."""
    return lambda year: date(year, month, day)


def floating(month: int, weekday: int, nth: int, days_on: int = 0) -> Feast:
    """A feast on the nth weekday of a month, or some calendar days after it."""

    def rule(year: int) -> date | None:
        day = nth_weekday(year, month, weekday, nth)
        return day + timedelta(days=days_on) if day else None

    return rule


def from_easter(days: int) -> Feast:
    """A feast some calendar days after (or before) Easter Sunday."""
    return lambda year: easter(year) + timedelta(days=days)
