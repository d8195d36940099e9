"""When a digest comes: what people type, weeks, clock changes, holidays, and weeks that were missed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import digests as rules
from bot.calendar import WorkingHours
from bot.refusals import Unreadable
from storage.tables import Digest

HOURS = WorkingHours()
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def digest(weekday: int = 0, at: str = "09:00", zone: str = "Europe/Tallinn") -> Digest:
    return Digest(
        team_id="T1",
        channel_id="C1",
        weekday=weekday,
        at=at,
        zone=zone,
        created_at=NOW,
        created_by="U1",
    )


@pytest.mark.parametrize(
    ("typed", "weekday", "at"),
    [
        ("here Mondays 9:00", 0, time(9)),
        ("weekly on Friday at 16", 4, time(16)),
        ("here", 0, time(9)),
        ("Thurs 4:30 pm", 3, time(16, 30)),
        ("tue 9am", 1, time(9)),
        ("every Wednesday noon", 2, time(12)),
        ("on weds at 9.15", 2, time(9, 15)),
        ("Sunday midnight", 6, time(0)),
        ("FRIDAYS 12 a.m.", 4, time(0)),
        ("at 12pm on Friday", 4, time(12)),
        ("here, every Friday, 8h30", 4, time(8, 30)),
        ("sat 24:00", 5, time(0)),
    ],
)
def test_a_day_and_a_time_are_understood(typed: str, weekday: int, at: time) -> None:
    assert rules.read(typed) == rules.Asked("on", weekday, at)


@pytest.mark.parametrize("typed", ["off", "stop", "turn it off", "here off", "OFF please", "no digest"])
def test_it_is_stopped(typed: str) -> None:
    assert rules.read(typed).what == "off"


@pytest.mark.parametrize("typed", ["post", "digest please", "set it", "now"])
def test_words_that_name_no_day_and_begin_nothing_change_nothing(typed: str) -> None:
    with pytest.raises(Unreadable, match="Say the day and the time"):
        rules.read(typed)


@pytest.mark.parametrize("typed", ["", "  ", "help", "?", "status"])
def test_nothing_asks_how_it_stands(typed: str) -> None:
    assert rules.read(typed).what == "about"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("here mondays 25:00", "is no time"),
        ("mondays 9:75", "is no time"),
        ("mondays 13pm", "is no time"),
        ("mondays 0 am", "is no time"),
        ("mon and tue 9", "one day and one time"),
        ("mondays 9 and 10", "one day and one time"),
        ("daily at 9", "once a week"),
        ("every month", "once a week"),
        ("here at half nine", "I can't read “half”"),
        ("Mondays off", "I can't read “off”"),
    ],
)
def test_what_is_no_day_and_time_is_asked_about_with_an_example(typed: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        rules.read(typed)
    assert sentence in refused.value.sentence
    assert rules.EXAMPLE in refused.value.sentence


@given(st.text(max_size=200))
def test_whatever_is_typed_is_understood_or_asked_about(typed: str) -> None:
    try:
        asked = rules.read(typed)
    except Unreadable:
        return
    assert 0 <= asked.weekday < 7


def test_it_is_said_back_with_its_zone() -> None:
    assert rules.in_words(digest(4, "16:00")) == "every Friday at 16:00 (Tallinn time)"


@pytest.mark.parametrize(
    ("zone", "monday", "utc"),
    [
        ("Europe/Tallinn", date(2026, 10, 19), "2026-10-19T06:00+00:00"),
        ("Europe/Tallinn", date(2026, 10, 26), "2026-10-26T07:00+00:00"),  # the clocks went back on Sunday
        ("America/New_York", date(2026, 10, 26), "2026-10-26T13:00+00:00"),
        ("America/New_York", date(2026, 11, 2), "2026-11-02T14:00+00:00"),
        ("Asia/Kolkata", date(2026, 11, 2), "2026-11-02T03:30+00:00"),
    ],
)
def test_nine_is_nine_on_the_clock_whatever_it_is_in_utc(zone: str, monday: date, utc: str) -> None:
    assert rules.of_week(digest(zone=zone), monday, HOURS).at == datetime.fromisoformat(utc)


def test_an_hour_that_the_clocks_skip_comes_an_hour_later() -> None:
    due = rules.of_week(digest(6, "03:30"), date(2027, 3, 22), HOURS)
    assert due.at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_on_a_public_holiday_it_waits_for_a_working_day_and_stays_that_weeks() -> None:
    hours = WorkingHours(days_off={date(2026, 12, 24), date(2026, 12, 25)})
    due = rules.of_week(digest(3), date(2026, 12, 21), hours)
    assert (due.week, due.at) == ("2026-W52", datetime(2026, 12, 28, 7, 0, tzinfo=UTC))


def test_a_day_on_which_nobody_works_is_taken_as_it_was_said() -> None:
    due = rules.of_week(digest(6), date(2026, 11, 23), HOURS)
    assert due.at == datetime(2026, 11, 29, 7, 0, tzinfo=UTC)


def test_the_last_and_the_next_one() -> None:
    each = digest()
    assert rules.latest(each, HOURS, now=NOW) == rules.Due(
        "2026-W48", datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    )
    coming = rules.following(each, HOURS, now=NOW, decided="2026-W48")
    assert coming == rules.Due("2026-W49", datetime(2026, 11, 30, 7, 0, tzinfo=UTC))


def test_a_week_that_had_its_digest_on_another_day_has_no_second_one() -> None:
    coming = rules.following(digest(4), HOURS, now=NOW, decided="2026-W48")
    assert coming.week == "2026-W49"


@given(
    st.integers(0, 2 * 365 * 24 * 60),
    st.integers(0, 6),
    st.times(),
    st.sampled_from(["Europe/Tallinn", "America/New_York", "Pacific/Apia", "Asia/Kolkata", "UTC"]),
)
def test_each_week_has_one_whenever_it_is_looked_at(minutes: int, weekday: int, at: time, zone: str) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    each = digest(weekday, f"{at:%H:%M}", zone)
    last = rules.latest(each, HOURS, now=now)
    coming = rules.following(each, HOURS, now=now, decided=last.week)
    assert last.at <= now < coming.at
    assert coming.at - last.at <= timedelta(days=7, hours=1)
    assert rules.latest(each, HOURS, now=coming.at) == coming
    assert coming.week > last.week


def test_it_tells_of_the_time_since_the_last_one_and_of_some_weeks_at_most() -> None:
    assert rules.since(NOW, NOW - timedelta(days=20)) == NOW - timedelta(days=20)
    assert rules.since(NOW, NOW - timedelta(days=200)) == NOW - timedelta(days=35)


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 11, 25), date(2027, 1, 3), date(2020, 12, 31)])
def test_a_week_has_its_monday(day: date) -> None:
    monday = rules.monday_of(rules.week_of(day))
    assert (monday.weekday(), 0 <= (day - monday).days < 7) == (0, True)
