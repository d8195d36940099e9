"""A step of the ladder comes with the next brief of whom it reaches, and is announced for that time; what presses comes
sooner only where that brief is far off."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.attention import Asking
from bot.calendar import WorkingHours
from bot.ladder import climb
from bot.ladder_steps import PRESSING, due_at, lands
from bot.quiet import Calendar, kept_back
from bot.reasons import REASONS
from bot.standing_in import Circle, Somebody, Told

# Wednesday, 10:00 in Tallinn.
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MIA, SAM, LENA, TOM = "UMIA", "USAM", "ULENA", "UTOM"
LATE = Asking("promise_late", "w1", "They were told Tue 24 Nov.", NOW - HOUR)
WAITING = LATE._replace(reason="waiting_due", urgent=True)
TELL = LATE._replace(reason="promise_tell", urgent=True)
CALENDAR = Calendar("Europe/Tallinn", WorkingHours(), (time(19), time(8)), time(9))
NEXT_BRIEF = datetime(2026, 11, 26, 7, tzinfo=UTC)
# Somebody who works on Mondays only, and whose next brief is on Monday at nine.
MONDAYS = replace(CALENDAR, hours=WorkingHours(days=frozenset([0])))
PART_TIME = replace(CALENDAR, hours=WorkingHours(days=frozenset([0, 2])))
MONDAY = datetime(2026, 11, 30, 7, tzinfo=UTC)


def circle(
    lena: Calendar = CALENDAR, *, backup: str | None = None, waits: tuple[int, int] = (8, 8)
) -> Circle:
    known = {each: Somebody(each, each[1:].title(), "Europe/Tallinn") for each in (MIA, SAM, LENA, TOM)}
    calendars = {MIA: CALENDAR, SAM: CALENDAR, TOM: CALENDAR, LENA: lena}
    return Circle(
        MIA, backup, [LENA, TOM], [], known, "Europe/Tallinn", WorkingHours(), waits, calendars=calendars
    )


def told(said_at: datetime = NOW, **more: object) -> Told:
    held: dict[str, object] = {"made_at": said_at - HOUR, "role": "owner", "recipient_id": MIA}
    return Told(window="w1", said_at=said_at, **held | more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asking", "calendar", "due", "at", "presses"),
    [
        (LATE, CALENDAR, NOW, NEXT_BRIEF, False),
        # Due just at the hour of a brief it is in that one; a minute later it is in the next.
        (LATE, CALENDAR, NEXT_BRIEF, NEXT_BRIEF, False),
        (LATE, CALENDAR, NEXT_BRIEF + timedelta(minutes=1), NEXT_BRIEF + DAY, False),
        (LATE, MONDAYS, NOW, MONDAY, False),
        (TELL, CALENDAR, NOW, NEXT_BRIEF, False),
        # Friday at ten: the weekend is no working time.
        (TELL, CALENDAR, NOW + 2 * DAY, MONDAY, False),
        # From Wednesday at ten to Monday it is more than a working day, and on Wednesday she can be asked.
        (TELL, PART_TIME, NOW, NOW, True),
        (TELL, PART_TIME, NOW + 10 * HOUR, MONDAY, False),
        (TELL, MONDAYS, NOW, MONDAY, False),
        (TELL._replace(urgent=False), PART_TIME, NOW, MONDAY, False),
        (TELL._replace(reason="mistake_step"), PART_TIME, NOW, MONDAY, False),
        # Nobody's brief is waited for while a customer waits, unless it is just coming; nights and days off are quiet.
        (WAITING, CALENDAR, NOW, NOW, True),
        (WAITING._replace(urgent=False), CALENDAR, NOW, NOW, True),
        (WAITING, CALENDAR, NEXT_BRIEF - HOUR / 2, NEXT_BRIEF, False),
        (WAITING, CALENDAR, NOW + 10 * HOUR, NEXT_BRIEF, False),
        (WAITING, MONDAYS, NOW, MONDAY, False),
    ],
)
def test_a_step_lands_in_a_brief_unless_that_is_far_off(
    asking: Asking, calendar: Calendar, due: datetime, at: datetime, presses: bool
) -> None:
    assert lands(asking, LENA, due, circle(calendar)) == (at, presses)


def test_only_what_goes_up_the_ladder_presses() -> None:
    assert all(REASONS[each].ladder for each in PRESSING)


@pytest.mark.parametrize(
    ("said", "due"),
    [
        (NOW, NOW + DAY),
        (NOW + timedelta(seconds=40), NOW + DAY),
        (NOW + timedelta(minutes=7), NOW + DAY + timedelta(minutes=15)),
    ],
)
def test_a_step_is_due_at_a_time_as_people_say_one(said: datetime, due: datetime) -> None:
    assert due_at(said, 8 * HOUR, circle()) == due


def test_a_brief_that_leaves_some_seconds_late_moves_no_step_into_the_next_day() -> None:
    nine = NOW - HOUR
    assert due_at(nine, 8 * HOUR, circle()) == nine + 8 * HOUR
    assert due_at(nine + timedelta(seconds=7), 8 * HOUR, circle()) == nine + 8 * HOUR


def test_the_announced_time_is_that_of_the_brief_and_the_step_is_taken_then() -> None:
    # Two working days from Wednesday at ten is Friday at ten, and the next brief is on Monday.
    first = climb(LATE, circle(), [told()], ladder=True, answered_at=None, said_by=NOW, now=NOW + HOUR)
    assert (first.calls[0].next_id, first.calls[0].next_at) == (LENA, MONDAY)
    announced = told(next_id=LENA, next_at=MONDAY)
    before, then = (
        climb(LATE, circle(), [announced], ladder=True, answered_at=None, said_by=now, now=now)
        for now in (MONDAY - HOUR, MONDAY)
    )
    assert [each.recipient_id for each in before.calls] == [MIA]
    assert [(each.recipient_id, each.pressing) for each in then.calls] == [(MIA, False), (LENA, False)]


def test_one_lead_hears_of_a_step_and_all_of_them_only_of_what_the_customer_is_to_be_told() -> None:
    announced = told(NOW - 2 * DAY, next_id=LENA, next_at=NOW)
    for asking, calendar, reached in (
        (WAITING._replace(since=NOW - 2 * DAY), CALENDAR, [(LENA, True)]),
        (TELL, CALENDAR, [(LENA, False)]),
        (TELL, PART_TIME, [(LENA, True), (TOM, True)]),
        (LATE, PART_TIME, [(LENA, False)]),
    ):
        found = climb(
            asking,
            circle(calendar),
            [announced],
            ladder=True,
            answered_at=None,
            said_by=NOW,
            now=NOW + HOUR,
        )
        assert [(each.recipient_id, each.pressing) for each in found.calls[1:]] == reached


def test_after_a_step_the_next_one_counts_from_the_brief_that_said_it() -> None:
    first = told(NOW - 2 * DAY, next_id=SAM, next_at=NOW - DAY)
    cover = told(NOW - DAY, recipient_id=SAM, role="cover", climbed=True)
    who = circle(backup=SAM)
    found = climb(LATE, who, [first, cover], ladder=True, answered_at=None, said_by=NOW, now=NOW - DAY)
    assert {(each.next_id, each.next_at) for each in found.calls} == {(LENA, NEXT_BRIEF)}


def test_silence_about_a_customer_who_waits_counts_from_when_their_time_was_over() -> None:
    """Also where it was said beforehand, in the morning's brief."""
    early = WAITING._replace(over_at=NOW + 2 * HOUR)
    quick = circle(backup=SAM, waits=(2, 2))
    found = climb(early, quick, [], ladder=True, answered_at=None, said_by=NOW, now=NOW)
    assert (found.calls[0].next_id, found.calls[0].next_at) == (SAM, NOW + 4 * HOUR)
    announced = told(NOW, next_id=SAM, next_at=NOW + 4 * HOUR)
    found = climb(early, quick, [announced], ladder=True, answered_at=None, said_by=NOW, now=NOW + 4 * HOUR)
    step = found.calls[1]
    assert (step.recipient_id, step.pressing) == (SAM, True)
    assert (step.next_id, step.next_at) == (LENA, NOW + 6 * HOUR)


@given(
    st.integers(0, 14 * 24 * 4),
    st.sampled_from([LATE, WAITING, TELL]),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(0, 23),
)
def test_nobody_hears_of_a_step_before_it_is_due_or_while_it_is_quiet(
    quarters: int, asking: Asking, days: set[int], hour: int
) -> None:
    calendar = replace(CALENDAR, hours=WorkingHours(days=frozenset(days)), brief_at=time(hour))
    due = NOW + quarters * timedelta(minutes=15)
    at, _ = lands(asking, LENA, due, circle(calendar))
    assert at >= due
    assert kept_back(calendar, at) == ""
