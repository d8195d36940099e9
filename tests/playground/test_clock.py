"""The clock, trigger ids, and scenes played in the past."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Clock, Slack
from playground.company import working_day
from playground.scenes import Scene, dated
from playground.script import SCRIPT
from playground.shapes import Json, Refused
from playground.triggers import Triggers
from tests.playground.conftest import MANIFEST

Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]
WEDNESDAY = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def test_a_standing_clock_moves_only_when_pushed() -> None:
    clock = Clock(WEDNESDAY, ticking=False)
    assert clock.forward(timedelta(hours=1)) == clock.now() == datetime(2026, 11, 25, 13, 0, tzinfo=UTC)


def test_a_ticking_clock_starts_where_it_is_told() -> None:
    assert timedelta(0) <= Clock(WEDNESDAY).now() - WEDNESDAY < timedelta(minutes=1)


def test_a_clock_takes_no_step_back_and_no_naive_time() -> None:
    clock = Clock(WEDNESDAY, ticking=False)
    with pytest.raises(ValueError, match="forward"):
        clock.forward(timedelta(seconds=-1))
    with pytest.raises(ValueError, match="aware"):
        Clock(datetime(2026, 11, 25))  # noqa: DTZ001  # that is what is refused


async def test_a_sleeper_wakes_when_a_push_carries_the_clock_past_its_time() -> None:
    clock = Clock(WEDNESDAY, ticking=False)
    sleeper = asyncio.create_task(clock.sleep_until(WEDNESDAY + timedelta(hours=2)))
    await asyncio.sleep(0)
    clock.forward(timedelta(hours=1))
    await asyncio.sleep(0)
    assert not sleeper.done()
    clock.forward(timedelta(hours=1))
    async with asyncio.timeout(5):
        await sleeper


async def test_listeners_hear_of_every_push() -> None:
    clock, heard = Clock(WEDNESDAY, ticking=False), []
    clock.on_change(lambda: heard.append(clock.now()))
    clock.forward(timedelta(days=1))
    assert heard == [WEDNESDAY + timedelta(days=1)]


def test_a_trigger_lives_three_real_seconds_and_is_used_once() -> None:
    seconds = [0.0]
    triggers = Triggers(lambda: seconds[0])
    first, second = triggers.issue("U1"), triggers.issue("U1")
    seconds[0] = 2.9
    assert triggers.exchange(first).person_id == "U1"
    with pytest.raises(Refused, match="exchanged_trigger_id"):
        triggers.exchange(first)
    seconds[0] = 3.1
    with pytest.raises(Refused, match="expired_trigger_id"):
        triggers.exchange(second)
    with pytest.raises(Refused, match="invalid_trigger_id"):
        triggers.exchange("nonsense")


async def test_pushing_the_clock_expires_no_trigger(slack: Slack, web: AsyncWebClient) -> None:
    trigger = slack.parts.triggers.issue("U0MIA000001")
    slack.clock.forward(timedelta(days=7))
    view: Json = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": []}
    assert (await web.views_open(trigger_id=trigger, view=view))["ok"] is True


def test_messages_at_one_standing_moment_keep_their_order() -> None:
    slack = Slack(clock=Clock(WEDNESDAY, ticking=False))
    stamps = [slack.talk.new_ts() for _ in range(5)]
    assert stamps == sorted(set(stamps))


@pytest.mark.parametrize(
    ("today", "steps", "expected"),
    [
        (date(2026, 11, 25), 0, date(2026, 11, 25)),
        (date(2026, 11, 25), 2, date(2026, 11, 27)),
        (date(2026, 11, 25), 3, date(2026, 11, 30)),
        (date(2026, 11, 25), -3, date(2026, 11, 20)),
        (date(2026, 11, 22), 0, date(2026, 11, 23)),  # a Sunday counts as the Monday after
        (date(2026, 11, 22), 1, date(2026, 11, 24)),
        (date(2026, 11, 22), -1, date(2026, 11, 20)),
    ],
)
def test_working_days_skip_weekends(today: date, steps: int, expected: date) -> None:
    assert working_day(today, steps) == expected


def test_a_scene_writes_its_days_out() -> None:
    assert (
        dated("by {+2} 5pm, not {-1} nor {0}", WEDNESDAY.date())
        == "by Fri 27 Nov 5pm, not Tue 24 Nov nor Wed 25 Nov"
    )


async def test_scenes_are_typed_in_their_own_time_and_the_present_returns(app: AsyncApp) -> None:
    slack = Slack(clock=Clock(WEDNESDAY, ticking=False), manifest=MANIFEST)
    await slack.start()
    typed: list[tuple[str, datetime]] = []
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    playing = AsyncApp(client=client, logger=app.logger, process_before_response=True)

    @playing.command("/echo")
    async def echo(ack: AsyncAck, command: Json) -> None:
        typed.append((command["text"], slack.clock.now()))
        await ack("seen")

    handler = AsyncSocketModeHandler(playing, slack.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.connected()
    scenes = (
        Scene(0, "23:00", "mia", "#accounts", "/echo tomorrow's"),
        Scene(1, "10:00", "joe", "#globex", "/echo by {+1}"),
        Scene(3, "09:00", "mia", "#accounts", "/echo first"),
        Scene(1, "09:00", "mia", "#accounts", "/unknown"),
    )
    failures = await slack.play(scenes)
    assert typed == [
        ("first", datetime(2026, 11, 20, 7, 0, tzinfo=UTC)),
        ("by Thu 26 Nov", datetime(2026, 11, 24, 15, 0, tzinfo=UTC)),
    ]
    assert failures == [
        "mia in #accounts: /unknown -> unknown_command: /unknown is not a valid command. "
        "To write a line that starts with a slash, put a space before it."
    ]
    assert slack.clock.now() == WEDNESDAY
    assert all(not m.only_for for m in slack.talk.everything("C0ACCOUNTS1", seen_by="U0MIA000001"))
    assert await slack.play(scenes) == []  # only once, on a fresh state
    assert len(typed) == 2
    await handler.close_async()  # type: ignore[no-untyped-call]
    await slack.stop()


def test_the_script_names_people_and_places_of_the_company() -> None:
    slack = Slack(clock=Clock(WEDNESDAY, ticking=False))
    for scene in SCRIPT:
        person, channel = slack.workspace.person(scene.who), slack.workspace.channel(scene.where)
        assert person.id in channel.members
        assert person.kind == "member"
    shorthand = {"kept", "late", "not", "risk", "move", "told"}
    given = [s for s in SCRIPT if s.text.startswith("/promise ") and s.text.split()[1] not in shorthand]
    days = [(-s.days, s.time) for s in given]
    assert days == sorted(days)  # so that they are P-1, P-2, ... in this order
    assert len(days) == 18
