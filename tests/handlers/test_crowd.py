"""Whatever people type and press, in whichever order: nothing breaks, and no gesture ends in silence."""

import os

import pytest

from tests.handlers.conftest import a_slack, running
from tests.handlers.crowd import Crowd

# The full size is `make chaos`.
CROWDS = int(os.environ.get("KEPT_CROWDS", "1"))
STEPS = 150 if CROWDS == 1 else 250


@pytest.mark.parametrize("seed", range(CROWDS))
async def test_nothing_breaks_and_no_gesture_ends_in_silence(furnished_url: str, seed: int) -> None:
    async with a_slack() as slack, running(furnished_url, slack) as seen:
        await Crowd(seen, seed).go(STEPS)


@pytest.mark.usefixtures("heard_twice")
@pytest.mark.parametrize("seed", range(CROWDS))
async def test_nor_where_slack_delivers_everything_twice(furnished_file_url: str, seed: int) -> None:
    async with a_slack() as slack, running(furnished_file_url, slack) as seen:
        await Crowd(seen, seed).go(STEPS)
