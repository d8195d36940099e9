"""Stories that the sender must survive, each told once more in every way that matters; and the broken sender that does
not survive it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import NamedTuple

from tests.simulation import broken
from tests.simulation.replica import Effect, Replica
from tests.simulation.world import POST, World

NO_LAG = timedelta(0)


def up_to(replica: Replica, name: str) -> Effect:
    """Lets a replica work until it has asked for this, of the store or of Slack."""
    while True:
        for each in replica.effects:
            if each.name == name and each.result is None:
                return each
        assert replica.effects, f"it never came to {name}"
        replica.step(replica.effects[0], "fine", "", NO_LAG)


def to_the_end(world: World, replica: Replica) -> None:
    """Lets a replica finish its round."""
    while replica.effects:
        replica.step(replica.effects[0], "fine", "", NO_LAG)
    world.done(replica)


def answer_is_lost(world: World) -> None:
    """A post is delivered, and the connection is cut before the answer."""
    world.put("U1", 1)
    replica = world.start()
    replica.step(up_to(replica, POST), "unknown", "cut", NO_LAG)
    to_the_end(world, replica)
    world.forward(timedelta(seconds=31), None, NO_LAG)
    to_the_end(world, world.start())


def delivered_late(world: World) -> None:
    """A post is delivered long after its sender was killed, and after another replica has looked for it in vain."""
    world.put("U1", 1)
    replica = world.start()
    up_to(replica, POST)
    world.forward(timedelta(seconds=61), timedelta(seconds=100), NO_LAG)
    replica.kill(lands=False)
    to_the_end(world, world.start())
    world.forward(timedelta(seconds=61), None, NO_LAG)


def stopped_before_recording(world: World) -> None:
    """A replica learns that it was delivered, and stands still until another, to whom the history did not show it, has
    said it again."""
    world.put("U1", 1)
    first = world.start()
    first.step(up_to(first, POST), "fine", "", timedelta(seconds=100))
    world.forward(timedelta(seconds=61), None, NO_LAG)
    to_the_end(world, world.start())
    to_the_end(world, first)


def ends_before_the_claim(world: World) -> None:
    """What it asks for ends between the look at what is due and the claim."""
    nudge, *_ = world.put("U1", 1)
    replica = world.start()
    up_to(replica, "claim")
    world.end(nudge)
    to_the_end(world, replica)


def two_at_once(world: World) -> None:
    """A second replica comes while the first one's post is on its way."""
    world.put("U1", 1)
    first = world.start()
    first.step(up_to(first, POST), "fine", "", timedelta(seconds=10))
    to_the_end(world, world.start())
    to_the_end(world, first)


def stopped_before_sending(world: World) -> None:
    """A replica stands still after it has drawn, until its lease is over and another has said it."""
    world.put("U1", 1)
    first = world.start()
    up_to(first, "of_post")
    world.forward(timedelta(seconds=61), None, NO_LAG)
    to_the_end(world, world.start())
    to_the_end(world, first)


def ends_while_it_is_said(world: World) -> None:
    """What it asks for ends while the post is on its way."""
    nudge, *_ = world.put("U1", 2)
    replica = world.start()
    up_to(replica, POST)
    world.end(nudge)
    to_the_end(world, replica)


class Told(NamedTuple):
    """A story, and the sender that it is the end of."""

    story: Callable[[World], None]
    refutes: Callable[[], AbstractContextManager[None]]


STORIES: Mapping[str, Told] = {
    told.refutes.__name__: told
    for told in (
        Told(answer_is_lost, broken.blind_retry),
        Told(delivered_late, broken.no_sweep),
        Told(stopped_before_recording, broken.no_fact),
        Told(ends_before_the_claim, broken.drawn_before_the_claim),
        Told(two_at_once, broken.claims_without_lease),
        Told(stopped_before_sending, broken.sent_after_the_lease),
        Told(answer_is_lost, broken.sdk_retries),
        Told(ends_while_it_is_said, broken.never_redrawn),
    )
}
