"""The stories: any order of what may happen to the sender, told by Hypothesis."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from handlers.house import House
from tests.simulation.slack import BAD, TOO_MANY
from tests.simulation.stores import Store
from tests.simulation.world import World

SECONDS = st.sampled_from([1, 11, 31, 61, 301]).map(lambda each: timedelta(seconds=each))
LATE = st.sampled_from([None, 1, 25, 100, 250]).map(
    lambda each: None if each is None else timedelta(seconds=each)
)
LAG = st.sampled_from([0, 0, 0, 10, 40]).map(lambda each: timedelta(seconds=each))
HOW = st.sampled_from(["fine", "fine", "fine", "fine", "unknown", "fails"])
BAD_HOW = st.sampled_from([*BAD, TOO_MANY])
WHICH = st.integers(0, 7)


class Stories(RuleBasedStateMachine):
    """Stories about one sender on one store, both given by `machine`."""

    store: Store
    send: Callable[[House], Any]

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.store, type(self).send)
        self.nudges: list[int] = []

    @initialize(how_many=st.integers(1, 2))
    def begin(self, how_many: int) -> None:
        self.nudges += self.world.put("U1", how_many)
        self.world.start()

    @precondition(lambda self: len(self.nudges) < 4)
    @rule(place=st.sampled_from(World.places))
    def put(self, place: str) -> None:
        self.nudges += self.world.put(place, 1)

    @rule(which=WHICH)
    def end(self, which: int) -> None:
        self.world.end(self.nudges[which % len(self.nudges)])

    @precondition(lambda self: len(self.world.replicas) < 3)
    @rule()
    def start(self) -> None:
        self.world.start()

    @precondition(lambda self: self.world.replicas)
    @rule(which=WHICH, effect=WHICH, how=HOW, bad=BAD_HOW, lag=LAG)
    def step(self, which: int, effect: int, how: Any, bad: str, lag: timedelta) -> None:
        replica = self.world.replicas[which % len(self.world.replicas)]
        if replica.effects:
            replica.step(replica.effects[effect % len(replica.effects)], how, bad, lag)
        self.world.done(replica)

    @precondition(lambda self: self.world.replicas)
    @rule(which=WHICH, steps=st.integers(1, 12))
    def go_on(self, which: int, steps: int) -> None:
        """One replica works undisturbed for a while."""
        replica = self.world.replicas[which % len(self.world.replicas)]
        for _ in range(steps):
            if replica.effects:
                replica.step(replica.effects[0], "fine", "", timedelta(0))
        self.world.done(replica)

    @precondition(lambda self: self.world.replicas)
    @rule(which=WHICH, lands=st.booleans())
    def kill(self, which: int, lands: bool) -> None:
        self.world.replicas[which % len(self.world.replicas)].kill(lands=lands)

    @rule(by=SECONDS, late=LATE, lag=LAG)
    def forward(self, by: timedelta, late: timedelta | None, lag: timedelta) -> None:
        self.world.forward(by, late, lag)

    def teardown(self) -> None:
        try:
            self.world.settle()
            self.world.check()
        finally:
            self.world.close()


def machine(store: Store, send: Callable[[House], Any]) -> type[Stories]:
    """Stories about this sender on that store."""
    return type("Stories", (Stories,), {"store": store, "send": staticmethod(send)})


def size(stories: int, *, steps: int = 40, derandomize: bool = False) -> settings:
    """How many stories, and how long they may be."""
    return settings(
        max_examples=stories,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=derandomize,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
