"""When something that nobody answers is said again: with everything else on the first working day of a week, and less and
less often [practice 12].

A colleague who reminds of five things does so once a week, not on five days. What counts is when a thing was really
said, which a weekend, a snooze or downtime may have put off.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from itertools import count as counted
from typing import NamedTuple

from bot.attention import About
from bot.calendar import WorkingHours
from bot.working_days import day_at, later, morning, new_week, on_or_after

# Working days during which nothing is said a second time for the same reason.
PAUSE = 3
# It is said again weekly for a month, and then monthly; the first time no sooner than so long after the last week.
A_MONTH, A_FORTNIGHT = timedelta(days=31), timedelta(days=14)
A_WEEK = timedelta(days=7)
MONTHS = 12
FIRST, AGAIN = "1", "again"


class Call(NamedTuple):
    """One of the times that something is said: its `label` ("1" for the first, then its day, "2026-11-30") is the same
    however often it is looked at; it holds since then (UTC)."""

    label: str
    since: datetime


class Heard(NamedTuple):
    """That a call was said, and when (UTC)."""

    label: str
    at: datetime


def heard(about: About, *reasons: str, prefix: str = "") -> list[Heard]:
    """What was said for these reasons of all windows that begin with `prefix`; the rest of the window is the label,
    without what a snooze added. A lead to whom it went up counts only where nobody else was asked."""
    said = [each for each in about.said if each.reason in reasons and each.said_at is not None]
    asked = [each for each in said if each.role in {"owner", "cover"}] or said
    found = []
    for each in asked:
        window = each.window.partition("+")[0]
        label = window.removeprefix(prefix)
        if each.said_at is not None and window.startswith(prefix) and "/" not in label:
            found.append(Heard(label, each.said_at))
    return found


def calls(
    begun: datetime,
    hours: WorkingHours,
    zone: str,
    *,
    now: datetime,
    heard: Sequence[Heard] = (),
    weekly: timedelta = A_MONTH,
    months: int = 1,
) -> tuple[Call | None, datetime]:
    """Of what is said first at `begun` and then on the first working day of a week, for as long as `weekly`, and after that
    on the first one of every so many `months`: what holds at `now` (None before it begins), and when the next one does.

    Within PAUSE working days of the last one that was said (`heard`) no other one begins.
    """
    if now < begun:
        return None, begun
    last = max(heard, key=lambda each: each.at, default=None)
    rests = later(day_at(last.at, zone), PAUSE, hours) if last else date.min
    first = Call(FIRST, begun)
    held, passed = first, dict[str, datetime]()
    for call in chain([first], _repeats(begun, hours, zone, now, weekly, months)):
        speaks = last is None or call.label == last.label or day_at(call.since, zone) >= rests
        if call.since > now:
            if speaks:
                return held, call.since
            continue
        passed[call.label] = call.since
        if speaks:
            held = call
        elif last is not None:
            held = Call(last.label, passed.get(last.label, min(last.at, now)))
    raise AssertionError("it goes on without an end")


def twice(
    begun: datetime, hours: WorkingHours, zone: str, *, now: datetime, heard: Sequence[Heard] = ()
) -> tuple[Call | None, datetime]:
    """As `calls`, but said once more on the working day after it was said first ("again"), before it fades: what is held
    back from a customer gets harder to say with each day [practice 10]."""
    said = min((each.at for each in heard if each.label == FIRST), default=None)
    if said is None or now < begun:
        call, coming = calls(begun, hours, zone, now=now, heard=heard)
        # It may be said today, and again tomorrow.
        return call, min(coming, morning(later(day_at(now, zone), 1, hours), zone)) if call else coming
    again = morning(later(day_at(max(said, begun), zone), 1, hours), zone)
    if now < again:
        return Call(FIRST, begun), again
    since = [Heard(FIRST, each.at) if each.label == AGAIN else each for each in heard if each.label != FIRST]
    call, coming = calls(again, hours, zone, now=now, heard=since)
    return (Call(AGAIN, call.since) if call and call.label == FIRST else call), coming


def few(
    begun: datetime,
    gaps: Sequence[int],
    hours: WorkingHours,
    zone: str,
    *,
    now: datetime,
    heard: Sequence[Heard] = (),
) -> tuple[Call | None, datetime | None]:
    """Of what is said at `begun` and a few times more, the calls "1", "2" …: each so many working days (`gaps`) after the one
    before was said, when a week begins. What holds at `now`, and when to look again (None: it is the last)."""
    if now < begun:
        return None, begun
    call = Call(FIRST, begun)
    for number, gap in enumerate(gaps, start=2):
        said = min((each.at for each in heard if each.label == call.label), default=None)
        after = day_at(max(said or call.since, call.since), zone)
        coming = morning(new_week(later(after, gap, hours), hours), zone)
        if now < coming:
            return call, coming
        if said is None:
            # Nobody has heard of it yet, so that there is nothing to repeat.
            return call, morning(new_week(day_at(now, zone) + timedelta(days=1), hours), zone)
        call = Call(str(number), coming)
    return call, None


def _repeats(
    begun: datetime, hours: WorkingHours, zone: str, now: datetime, weekly: timedelta, months: int
) -> Iterator[Call]:
    """Every later call; of those long ago by `now` only the last few."""
    first = day_at(begun, zone)
    last, day = first, new_week(later(first, PAUSE, hours), hours)
    while day <= first + weekly:
        yield Call(day.isoformat(), morning(day, zone))
        last, day = day, new_week(day + A_WEEK - timedelta(days=1), hours)
    today = day_at(now, zone)
    passed = ((today.year - first.year) * MONTHS + today.month - first.month) // months
    for step in counted(max(passed - 1, 1)):
        index = first.year * MONTHS + first.month - 1 + step * months
        day = on_or_after(date(index // MONTHS, index % MONTHS + 1, 1), hours)
        if day >= last + A_FORTNIGHT:
            yield Call(day.isoformat(), morning(day, zone))
