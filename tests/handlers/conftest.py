"""A real Kept on a real Slack SDK and socket, in a little Slack whose clock stands still until it is pushed."""

import json
import shutil
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import yaml
from sqlalchemy import Connection

from bot.settings import read
from handlers import run
from handlers.house import House
from handlers.repeats import Repeats
from handlers.run import connected, open_house
from handlers.ticks import Ticks
from handlers.way_in import Listener
from playground import Clock, Slack
from playground.company import PEOPLE
from storage import inbox, next_due, preferences, rows
from tests.databases import KINDS, NUMBERS, copied
from tests.postgres import new_database
from tests.slack import SeenSlack

MANIFEST = yaml.safe_load((Path(__file__).parents[2] / "manifest.yml").read_text(encoding="utf-8"))
# Wednesday, 10:00 in Tallinn, 08:00 in London, 03:00 in New York.
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
# The longest until the next tick.
QUIET = timedelta(hours=3)
# Seconds of real time, so many that a busy machine changes no conversation; that Slack gives three is tried in
# tests/playground.
TRIGGER_LIFE = 120.0
# The same of acknowledgements, and of the pings that find out whether a connection is alive.
PATIENCE = 60.0
run.PING_SECONDS = PATIENCE


class KeptSlack(SeenSlack):
    """The little Slack with a Kept in it; `house` is that Kept, whose clock ticks when it is told to."""

    house: House
    ticks: Ticks

    async def tick(self) -> None:
        """Has Kept see to everything that is due by now, until it has been said."""
        await self.ticks.tick()
        await self.house.talk.settled()

    async def until(self, moment: datetime, *, step: timedelta = timedelta(minutes=30)) -> None:
        """Lets time pass until `moment` (aware), ticking at every `step` on the way, as it does in a running Kept; where
        nothing is due for some time, it is longer until the next tick."""
        await self.tick()
        while (left := moment - (now := self.slack.clock.now())) > timedelta(0):
            due = await self.house.db.read(next_due.next_due, self.house.team_id, after=now)
            quiet = min(due - now, QUIET) if due else QUIET
            self.slack.clock.forward(min(max(step, quiet), left))
            await self.tick()


def over_http(slack: Slack) -> dict[str, str]:
    """The settings of a Kept that this Slack posts to, instead of the token for Socket Mode."""
    return {
        "SLACK_APP_TOKEN": "",
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "KEPT_LISTEN": "127.0.0.1:0",
    }


@asynccontextmanager
async def running(
    url: str, slack: Slack, settings: Mapping[str, str] | None = None, *, newcomers: bool = False
) -> AsyncIterator[KeptSlack]:
    """A Kept on that database, connected to that Slack, until the block ends. Unless they are `newcomers`, everybody has
    seen the first steps."""
    environ = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": url,
        "KEPT_TICK_SECONDS": "0",
    }
    async with (
        open_house(read(environ | dict(settings or {})), slack.clock.now) as house,
        connected(house) as running_,
    ):
        slack.request_url.address = running_.address
        if not running_.address:
            await slack.connected()
        if not newcomers:
            await house.db.write(_guided, house.team_id)
        seen = KeptSlack(slack, house.talk.settled)
        seen.house, seen.ticks = house, running_.ticks
        yield seen


def _guided(conn: Connection, team_id: str) -> None:
    known = preferences.where_so(conn, team_id, "person", "guided", value=True)
    for person_id in {person.id for person in PEOPLE}.difference(known):
        preferences.note(conn, team_id, person_id, "guided", value=True)


@asynccontextmanager
async def a_slack() -> AsyncIterator[Slack]:
    """A little Slack that keeps nothing, on Wednesday 25 November 2026."""
    slack = Slack(
        clock=Clock(NOW, ticking=False),
        manifest=MANIFEST,
        trigger_life=TRIGGER_LIFE,
    )
    slack.sockets.ack_seconds = slack.request_url.ack_seconds = PATIENCE
    await slack.start()
    try:
        yield slack
    finally:
        await slack.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def furnished_file(migrated_file: Path, files: Path) -> Path:
    """An SQLite file in which everybody has seen the first steps and Acme Industries is a customer, to be copied."""
    path = files / "furnished.db"
    await _furnish(f"sqlite:///{shutil.copy(migrated_file, path)}")
    return path


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def furnished_template(postgres_url: str, migrated_template: str) -> AsyncIterator[str]:
    """The name of a database like that on PostgreSQL."""
    with new_database(postgres_url, "kept_furnished", migrated_template) as url:
        await _furnish(url)
        yield "kept_furnished"


async def _furnish(url: str) -> None:
    async with a_slack() as bare, running(url, bare) as seen:
        await seen.command("mia", "#accounts", "/customer add Acme Industries, Acme")
        await seen.house.db.write(
            inbox.forget, NOW + timedelta(days=1)
        )  # another Slack may give the same keys


@pytest.fixture(params=["written now", "written before"])
def either_history(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries as they are written, or as they were at first, with blanks in their JSON."""
    if request.param == "written before":
        before = partial(json.dumps, ensure_ascii=False, default=datetime.isoformat)
        monkeypatch.setattr(rows, "_in_json", before)


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept remembers nothing of what it heard, as another replica, or one that was started anew since: what comes twice is
    known by its effect alone."""

    async def once(
        _self: Repeats, payload: dict[str, Any], listen: Listener, *, now: datetime
    ) -> dict[str, Any]:
        del now
        return await listen(payload)

    monkeypatch.setattr(Repeats, "once", once)


@pytest.fixture
def heard_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer to every gesture is lost, and Slack delivers it once more, to a Kept that knows of the first by its effect
    alone: what people see is the second answer."""

    async def once(
        _self: Repeats, payload: dict[str, Any], listen: Listener, *, now: datetime
    ) -> dict[str, Any]:
        del now
        if payload.get("type") != "block_suggestion":
            await listen(deepcopy(payload))
        return await listen(payload)

    monkeypatch.setattr(Repeats, "once", once)


@pytest.fixture
def furnished_file_url(furnished_file: Path, folder: Path) -> str:
    """A furnished database of the test's own, on SQLite."""
    return copied(furnished_file, folder)


@pytest.fixture
def furnished_postgres_url(postgres_url: str, furnished_template: str) -> Iterator[str]:
    """The same on PostgreSQL."""
    with new_database(postgres_url, f"kept_{next(NUMBERS)}", furnished_template) as url:
        yield url


@pytest.fixture(params=KINDS)
def furnished_url(request: pytest.FixtureRequest) -> str:
    """The same on both in turn."""
    kind = "file" if request.param == "sqlite" else "postgres"
    url: str = request.getfixturevalue(f"furnished_{kind}_url")
    return url


@pytest.fixture
async def slack(furnished_file_url: str) -> AsyncIterator[KeptSlack]:
    """The little Slack with a Kept on SQLite; Acme Industries, also called Acme, is a customer."""
    async with a_slack() as bare, running(furnished_file_url, bare) as seen:
        yield seen


@pytest.fixture
async def slack_on_both(furnished_url: str) -> AsyncIterator[KeptSlack]:
    """The same on SQLite and on PostgreSQL in turn."""
    async with a_slack() as bare, running(furnished_url, bare) as seen:
        yield seen
