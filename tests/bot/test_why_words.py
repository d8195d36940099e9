"""Windows and values behind a nudge, as people read them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import why_words

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
ZONE = "Europe/Tallinn"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-11-25", "Wed 25 Nov"),
        ("2026-11-25+7", "Wed 25 Nov, after a snooze"),
        ("2026-11-25+7+12", "Wed 25 Nov, after a snooze"),
        ("2026-11", "Nov 2026"),
        ("2026-W48", "week 48 of 2026"),
        ("2026-11-27T17:00", "Fri 27 Nov, 17:00"),
        ("2026-11-25T08:00:00+00:00", "today 10:00"),
        ("half 2026-11-27", "half Fri 27 Nov"),
        ("day 2", "day 2"),
        ("2026-13-45", "2026-13-45"),
        ("", "once"),
        ("1", "once"),
        ("2+9", "once, after a snooze"),
    ],
)
def test_a_window_says_for_which_occasion_it_is_said(text: str, says: str) -> None:
    assert why_words.window(text, now=NOW, zone=ZONE) == says


@given(st.text(max_size=40))
def test_any_window_and_value_can_be_said(text: str) -> None:
    assert isinstance(why_words.window(text, now=NOW, zone=ZONE), str)
    assert isinstance(why_words.value(text, now=NOW, zone=ZONE), str)
