"""Who comes together is handed over together, and nobody waits long for who does not come."""

import asyncio

import pytest

from storage import gathering
from storage.gathering import Gathering

LONG = 20.0  # seconds: what hangs fails instead


class Counter:
    """What was handed over, batch by batch."""

    def __init__(self, most: int = 64) -> None:
        self.gone: list[list[str]] = []
        self.gathering = Gathering[str](most, self.gone.append)

    def come(self, who: str) -> None:
        for each in who:
            self.gathering.come(each)

    def done(self) -> None:
        """The first of those in hand are done."""
        self.gathering.done(len(self.gone.pop(0)))

    def together(self, who: str) -> None:
        """These were in hand at one moment, and are done."""
        self.come(who)
        self.gathering.done(len(who))
        self.gone.clear()

    async def wait(self) -> str:
        """Waits for who is handed over next."""
        async with asyncio.timeout(LONG):
            while not self.gone:  # noqa: ASYNC110 - a list has no event
                await asyncio.sleep(0.001)
        return "".join(self.gone[0])


@pytest.fixture
async def counter() -> Counter:
    return Counter()


async def test_who_comes_alone_goes_at_once(counter: Counter) -> None:
    for each in "abc":
        counter.come(each)
        assert counter.gone == [[each]]
        counter.done()


async def test_who_comes_while_one_is_in_hand_that_came_alone_does_not_wait_either(counter: Counter) -> None:
    counter.come("ab")
    assert counter.gone == [["a"], ["b"]]


async def test_as_many_as_there_were_are_waited_for_and_go_with_the_last(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.come("abc")
    assert [len(each) for each in counter.gone] == [1, 1, 1]
    counter.done()  # two are in hand still, and one was just answered
    monkeypatch.setattr(gathering, "LONGEST", LONG)
    counter.come("ab")
    await asyncio.sleep(0.02)
    assert len(counter.gone) == 2, "somebody went though others are in hand"
    counter.come("c")
    assert counter.gone[-1] == ["a", "b", "c"]


async def test_two_groups_that_take_turns_become_one(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "LONGEST", LONG)
    counter.together("a")
    counter.come("a")  # in hand
    counter.come("b")
    counter.done()  # a is done, b in hand: both will come again
    counter.come("a")
    assert counter.gone == [["b"]]
    counter.done()
    counter.come("b")
    assert counter.gone == [["a", "b"]]


async def test_who_does_not_come_is_waited_for_for_some_looks_and_then_nobody_is(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "LONGEST", LONG)
    counter.together("ab")
    counter.come("a")
    assert counter.gone == []
    assert await counter.wait() == "a"
    counter.done()
    counter.come("a")
    assert counter.gone == [["a"]]


async def test_as_long_as_somebody_new_comes_the_others_wait(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "LOOK", 0.05)
    monkeypatch.setattr(gathering, "LONGEST", LONG)
    counter.together("abcdef")
    for each in "abcde":
        counter.come(each)
        await asyncio.sleep(0.05)
    assert counter.gone == []
    assert await counter.wait() == "abcde"


async def test_nobody_waits_longer_than_the_longest(counter: Counter) -> None:
    counter.come("ab")
    counter.done()  # b is in hand, and stays so
    counter.gone.clear()
    counter.come("a")
    assert counter.gone == []
    assert await counter.wait() == "a"


async def test_no_more_than_fit_go_together() -> None:
    counter = Counter(most=3)
    counter.together("abcde")
    counter.come("abcdefg")
    assert counter.gone == [["a", "b", "c"], ["d", "e", "f"]]


async def test_who_goes_without_waiting_leaves_no_look_behind_for_those_after_them(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "LOOK", 0.02)
    counter.together("abcd")
    counter.come("a")
    counter.gathering.go()
    assert counter.gone == [["a"]]
    counter.gathering.go()
    assert counter.gone == [["a"]]
    monkeypatch.setattr(gathering, "LOOK", LONG)
    counter.come("b")
    await asyncio.sleep(0.1)
    assert counter.gone == [["a"]], "the look that a left behind sent b off"
