"""Windows and values behind a nudge, as people read them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import why_words

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
ZONE = "Europe/Tallinn"


@pytest.mark.parametrize(
    ("window", "says"),
    [
        ("2026-11-25", "Wed 25 Nov"),
        ("2026-11-25+7", "Wed 25 Nov"),
        ("2026-11", "Nov 2026"),
        ("2026-W48", "week 48 of 2026"),
        ("2026-11-27T17:00/day", "Fri 27 Nov"),
        ("2026-11-23T10:45/1", "Mon 23 Nov"),
        ("2026-11-23T22:30:00/1", "Tue 24 Nov"),  # an instant, on the reader's clock
        ("2026-11-24T16:00/late/2026-11-30", "Tue 24 Nov, in the week from Mon 30 Nov"),
        ("P-9 late 2026-11-27", "Fri 27 Nov"),
        ("2026-11:7", "Nov 2026"),
        ("half 2026-11-27", "Fri 27 Nov"),
        ("day 2", ""),
        ("never 1", ""),
        ("2026-13-45", ""),
        ("120260-11-25", ""),
        ("", ""),
        ("2+9", ""),
    ],
)
def test_a_window_says_for_which_occasion_it_is_said_and_nothing_else(window: str, says: str) -> None:
    assert why_words.occasion(window, now=NOW, zone=ZONE) == says


@pytest.mark.parametrize(
    ("window", "again"),
    [("2026-11-25", False), ("2026-11-25+7", True), ("1+7+12", True), ("1+~2", False), ("1+7+~2", True)],
)
def test_a_window_says_whether_it_came_again_after_a_snooze(window: str, again: bool) -> None:
    assert why_words.after_snooze(window) is again


@pytest.mark.parametrize(
    ("what", "why", "says"),
    [
        ("delayed", "the brief comes today 11:30, which is soon enough", "it waited: the brief comes Wed 25 Nov, 11:30, which is soon enough"),
        ("delayed", "quiet hours until 08:00; it may come tomorrow 08:00", "it waited: quiet hours until 08:00; it may come Thu 26 Nov, 08:00"),
        ("asks no more", "it was asked again", "it ended: it was asked again"),
        ("not said", "", "it was not said"),
        ("something new", "a reason", "something new: a reason"),
    ],
)  # fmt: skip
def test_a_step_of_its_story_is_said_with_the_day_it_meant(what: str, why: str, says: str) -> None:
    assert why_words.happened(what, why, NOW, zone=ZONE) == says


@given(st.text(max_size=40))
def test_any_window_and_value_can_be_said(text: str) -> None:
    assert isinstance(why_words.occasion(text, now=NOW, zone=ZONE), str)
    assert isinstance(why_words.happened(text, text, NOW, zone=ZONE), str)
    assert why_words.after_snooze(text) in {True, False}
    assert isinstance(why_words.value(text, now=NOW, zone=ZONE), str)
