"""Whoever waits for an answer goes first: what Kept says by itself steps aside for a moment."""

import asyncio
from contextlib import suppress

# Where somebody always waits, the rest has its turn after so many seconds all the same.
A_MOMENT = 0.1


class Answering:
    """How many gestures are being answered; entered for each of them (`with house.answering`)."""

    def __init__(self) -> None:
        self._some = 0
        self._nobody = asyncio.Event()

    def __enter__(self) -> None:
        self._some += 1
        self._nobody.clear()

    def __exit__(self, *_: object) -> None:
        self._some -= 1
        if not self._some:
            self._nobody.set()

    async def aside(self) -> None:
        """Waits until nobody waits, at most for a moment."""
        if self._some:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._nobody.wait(), A_MOMENT)
