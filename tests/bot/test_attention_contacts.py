"""When a next step that was agreed asks for attention."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.attention import OWNER, About, Look, Said
from bot.attention_contacts import look
from bot.calendar import WorkingHours, instant
from bot.preferences import Preferences
from storage.tables import Contact, Customer

TALLINN = "Europe/Tallinn"
HOURS = WorkingHours()
# Wednesday, 10:00 in Tallinn.
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
WED = "2026-11-25"


def at(day: str, clock: str = "09:00", zone: str = TALLINN) -> datetime:
    """A moment on Tallinn's clock."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def about(zone: str = TALLINN, hours: WorkingHours = HOURS, **fields: Any) -> About:
    customer = Customer(team_id="T1", id=7, number=1, name="Acme", created_at=NOW, created_by="U1", **fields)
    return About(customer, zone, hours, Preferences(hours=hours))


def step(wall: str | None, *, zone: str = TALLINN, **fields: Any) -> Contact:
    """A contact of a week before NOW whose next step is on that wall."""
    known: dict[str, Any] = {
        "next": "planned",
        "next_words": "next demo",
        "at": NOW - timedelta(days=7),
        "created_at": NOW - timedelta(days=7),
    }
    return Contact(
        team_id="T1",
        id=3,
        customer_id=7,
        by_id="U1",
        said_by="U1",
        how="call",
        words="w",
        zone=zone,
        next_wall=wall,
        next_at=instant(wall, zone, HOURS) if wall else None,
        **(known | fields),
    )


@pytest.mark.parametrize(
    ("wall", "now", "window", "next_at"),
    [
        # On its day, from the first moment on.
        (WED, at("2026-11-24", "23:59"), None, at(WED, "00:00")),
        (WED, at(WED, "00:00"), WED, at("2026-11-26", "00:00")),
        (WED, at(WED, "18:00"), WED, at("2026-11-26", "00:00")),
        # Late it stands, and is said again as weeks begin for a month, then as months do.
        (WED, at("2026-11-26"), WED, at("2026-11-30", "00:00")),
        (WED, at("2026-11-30"), f"{WED} 2026-11-30", at("2026-12-07", "00:00")),
        (WED, at("2026-12-21"), f"{WED} 2026-12-21", at("2027-02-01", "00:00")),
        (WED, at("2027-02-26"), f"{WED} 2027-02-01", at("2027-02-27", "00:00")),
        (WED, at("2027-02-27"), None, None),
        # A day off is said on the working day before.
        ("2026-11-28", at("2026-11-26"), None, at("2026-11-27", "00:00")),
        ("2026-11-28", at("2026-11-27"), "2026-11-28", at("2026-11-29", "00:00")),
    ],
)
def test_it_is_said_on_its_morning_and_ever_more_rarely_when_it_is_late(
    wall: str, now: datetime, window: str | None, next_at: datetime | None
) -> None:
    found = look(step(wall), about(), now)
    assert [(each.reason, each.window, each.to) for each in found.asks] == (
        [("next_step", window, OWNER)] if window else []
    )
    assert not any(each.urgent for each in found.asks)
    assert found.next_at == next_at


@pytest.mark.parametrize(
    ("clock", "window", "urgent", "next_at"),
    [
        ("09:00", f"{WED}T15:00", False, at(WED, "14:30")),
        ("14:30", f"{WED}T15:00 soon", True, at("2026-11-26", "00:00")),
        ("17:00", f"{WED}T15:00 soon", True, at("2026-11-26", "00:00")),
    ],
)
def test_one_that_has_an_hour_may_come_between_briefs_shortly_before_it(
    clock: str, window: str, urgent: bool, next_at: datetime
) -> None:
    found = look(step(f"{WED}T15:00"), about(), at(WED, clock))
    assert [(each.window, each.urgent) for each in found.asks] == [(window, urgent)]
    assert found.asks[0].why == "It is planned for Wed 25 Nov, 15:00 (Tallinn time)."
    assert found.next_at == next_at


def test_what_was_planned_less_than_an_hour_ahead_is_known() -> None:
    found = look(step(f"{WED}T15:00", created_at=at(WED, "14:10")), about(), at(WED, "14:40"))
    assert [each.urgent for each in found.asks] == [False]


def said(window: str, when: datetime) -> Said:
    return Said("next_step", window, "U1", "owner", when)


@pytest.mark.parametrize(
    ("heard", "now", "window"),
    [
        # It was said so late that the week begins right after it.
        (said(WED, at("2026-11-27")), at("2026-11-30"), WED),
        (said(WED, at("2026-11-27")), at("2026-12-07"), f"{WED} 2026-12-07"),
        (said(f"{WED} late 2", at("2026-11-27")), at("2026-11-30"), f"{WED} late 2"),
    ],
)
def test_nothing_is_said_again_right_after_it_was_said(heard: Said, now: datetime, window: str) -> None:
    found = look(step(WED), about()._replace(said=(heard,)), now)
    assert [each.window for each in found.asks] == [window]


def test_whoever_was_just_reminded_of_the_day_is_not_reminded_of_the_hour() -> None:
    early, late = at(WED, "09:00"), at(WED, "13:00")
    for when, urgent in ((early, True), (late, False)):
        known = about()._replace(said=(said(f"{WED}T15:00", when),))
        found = look(step(f"{WED}T15:00"), known, at(WED, "14:30"))
        assert [each.urgent for each in found.asks] == [urgent]
    # What was said of its hour stands, and is not said again on the day after.
    known = about()._replace(said=(said(f"{WED}T15:00 soon", at(WED, "14:30")),))
    found = look(step(f"{WED}T15:00"), known, at("2026-11-26"))
    assert [(each.window, each.urgent) for each in found.asks] == [(f"{WED}T15:00 soon", False)]
    assert found.next_at == at("2026-11-30", "00:00")


def test_an_hour_is_said_on_the_clock_of_whose_step_it_is_and_a_day_stays_that_day() -> None:
    far = about("America/New_York")
    hour = look(step(f"{WED}T15:00"), far, at(WED, "07:45", "America/New_York"))
    assert hour.asks[0].why == "It is planned for Wed 25 Nov, 08:00 (New York time)."
    assert hour.asks[0].urgent
    day = look(step(WED), far, at(WED, "00:00", "America/New_York"))
    assert day.asks[0].why == "It is planned for Wed 25 Nov."


def test_it_says_what_it_was_planned_for() -> None:
    late = look(step(WED), about(), at("2026-11-26")).asks[0]
    assert late.why == "It was planned for Wed 25 Nov. Is it done, or is another day better?"
    assert late.facts == {"the next step": "next demo"}
    assert late.customer_id == 7


@pytest.mark.parametrize(
    ("fields", "customer"),
    [
        ({"next": "done"}, {}),
        ({"next": "nothing"}, {}),
        ({"removed_at": NOW}, {}),
        ({}, {"stage": "lost"}),
        ({}, {"stage": "parting"}),
        ({}, {"merged_into": 9}),
        ({}, {"removed_at": NOW}),
    ],
)
def test_what_is_done_or_about_who_left_asks_for_nothing(
    fields: dict[str, Any], customer: dict[str, Any]
) -> None:
    assert look(step(WED, **fields), about(**customer), at(WED)) == Look()


def test_a_step_without_a_date_asks_for_nothing() -> None:
    assert look(step(None), about(), NOW) == Look()


@pytest.mark.parametrize(
    ("answered", "asks"),
    [
        (None, True),
        (at("2026-11-23"), True),
        (at("2026-11-24"), False),
        (at(WED), False),
        (at("2026-11-10"), True),
    ],
)
def test_a_later_contact_from_the_day_before_on_takes_its_place(
    answered: datetime | None, asks: bool
) -> None:
    found = look(step(WED), about(), at("2026-11-26"), answered_at=answered)
    assert bool(found.asks) is asks
    assert (found.next_at is None) is not asks


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from([None, "00:00", "02:30", "15:00", "23:45"]),
    st.sampled_from(["UTC", TALLINN, "America/Havana", "Asia/Beirut", "Pacific/Apia", "Australia/Lord_Howe"]),
    st.sampled_from(["UTC", TALLINN, "America/Los_Angeles", "Pacific/Kiritimati"]),
    st.integers(0, 20 * 24 * 60),
)
def test_a_year_of_a_step_that_nobody_takes_is_few_words_and_comes_to_an_end(
    day: date, clock: str | None, zone: str, own: str, minutes: int
) -> None:
    wall = day.isoformat() + (f"T{clock}" if clock else "")
    row = step(wall, zone=own)
    now = (row.next_at or NOW) - timedelta(minutes=minutes)
    row.created_at = row.at = now - timedelta(days=1)
    windows: list[str] = []
    for _ in range(30):
        found = look(row, about(zone), now)
        assert found == look(row, about(zone), now)
        assert len(found.asks) <= 1
        for each in found.asks:
            assert each.since <= now
            if windows[-1:] != [each.window]:
                assert each.window not in windows
                windows.append(each.window)
        if found.next_at is None:
            break
        assert found.next_at > now
        now = found.next_at
    else:
        raise AssertionError("it never ends")
    assert 4 <= len(windows) <= 8 + bool(clock)
