"""What a line of a brief says: each thing once, and on its reader's clock."""

from datetime import UTC, datetime

import pytest

from bot.calendar import WorkingHours
from handlers.views.eye import Eye, date_for, for_reader
from handlers.views.nudge_words import by_readers_clock, without_dates

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
TALLINN, LONDON, HELSINKI = "Europe/Tallinn", "Europe/London", "Europe/Helsinki"


@pytest.mark.parametrize(
    ("why", "left"),
    [
        ("They were told Tue 24 Nov, 16:00 (Tallinn time), and it is still open.", ""),
        ("They were told Fri 27 Nov. How does it stand?", "How does it stand?"),
        ("Half the time is over: they were told Tue 1 Dec. Has it begun?", "Half the time is over. Has it begun?"),
        (
            "Two working days are left: our own date is Tue 1 Dec, and they were told Wed 2 Dec. How does it stand?",
            "Two working days are left: our own date is Tue 1 Dec. How does it stand?",
        ),
        (
            "It is due soon: they were told Wed 6 Jan 2027, 17:00 (New York time). It is at risk, and it is not noted "
            "yet that they know.",
            "It is due soon. It is not noted yet that they know.",
        ),
        (
            "They were told Fri 27 Nov, and it is still open. We moved it to Tue 1 Dec, and it is not noted yet that "
            "they know.",
            "It is not noted yet that they know.",
        ),
        ("It was not quite right, as we heard on Mon 30 Nov, and it is open again.", ""),
        ("It was opened on Tue 24 Nov, 16:20 (Tallinn time), and nobody puts it right yet.", "Nobody puts it right yet."),
        (
            "It was given on Tue 24 Nov without a date. Which one were they told?",
            "It was given on Tue 24 Nov without a date. Which one were they told?",
        ),
    ],
)  # fmt: skip
def test_what_stands_above_it_is_not_said_again(why: str, left: str) -> None:
    assert without_dates(why) == left


def test_until_when_they_are_to_hear_is_said_on_the_readers_clock() -> None:
    why = "They were to hear by Wed 25 Nov, 10:15 (London time) that it comes later."
    assert (
        by_readers_clock(why, "Wed 25 Nov, 12:15")
        == "They were to hear by Wed 25 Nov, 12:15 that it comes later."
    )


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        (TALLINN, "Fri 27 Nov, 15:00"),
        (HELSINKI, "Fri 27 Nov, 15:00"),  # the same clock
        (LONDON, "Fri 27 Nov, 15:00 (Tallinn time)"),
    ],
)
def test_a_zone_is_named_only_where_the_readers_clock_shows_another_hour(zone: str, said: str) -> None:
    eye = Eye(zone, WorkingHours(), NOW)
    at = datetime(2026, 11, 27, 13, 0, tzinfo=UTC)
    assert date_for("2026-11-27T15:00", at, TALLINN, eye) == said
    assert date_for("2026-11-27", at, TALLINN, eye) == "Fri 27 Nov"


def test_ones_own_zone_is_left_out_of_what_was_written_for_anybody() -> None:
    eye = Eye(TALLINN, WorkingHours(), NOW)
    assert for_reader("by Wed 25 Nov, 10:45 (Tallinn time).", eye) == "by Wed 25 Nov, 10:45."
    assert for_reader("by Wed 25 Nov, 10:45 (London time).", eye) == "by Wed 25 Nov, 10:45 (London time)."
