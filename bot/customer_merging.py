"""Two customers who are one: what the one keeps, and what it takes from the other."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from bot.changes import Change, differing
from bot.customer_names import fold, names_of
from bot.customers import OTHER_NAMES_MAX, TAGS_MAX
from bot.refusals import AlreadySo, Refusal
from storage.tables import Customer

# Columns of which the one that stays keeps its own, and takes the other's where it has none.
FILLED = (
    "owner_id",
    "backup_id",
    "tier",
    "since",
    "rhythm_days",
    "matters",
    "reach",
    "style",
    "dos",
    "donts",
)


class Compared(NamedTuple):
    """One column of two customers: what holds afterwards, and what the other one's says that goes. `taken` is what
    stays having come from the other."""

    column: str
    stays: Any
    goes: Any = None
    taken: bool = False


def compare(into: Customer, other: Customer) -> list[Compared]:
    """Every column in which the two differ, as it will be: the first one's holds, and its gaps are filled."""
    found = []
    for column in FILLED:
        own, others = getattr(into, column), getattr(other, column)
        if own in (None, "") and others not in (None, "") and not _owns_already(into, other, column, others):
            found.append(Compared(column, others, taken=True))
        elif own not in (None, "") and others not in (None, "", own):
            found.append(Compared(column, own, others))
    if into.stage != other.stage:
        found.insert(0, Compared("stage", into.stage, other.stage))
    return found


def _owns_already(into: Customer, other: Customer, column: str, person: object) -> bool:
    """Whether the other's backup is who owns them afterwards."""
    return column == "backup_id" and person == (into.owner_id or other.owner_id)


def merge(into: Customer, other: Customer, *, now: datetime) -> tuple[Change, Change]:
    """What happens to the one that stays, and to the other, whose names become names of the first.

    Raises AlreadySo where they are one, and Refusal where their names or tags are more than one customer can have.
    """
    check(into, other)
    fields: dict[str, Any] = {each.column: each.stays for each in compare(into, other) if each.taken}
    fields["other_names"] = "\n".join(other_names(into, other))
    fields["tags"] = "\n".join(_tags(into, other))
    # Where nothing of it differs the entry stands all the same: it is the one that people undo.
    changed = differing(into, fields) or {"name": into.name}
    return Change("merged", changed), Change("merged away", {"removed_at": now, "merged_into": into.id})


def check(into: Customer, other: Customer) -> None:
    """Raises what merge raises."""
    if into.id == other.id:
        raise AlreadySo(f"That is one customer already: {into.name} (C-{into.number}).")
    count = len(other_names(into, other))
    if count > OTHER_NAMES_MAX:
        raise Refusal(
            f"Together they would have {count} other names, and {OTHER_NAMES_MAX} is the most I keep. Take some out "
            f"first: /customer edit C-{other.number}"
        )
    if len(_tags(into, other)) > TAGS_MAX:
        raise Refusal(
            f"Together they would have more than {TAGS_MAX} tags. Take some off first: "
            f"/customer untag C-{other.number} and the tag."
        )


def other_names(into: Customer, other: Customer) -> Sequence[str]:
    """All other names of the one that stays: its own, then the other's, each form once."""
    taken = {form for _, form in names_of(into)}
    more = {fold(name): name for name in reversed([other.name, *other.other_names.splitlines()])}
    kept = [name for form, name in reversed(more.items()) if form not in taken]
    return [*into.other_names.splitlines(), *kept]


def _tags(into: Customer, other: Customer) -> list[str]:
    return list(dict.fromkeys([*into.tags.splitlines(), *other.tags.splitlines()]))
