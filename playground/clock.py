"""The playground's clock: real time plus an offset that people push, or a time that stands still."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Aware UTC time that can be pushed forward (and, to play old scenes, set).

    `start` is where the clock begins (default: the real time). A clock that is not `ticking` moves only when it is
    pushed, which is what tests want.
    """

    def __init__(self, start: datetime | None = None, *, ticking: bool = True) -> None:
        if start is not None and start.tzinfo is None:
            raise ValueError("the clock needs an aware datetime")
        real = datetime.now(UTC)
        begin = real if start is None else start.astimezone(UTC)
        self._offset = timedelta(0) if start is None else begin - real
        self._stands_at = None if ticking else begin
        self._changed = asyncio.Event()
        self._listeners: list[Callable[[], None]] = []
        # What lives on this clock and wants to see the time in between that a long push would leap over.
        self.pace: Callable[[datetime], Awaitable[None]] | None = None
        self._pushed = asyncio.Lock()

    def now(self) -> datetime:
        """The playground's present, aware, in UTC."""
        if self._stands_at is not None:
            return self._stands_at
        return datetime.now(UTC) + self._offset

    @property
    def offset(self) -> timedelta:
        """How far the playground is ahead of the real clock."""
        return self.now() - datetime.now(UTC) if self._stands_at is not None else self._offset

    @property
    def ticking(self) -> bool:
        """Does it run on by itself?"""
        return self._stands_at is None

    @staticmethod
    def real() -> datetime:
        """The time outside the playground."""
        return datetime.now(UTC)

    def forward(self, step: timedelta) -> datetime:
        """Push the clock ahead by `step` and return the new present. Raises ValueError for a step back."""
        if step < timedelta(0):
            raise ValueError("the clock only goes forward; use set() to play an older scene")
        return self.set(self.now() + step)

    async def push(self, step: timedelta) -> None:
        """Push the clock ahead by `step`, at the pace of what lives on it: a week in which things happen."""
        async with self._pushed:
            target = self.now() + step
            if self.pace is not None:
                await self.pace(target)
            if self.now() < target:
                self.set(target)

    def set(self, moment: datetime) -> datetime:
        """Make `moment` (aware) the present; used to play scenes from earlier days and to come back."""
        if moment.tzinfo is None:
            raise ValueError("the clock needs an aware datetime")
        moment = moment.astimezone(UTC)
        if self._stands_at is not None:
            self._stands_at = moment
        else:
            self._offset = moment - datetime.now(UTC)
        self._tell()
        return moment

    def restore(self, offset: timedelta) -> None:
        """Take up an offset that was saved; a clock that stands still keeps its time."""
        if self._stands_at is None:
            self._offset = offset
            self._tell()

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever the clock is pushed or set."""
        self._listeners.append(listener)

    async def sleep_until(self, moment: datetime) -> None:
        """Return once the playground's clock has reached `moment`, at once when a push carries it there."""
        while (left := (moment - self.now()).total_seconds()) > 0:
            changed = self._changed
            try:
                await asyncio.wait_for(changed.wait(), None if self._stands_at is not None else left)
            except TimeoutError:
                continue

    def _tell(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
        for listener in self._listeners:
            listener()
