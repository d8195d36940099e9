"""What stands in a brief, in which order, and how much of it one screen holds."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefs import (
    MOST_DONE,
    MOST_LINES,
    MOST_TODAY,
    TODAY,
    by_urgency,
    can_wait,
    in_order,
    lane_of,
    on_screen,
    presses,
    worth_a_brief,
)
from bot.calendar import WorkingHours
from bot.reasons import LANES, REASONS
from storage.tables import Nudge

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def nudge(number: int, reason: str, *, days: int = 0, urgent: bool = False, ended: bool = False) -> Nudge:
    return Nudge(
        id=number,
        team_id="T",
        number=number,
        kind="promise",
        row_id=number,
        reason=reason,
        window="once",
        recipient_id="U",
        role="owner",
        since_at=NOW - timedelta(days=days),
        say_at=NOW,
        urgent=urgent,
        ended_at=NOW if ended else None,
        made_at=NOW,
    )


def numbers(nudges: Sequence[Nudge]) -> list[int]:
    return [each.number for each in nudges]


def test_lanes_come_in_their_order_and_in_each_what_presses_most_first() -> None:
    some = [
        nudge(1, "contact_amber"),
        nudge(2, "promise_check_back"),
        nudge(3, "promise_half", urgent=True),
        nudge(4, "promise_late", days=1),
        nudge(5, "promise_late", days=3),
        nudge(6, "promise_today"),
        nudge(7, "contact_overdue"),
        nudge(8, "promise_tell"),
        nudge(9, "mistake_unowned", urgent=True),
        nudge(10, "covering"),
        nudge(11, "waiting_due"),
    ]
    assert numbers(in_order(some)) == [10, 11, 6, 5, 4, 9, 3, 8, 2, 7, 1]
    assert numbers(by_urgency(some)) == [10, 11, 6, 5, 4, 9, 8, 3, 7, 1, 2]


def test_a_reason_nobody_knows_is_something_we_owe() -> None:
    assert lane_of(nudge(1, "from a newer Kept")) == "owe"


def test_few_are_shown_whole() -> None:
    shown, rest = on_screen([nudge(1, "promise_late"), nudge(2, "anniversary")])
    assert (numbers(shown), numbers(rest)) == ([1, 2], [])


def test_much_that_is_owed_leaves_room_for_the_other_lanes() -> None:
    some = [*(nudge(number, "promise_late", days=number) for number in range(1, 21))]
    some += [nudge(30, "contact_amber"), nudge(31, "contact_overdue"), nudge(32, "contact_attempts")]
    shown, rest = on_screen(some)
    assert len(shown) == MOST_LINES
    assert numbers(shown)[-2:] == [15, 32]
    assert len(rest) == 16


def test_what_is_due_today_is_always_on_the_screen() -> None:
    some = [nudge(number, "promise_late", days=number) for number in range(1, 21)]
    some += [nudge(number, "promise_check_back", days=9) for number in range(21, 26)]
    some += [nudge(number, "promise_today") for number in range(26, 34)]
    shown, rest = on_screen(some)
    assert set(range(26, 34)) <= set(numbers(shown))
    assert set(numbers(rest)) == set(range(1, 21)) | set(range(22, 26))


def test_what_is_done_stays_and_the_next_ones_move_up() -> None:
    some = [nudge(number, "promise_late", days=20 - number, ended=number <= 2) for number in range(1, 13)]
    shown, rest = on_screen(some)
    assert numbers(shown) == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert numbers(rest) == [10, 11, 12]


def test_nothing_moves_up_in_a_brief_of_an_earlier_day() -> None:
    some = [nudge(number, "promise_late", days=20 - number, ended=number <= 2) for number in range(1, 13)]
    shown, rest = on_screen(some, until=NOW - timedelta(hours=1))
    assert numbers(shown) == [1, 2, 3, 4, 5, 6, 7]
    assert numbers(rest) == [8, 9, 10, 11, 12]


WINDOW = "2026-11-24/late/1"


@pytest.mark.parametrize(
    ("reason", "window", "role", "said_days_ago", "worth"),
    [
        ("promise_late", WINDOW, "owner", 1, True),
        ("promise_late", WINDOW, "cover", 2, True),
        ("waiting_due", "2026-11-24T10:00/1", "owner", 1, True),
        ("waiting_due", "2026-11-24T10:00/1+12", "owner", 1, True),  # after a snooze
        ("promise_late", WINDOW, "owner", 5, False),  # Friday, Monday, Tuesday and now it is Wednesday
        ("promise_late", "2026-11-10/late/2026-11-23", "owner", 1, False),
        ("promise_late", WINDOW, "lead", 1, False),
        ("promise_late", WINDOW, "owner", None, False),
        ("promise_check_back", "2026-11-24/1", "owner", 1, False),
    ],
)
def test_what_is_late_to_a_customer_is_worth_a_brief_on_its_first_working_days(
    reason: str, window: str, role: str, said_days_ago: int | None, worth: bool
) -> None:
    some = nudge(1, reason)
    said = None if said_days_ago is None else NOW - timedelta(days=said_days_ago)
    vars(some).update(window=window, role=role, said_at=said)
    assert worth_a_brief(some, WorkingHours(), "Europe/Tallinn", now=NOW) is worth


@pytest.mark.parametrize(
    ("moment", "brief_in", "waits"),
    [
        (None, 60, True),
        (None, 150, False),
        (None, 0, False),
        (30, 60, False),
        (60, 60, False),
        (90, 60, True),
        (-30, 60, True),  # its moment has passed anyway
    ],
)
def test_what_is_urgent_waits_for_a_brief_that_comes_soon_unless_its_moment_would_pass(
    moment: int | None, brief_in: int, waits: bool
) -> None:
    at = None if moment is None else NOW + timedelta(minutes=moment)
    assert can_wait(at, NOW + timedelta(minutes=brief_in), now=NOW) is waits


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(REASONS)), st.booleans(), st.integers(0, 90), st.booleans()),
        max_size=60,
    )
)
def test_nothing_open_is_ever_left_out(some: list[tuple[str, bool, int, bool]]) -> None:
    nudges = [
        nudge(number, reason, urgent=urgent, days=days, ended=ended)
        for number, (reason, urgent, days, ended) in enumerate(some, start=1)
    ]
    shown, rest = on_screen(nudges)
    open_ = {each.number for each in nudges if each.ended_at is None}
    assert {each.number for each in shown if each.ended_at is None} | set(numbers(rest)) == open_
    assert not {each.number for each in shown} & set(numbers(rest))
    assert sum(each.ended_at is None for each in shown) <= MOST_TODAY + len(LANES) - 1
    first = [each for each in nudges if each.ended_at is None and presses(each) <= TODAY][: MOST_TODAY + 1]
    assert len(first) > MOST_TODAY or {each.number for each in first} <= set(numbers(shown))
    assert sum(each.ended_at is not None for each in shown) <= MOST_DONE
    places = [list(LANES).index(lane_of(each)) for each in shown]
    assert places == sorted(places)
