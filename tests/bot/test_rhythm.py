"""When a customer is due a word, in its colours and words."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rhythm import State, days_between, overdue_before, state, turns
from storage.tables import Customer

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
TIERS = {"gold": 14, "Silver": 30, "prospect": 21, "dormant": 180, "": 45}


def customer(met: int | None = None, *, entered: int = 400, **fields: Any) -> Customer:
    """One who was met so many days ago, and entered so many days ago."""
    return Customer(
        team_id="T1",
        number=1,
        name="Acme",
        created_by="U1",
        created_at=NOW - timedelta(days=entered),
        met_at=None if met is None else NOW - timedelta(days=met),
        **fields,
    )


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({}, 45),
        ({"tier": "gold"}, 14),
        ({"tier": "SILVER"}, 30),
        ({"tier": "platinum"}, 45),
        ({"tier": "gold", "rhythm_days": 7}, 7),
        ({"stage": "prospect", "tier": "gold"}, 21),
        ({"stage": "prospect", "rhythm_days": 10}, 10),
        ({"stage": "dormant", "tier": "gold"}, 180),
        ({"stage": "dormant", "rhythm_days": 14}, 180),
        ({"stage": "dormant", "rhythm_days": 365}, 365),
    ],
)
def test_the_rhythm_is_their_own_before_the_stages_before_the_tiers(
    fields: dict[str, Any], days: int
) -> None:
    assert days_between(customer(**fields), TIERS) == days


def test_without_any_settings_there_is_a_rhythm() -> None:
    assert days_between(customer(), {}) == 45
    assert days_between(customer(stage="prospect"), {}) == 21
    assert days_between(customer(stage="dormant"), {}) == 180


@pytest.mark.parametrize(
    ("met", "fields", "expected"),
    [
        (0, {}, State("green", "met today")),
        (1, {}, State("green", "met yesterday")),
        (3, {}, State("green", "met 3 days ago")),
        (35, {}, State("green", "met 35 days ago")),
        (38, {}, State("green", "met 38 days ago")),
        (39, {}, State("amber", "due a word by Tue 1 Dec")),
        (45, {}, State("amber", "due a word today")),
        (46, {}, State("red", "a word overdue by 1 day")),
        (51, {}, State("red", "a word overdue by 6 days")),
        (12, {"tier": "gold"}, State("amber", "due a word by Fri 27 Nov")),
        (100, {"stage": "dormant"}, State("green", "met 100 days ago")),
        (None, {"entered": 0}, State("green", "not met yet")),
        (None, {"entered": 38}, State("green", "not met yet")),
        (None, {"entered": 39}, State("amber", "never met, due a word by Tue 1 Dec")),
        (None, {"entered": 0, "rhythm_days": 1}, State("green", "not met yet")),
        (None, {"entered": 1, "rhythm_days": 1}, State("amber", "never met, due a word today")),
        (None, {"entered": 11, "tier": "gold"}, State("green", "not met yet")),
        (None, {"entered": 12, "tier": "gold"}, State("amber", "never met, due a word by Fri 27 Nov")),
        (None, {"entered": 45}, State("amber", "never met, due a word today")),
        (None, {"entered": 60}, State("red", "never met, a word overdue by 15 days")),
        (900, {"stage": "lost"}, State("grey", "lost: no more nudges")),
        (None, {"stage": "parting"}, State("grey", "parting: no more nudges")),
    ],
)
def test_how_it_stands(met: int | None, fields: dict[str, Any], expected: State) -> None:
    assert state(customer(met, **fields), tiers=TIERS, now=NOW) == expected


def test_days_are_counted_on_the_readers_calendar() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # Wednesday already in Tallinn
    row = customer()
    row.met_at = late
    assert state(row, tiers=TIERS, now=NOW, zone="Europe/Tallinn").words == "met today"
    assert state(row, tiers=TIERS, now=NOW, zone="UTC").words == "met yesterday"


def test_amber_comes_before_red_for_every_rhythm() -> None:
    for days in range(1, 70):
        met = [customer(since, rhythm_days=days) for since in range(days + 3)]
        never = [customer(entered=since, rhythm_days=days) for since in range(days + 3)]
        for each in (met, never):
            colours = [state(row, tiers=TIERS, now=NOW).colour for row in each]
            assert colours == sorted(colours, key=["green", "amber", "red"].index)
            assert "amber" in colours
            assert colours[-1] == "red"
            assert colours.count("amber") <= 7
        assert state(never[0], tiers=TIERS, now=NOW).colour == "green"


@given(
    st.integers(0, 700 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    st.timedeltas(timedelta(), timedelta(days=60)),
    st.sampled_from(["UTC", "Europe/Tallinn", "America/Havana", "Asia/Beirut", "Pacific/Apia"]),
    st.sampled_from([{"tier": "gold"}, {"rhythm_days": 1}, {"stage": "prospect"}, {"stage": "dormant"}, {}]),
)
def test_whoever_was_met_before_the_instant_is_overdue_and_nobody_else(
    now: datetime, ago: timedelta, zone: str, fields: dict[str, Any]
) -> None:
    one = customer(**fields)
    one.met_at = now - ago
    before = overdue_before(one, tiers=TIERS, now=now, zone=zone)
    assert (one.met_at < before) == (state(one, tiers=TIERS, now=now, zone=zone).colour == "red")
    for met_at, colour in ((before, {"amber"}), (before - timedelta(seconds=1), {"red"})):
        one.met_at = met_at
        assert state(one, tiers=TIERS, now=now, zone=zone).colour in colour


@given(
    st.integers(1, 400),
    st.booleans(),
    st.sampled_from(["active", "prospect", "dormant"]),
    st.sampled_from(["UTC", "Europe/Tallinn", "America/Havana", "Pacific/Kiritimati"]),
    st.integers(0, 700),
)
def test_the_days_of_the_turns_are_those_on_which_the_colour_changes(
    days: int, met: bool, stage: str, zone: str, past: int
) -> None:
    one = customer(past if met else None, entered=past, rhythm_days=days, stage=stage)
    amber, red = turns(one, tiers=TIERS, zone=zone)
    today = NOW.astimezone(ZoneInfo(zone)).date()
    expected = "red" if today >= red else "amber" if today >= amber else "green"
    assert state(one, tiers=TIERS, now=NOW, zone=zone).colour == expected
