"""How much goodwill a customer still has for us: what cost us some of it in the last 90 days, fading with time, and when it
is time to do something about it [practices 5, 24]."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Kind = Literal["late", "broken", "moved", "call", "case"]
# Calendar days after which something is forgiven.
WINDOW = timedelta(days=90)
# So many in the window raise the alarm, before one more does [24]; and so many promises [5].
ALARM, SECOND = 3, 2
# An alarm is news for so long.
NEWS = timedelta(days=14)
PROMISES: frozenset[Kind] = frozenset({"late", "broken"})
SAID: Mapping[Kind, str] = {
    "late": "{name} missed its date",
    "broken": "{name} was not kept",
    "moved": "the date of {name} was moved",
    "call": "{name}: they waited longer for us than was said",
    "case": "{name}, a mistake of ours",
}


@dataclass(frozen=True, order=True)
class Loss:
    """One thing that cost us goodwill: when (UTC), what people call it (P-12, W-3, M-7), and what it was."""

    at: datetime
    name: str
    kind: Kind

    def in_words(self, day: str) -> str:
        """As part of a sentence, with its day in words: "P-12 missed its date (Tue 3 Nov)"."""
        return f"{SAID[self.kind].format(name=self.name)} ({day})"


@dataclass(frozen=True)
class Gauge:
    """How it stands at one moment: what counts, the oldest first; how much of the goodwill is left (1 is all of it, 0
    none); and, as long as the alarm lasts, what raised it."""

    counts: Sequence[Loss] = ()
    left: float = 1.0
    raised_by: Loss | None = None


def read(losses: Iterable[Loss], *, now: datetime) -> Gauge:
    """The gauge at `now`. What happened just now weighs most, and nothing any more after 90 days; with the weight of one
    more than raise the alarm nothing is left."""
    known = sorted({each for each in losses if each.at <= now})
    counts = [each for each in known if each.at > now - WINDOW]
    worn = sum(1 - (now - each.at) / WINDOW for each in counts)
    return Gauge(counts, max(0.0, 1 - worn / (ALARM + 1)), raised(known, ALARM, now=now))


def raised(losses: Iterable[Loss], most: int, *, now: datetime) -> Loss | None:
    """The one that made them `most` within 90 days, as long as they are so many; one more of them changes nothing, so that
    it is the same as long as the alarm lasts.

    It takes losses from the 180 days before `now` to be right about those of the last 90.
    """
    known = sorted({each for each in losses if each.at <= now})
    if sum(each.at > now - WINDOW for each in known) < most:
        return None
    began: Loss | None = None
    for place, each in enumerate(known):
        before = sum(earlier.at > each.at - WINDOW for earlier in known[:place])
        if before < most:
            began = each if before + 1 >= most else None
    return began


def left_in_words(gauge: Gauge) -> str:
    """How much is left, as a person would say it."""
    for least, said in ((0.8, "nearly all"), (0.6, "most"), (0.4, "about half"), (0.15, "little")):
        if gauge.left >= least:
            return said
    return "next to nothing"
