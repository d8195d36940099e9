"""Who comes together: work that is handed in at nearly one moment, gathered so that it shares a commit."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
# Seconds from one look to the next, and how many looks without anybody new end the wait once nothing is in hand; the longest
# that anybody is waited for. A commit takes the processor as long as several promises do, and a thread that works while the
# loop has something to do takes turns with it at every statement: to gather makes a promise a seventh cheaper on SQLite, a
# tenth on PostgreSQL (make bench).
LOOK = 0.001
IN_VAIN = 2
LONGEST = 0.02


class Gathering(Generic[T]):
    """Pieces of work on their way to whoever does them, handed over together, `most` at a time.

    As many are expected as there were when some were last done: those who got their answer mostly come again, and the
    others are waiting. So who comes alone is handed over at once, and waits a moment only right after company. Lives on one
    event loop.
    """

    def __init__(self, most: int, hand_over: Callable[[list[T]], None]) -> None:
        self._most = most
        self._hand_over = hand_over
        self._here: list[T] = []
        self._in_hand = 0  # handed over, and not yet done
        self._expected = 1

    def come(self, piece: T) -> None:
        """Takes a piece, and hands all over once as many are here as were expected."""
        self._here.append(piece)
        if len(self._here) >= self._expected:
            self.go()
        elif len(self._here) == 1:
            loop = asyncio.get_running_loop()
            loop.call_later(LOOK, self._look, self._here, 1, 0, loop.time() + LONGEST)

    def done(self, count: int) -> None:
        """So many of those that were handed over are done."""
        self._in_hand -= count
        self._expected = min(self._most, count + self._in_hand + len(self._here))

    def go(self) -> None:
        """Hands over who is here without waiting for anybody."""
        if self._here:
            here, self._here = self._here, []
            self._in_hand += len(here)
            self._hand_over(here)

    def _look(self, waiting: list[T], seen: int, in_vain: int, until: float) -> None:
        """Whether those who wait here since the last look are to wait on: while others are in hand they lose nothing by it."""
        if waiting is not self._here:
            return  # they went meanwhile
        loop, here = asyncio.get_running_loop(), len(waiting)
        in_vain = 0 if here > seen or self._in_hand else in_vain + 1
        if in_vain < IN_VAIN and loop.time() < until:
            loop.call_later(LOOK, self._look, waiting, here, in_vain, until)
        else:
            self.go()
