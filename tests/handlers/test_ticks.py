"""The clock's ticks: they begin by themselves, one at a time, and one that is under way ends before Kept does."""

import asyncio

import pytest

from handlers import ticks
from handlers.house import House
from tests.handlers.conftest import a_slack, running

EVERY_SECOND = {"KEPT_TICK_SECONDS": "1"}


async def test_a_tick_that_is_under_way_when_kept_stops_goes_on_to_its_end(
    furnished_file_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun, ends = asyncio.Event(), list[bool]()

    async def slow(_: House) -> bool:
        begun.set()
        await asyncio.sleep(0.3)
        ends.append(True)
        return False

    monkeypatch.setattr(ticks, "PLANS", (slow,))
    async with a_slack() as slack, running(furnished_file_url, slack, EVERY_SECOND):
        async with asyncio.timeout(20):
            await begun.wait()
        assert not ends
    assert ends
    assert "exception" not in caplog.text


async def test_while_a_tick_is_at_work_no_other_one_waits_behind_it(
    furnished_file_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = list[bool](), asyncio.Event()

    async def held_up(_: House) -> bool:
        begun.append(True)
        await go.wait()
        return False

    monkeypatch.setattr(ticks, "PLANS", (held_up,))
    async with a_slack() as slack, running(furnished_file_url, slack, EVERY_SECOND) as seen:
        async with asyncio.timeout(20):
            while not begun:  # noqa: ASYNC110 - a list has no event
                await asyncio.sleep(0.02)
        await asyncio.sleep(2.2)  # two more were due by now
        assert len(seen.house.talk._tasks) == 1
        go.set()
