"""How much goodwill is left, and when it is time to do something about it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.goodwill_gauge import ALARM, WINDOW, Kind, Loss, left_in_words, raised, read

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def loss(ago: float, name: str = "", kind: Kind = "late") -> Loss:
    """One of so many days ago."""
    return Loss(NOW - timedelta(days=ago), name or f"P-{ago:g}", kind)


@pytest.mark.parametrize(
    ("ago", "by"),
    [
        ([], None),
        ([1], None),
        ([1, 2], None),
        ([1, 2, 3], 1),
        ([1, 20, 88], 1),
        ([1, 20, 91], None),
        ([1, 2, 3, 4], 2),
        ([1, 2, 3, 4, 5, 6], 4),
        ([60, 61, 62], 60),
        ([89, 60, 30, 1], 30),
        # The third of the first three is over 90 days old by now, so that only two are left.
        ([95, 94, 93, 20, 3], None),
        ([170, 169, 168, 20, 3], None),
        ([170, 169, 168, 5, 4, 3], 3),
        ([-1, 1, 2], None),
    ],
)
def test_three_in_ninety_days_raise_the_alarm_and_the_next_ones_change_nothing(
    ago: list[float], by: float | None
) -> None:
    found = read([loss(each) for each in ago], now=NOW).raised_by
    assert (found.name if found else None) == (None if by is None else f"P-{by:g}")


def test_what_happened_lately_weighs_most_and_is_forgiven_in_the_end() -> None:
    assert read([], now=NOW).left == 1
    fresh, older = read([loss(0)], now=NOW), read([loss(45)], now=NOW)
    assert fresh.left == pytest.approx(0.75)
    assert older.left == pytest.approx(0.875)
    assert read([loss(90)], now=NOW).left == 1
    assert read([loss(0, str(each)) for each in range(9)], now=NOW).left == 0


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        ([], "nearly all"),
        ([0], "most"),
        ([0, 1], "about half"),
        ([0, 1, 2], "little"),
        ([0, 1, 2, 3], "next to nothing"),
    ],
)
def test_it_is_said_as_a_person_would(ago: list[float], said: str) -> None:
    assert left_in_words(read([loss(each) for each in ago], now=NOW)) == said


@given(st.lists(st.integers(0, 179), max_size=25, unique=True), st.integers(1, 4))
def test_the_alarm_lasts_as_long_as_there_are_so_many_and_is_one_alarm_until_then(
    ago: list[int], most: int
) -> None:
    losses = [loss(each) for each in ago]
    found = raised(losses, most, now=NOW)
    counts = [each for each in losses if each.at > NOW - WINDOW]
    assert (found is not None) == (len(counts) >= most)
    if found is not None:
        # A day later it is the same alarm, or it is over.
        assert raised(losses, most, now=NOW + timedelta(days=1)) in {found, None}
        # What comes on top of it is no new one.
        assert raised([*losses, loss(0, "another")], most, now=NOW) == found


@given(st.lists(st.integers(0, 400), max_size=25, unique=True))
def test_180_days_are_enough_to_be_right_about_the_last_90(ago: list[int]) -> None:
    every, lately = [loss(each) for each in ago], [loss(each) for each in ago if each < 180]
    whole, part = raised(every, ALARM, now=NOW), raised(lately, ALARM, now=NOW)
    assert (whole is None) == (part is None)
    if whole is not None and whole.at > NOW - timedelta(days=90):
        assert part == whole
