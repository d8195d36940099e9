"""Spots promises, mistakes and contacts in JSON lines, so that anybody can judge the listening before it is switched on."""

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from statistics import fmean, median

from bot.customer_names import fold
from bot.dates import LANGUAGES, Found, Order, due
from bot.json_lines import Case, Unreadable, answers, now_of, text_of, written
from bot.languages.known import ENDINGS, LISTENING
from bot.listening import Noticed, notice, passes
from bot.listening_names import KnownNames, Mentioned
from bot.short_names import shorts
from bot.text import one_line, shorten

NOTHING: Mapping[str, object] = {"label": "none", "rule": None, "span": None, "customer": None, "due": None}
SAMPLE = 3
SHOWN = 100


class Spotter:
    """Answers one message after the other; remembers the last list of customers, as a file mostly has one."""

    def __init__(self, order: Order) -> None:
        self._order: Order = order
        self._customers: tuple[str, ...] = ()
        self._known = KnownNames[str]([])

    def answer(self, case: Case) -> Mapping[str, object]:
        """The answer to `{"id", "text", "customers"?, "reference"?, "timezone"?}`. Raises Unreadable.

        With `customers` only a message that names one of them outside code, quotes and links is anything. The due date
        is read only from what was noticed, and only of a promise.
        """
        text, known = text_of(case), self._names(case.get("customers"))
        if not passes(text, LISTENING):
            return NOTHING
        named = known.found(text) if known else []
        if known and not named:
            return NOTHING
        noticed = notice(text, LISTENING, [(each.start, each.end) for each in named])
        if noticed is None:
            return NOTHING
        return {
            "label": noticed.label,
            "rule": noticed.rule,
            "span": text[noticed.start : noticed.end],
            "customer": _whose(named, noticed),
            "due": self._due(text, noticed, case),
        }

    def _names(self, given: object) -> KnownNames[str] | None:
        if given is None or given == []:
            return None
        if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
            raise Unreadable("The customers of this line are not a list of names.")
        customers = tuple(given)
        if customers != self._customers:
            self._customers = customers
            folded = {fold(name): name for name in customers}
            said = shorts(folded.items(), folded)
            self._known = KnownNames(
                [(name, name) for name in customers],
                ENDINGS,
                [(folded[whose], short) for whose, short in said.items()],
            )
        return self._known

    def _due(self, text: str, noticed: Noticed, case: Case) -> str | None:
        if noticed.label != "promise":
            return None
        said = text[noticed.start : noticed.end]
        found = due(said, now=now_of(case), order=self._order, languages=LANGUAGES)
        return written(found) if isinstance(found, Found) else None


def _whose(named: Iterable[Mentioned[str]], noticed: Noticed) -> str | None:
    """The customer it is about: the first one in the sentence, else the first in the message."""
    mentioned = list(named)
    inside = [each for each in mentioned if noticed.start <= each.start < noticed.end]
    return next((each.customer for each in inside or mentioned), None)


def answer(lines: Iterable[str], order: Order) -> Iterator[str]:
    """One JSON line out for each line in: `{"id", "label", "rule", "span", "customer", "due"}`, label "promise",
    "mistake", "contact" or "none". A line that cannot be read gives `{"id", "error"}` and the run goes on."""
    for found in answers(lines, Spotter(order).answer):
        yield json.dumps(found, ensure_ascii=False)


@dataclass
class Tally:
    """What a report counts."""

    labels: Counter[str] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    samples: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    unreadable: int = 0
    seconds: list[float] = field(default_factory=list)


def report(lines: Iterable[str], order: Order) -> Iterator[str]:
    """The same in words, a line at a time: counts by label and rule with a few examples, and the time a message took."""
    tally = Tally()
    for found in answers(lines, partial(_timed, Spotter(order), tally.seconds)):
        if "error" in found:
            tally.unreadable += 1
            continue
        label = str(found["label"])
        tally.labels[label] += 1
        if label != "none":
            rule = label, str(found["rule"])
            tally.rules[rule] += 1
            kept = tally.samples.setdefault(rule, [])
            if len(kept) < SAMPLE:
                kept.append(shorten(one_line(str(found["span"])), SHOWN))
    yield from _in_words(tally)


def _timed(spotter: Spotter, seconds: list[float], case: Case) -> Mapping[str, object]:
    begun = time.perf_counter()
    try:
        return spotter.answer(case)
    finally:
        seconds.append(time.perf_counter() - begun)


def _in_words(tally: Tally) -> Iterator[str]:
    messages = sum(tally.labels.values())
    yield f"{messages:,} {'message' if messages == 1 else 'messages'}" + (
        f", and {tally.unreadable:,} more that could not be read" if tally.unreadable else ""
    )
    for label in ("promise", "mistake", "contact", "none"):
        count = tally.labels[label]
        yield f"{label:>8}  {count:>6,}  {1000 * count / max(messages, 1):.1f} of 1,000"
    for (label, rule), count in tally.rules.most_common():
        yield f"\n{rule} ({label}): {count:,}"
        yield from (f"    {said}" for said in tally.samples[label, rule])
    if tally.seconds:
        micros = sorted(each * 1e6 for each in tally.seconds)
        slow = micros[int(len(micros) * 0.99)]
        yield f"\ntime a message: median {median(micros):.1f} µs, mean {fmean(micros):.1f} µs, 99 of 100 within {slow:.0f} µs"
