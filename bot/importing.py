"""A customer in a file that is to be taken in: what would become of it, and what is decided about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Verdict = Literal["new", "changed", "same", "refused"]
Group = Literal["doubtful", "new", "changed", "same", "refused"]
GROUPS: tuple[Group, ...] = ("doubtful", "new", "changed", "same", "refused")
LEAVE, AS_NEW = "leave", "new"
ALL_ALIKE = "alike"


@dataclass
class Entry:
    """One customer in a file, from one line or several, and what would become of it.

    `fields` are the file's values by the columns of a customer; `people` are (name, role, how to reach). With a
    `number` it is that customer, whose columns that differ are `before`, and `after` the import. `alike` are those
    (number, name) whom it may be: then somebody has to say. `doubts` are sentences on what is left out or odd,
    `notes` on how something was taken that is in no doubt.
    """

    lines: list[int]
    name: str
    verdict: Verdict = "new"
    reason: str = ""
    reference: int | None = None  # the C-number that the file says
    fields: dict[str, Any] = field(default_factory=dict)
    people: list[tuple[str, str, str]] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    alike: list[tuple[int, str]] = field(default_factory=list)
    number: int | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    new_people: int = 0

    @property
    def group(self) -> Group:
        """Under which heading the preview lists it."""
        return self.verdict if self.verdict == "refused" or not (self.doubts or self.alike) else "doubtful"


def to_take(entries: Sequence[Entry], decisions: Mapping[str, str]) -> list[tuple[int, int | None]]:
    """What is taken in, as (place, the C-number that it is, or None for a new customer).

    `decisions` are by place: "leave", "new", or a C-number; under "alike" the word for all that look like somebody. Who
    looks like somebody is left out until a person says who it is.
    """
    found: list[tuple[int, int | None]] = []
    for place, entry in enumerate(entries):
        said = decision(entry, place, decisions)
        if said == AS_NEW:
            found.append((place, None))
        elif said != LEAVE:
            found.append((place, int(said)))
    return found


def decision(entry: Entry, place: int, decisions: Mapping[str, str]) -> str:
    """What is to become of an entry: "leave", "new", or the C-number that it is."""
    said = decisions.get(str(place))
    if entry.verdict == "refused":
        return LEAVE
    if said is not None:
        return said
    if entry.alike:
        return decisions.get(ALL_ALIKE, LEAVE)
    if entry.verdict == "same":
        return LEAVE
    return AS_NEW if entry.number is None else str(entry.number)


def counts(entries: Iterable[Entry]) -> dict[Group, int]:
    """How many customers each heading has."""
    found = dict.fromkeys(GROUPS, 0)
    for entry in entries:
        found[entry.group] += 1
    return found
