"""Public holidays: by country and year, by name, and loaded only where somebody asks for them."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import holidays
import pytest

from bot.calendar import WorkingHours, add_working_time
from bot.countries import COUNTRIES
from bot.holidays import PublicHolidays, of_country
from bot.preferences import Preferences
from storage.tables import Setting


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("EE", date(2026, 2, 24), "Independence Day"),
        ("US", date(2026, 11, 26), "Thanksgiving Day"),
        ("DE", date(2026, 10, 3), "German Unity Day"),
        ("GB", date(2026, 12, 28), "Boxing Day (observed)"),
        ("EE", date(2026, 2, 25), ""),
        ("ZZ", date(2026, 1, 1), ""),
        ("XK", date(2026, 2, 17), "Independence Day"),
    ],
)
def test_a_day_is_a_holiday_under_its_english_name(country: str, day: date, name: str) -> None:
    found = PublicHolidays(country)
    assert found.name(day) == name
    assert (day in found) is bool(name)


def test_the_countries_that_people_choose_from_are_those_whose_holidays_are_known() -> None:
    assert set(COUNTRIES) == set(holidays.list_supported_countries(include_aliases=False))


def test_every_countrys_next_year_can_be_asked_for() -> None:
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    found = {country: sum(map(of_country(country).__contains__, days)) for country in COUNTRIES}
    assert {country: count for country, count in found.items() if count >= 60} == {}


def test_without_a_country_there_are_none() -> None:
    assert date(2026, 1, 1) not in of_country("")


def test_what_is_no_day_is_no_holiday() -> None:
    assert "2026-01-01" not in PublicHolidays("EE")


def test_working_time_stands_still_on_them() -> None:
    hours = WorkingHours(days_off=of_country("EE"))
    start = datetime(2026, 12, 23, 14, tzinfo=UTC)  # 16:00 in Tallinn, the day before Christmas Eve
    monday = datetime(2026, 12, 28, 8, tzinfo=UTC)
    assert add_working_time(start, timedelta(hours=2), hours, "Europe/Tallinn") == monday


@pytest.mark.parametrize(
    ("scopes", "country"),
    [
        ({}, ""),
        ({"workspace": "EE"}, "EE"),
        ({"workspace": "EE", "person": "FI"}, "FI"),
        ({"workspace": "EE", "person": None}, "EE"),
        ({"person": "FI"}, "FI"),
    ],
)
def test_the_hours_that_hold_know_the_nearer_countrys(scopes: dict[str, str | None], country: str) -> None:
    rows = [
        Setting(team_id="T1", scope=scope, name="country", value=json.dumps(value))
        for scope, value in scopes.items()
    ]
    held = Preferences(WorkingHours()).with_settings(rows)
    assert held.hours.days_off == of_country(country)


def test_the_holidays_stay_when_something_else_is_set_over_them() -> None:
    country = Setting(team_id="T1", scope="workspace", name="country", value='"EE"')
    hours = Setting(team_id="T1", scope="person", name="hours", value='"08:00-16:00"')
    held = Preferences(WorkingHours()).with_settings([country]).with_settings([hours])
    assert not held.hours.works_on(date(2026, 2, 24))


def test_nothing_is_loaded_before_a_day_of_a_country_is_asked_for() -> None:
    steps = [
        ("from bot.holidays import of_country", False),
        ("of_country('EE')", False),
        ("date(2026, 1, 1) in of_country('')", False),
        ("date(2026, 1, 1) in of_country('EE')", True),
    ]
    code = "import sys; from datetime import date; import handlers.run\n"
    code += "\n".join(f"{step}; print('holidays' in sys.modules)" for step, _ in steps)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(loaded) for _, loaded in steps]
