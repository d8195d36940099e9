"""The sender in every story that Hypothesis can think of, on both stores' real claims."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis.stateful import run_state_machine_as_test

from handlers import sending
from handlers.house import House
from tests.simulation import stores
from tests.simulation.machine import machine, size
from tests.simulation.stores import Store
from tests.simulation.stories import STORIES, Told
from tests.simulation.world import Broken, World, draw

# The full size is `make chaos`.
HOW_MANY = int(os.environ.get("KEPT_STORIES", "40"))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store of the test's own, of both kinds in turn."""
    if database_url.startswith("sqlite"):
        with stores.sqlite(Path(database_url.removeprefix("sqlite:///"))) as found:
            yield found
    else:
        with stores.postgresql(database_url) as found:
            yield found


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    """Two lanes and two posts a claim: enough to get in each other's way."""
    logging.disable(logging.CRITICAL)
    with patch.object(sending, "LANES", 2), patch.object(sending, "AT_ONCE", 2):
        yield
    logging.disable(logging.NOTSET)


async def send(house: House) -> bool:
    return await sending.send(house, {"brief": draw})


def test_nothing_is_lost_nor_said_twice_nor_asks_for_what_has_ended(store: Store) -> None:
    run_state_machine_as_test(machine(store, send), settings=size(HOW_MANY))


def tell(store: Store, told: Told) -> None:
    """Tells a story to its end, and looks at what is left."""
    world = World(store, send)
    try:
        told.story(world)
        world.settle()
        world.check()
    finally:
        world.close()


@pytest.mark.parametrize("name", STORIES)
def test_the_sender_survives_what_a_broken_one_does_not(store: Store, name: str) -> None:
    tell(store, STORIES[name])
    with STORIES[name].refutes(), pytest.raises(Broken):
        tell(store, STORIES[name])
