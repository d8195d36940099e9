"""How much goodwill a customer still has for us: what cost us some of it in the last 90 days, fading with time, and when it
is time to do something about it [practices 5, 24]."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

Kind = Literal["late", "broken", "moved", "call", "case"]
# Calendar days after which something is forgiven.
WINDOW = timedelta(days=90)
# So many in the window raise the alarm, before one more does [practice 24]; and so many promises [practice 5].
ALARM, SECOND = 3, 2
# An alarm is news for so long.
NEWS = timedelta(days=14)
PROMISES: frozenset[Kind] = frozenset({"late", "broken"})
# What happened once, and what happened more than once, with the day of the last time.
SAID: Mapping[Kind, tuple[str, str]] = {
    "late": ("{names} missed its date on {day}", "{names} missed their dates, last on {day}"),
    "broken": ("{names} was not kept on {day}", "{names} were not kept, last on {day}"),
    "moved": ("the date of {names} was moved on {day}", "the dates of {names} were moved, last on {day}"),
    "call": ("{names} had no answer in time on {day}", "{names} had no answer in time, last on {day}"),
    "case": ("we made a mistake on {day} ({names})", "we made {count} mistakes, the last on {day} ({names})"),
}
# So many are named of each kind.
MOST_NAMED = 3


class Loss(NamedTuple):
    """One thing that cost us goodwill: when (UTC), what people call it (P-12, W-3, M-7), and what it was."""

    at: datetime
    name: str
    kind: Kind


class Gauge(NamedTuple):
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


def in_words(losses: Sequence[Loss], day: Callable[[datetime], str]) -> str:
    """What happened, the latest first, as the rest of a sentence; `day` says a moment's day in words: "P-12 missed its date
    on Tue 24 Nov; we made 2 mistakes, the last on Mon 23 Nov (M-4 and M-2)"."""
    by_kind: dict[Kind, list[Loss]] = {}
    for each in sorted(losses, reverse=True):
        by_kind.setdefault(each.kind, []).append(each)
    found = []
    for kind, some in by_kind.items():
        said = SAID[kind][len({each.name for each in some}) > 1]
        found.append(said.format(names=_names(some), count=len(some), day=day(some[0].at)))
    return "; ".join(found)


def _names(losses: Sequence[Loss]) -> str:
    names = list(dict.fromkeys(each.name for each in losses))
    more = len(names) - MOST_NAMED
    names = [*names[:MOST_NAMED], *([f"{more:,} more"] if more > 0 else [])]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def left_in_words(gauge: Gauge) -> str:
    """How much is left, as a person would say it."""
    for least, said in ((0.8, "nearly all"), (0.6, "most"), (0.4, "about half"), (0.15, "little")):
        if gauge.left >= least:
            return said
    return "next to nothing"
