"""Settings are read once, and everything that is wrong is named at once with what to do."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import NAMES, WORKING_DAYS, WrongSettings, read

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
OVER_HTTP = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "0123456789abcdef"}
EVERY = [*NAMES.values(), WORKING_DAYS]


def test_an_empty_environment_is_the_playground_with_sensible_defaults() -> None:
    settings = read({})
    assert settings.is_playground
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.database_url == "sqlite:///kept.db"
    assert (settings.working_hours.starts, settings.working_hours.ends) == (time(9), time(17))
    assert settings.working_hours.days == {0, 1, 2, 3, 4}
    assert settings.date_order is None
    assert settings.log_level == "INFO"
    assert settings.playground_port == 3978
    assert settings.playground_file == "playground.db"


def test_both_tokens_are_a_real_workspace() -> None:
    settings = read(TOKENS)
    assert not settings.is_playground
    assert (settings.slack_bot_token, settings.slack_app_token) == ("xoxb-1", "xapp-1")


def test_a_token_and_a_secret_are_a_real_workspace_over_http() -> None:
    settings = read(OVER_HTTP)
    assert not settings.is_playground
    assert settings.slack_signing_secret == "0123456789abcdef"
    assert str(settings.listen) == "127.0.0.1:3000"


@pytest.mark.parametrize(
    ("typed", "host", "port"),
    [
        ("127.0.0.1:3001", "127.0.0.1", 3001),
        ("0.0.0.0:80", "0.0.0.0", 80),
        ("localhost:0", "localhost", 0),
        ("[::1]:3000", "::1", 3000),
    ],
)
def test_where_it_listens_is_an_address_and_a_port(typed: str, host: str, port: int) -> None:
    listen = read({"KEPT_LISTEN": typed}).listen
    assert (listen.host, listen.port) == (host, port)
    assert str(listen) == typed


@pytest.mark.parametrize(
    "typed",
    ["3000", "127.0.0.1", ":3000", "a:b", "a:70000", "[::1:3000", "http://a:3000", "a:3000/x", "b@a:3000"],
)
def test_what_is_no_such_thing_is_named(typed: str) -> None:
    with pytest.raises(WrongSettings) as wrong:
        read({"KEPT_LISTEN": typed})
    assert [each.split(" must be")[0] for each in wrong.value.sentences] == ["KEPT_LISTEN"]


def test_what_is_left_empty_counts_as_not_set_and_blanks_around_a_value_do_not_count() -> None:
    assert read(dict.fromkeys(EVERY, "  ")) == read({})
    assert read({name: f" {value} \n" for name, value in TOKENS.items()}) == read(TOKENS)


def test_other_variables_of_the_environment_do_not_matter() -> None:
    assert read({"PATH": "/bin", "KEPT_UNKNOWN": "x"}) == read({})


@pytest.mark.parametrize(
    ("name", "value", "field", "meaning"),
    [
        ("SLACK_API_URL", "http://127.0.0.1:1/api", "slack_api_url", "http://127.0.0.1:1/api/"),
        ("SLACK_API_URL", "https://slack-gov.com/api//", "slack_api_url", "https://slack-gov.com/api/"),
        ("DATABASE_URL", "sqlite:////var/kept.db", "database_url", "sqlite:////var/kept.db"),
        ("DATABASE_URL", "postgresql+psycopg://a:b@h/k", "database_url", "postgresql+psycopg://a:b@h/k"),
        ("KEPT_DATE_ORDER", "day", "date_order", "day"),
        ("KEPT_DATE_ORDER", "Month", "date_order", "month"),
        ("LOG_LEVEL", "warning", "log_level", "WARNING"),
        ("PLAYGROUND_PORT", "0", "playground_port", 0),
        ("PLAYGROUND_PORT", "65535", "playground_port", 65535),
        ("PLAYGROUND_FILE", "/tmp/p.db", "playground_file", "/tmp/p.db"),
    ],
)
def test_each_setting_is_understood(name: str, value: str, field: str, meaning: object) -> None:
    assert getattr(read({name: value}), field) == meaning


@pytest.mark.parametrize(
    ("typed", "starts", "ends"),
    [
        ("08:30-16:15", time(8, 30), time(16, 15)),
        ("9:00 - 17:00", time(9), time(17)),
        ("9–17", time(9), time(17)),
        ("9:00 — 17:00", time(9), time(17)),
        ("00:00-23:59", time(0), time(23, 59)),
    ],
)
def test_working_hours_are_from_and_to(typed: str, starts: time, ends: time) -> None:
    hours = read({"KEPT_WORKING_HOURS": typed}).working_hours
    assert (hours.starts, hours.ends) == (starts, ends)


@pytest.mark.parametrize(
    ("typed", "works"),
    [
        ("mon-fri", "11111.."),
        ("sun-thu", "1111..1"),
        ("sat", ".....1."),
        ("Monday, Wednesday,fri", "1.1.1.."),
        ("mon-wed,sat-sun", "111..11"),
        ("fri-mon", "1...111"),
        ("mon-sun", "1111111"),
        ("Mon–Fri", "11111.."),
        ("mon — fri", "11111.."),
        ("Monday to Friday", "11111.."),
        ("sun until thu", "1111..1"),
        ("mon fri", "1...1.."),
        ("Mondays, tues and Friday", "11..1.."),
        ("mon; wed / sat", "1.1..1."),
        ("weekdays", "11111.."),
        ("daily", "1111111"),
    ],
)
def test_working_days_are_days_and_spans_of_days_also_over_the_weekend(typed: str, works: str) -> None:
    hours = read({"KEPT_WORKING_DAYS": typed}).working_hours
    monday_on = [date(2026, 11, 23 + day) for day in range(7)]
    assert "".join("1" if hours.works_on(day) else "." for day in monday_on) == works


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is missing"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_SIGNING_SECRET": "0123"}, "SLACK_BOT_TOKEN is missing"),
        ({**OVER_HTTP, "SLACK_SIGNING_SECRET": "xapp-1"}, "SLACK_SIGNING_SECRET must be"),
        ({**OVER_HTTP, "SLACK_APP_TOKEN": "xapp-1"}, "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set"),
        ({**TOKENS, "SLACK_BOT_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN must be"),
        ({**TOKENS, "SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN must be"),
        ({"SLACK_API_URL": "slack.com/api"}, "SLACK_API_URL must be"),
        ({"SLACK_API_URL": "ftp://slack.com/api"}, "SLACK_API_URL must be"),
        ({"SLACK_API_URL": "https:/slack.com/api"}, "SLACK_API_URL must be"),
        ({"SLACK_API_URL": "http://[slack"}, "SLACK_API_URL must be"),
        ({"DATABASE_URL": "kept.db"}, "DATABASE_URL must begin"),
        ({"DATABASE_URL": "mysql://host/kept"}, "DATABASE_URL must begin"),
        ({"DATABASE_URL": "sqlite:///"}, "DATABASE_URL must begin"),
        ({"DATABASE_URL": "sqlite:///:memory:"}, "DATABASE_URL must begin"),
        ({"DATABASE_URL": "sqlite:///file:kept?mode=memory"}, "DATABASE_URL must begin"),
        ({"KEPT_WORKING_HOURS": "nine to five"}, "KEPT_WORKING_HOURS must be"),
        ({"KEPT_WORKING_HOURS": "09:00"}, "KEPT_WORKING_HOURS must be"),
        ({"KEPT_WORKING_HOURS": "17:00-09:00"}, "KEPT_WORKING_HOURS must be"),
        ({"KEPT_WORKING_HOURS": "09:00-09:00"}, "KEPT_WORKING_HOURS must be"),
        ({"KEPT_WORKING_HOURS": "09:00-24:00"}, "KEPT_WORKING_HOURS must be"),
        ({"KEPT_WORKING_HOURS": "09:60-17:00"}, "KEPT_WORKING_HOURS must be"),
        ({"KEPT_WORKING_HOURS": "09:00Z-17:00"}, "KEPT_WORKING_HOURS must be"),
        ({"KEPT_WORKING_HOURS": "09:00-12:00-17:00"}, "KEPT_WORKING_HOURS must be"),
        ({"KEPT_WORKING_DAYS": "weekends"}, "KEPT_WORKING_DAYS must be"),
        ({"KEPT_WORKING_DAYS": "mon,"}, "KEPT_WORKING_DAYS must be"),
        ({"KEPT_WORKING_DAYS": "mon,,tue"}, "KEPT_WORKING_DAYS must be"),
        ({"KEPT_WORKING_DAYS": "mon and"}, "KEPT_WORKING_DAYS must be"),
        ({"KEPT_WORKING_DAYS": "mon-"}, "KEPT_WORKING_DAYS must be"),
        ({"KEPT_WORKING_DAYS": "mon-tue-wed"}, "KEPT_WORKING_DAYS must be"),
        ({"KEPT_WORKING_DAYS": "mon.fri"}, "KEPT_WORKING_DAYS must be"),
        ({"KEPT_WORKING_DAYS": "monkey"}, "KEPT_WORKING_DAYS must be"),
        ({"KEPT_WORKING_DAYS": "1-5"}, "KEPT_WORKING_DAYS must be"),
        ({"KEPT_DATE_ORDER": "year"}, "KEPT_DATE_ORDER says"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL must be"),
        ({"PLAYGROUND_PORT": "65536"}, "PLAYGROUND_PORT must be"),
        ({"PLAYGROUND_PORT": "-1"}, "PLAYGROUND_PORT must be"),
        ({"PLAYGROUND_PORT": "²"}, "PLAYGROUND_PORT must be"),
        ({"PLAYGROUND_PORT": "9" * 5000}, "PLAYGROUND_PORT must be"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(environment: dict[str, str], named: str) -> None:
    with pytest.raises(WrongSettings) as wrong:
        read(environment)
    assert len(wrong.value.sentences) == 1
    assert wrong.value.sentences[0].startswith(named)
    assert str(wrong.value) == wrong.value.sentences[0]


def test_everything_wrong_is_named_at_once() -> None:
    with pytest.raises(WrongSettings) as wrong:
        read(dict.fromkeys([*EVERY, "PLAYGROUND_PORT"], "?"))
    named = " ".join(wrong.value.sentences)
    assert all(name in named for name in EVERY if name != "PLAYGROUND_FILE")


@given(st.sampled_from(EVERY), st.text(max_size=30))
def test_no_value_of_any_setting_is_answered_with_a_traceback(name: str, value: str) -> None:
    try:
        read({name: value})
    except WrongSettings as wrong:
        assert any(name in sentence for sentence in wrong.sentences)


def test_a_wrong_token_is_not_repeated_in_the_sentence() -> None:
    with pytest.raises(WrongSettings) as wrong:
        read({"SLACK_BOT_TOKEN": "secret-1", "SLACK_APP_TOKEN": "secret-2"})
    assert "secret" not in str(wrong.value)
