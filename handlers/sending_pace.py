"""How fast one process may speak: Slack's limits by place and method, and a break while a workspace cannot be reached.

Nothing here waits. It says from when on something may be sent, and that instant is written into the post's row, so
that nobody holds a claim meanwhile. Other processes learn the same from Slack's own answers.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

# https://docs.slack.dev/apis/web-api/rate-limits: a message a second in one channel, and short bursts.
A_PLACE_EVERY = timedelta(seconds=1)
BURST = 3
MOST_PLACES = 5000
# A method that the app may not use is asked for again only then.
LACKING = timedelta(minutes=10)
FIRST_BREAK, LONGEST_BREAK = timedelta(minutes=1), timedelta(minutes=10)


@dataclass
class Pace:
    """What this process knows of the limits; instants are UTC."""

    places: dict[str, datetime] = field(default_factory=dict)  # until when a place is spoken for
    queues: dict[str, datetime] = field(default_factory=dict)  # which turn the last one to wait was told
    paused: dict[str, datetime] = field(default_factory=dict)  # by method: not before then
    lacks: dict[str, str] = field(default_factory=dict)  # by method: why the app may not use it
    broken_until: datetime | None = None
    broken_why: str = ""
    break_length: timedelta = FIRST_BREAK

    def take(self, place: str, now: datetime) -> datetime | None:
        """Takes a turn in a place, or says when the next one is; whoever waits for the same place is told one after the
        other, so that nobody comes in vain."""
        free = max(self.places.get(place, now), now)
        if free > now + (BURST - 1) * A_PLACE_EVERY:
            at = free - (BURST - 1) * A_PLACE_EVERY
            self.queues[place] = at = max(at, self.queues.get(place, at - A_PLACE_EVERY) + A_PLACE_EVERY)
            return at
        if len(self.places) >= MOST_PLACES:
            self.places = {each: until for each, until in self.places.items() if until > now}
            self.queues = {each: at for each, at in self.queues.items() if at > now}
        self.places[place] = free + A_PLACE_EVERY
        return None

    def pause(self, method: str, until: datetime) -> None:
        """Slack said "too many": none of these calls before then."""
        self.paused[method] = max(until, self.paused.get(method, until))

    def pause_of(self, method: str, now: datetime) -> datetime | None:
        """Until when this method rests, if it does."""
        until = self.paused.get(method)
        return until if until and until > now else None

    def break_off(self, why: str, now: datetime) -> bool:
        """The workspace cannot be reached or lacks a permission: nothing is tried for a while, longer each time. Says
        whether that is news."""
        news = why != self.broken_why
        if news:
            self.break_length = FIRST_BREAK
        elif self.broken_until is None or now >= self.broken_until:
            self.break_length = min(2 * self.break_length, LONGEST_BREAK)
        self.broken_until, self.broken_why = now + self.break_length, why
        return news

    def lack(self, method: str, why: str, now: datetime) -> bool:
        """The app may not use a method; everything else goes on. Says whether that is news."""
        self.pause(method, now + LACKING)
        news = self.lacks.get(method) != why
        self.lacks[method] = why
        return news

    def works(self) -> None:
        """Slack took something: whatever kept us away is over."""
        self.broken_until, self.broken_why, self.break_length = None, "", FIRST_BREAK

    def rests(self, now: datetime) -> bool:
        """Whether there is no use in claiming anything now."""
        return self.broken_until is not None and now < self.broken_until
