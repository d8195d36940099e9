"""From what was said to a calendar day: the product's conventions for dates, the same in every language."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple

from bot.calendar_days import (
    FRIDAY,
    add_months,
    add_working_days,
    coming_weekday,
    last_of_month,
    weekday_of_week,
)
from bot.date_periods import day_of_period, nth_of_period, span_of
from bot.date_times import Moment, at_time, is_past, time_alone
from bot.said import Clock, Doubt, Numbers, Order, Period, Said, Shift

Reading = tuple[list[date], Doubt | None]
"""The days a phrase may mean, the likeliest first, and why there are several or one is doubtful."""

MONTHS_AHEAD = 24
"""How far a weekday and a day of the month ("Thursday 19") are looked for together."""
NEAR = timedelta(days=45)
WEEK = timedelta(days=7)


class Resolved(NamedTuple):
    """A day, perhaps with a time, in the speaker's zone, and what is doubtful about it."""

    day: date
    time: time | None
    vague: bool
    doubt: Doubt | None
    readings: tuple[Moment, ...]


def resolve(said: Said, now: datetime, order: Order | None) -> Resolved | None:
    """The day a phrase names, seen from `now` (aware, in the speaker's zone); None where there is no such day.

    `order` is the workspace's setting for 4/5; without it such a date is answered with a doubt. A date without a
    year, a month or a day of the month is the next one from now on; a weekday named today is in seven days; a
    time of day alone is the next such time.
    """
    try:
        return _resolve(said, now, order)
    except (ValueError, OverflowError):
        return None


def _resolve(said: Said, now: datetime, order: Order | None) -> Resolved | None:
    if not said.has_day() and not said.end_of_day:
        moments, doubt = time_alone(said, now)
        return _resolved(said, moments, doubt)
    said = _number_as_hour(said, now.date())
    if said.shift and said.clock is None and _has_hours(said.shift):
        return _after_hours(said, said.shift, now, order)
    days, doubt = _days(said, now.date(), order)
    if not days:
        return None
    moments = [at_time(said, day, now.tzinfo) for day in days]
    if doubt is Doubt.DAY_OR_HOUR and said.bare_number is not None:
        moments[1] = at_time(replace(said, clock=Clock(said.bare_number)), days[1], now.tzinfo)
    if doubt is None and is_past(moments[0], now):
        evening = _this_evening(said, now)
        moments, doubt = ([evening], None) if evening else (moments, Doubt.PAST)
    return _resolved(said, moments, doubt)


def _resolved(said: Said, moments: list[Moment], doubt: Doubt | None) -> Resolved:
    readings = tuple(moments) if len(moments) > 1 else ()
    return Resolved(*moments[0], said.vague or _is_window(said), doubt, readings)


def _this_evening(said: Said, now: datetime) -> Moment | None:
    """Today at 8, said at ten, can only be the evening."""
    clock = said.clock
    if said.days_on != 0 or clock is None or clock.exact or clock.hour >= 12 or said.part is not None:
        return None
    later = replace(said, clock=Clock(clock.hour + 12, clock.minute, exact=True))
    moment = at_time(later, now.date(), now.tzinfo)
    return None if is_past(moment, now) else moment


def _is_window(said: Said) -> bool:
    if said.period is None or said.day is not None or said.weekday is not None or said.feast or said.before:
        return False
    return said.nth_of in (None, "week") and said.edge != "end"


# --- days ---------------------------------------------------------------------------------------------------


def _days(said: Said, today: date, order: Order | None) -> Reading:
    """The readings of the day, the likeliest first, and why there are several."""
    if said.numbers:
        return _numbered(said, said.numbers, today, order)
    if said.month is not None and said.day is not None:
        return _dated(said, said.month, said.day, said.year, today)
    if said.bare_number is not None and said.weekday is not None:
        return _weekday_and_number(said, said.weekday, said.bare_number, today)
    if said.day is not None and said.weekday is not None and said.period is None:
        return _weekday_and_day(said.weekday, said.day, today)
    day = _single_day(said, today, order)
    if day is None:
        return [], None
    if said.weekday is not None and said.days_on is not None and day.weekday() != said.weekday:
        return [day, coming_weekday(today, said.weekday)], Doubt.WEEKDAY
    return [day], None


def _single_day(said: Said, today: date, order: Order | None) -> date | None:
    day: date | None = None
    if said.feast:
        day = _feast(said, today)
    elif said.shift:
        day = _shifted(said, said.shift, today, order)
    elif said.period:
        day = _in_period(said, said.period, today)
    elif said.day is not None:
        day = next(_days_of_month(said.day, today), None)
    elif said.days_on is not None:
        day = today + timedelta(days=said.days_on)
    elif said.weekday is not None:
        day = _weekday(said, said.weekday, today)
    elif said.end_of_day:
        day = today
    return day


def _feast(said: Said, today: date) -> date | None:
    if not said.feast:
        return None
    year = said.year
    if said.period:
        year = span_of(said.period, today)[0].year
    if year is not None:
        return said.feast(year)
    days = (said.feast(today.year + on) for on in range(3))
    found = [day for day in days if day and day >= today]
    turn = min(said.turns, len(found) - 1)
    return found[turn] if found else None


def _weekday(said: Said, weekday: int, today: date) -> date:
    if said.end_of_day and today.weekday() == weekday and not said.turns:
        return today
    coming = coming_weekday(today, weekday)
    if said.turns < 0 and coming - timedelta(days=7) == today:
        coming = today
    return coming + timedelta(days=7 * said.turns)


def _in_period(said: Said, period: Period, today: date) -> date | None:
    if said.nth is not None and said.nth_of is not None:
        return nth_of_period(period, said.nth, said.nth_of, said.weekday, today)
    first, last = span_of(period, today)
    if said.day is not None:
        return date(first.year, first.month, said.day)
    if said.weekday is not None:
        return weekday_of_week(first, said.weekday) if period.unit in ("week", "weekend") else None
    if said.before and said.edge in (None, "start"):
        eve = first - timedelta(days=1)
        return weekday_of_week(eve, FRIDAY) if period.unit in ("week", "weekend") else eve
    day = day_of_period(period.unit, said.edge, first, last, today)
    if day < today and period.rolls:
        first, last = span_of(replace(period, offset=1), today)
        day = day_of_period(period.unit, said.edge, first, last, today)
    return day


def _days_of_month(day: int, today: date) -> Iterator[date]:
    """The days with that number from today on, month by month."""
    month = today.replace(day=1)
    for on in range(MONTHS_AHEAD):
        last = last_of_month(*divmod_month(month, on))
        if day <= last.day and last.replace(day=day) >= today:
            yield last.replace(day=day)


def divmod_month(month: date, months_on: int) -> tuple[int, int]:
    """The (year, month) so many months on."""
    moved = add_months(month, months_on)
    return moved.year, moved.month


def _weekday_and_day(weekday: int, day: int, today: date) -> Reading:
    days = list(_days_of_month(day, today))
    if not days:
        return [], None
    agreeing = [found for found in days if found.weekday() == weekday]
    if not agreeing:
        return [days[0]], Doubt.WEEKDAY
    if agreeing[0] == days[0]:
        return [days[0]], None
    return [agreeing[0], days[0]], Doubt.WEEKDAY


def _number_as_hour(said: Said, today: date) -> Said:
    """Makes the number of "Friday 5" an hour, unless a Friday the 5th is near or it is no hour."""
    number, weekday = said.bare_number, said.weekday
    if number is None or weekday is None or said.clock or number > 12:
        return said
    days, doubt = _weekday_and_day(weekday, number, today)
    if days and doubt is None and days[0] - today < NEAR:
        return said
    return replace(said, bare_number=None, clock=Clock(number))


def _weekday_and_number(said: Said, weekday: int, number: int, today: date) -> Reading:
    """The day of "Thursday 19"; up to twelve it may be an hour."""
    days, doubt = _weekday_and_day(weekday, number, today)
    if said.clock or number > 12:
        return days, doubt
    return [days[0], _weekday(said, weekday, today)], Doubt.DAY_OR_HOUR


def _dated(said: Said, month: int, day: int, year: int | None, today: date) -> Reading:
    """A day and month; the weekday beside it picks the year after next year's only when it agrees there."""
    weekday = said.weekday
    if year is not None:
        found = date(year, month, day)
        return [found], Doubt.WEEKDAY if weekday not in (None, found.weekday()) else None
    years = (y for y in range(today.year, today.year + 9) if day <= last_of_month(y, month).day)
    days = list(islice((d for d in (date(y, month, day) for y in years) if d >= today), 2))
    if not days or weekday is None or days[0].weekday() == weekday:
        return days[:1], None
    if len(days) > 1 and days[1].weekday() == weekday:
        return [days[1], days[0]], Doubt.WEEKDAY
    return days[:1], Doubt.WEEKDAY


def _numbered(said: Said, numbers: Numbers, today: date, order: Order | None) -> Reading:
    """4/5 by the workspace's setting; a number over 12 decides for itself."""
    first, second = numbers.first, numbers.second
    day_first = numbers.day_first
    if first > 12 or second > 12:
        day_first = first > 12
    elif day_first is None and order:
        day_first = order == "day"
    if day_first is None and first != second:
        by_day, _ = _dated(said, second, first, numbers.year, today)
        by_month, _ = _dated(said, first, second, numbers.year, today)
        return by_day[:1] + by_month[:1], Doubt.DAY_OR_MONTH
    day, month = (first, second) if day_first else (second, first)
    return _dated(said, month, day, numbers.year, today)


# --- distances ----------------------------------------------------------------------------------------------


def _has_hours(shift: Shift) -> bool:
    return any(unit in ("minute", "hour") or (unit == "day" and n % 1) for n, unit in shift.amounts)


def _moved(day: date, shift: Shift) -> date:
    for count, unit in shift.amounts:
        n = count * shift.sign
        if unit == "workday":
            day = add_working_days(day, round(n))
        elif unit == "weekend":
            day = weekday_of_week(day, 5) + timedelta(days=7 * (round(n) - 1))
        elif unit in ("day", "week"):
            day += timedelta(days=round(n * (7 if unit == "week" else 1)))
        else:
            months = n * {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(unit, 0)
            day = add_months(day, int(months)) + timedelta(days=round((months - int(months)) * 30))
    return day


def _shifted(said: Said, shift: Shift, today: date, order: Order | None) -> date | None:
    base: date | None = today
    if said.anchor:
        days, _ = _days(said.anchor, today, order)
        base = days[0] if days else None
    if base is None:
        return None
    if shift.weekday is not None:
        coming = (
            coming_weekday(base, shift.weekday)
            if shift.sign > 0
            else coming_weekday(base - WEEK, shift.weekday)
        )
        if shift.sign < 0 and coming == base:
            coming -= WEEK
        return coming + WEEK * (round(shift.amounts[0][0]) - 1)
    day = _moved(base, shift)
    return day if said.weekday is None else weekday_of_week(day, said.weekday)


def _after_hours(said: Said, shift: Shift, now: datetime, order: Order | None) -> Resolved | None:
    """Hours and minutes are elapsed time; days and months before them are counted on the calendar."""
    start = now
    if said.anchor:
        base = _resolve(said.anchor, now, order)
        if base is None or base.time is None:
            return None
        start = datetime.combine(base.day, base.time, tzinfo=now.tzinfo)
    hours = {"minute": 1 / 60, "hour": 1, "day": 24}
    long = Shift(tuple(a for a in shift.amounts if a[1] not in hours), shift.sign)
    elapsed = timedelta(hours=sum(n * hours[unit] for n, unit in shift.amounts if unit in hours) * shift.sign)
    moved = datetime.combine(_moved(start.date(), long), start.timetz())
    end = (moved.astimezone(UTC) + elapsed + timedelta(seconds=0.5)).astimezone(now.tzinfo)
    moment = (end.date(), end.time().replace(second=0, microsecond=0, tzinfo=None))
    doubt = Doubt.PAST if is_past(moment, now) else None
    return Resolved(*moment, said.vague, doubt, ())
