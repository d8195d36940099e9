"""What the tests of what asks about a promise share: one to look at, what is said of it on the way, and its changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot import promise_checks, promise_endings, promises
from bot.attention import About, Look, Said
from bot.attention_promises import look
from bot.calendar import WorkingHours
from bot.promises import Given, Terms
from storage.tables import Promise
from tests.bot.looked_at import HOURS, TALLINN, about, at, walk

TERMS = Terms(HOURS)
# Wednesday, 10:00 in Tallinn.
NOW = at("11-25 08:00")
YEAR_END = at("12-31 08:00")


def make(
    due: str | None,
    aim: str | None = None,
    *,
    now: datetime = NOW,
    zone: str = TALLINN,
    hours: WorkingHours = HOURS,
) -> Promise:
    given = Given("pump", "U1", "U1", zone, due, aim)
    made = promises.make(given, team_id="T1", customer_id=1, number=12, terms=Terms(hours), now=now)
    made.id = 5
    return made


def put(promise: Promise, fields: Mapping[str, Any]) -> Promise:
    for name, value in fields.items():
        setattr(promise, name, value)
    return promise


def check_back(promise: Promise, found: str, now: str) -> Promise:
    """Whoever owns it asked the customer and says what came of it."""
    heard = promise_checks.check_back(promise, found, zone=TALLINN, terms=TERMS, now=at(now))
    return put(promise, heard.fields)


def reasons(looked: Look) -> list[str]:
    return [asking.reason for asking in looked.asks]


def told(promise: Promise, until: datetime, with_: About | None = None) -> list[tuple[str, str]]:
    """What is said of it on the way, each window once, with the moment it began on Tallinn's clock."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for each in walk(
        lambda known, now: look(promise, known, now), with_ or about(), promise.created_at, until=until
    ):
        for asking in each.look.asks:
            local = asking.since.astimezone(ZoneInfo(TALLINN))
            seen.setdefault(
                (asking.reason, asking.window),
                (f"{local:%a %d %b %H:%M}", asking.reason.removeprefix("promise_")),
            )
    return list(seen.values())


def said(reason: str, window: str, when: str, who: str = "U1", role: str = "owner") -> Said:
    return Said(reason, window, who, role, at(when))


def at_risk(now: str = "11-26 07:00", **facts: Any) -> Promise:
    promise = make("2026-12-18")
    wish: dict[str, Any] = {"why": "", "plan": "", "new": None} | facts
    return put(promise, promises.at_risk(promise, **wish, zone=TALLINN, terms=TERMS, now=at(now)).fields)


def kept(outcome: str = "kept") -> Promise:
    promise = make("2026-11-27")
    return put(
        promise, promise_endings.close(promise, outcome, proof="", by="U1", now=at("11-27 12:00")).fields
    )
