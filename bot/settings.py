"""Every setting, read once from the environment: one frozen object, and one sentence for each that is wrong."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from bot import weekdays
from bot.calendar import WorkingHours
from bot.refusals import Unreadable

# SQLite without a file: everything would be gone with the next start.
FORGETFUL = re.compile(r"sqlite:///(?:$|\?|:memory:|file:)")
TIME = re.compile(r"([01]?\d|2[0-3])(?::([0-5]\d))?", re.ASCII)
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class WrongSettings(Exception):
    """One or more settings are wrong or missing; `sentences` names them all, each with what to do."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


class Address(NamedTuple):
    """Where something listens on this machine."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class Settings(NamedTuple):
    """How this Kept runs. `.env.example` says what each is for."""

    slack_bot_token: str
    slack_app_token: str
    slack_signing_secret: str
    listen: Address
    slack_api_url: str
    database_url: str
    working_hours: WorkingHours
    date_order: Literal["day", "month"] | None
    log_level: str
    tick_seconds: int
    settle_seconds: int
    playground_port: int
    playground_file: str

    @property
    def is_playground(self) -> bool:
        """Without tokens Kept runs in its own little Slack."""
        return not self.slack_bot_token


NAMES = {
    "slack_bot_token": "SLACK_BOT_TOKEN",
    "slack_app_token": "SLACK_APP_TOKEN",
    "slack_signing_secret": "SLACK_SIGNING_SECRET",
    "listen": "KEPT_LISTEN",
    "slack_api_url": "SLACK_API_URL",
    "database_url": "DATABASE_URL",
    "working_hours": "KEPT_WORKING_HOURS",
    "date_order": "KEPT_DATE_ORDER",
    "log_level": "LOG_LEVEL",
    "tick_seconds": "KEPT_TICK_SECONDS",
    "settle_seconds": "KEPT_SETTLE_SECONDS",
    "playground_port": "PLAYGROUND_PORT",
    "playground_file": "PLAYGROUND_FILE",
}
WORKING_DAYS = "KEPT_WORKING_DAYS"
DEFAULTS = {
    "KEPT_LISTEN": "127.0.0.1:3000",
    "SLACK_API_URL": "https://slack.com/api/",
    "DATABASE_URL": "sqlite:///kept.db",
    "KEPT_WORKING_HOURS": "09:00-17:00",
    WORKING_DAYS: "mon-fri",
    "LOG_LEVEL": "INFO",
    "KEPT_TICK_SECONDS": "5",
    "KEPT_SETTLE_SECONDS": "20",
    "PLAYGROUND_PORT": "3978",
    "PLAYGROUND_FILE": "playground.db",
}


def read(environ: Mapping[str, str]) -> Settings:
    """The settings in an environment; an empty value counts as none. Raises WrongSettings with everything wrong."""
    given = DEFAULTS | {name: value.strip() for name, value in environ.items() if value.strip()}
    wrong: list[str] = []
    bot, app = given.get("SLACK_BOT_TOKEN", ""), given.get("SLACK_APP_TOKEN", "")
    secret = given.get("SLACK_SIGNING_SECRET", "")
    _check_tokens(bot, app, secret, wrong)
    listen = _listen(given["KEPT_LISTEN"], wrong)
    api = given["SLACK_API_URL"].rstrip("/") + "/"
    if not _is_address(api):
        wrong.append("SLACK_API_URL must be an address such as https://slack.com/api/.")
    url = given["DATABASE_URL"]
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")) or FORGETFUL.match(url):
        wrong.append(
            "DATABASE_URL must begin with sqlite:/// (a file) or postgresql+psycopg:// (a server), "
            "for example sqlite:///kept.db."
        )
    order = given.get("KEPT_DATE_ORDER", "").lower()
    if order not in {"", "day", "month"}:
        wrong.append(
            "KEPT_DATE_ORDER says how to read 4/5: day (4 May) or month (5 April). Leave it empty to be asked."
        )
    level = given["LOG_LEVEL"].upper()
    if level not in LEVELS:
        wrong.append(f"LOG_LEVEL must be one of {', '.join(LEVELS)}.")
    tick = given["KEPT_TICK_SECONDS"]
    if not (tick.isascii() and tick.isdigit() and len(tick) <= 4):
        wrong.append(
            "KEPT_TICK_SECONDS must be a number of seconds, for example 5 (0 lets Kept say nothing by itself)."
        )
    settle = given["KEPT_SETTLE_SECONDS"]
    if not (settle.isascii() and settle.isdigit() and 1 <= len(settle) <= 3 and int(settle)):
        wrong.append(
            "KEPT_SETTLE_SECONDS must be a number of seconds from 1 on, for example 20: how long Slack may take until a "
            "message whose answer was lost can be found."
        )
    port = given["PLAYGROUND_PORT"]
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and int(port) < 65536):
        wrong.append("PLAYGROUND_PORT must be a number below 65536, for example 3978 (0 takes any free one).")
    hours = _working_hours(given["KEPT_WORKING_HOURS"], given[WORKING_DAYS], wrong)
    if wrong:
        raise WrongSettings(wrong)
    return Settings(
        slack_bot_token=bot,
        slack_app_token=app,
        slack_signing_secret=secret,
        listen=listen,
        slack_api_url=api,
        database_url=url,
        working_hours=hours,
        date_order="day" if order == "day" else "month" if order == "month" else None,
        log_level=level,
        tick_seconds=int(tick),
        settle_seconds=int(settle),
        playground_port=int(port),
        playground_file=given["PLAYGROUND_FILE"],
    )


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # such as a bracket that is never closed
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _check_tokens(bot: str, app: str, secret: str, wrong: list[str]) -> None:
    if bot and not bot.startswith("xoxb-"):
        wrong.append(
            "SLACK_BOT_TOKEN must be the Bot User OAuth Token: it begins with xoxb- (OAuth & Permissions)."
        )
    if app and not app.startswith("xapp-"):
        wrong.append("SLACK_APP_TOKEN must be an App-Level Token: it begins with xapp- (Basic Information).")
    if secret and not (secret.isascii() and secret.isalnum()):
        wrong.append(
            "SLACK_SIGNING_SECRET must be the Signing Secret, letters and digits alone (Basic Information, App Credentials)."
        )
    if app and secret:
        wrong.append(
            "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set, but Slack talks to an app in one way alone: keep the "
            "first for Socket Mode, or the second for HTTP."
        )
    if bot and not app and not secret:
        wrong.append(
            "SLACK_APP_TOKEN is missing: a real workspace needs both tokens (or, over HTTP, SLACK_SIGNING_SECRET instead "
            "of it), the playground needs none."
        )
    if not bot and (app or secret):
        given = "SLACK_APP_TOKEN" if app else "SLACK_SIGNING_SECRET"
        wrong.append(
            f"SLACK_BOT_TOKEN is missing, though {given} is set: a real workspace needs both, the playground none."
        )


def _listen(given: str, wrong: list[str]) -> Address:
    try:
        parts = urlsplit(f"//{given}")
        host, port = parts.hostname, parts.port
    except ValueError:  # no number, none that a port has, or a bracket that is never closed
        host = port = None
    if not host or port is None or parts.netloc != given or parts.username is not None:
        wrong.append(
            "KEPT_LISTEN must be an address and a port of this machine, for example 127.0.0.1:3000 (0.0.0.0:3000 is open to "
            "other machines)."
        )
        return Address("", 0)
    return Address(host, port)


def _working_hours(hours: str, days: str, wrong: list[str]) -> WorkingHours:
    parts = [_time(part.strip()) for part in hours.translate(weekdays.DASHES).split("-")]
    begin, end = parts if len(parts) == 2 else (None, None)
    if begin is None or end is None or begin >= end:
        begin = end = None
        wrong.append("KEPT_WORKING_HOURS must be from and to on one day, for example 09:00-17:00.")
    chosen: list[int] = []
    try:
        chosen = weekdays.read(days)
    except Unreadable as refusal:
        wrong.append(
            f"KEPT_WORKING_DAYS must be weekdays, for example mon-fri or sun,mon,tue,wed,thu. {refusal.sentence}"
        )
    if begin is None or end is None:
        return WorkingHours(days=frozenset(chosen))
    return WorkingHours(begin, end, frozenset(chosen))


def _time(text: str) -> time | None:
    found = TIME.fullmatch(text)
    return time(int(found[1]), int(found[2] or 0)) if found else None


assert set(NAMES) == set(Settings._fields)  # noqa: S101 - a setting without a name cannot be set
