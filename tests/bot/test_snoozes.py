"""Until when a snooze keeps quiet: counted on the person's calendar, whatever they choose or type."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import snooze_times, snoozes
from bot.calendar import WorkingHours
from bot.quiet import Calendar
from bot.refusals import NotADate, Refusal
from bot.snooze_words import NUDGE, Named, named, nudge_number
from storage.tables import Snooze

ZONE = "Europe/Tallinn"
HOURS = WorkingHours()
QUIET = time(19), time(8)
MINE = Calendar(ZONE, HOURS, QUIET, time(9))
# Wednesday, 10:00 in Tallinn.
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 14, 30, tzinfo=UTC)  # 16:30 there


@pytest.mark.parametrize(
    ("name", "now", "how", "wall"),
    [
        ("tomorrow", NOW, "until", "2026-11-26T09:00"),
        ("tomorrow", FRIDAY, "until", "2026-11-30T09:00"),
        ("monday", NOW, "until", "2026-11-30T09:00"),
        ("monday", datetime(2026, 11, 30, 8, tzinfo=UTC), "until", "2026-12-07T09:00"),
        ("days", NOW, "until", "2026-11-27T09:00"),
        ("days", FRIDAY, "until", "2026-12-01T09:00"),
        ("reply", NOW, "reply", "2026-12-09T09:00"),
    ],
)
def test_a_choice_is_the_brief_of_a_working_day(name: str, now: datetime, how: str, wall: str) -> None:
    assert snooze_times.choice(name, now=now, calendar=MINE) == snoozes.Rest(how, wall)


def test_a_morning_that_is_a_day_off_is_the_next_working_one() -> None:
    hours = WorkingHours(days_off={date(2026, 11, 26), date(2026, 11, 30)})
    assert (
        snooze_times.choice("tomorrow", now=NOW, calendar=replace(MINE, hours=hours)).wall
        == "2026-11-27T09:00"
    )
    assert (
        snooze_times.choice("monday", now=NOW, calendar=replace(MINE, hours=hours)).wall == "2026-12-01T09:00"
    )
    assert (
        snooze_times.choice("days", now=NOW, calendar=replace(MINE, hours=hours)).wall == "2026-12-01T09:00"
    )


def test_a_choice_that_is_none_is_no_choice() -> None:
    with pytest.raises(KeyError):
        snooze_times.choice("forever", now=NOW, calendar=MINE)


@pytest.mark.parametrize(
    ("text", "how", "wall"),
    [
        ("until Thu", "until", "2026-11-26T09:00"),
        ("Thu", "until", "2026-11-26T09:00"),
        ("till 3 Dec 14:00", "until", "2026-12-03T14:00"),
        ("to Monday.", "until", "2026-11-30T09:00"),
        ("until tomorrow 3pm", "until", "2026-11-26T15:00"),
        ("2 days", "until", "2026-11-27T09:00"),
        ("for 2 working days", "until", "2026-11-27T09:00"),
        ("for the next two days", "until", "2026-11-27T09:00"),
        # Hours and minutes are what the clock shows.
        ("30 min", "until", "2026-11-25T10:30"),
        ("in 5 minutes", "until", "2026-11-25T10:05"),
        ("half an hour", "until", "2026-11-25T10:30"),
        ("1h", "until", "2026-11-25T11:00"),
        ("an hour", "until", "2026-11-25T11:00"),
        ("3h", "until", "2026-11-25T13:00"),
        ("24 hours", "until", "2026-11-26T10:00"),
        # Outside of working time it is the first brief after it.
        ("for 9 hours", "until", "2026-11-26T09:00"),
        ("until tomorrow 8:30", "until", "2026-11-26T09:00"),
        ("until Fri 20:00", "until", "2026-11-30T09:00"),
        ("until Sat", "until", "2026-11-30T09:00"),
        ("until Sat 12:00", "until", "2026-11-30T09:00"),
        ("a week", "until", "2026-12-02T09:00"),
        ("for 2 weeks", "until", "2026-12-09T09:00"),
        ("until they reply", "reply", "2026-12-09T09:00"),
        ("until reply", "reply", "2026-12-09T09:00"),
        ("they call back", "reply", "2026-12-09T09:00"),
        ("till there is an answer", "reply", "2026-12-09T09:00"),
    ],
)
def test_what_is_typed_is_understood(text: str, how: str, wall: str) -> None:
    found = snooze_times.typed(text, now=NOW, calendar=MINE, order=None)
    assert found == snoozes.Rest(how, wall)


def test_a_stop_is_a_stop_until_then() -> None:
    found = snooze_times.typed("until Mon", now=NOW, calendar=MINE, order=None, stop=True)
    assert found == snoozes.Rest("stop", "2026-11-30T09:00")
    with pytest.raises(Refusal, match="A stop needs a day"):
        snooze_times.typed("until they reply", now=NOW, calendar=MINE, order=None, stop=True)


def test_nothing_typed_is_nothing() -> None:
    assert snooze_times.typed("  ", now=NOW, calendar=MINE, order=None) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("until the cows come home", "can't read"),
        ("until 24 Nov 2026", "over already"),
        ("until 4/5", "could be"),
        ("until 1 Jun 2027", "more than 90 days"),
        ("0 days", "can't read that as a time"),
        ("half an day", "can't read that as a time"),
        ("for 200 weeks", "more than 90 days"),
    ],
)
def test_what_is_no_time_to_wait_for_is_said_so(text: str, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        snooze_times.typed(text, now=NOW, calendar=MINE, order=None)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    try:
        found = snooze_times.typed(text, now=NOW, calendar=MINE, order=None)
    except Refusal:
        return
    if found is not None:
        assert datetime.fromisoformat(found.wall).replace(tzinfo=ZoneInfo(ZONE)) > NOW


@given(
    st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    st.sampled_from(["tomorrow", "days", "monday", "reply"]),
    st.sampled_from([ZONE, "America/New_York", "Asia/Kathmandu", "Pacific/Apia"]),
)
def test_every_choice_ends_later_and_on_a_working_day(now: datetime, name: str, zone: str) -> None:
    rest = snooze_times.choice(name, now=now, calendar=replace(MINE, zone=zone))
    made = snoozes.make(
        rest,
        team_id="T",
        kind="promise",
        row_id=1,
        customer_id=1,
        person_id="U",
        zone=zone,
        now=now,
    )
    assert made.until_at is not None
    assert now < made.until_at < now + timedelta(days=20)
    assert HOURS.works_on(made.until_at.astimezone(ZoneInfo(zone)).date())
    assert snoozes.holds(made, now=now, heard_at=None)
    assert not snoozes.holds(made, now=made.until_at, heard_at=None)


def _snooze(how: str, *, removed: datetime | None = None) -> Snooze:
    rest = snoozes.Rest(how, "2026-11-30T09:00")
    made = snoozes.make(
        rest,
        team_id="T",
        kind="promise",
        row_id=1,
        customer_id=1,
        person_id="U",
        zone=ZONE,
        now=NOW,
    )
    made.removed_at = removed
    return made


@pytest.mark.parametrize(
    ("how", "heard", "held"),
    [
        ("until", None, True),
        ("until", NOW - timedelta(hours=1), True),
        ("until", NOW + timedelta(hours=1), False),
        ("reply", None, True),
        ("reply", NOW + timedelta(hours=1), False),
        ("stop", NOW + timedelta(hours=1), True),
    ],
)
def test_a_word_from_the_customer_ends_all_but_a_stop(
    how: str, heard: datetime | None, *, held: bool
) -> None:
    assert snoozes.holds(_snooze(how), now=NOW + timedelta(hours=2), heard_at=heard) is held


def test_one_that_was_taken_back_holds_no_more() -> None:
    assert not snoozes.holds(_snooze("stop", removed=NOW), now=NOW, heard_at=None)


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("until", "until Mon 30 Nov, 09:00"),
        ("reply", "until they reply, or until Mon 30 Nov, 09:00 at the latest"),
        ("stop", "until Mon 30 Nov, 09:00, whatever happens"),
    ],
)
def test_it_says_until_when(how: str, says: str) -> None:
    assert snoozes.in_words(_snooze(how), now=NOW, zone=ZONE) == says


def test_working_hours_of_ones_own_count() -> None:
    hours = WorkingHours(starts=time(7, 30), ends=time(11, 30), days=frozenset({0, 1, 2}))
    mine = replace(MINE, hours=hours, brief_at=time(8))
    assert snooze_times.choice("tomorrow", now=NOW, calendar=mine).wall == "2026-11-30T08:00"
    assert snooze_times.choice("days", now=NOW, calendar=mine).wall == "2026-12-01T08:00"
    found = snooze_times.typed("2h", now=NOW, calendar=mine, order=None)
    assert found == snoozes.Rest("until", "2026-11-30T08:00"), "after work"


@pytest.mark.parametrize(("brief", "wall"), [(time(13), "2026-11-26T13:00"), (time(6), "2026-11-26T08:00")])
def test_a_day_is_the_brief_of_that_day_whenever_it_comes(brief: time, wall: str) -> None:
    mine = replace(MINE, brief_at=brief)
    found = snooze_times.typed("until Thu", now=NOW, calendar=mine, order=None)
    assert found == snoozes.Rest("until", wall)
    assert not snooze_times.comes_at_once(wall, mine)
    assert snooze_times.comes_at_once("2026-11-26T15:00", mine)


@pytest.mark.parametrize(
    ("rest", "becomes"),
    [
        (snoozes.Rest("until", "2026-11-25T11:00"), "2026-11-25T11:00"),
        (snoozes.Rest("until", "2026-11-30T09:00"), "2026-11-30T09:00"),
        (snoozes.Rest("reply", "2026-12-09T09:00"), "2026-11-30T09:00"),
        (snoozes.Rest("until", "2026-11-30T10:00"), None),
        (snoozes.Rest("stop", "2026-12-01T09:00"), None),
    ],
)
def test_what_is_late_is_quiet_for_three_working_days_at_a_time(
    rest: snoozes.Rest, becomes: str | None
) -> None:
    if becomes:
        found = snooze_times.for_late(rest, now=NOW, calendar=MINE)
        assert found == snoozes.Rest(rest.how, becomes)
        return
    with pytest.raises(Refusal, match="three working days at the most: until Mon 30 Nov, 09:00") as refused:
        snooze_times.for_late(rest, now=NOW, calendar=MINE)
    assert refused.value.field == "until"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("N-9 until Thu", Named(NUDGE, 9, "until Thu")),
        ("n9 2 days", Named(NUDGE, 9, "2 days")),
        ("nudging me about N\u20119 until Thu", Named(NUDGE, 9, "until Thu")),
        ("until Thu P-12", Named("promise", 12, "until Thu")),
        ("c-4", Named("customer", 4, "")),
        ("until Thu", Named(rest="until Thu")),
        ("", Named()),
    ],
)
def test_a_reference_is_found_among_the_words(text: str, found: Named) -> None:
    assert named(text) == found


def test_only_a_nudge_alone_is_a_nudges_number() -> None:
    assert nudge_number(" N-12 ") == 12
    assert nudge_number("P-12") is None
    assert nudge_number("N-12 now") is None


def test_not_a_date_names_its_field() -> None:
    with pytest.raises(NotADate) as refused:
        snooze_times.typed("whenever", now=NOW, calendar=MINE, order=None)
    assert refused.value.field == "until"
