"""What stands in a brief, in which order, and how much of it one screen holds."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.briefs import MOST_DONE, MOST_LINES, in_order, lane_of, on_screen
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


def test_lanes_come_in_their_order_and_what_weighs_most_first() -> None:
    some = [
        nudge(1, "contact_amber"),
        nudge(2, "promise_check_back"),
        nudge(3, "promise_half"),
        nudge(4, "promise_late", days=1),
        nudge(5, "promise_late", days=3),
        nudge(6, "promise_half", urgent=True),
        nudge(7, "contact_overdue"),
        nudge(8, "promise_tell"),
    ]
    assert numbers(in_order(some)) == [6, 5, 4, 3, 8, 2, 7, 1]


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
    assert numbers(shown)[-2:] == [32, 31]
    assert len(rest) == 16


def test_what_is_done_stays_and_the_next_ones_move_up() -> None:
    some = [nudge(number, "promise_late", days=20 - number, ended=number <= 2) for number in range(1, 13)]
    shown, rest = on_screen(some)
    assert numbers(shown) == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert numbers(rest) == [10, 11, 12]


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
    assert sum(each.ended_at is None for each in shown) <= MOST_LINES
    assert sum(each.ended_at is not None for each in shown) <= MOST_DONE
    places = [list(LANES).index(lane_of(each)) for each in shown]
    assert places == sorted(places)
