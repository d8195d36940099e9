"""When something unanswered is said again: as a week begins, less and less often, and never shortly after it was said."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import attention_promises, attention_waiting, promises, waiting
from bot.attention import Said
from bot.calendar import WorkingHours
from bot.saying_again import PAUSE, Call, Heard, calls, few, heard, twice
from bot.working_days import day_at, later, new_week, on_or_after
from tests.bot.looked_at import CALENDARS, HOURS, TALLINN, ZONES, about, at, walk

MOMENTS = st.datetimes(at("01-01 00:00").replace(tzinfo=None), at("12-31 00:00").replace(tzinfo=None)).map(
    lambda each: each.replace(tzinfo=at("01-01 00:00").tzinfo)
)
DAY = timedelta(days=1)


def said_days(
    begun: datetime, hours: WorkingHours = HOURS, zone: str = TALLINN, days: int = 150
) -> list[str]:
    """The days on which it is said, by somebody's calendar, if whatever holds is said at once."""
    found: list[Heard] = []
    now = begun
    while now < begun + days * DAY:
        call, coming = calls(begun, hours, zone, now=now, heard=found)
        assert call is not None
        if call.label not in {each.label for each in found}:
            found.append(Heard(call.label, now))
        now = coming
    return [f"{each.at.astimezone(ZoneInfo(zone)):%a %d %b}" for each in found]


def test_it_is_said_at_once_then_as_weeks_begin_for_a_month_and_then_as_months_begin() -> None:
    assert said_days(at("10-07 13:00")) == [
        "Wed 07 Oct",
        "Mon 12 Oct",
        "Mon 19 Oct",
        "Mon 26 Oct",
        "Mon 02 Nov",
        "Tue 01 Dec",
        "Fri 01 Jan",
        "Mon 01 Feb",
        "Mon 01 Mar",
    ]
    # On a Thursday the next Monday would come too soon.
    assert said_days(at("10-08 13:00"))[:2] == ["Thu 08 Oct", "Mon 19 Oct"]


def test_a_week_or_month_that_begins_with_a_holiday_is_a_day_later() -> None:
    hours = WorkingHours(days_off={date(2026, 10, 12), date(2026, 12, 1)})
    assert said_days(at("10-07 13:00"), hours)[1] == "Tue 13 Oct"
    assert "Wed 02 Dec" in said_days(at("10-07 13:00"), hours)


def test_what_needs_rarely_be_said_has_no_weeks() -> None:
    told = {
        call.label
        for day in range(400)
        if (
            call := calls(
                at("01-08 08:00"),
                HOURS,
                TALLINN,
                now=at("01-08 08:00") + day * DAY,
                weekly=timedelta(0),
                months=3,
            )[0]
        )
    }
    assert sorted(told) == ["1", "2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01"]


@pytest.mark.parametrize(
    ("heard_on", "label", "coming"),
    [
        ([], "2026-10-12", "10-18 21:00"),
        ([("1", "10-07 13:00")], "2026-10-12", "10-18 21:00"),
        # Said late, after a rest: not again on the Monday after, but on the one after that.
        ([("1", "10-08 06:00")], "1", "10-18 21:00"),
        ([("1", "10-12 06:00")], "1", "10-18 21:00"),
        # Whatever it was called when it was said.
        ([("5", "10-09 06:00")], "5", "10-18 21:00"),
        ([("1", "10-07 13:00"), ("2026-10-12", "10-12 06:00")], "2026-10-12", "10-18 21:00"),
    ],
)
def test_nothing_is_said_again_within_three_working_days_of_when_it_was_really_said(
    heard_on: list[tuple[str, str]], label: str, coming: str
) -> None:
    known = [Heard(each, at(when)) for each, when in heard_on]
    call, following = calls(at("10-07 13:00"), HOURS, TALLINN, now=at("10-12 07:00"), heard=known)
    assert call is not None
    assert (call.label, following) == (label, at(coming))


@given(MOMENTS, st.integers(0, 400 * 24), st.sampled_from(ZONES), st.sampled_from(CALENDARS), st.data())
def test_of_calls_there_is_always_a_next_one_and_none_begins_right_after_one_was_said(
    begun: datetime, hours_on: int, zone: str, calendar: WorkingHours, data: st.DataObject
) -> None:
    now = begun + timedelta(hours=hours_on)
    plain, following = calls(begun, calendar, zone, now=now)
    assert plain is not None
    assert begun <= plain.since <= now < following
    later_on, _ = calls(begun, calendar, zone, now=following)
    assert later_on is not None
    assert (later_on.since, later_on.label != plain.label) == (following, True)
    said = plain.since + timedelta(hours=data.draw(st.integers(0, 24 * 9)))
    known = [Heard(plain.label, said)]
    call, coming = calls(begun, calendar, zone, now=max(now, said), heard=known)
    assert call is not None
    if call.label != plain.label:
        assert day_at(call.since, zone) >= later(day_at(said, zone), PAUSE, calendar)
    assert day_at(coming, zone) >= later(day_at(said, zone), PAUSE, calendar)


@given(MOMENTS, st.sampled_from(ZONES), st.sampled_from(CALENDARS))
def test_it_comes_as_a_week_or_a_month_begins_and_ever_more_rarely(
    begun: datetime, zone: str, calendar: WorkingHours
) -> None:
    now, days = begun, [day_at(begun, zone)]
    while len(days) < 12:
        _, now = calls(begun, calendar, zone, now=now)
        days.append(day_at(now, zone))
    again = days[1:]
    weeks = [each for each in again if each <= days[0] + 31 * DAY]
    assert all(each == new_week(each, calendar) for each in weeks)
    assert all(each == on_or_after(each.replace(day=1), calendar) for each in again[len(weeks) :])
    assert len(weeks) <= 5
    gaps = [(after - before).days for before, after in pairwise(days)]
    assert all(gap >= 14 for gap in gaps[len(weeks) :])


def test_what_is_asked_a_few_times_counts_from_when_it_was_said() -> None:
    def call(now: str, *said: tuple[str, str]) -> str | None:
        known = [Heard(label, at(when)) for label, when in said]
        found, _ = few(at("10-05 21:00"), (5, 15), HOURS, TALLINN, now=at(now), heard=known)
        return found and found.label

    assert call("10-05 20:00") is None
    assert call("10-06 06:00") == "1"
    assert call("10-18 20:00", ("1", "10-06 06:00")) == "1"
    assert call("10-18 21:00", ("1", "10-06 06:00")) == "2"
    assert call("10-18 21:00", ("1", "10-14 06:00")) == "1", "it was said on that Wednesday only"
    assert call("10-25 22:00", ("1", "10-14 06:00")) == "2"
    assert call("12-01 21:00") == "1", "nobody has heard it yet"
    both = ("1", "10-06 06:00"), ("2", "10-19 06:00")
    assert call("11-08 21:00", *both) == "2"
    assert call("11-08 22:00", *both) == "3"
    assert few(
        at("10-05 21:00"), (5,), HOURS, TALLINN, now=at("11-08 22:00"), heard=[Heard(*_said(both[0]))]
    ) == (
        Call("2", at("10-18 21:00")),
        None,
    )


def test_what_is_held_back_is_said_again_on_the_next_working_day_and_then_as_anything_is() -> None:
    def call(now: str, *said: tuple[str, str]) -> str | None:
        known = [Heard(*_said(each)) for each in said]
        found, coming = twice(at("10-08 09:00"), HOURS, TALLINN, now=at(now), heard=known)
        assert coming > at(now)
        return found and found.label

    thursday, friday = ("1", "10-08 12:00"), ("again", "10-09 06:00")
    assert call("10-08 08:59") is None
    assert call("10-08 09:00") == call("10-09 06:00") == "1", "as long as nobody has heard it"
    assert call("10-08 20:59", thursday) == "1"
    assert call("10-08 21:00", thursday) == "again"
    assert call("10-12 06:00", thursday, friday) == "again", "not three working days after it was said"
    assert call("10-18 21:00", thursday, friday) == "2026-10-19"
    assert call("10-10 12:00", ("1", "10-09 12:00")) == "1", "over a weekend"
    assert call("10-11 21:00", ("1", "10-09 12:00")) == "again"


def _said(pair: tuple[str, str]) -> tuple[str, datetime]:
    return pair[0], at(pair[1])


def test_what_counts_as_heard_is_what_the_one_who_is_asked_heard_of_just_that() -> None:
    known = about(
        TALLINN,
        HOURS,
        Said("promise_late", "2026-10-07/late/1", "U1", "owner", at("10-08 06:00")),
        Said("promise_late", "2026-10-07/late/2026-10-12+4", "U1", "owner", at("10-12 06:00")),
        Said("promise_late", "2026-10-07/late/2026-10-12", "U9", "lead", at("10-13 06:00")),
        Said("promise_late", "2026-09-30/late/1", "U1", "owner", at("10-01 06:00")),
        Said("promise_late", "2026-10-07/late/2026-10-09/1", "U1", "owner", at("10-10 06:00")),
        Said("promise_late", "2026-10-07/late/2026-10-19", "U1", "owner", None),
        Said("promise_today", "2026-10-07/late/1", "U1", "owner", at("10-02 06:00")),
    )
    assert heard(known, "promise_late", prefix="2026-10-07/late/") == [
        Heard("1", at("10-08 06:00")),
        Heard("2026-10-12", at("10-12 06:00")),
    ]


def test_where_only_leads_are_asked_it_is_they_who_heard_it() -> None:
    known = about(TALLINN, HOURS, Said("mistake_unowned", "1", "U9", "lead", at("10-13 06:00")))
    assert heard(known, "mistake_unowned") == [Heard("1", at("10-13 06:00"))]


def test_who_has_ten_things_that_are_late_hears_of_all_in_one_brief_a_week() -> None:
    """Five promises and five customers who wait, each since another day: from the second week on they come together."""
    first = at("11-23 08:00")
    days: Counter[date] = Counter()
    for place in range(10):
        begun = first + place % 5 * DAY + timedelta(hours=place % 3)
        for now, fresh in _unanswered(place < 5, begun):
            days[(now + timedelta(hours=2)).date()] += fresh
    weeks = {
        week: [day for day in sorted(days) if days[day] and day.isocalendar().week == week]
        for week in range(49, 53)
    }
    assert max(len(some) for some in weeks.values()) == 1, weeks
    assert days[date(2026, 12, 7)] == days[date(2026, 12, 14)] == 10
    assert not [
        day
        for day in days
        if days[day] and date(2026, 12, 31) < day < date(2027, 1, 31) and day != date(2027, 1, 1)
    ]


def _unanswered(is_promise: bool, begun: datetime) -> list[tuple[datetime, int]]:
    """When a new line about it is said, of one whose clock runs out at `begun`, in the ten weeks after."""
    until, given_at = begun + 70 * DAY, begun - timedelta(hours=2)
    told = set[tuple[str, str]]()
    lines = []
    if is_promise:
        wish = promises.Given("pump", "U1", "U1", "UTC", f"{begun:%Y-%m-%dT%H:%M}", None)
        row = promises.make(
            wish, team_id="T1", customer_id=1, number=1, terms=promises.Terms(HOURS), now=given_at
        )
        seen = walk(lambda known, now: attention_promises.look(row, known, now), about(), begun, until=until)
    else:
        due = f"{begun:%Y-%m-%dT%H:%M}"
        wish_ = waiting.Given("call back", "U1", "U2", "UTC", since=given_at, due=due)
        terms = promises.Terms(HOURS)
        wait = waiting.make(wish_, team_id="T1", customer_id=1, number=1, terms=terms, now=given_at)
        seen = walk(lambda known, now: attention_waiting.look(wait, known, now), about(), begun, until=until)
    for each in seen:
        new = {(asking.reason, asking.window) for asking in each.look.asks} - told
        told |= new
        lines.append((each.at, len(new)))
    return lines
