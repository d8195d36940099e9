"""What offers to log something have taught: how often they were right, which rule goes quiet, when a channel takes care.

Counted is what people answered, by the rule and the channel; no word of theirs is kept. An offer that nobody answered
counts for neither side: Slack does not say whether it was ever seen
(https://docs.slack.dev/reference/methods/chat.postEphemeral).
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

LOGGED, NOT_A_PROMISE, NOT_HERE = "logged", "not a promise", "not here"
ANSWERS = frozenset([LOGGED, NOT_A_PROMISE, NOT_HERE])
# The rate is that of so many answers, the newest ones; of fewer than so many it says nothing yet.
RATED, ENOUGH = 20, 10
# Under that rate (per cent) a channel takes care.
CAREFUL_UNDER = 60
# A rule goes quiet where so many of its last ones were dismissed.
LAST, DISMISSED = 5, 4


class Rate(NamedTuple):
    """Of `answered` offers so many were `taken`; `open` were not answered."""

    answered: int = 0
    taken: int = 0
    open: int = 0

    @property
    def percent(self) -> int:
        """How many of a hundred were right, rounded."""
        return round(100 * self.taken / self.answered) if self.answered else 0

    @property
    def says_something(self) -> bool:
        """Whether there are enough answers to judge by."""
        return self.answered >= ENOUGH

    @property
    def careful(self) -> bool:
        """Whether offers are wrong so often that a channel takes care."""
        return self.says_something and 100 * self.taken < CAREFUL_UNDER * self.answered


def rate(answers: Iterable[str]) -> Rate:
    """The rate of the newest answered offers among these, the newest first; those that nobody answered are counted as far
    back as these reach."""
    answered = taken = open_ = 0
    for each in answers:
        if each not in ANSWERS:
            open_ += 1
            continue
        answered += 1
        taken += each == LOGGED
        if answered == RATED:
            break
    return Rate(answered, taken, open_)


def goes_quiet(answers: Sequence[str]) -> bool:
    """Whether a rule goes quiet in a channel, by what was answered there to its offers, the newest first.

    "Don't offer here" says that somebody wants no offers, and nothing of the rule, so that it does not count.
    """
    judged = [each for each in answers if each in {LOGGED, NOT_A_PROMISE}][:LAST]
    return judged.count(NOT_A_PROMISE) >= DISMISSED


@dataclass(frozen=True)
class Quiet:
    """The rules that are quiet in a channel, by name, and since when (UTC); and of those that were made to speak again
    since when that is, as older answers count no more."""

    since: Mapping[str, datetime] = field(default_factory=dict)
    again: Mapping[str, datetime] = field(default_factory=dict)

    def __contains__(self, rule: object) -> bool:
        return rule in self.since

    def __bool__(self) -> bool:
        return bool(self.since)

    def hushed(self, rule: str, *, now: datetime) -> "Quiet":
        """The same with one rule more that is quiet."""
        return Quiet({**self.since, rule: now}, {name: at for name, at in self.again.items() if name != rule})

    def waken(self, rules: Iterable[str], *, now: datetime) -> "Quiet":
        """The same with these rules speaking again; those that do so anyway stay as they are."""
        woken = {rule: now for rule in rules if rule in self.since}
        left = {name: at for name, at in self.since.items() if name not in woken}
        return Quiet(left, {**self.again, **woken})

    def written(self) -> dict[str, dict[str, str]]:
        """As a setting keeps it."""
        return {
            "since": {name: at.isoformat() for name, at in self.since.items()},
            "again": {name: at.isoformat() for name, at in self.again.items()},
        }


SPEAKING = Quiet()


def read_quiet(value: Mapping[str, Mapping[str, str]]) -> Quiet:
    """What a setting keeps. Raises what reading it raises."""
    since, again = (
        {str(name): datetime.fromisoformat(at) for name, at in value.get(part, {}).items()}
        for part in ("since", "again")
    )
    return Quiet(since, again)


def may_offer(rule: str, *, quiet: Container[str], careful: bool, dated: bool, named: bool) -> bool:
    """Whether what a rule noticed is offered: not by one that is quiet, and where a channel takes care only for a message
    that says a date or names a customer itself."""
    return rule not in quiet and (not careful or dated or named)


def rate_in_words(found: Rate, *, place: str = "here") -> str:
    """ "Of the last 20 offers here, 14 were taken up (70 %)", with what that means."""
    if not found.answered:
        said = f"No offer was answered {place} yet"
        return f"{said} ({found.open:,} made)." if found.open else f"{said}."
    if found.answered == 1:
        return f"The one offer that was answered {place} was {'' if found.taken else 'not '}taken up: too few to tell."
    last = f"{found.answered:,} offers"
    said = f"Of the last {last} answered {place}, {found.taken:,} {'was' if found.taken == 1 else 'were'} taken up"
    if not found.says_something:
        return f"{said}: too few to tell."
    said += f" ({found.percent} %)."
    if found.careful:
        return f"{said} That is under {CAREFUL_UNDER} %, so I offer only what names a date or a customer in the message itself."
    return f"{said} I go on as I am; under {CAREFUL_UNDER} % I would take more care."
