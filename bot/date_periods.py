"""Weeks, months, quarters, years: where they begin and end, and which day of one is meant."""

from datetime import date, timedelta

from bot.calendar_days import FRIDAY, SATURDAY, add_months, last_of_month, weekday_of_week
from bot.said import Edge, Period, Unit

Span = tuple[date, date]
MONTHS_LONG = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12}


def span_of(period: Period, today: date) -> Span:
    """First and last day of a period; one named without a year is the next that is not over."""
    if period.unit == "week" and period.number is not None:
        return _calendar_week(period, period.number, today)
    if period.unit in ("week", "weekend"):
        monday = weekday_of_week(today, 0) + timedelta(days=7 * (period.offset or 0))
        return (monday + timedelta(days=5 if period.unit == "weekend" else 0), monday + timedelta(days=6))
    if period.unit == "day":
        day = today + timedelta(days=period.offset or 0)
        return day, day
    return _months_span(period, today)


def _calendar_week(period: Period, number: int, today: date) -> Span:
    """The week with that number as ISO 8601 counts them; raises ValueError where the year has none such."""
    year = today.isocalendar().year + (period.offset or 0) if period.year is None else period.year
    monday = date.fromisocalendar(year, number, 1)
    if period.year is None and period.offset is None and monday + timedelta(days=6) < today:
        monday = date.fromisocalendar(year + 1, number, 1)
    return monday, monday + timedelta(days=6)


def _months_span(period: Period, today: date) -> Span:
    months = MONTHS_LONG[period.unit]
    if period.offset is not None and period.number is None:
        start = today.month - 1 - (today.month - 1) % months
        first = add_months(date(today.year, start + 1, 1), months * period.offset)
        return _from_first(first, months)
    year = period.year if period.year is not None else today.year
    if period.offset is not None and period.year is None:
        year += period.offset
    first = add_months(date(year, 1, 1), _first_month(period) - 1)
    span = _from_first(first, months)
    if period.year is None and period.offset is None:
        if span[1] < today or (period.coming and span[0] <= today):
            span = _from_first(add_months(first, 12), months)
        elif period.unit == "season" and add_months(span[1], -12) >= today:
            span = _from_first(add_months(first, -12), months)
        if period.years_on:
            span = _from_first(add_months(span[0], 12 * period.years_on), months)
    return span


def _first_month(period: Period) -> int:
    number = period.number or 1
    if period.unit == "season":
        return 3 * number
    return (number - 1) * MONTHS_LONG[period.unit] + 1


def _from_first(first: date, months: int) -> Span:
    end = add_months(first, months - 1)
    return first, last_of_month(end.year, end.month)


def day_of_period(unit: Unit, edge: Edge | None, first: date, last: date, today: date) -> date:
    """The day to be held to: Friday of a week, the last day of anything longer, or an edge or middle of it."""
    if unit == "week":
        return _day_of_week(edge, first, last, today)
    if edge == "start" or unit == "day":
        return first
    if edge == "early":
        return first + timedelta(days=9) if unit == "month" else last_of_month(first.year, first.month)
    if edge == "mid":
        return _middle(unit, first, last)
    return last


def _day_of_week(edge: Edge | None, first: date, last: date, today: date) -> date:
    days = {"start": 0, "early": 1, "mid": 2}
    if edge in days:
        return first + timedelta(days=days[edge])
    friday = first + timedelta(days=FRIDAY)
    return last if friday < today <= last else friday


def _middle(unit: Unit, first: date, last: date) -> date:
    if unit == "month":
        return first.replace(day=15)
    if unit == "year":
        return date(first.year, 6, 30)
    half = first + (last - first) // 2
    return half.replace(day=15)


def nth_of_period(period: Period, nth: int, of: Unit | int, weekday: int | None, today: date) -> date | None:
    """The nth day, working day, week or weekday of a period, from its end when `nth` is negative.

    One that is over is taken from the next such period, unless its year was said. The weeks counted are those
    that lie wholly within it; their Friday is meant, or the nth weekday of the period where one was said.
    """
    found = None
    for turn in range(3):
        first, last = span_of(period, today)
        if turn and period.unit in MONTHS_LONG:
            months = MONTHS_LONG[period.unit] if period.number is None else 12
            first, last = _from_first(add_months(first, months * turn), MONTHS_LONG[period.unit])
        found = _nth_in(first, last, nth, of, weekday)
        if (found and found >= today) or period.year is not None or (period.offset or 0) != 0:
            break
    return found


def _nth_in(first: date, last: date, nth: int, of: Unit | int, weekday: int | None) -> date | None:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if of == "week" and weekday is not None:
        of = weekday
    if of == "week":
        days = [
            d + timedelta(days=FRIDAY) for d in days if d.weekday() == 0 and d + timedelta(days=6) <= last
        ]
    elif of == "workday":
        days = [d for d in days if d.weekday() < SATURDAY]
    elif isinstance(of, int):
        days = [d for d in days if d.weekday() == of]
    index = nth - 1 if nth > 0 else nth
    return days[index] if -len(days) <= index < len(days) else None
