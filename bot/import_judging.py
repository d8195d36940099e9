"""What a file would change: each of its customers held against those who are known.

Nothing is taken away by a file: an empty cell leaves what is there, tags and other names are added to.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from bot.customer_names import fold
from bot.customers import OTHER_NAMES_MAX, TAGS_MAX
from bot.import_alike import legal_form, look_alikes
from bot.importing import Entry
from storage.tables import Customer, CustomerPerson

MOST_ALIKE = 3


class Known(NamedTuple):
    """What Kept remembers of those whom a file may mean: customers by number, their people by customer id, and whom
    channels are linked to, by channel id."""

    customers: Mapping[int, Customer]
    people: Mapping[int, Sequence[CustomerPerson]]
    channels: Mapping[str, int]


class Matches(NamedTuple):
    """For each entry by place: the numbers of those who go by its name, and of those whom it looks like; and the
    earlier places in the file that it looks like."""

    same: Mapping[int, Sequence[int]]
    alike: Mapping[int, Sequence[int]]
    earlier: Mapping[int, Sequence[int]]

    def numbers(self, entries: Iterable[Entry]) -> set[int]:
        """The numbers of everybody to be looked up."""
        found = {
            number for each in (self.same, self.alike) for numbers in each.values() for number in numbers
        }
        return found | {entry.reference for entry in entries if entry.reference is not None}


def match(entries: Sequence[Entry], names: Sequence[tuple[int, str]]) -> Matches:
    """Who of those that are known each entry may be. `names` are all, as (C-number, folded name)."""
    by_name: dict[str, list[int]] = {}
    for number, folded in names:
        by_name.setdefault(folded, []).append(number)
    same: dict[int, list[int]] = {}
    alike: dict[int, list[int]] = {}
    unknown: list[tuple[int, str]] = []
    for place, entry in enumerate(entries):
        if entry.verdict == "refused":
            continue
        folded = fold(entry.name)
        if folded in by_name:
            same[place] = by_name[folded]
            continue
        unknown.append((place, folded))
        others = [fold(name) for name in entry.fields.get("other_names", "").split("\n") if name]
        called = dict.fromkeys(number for each in others for number in by_name.get(each, ()))
        if called:
            alike[place] = list(called)
    for place, numbers in look_alikes(unknown, names).items():
        alike[place] = list(dict.fromkeys([*alike.get(place, ()), *numbers]))
    earlier = {
        place: [other for other in others if other < place]
        for place, others in look_alikes(unknown, unknown).items()
    }
    claimed: dict[str, int] = {}
    for place, folded in unknown:
        others = [fold(name) for name in entries[place].fields.get("other_names", "").split("\n") if name]
        for each in (folded, *others):
            if claimed.setdefault(each, place) != place:
                earlier.setdefault(place, []).insert(0, claimed[each])
    return Matches(same, alike, {place: others for place, others in earlier.items() if others})


def judge(entries: Sequence[Entry], matches: Matches, known: Known) -> None:
    """Enters in each of the entries what would become of it."""
    taken: dict[int, Entry] = {}
    for place, entry in enumerate(entries):
        if entry.verdict == "refused":
            continue
        customer = _certain(entry, matches.same.get(place, ()), known)
        if customer is None and not entry.alike:
            _may_be(entry, [*matches.alike.get(place, ())], known)
            _looks_like_earlier(entry, [entries[other] for other in matches.earlier.get(place, ())])
        if customer is not None and customer.number in taken:
            entry.alike = [(customer.number, customer.name)]
            entry.doubts.append(
                f"Line {taken[customer.number].lines[0]} is {customer.name} (C-{customer.number}) already."
            )
            customer = None
        if customer is None:
            _owner_and_backup(entry, entry.fields.get("owner_id"))
        else:
            taken[customer.number] = entry
            _compare(entry, customer, known)
        _check_channels(entry, known, None if customer is None else customer.id)
        if entry.verdict == "same" and entry.channels:
            entry.verdict = "changed"


def settle(entry: Entry, customer: Customer) -> dict[str, Any]:
    """The columns of a customer that the entry changes, as they will be."""
    values: dict[str, Any] = {}
    given = dict(entry.fields)
    names = [customer.name, *customer.other_names.split("\n")]
    folded = {fold(name) for name in names if name}
    wanted = [entry.name, *given.pop("other_names", "").split("\n")]
    new = {fold(name): name for name in reversed(wanted) if name and fold(name) not in folded}
    if new:
        others = [name for name in customer.other_names.split("\n") if name]
        values["other_names"] = "\n".join(
            [*others, *(name for name in wanted if new.get(fold(name)) == name)]
        )
    had = [tag for tag in customer.tags.split("\n") if tag]
    if more := [tag for tag in given.pop("tags", "").split("\n") if tag and tag not in had]:
        values["tags"] = "\n".join([*had, *more])
    owner = given.get("owner_id", customer.owner_id)
    if owner and given.get("backup_id", customer.backup_id) == owner:
        given["backup_id"] = None
    return values | {name: value for name, value in given.items() if getattr(customer, name) != value}


def new_people(
    entry: Entry, had: Iterable[CustomerPerson]
) -> list[tuple[CustomerPerson | None, dict[str, str]]]:
    """The people of an entry who are not known yet, or of whom it says something else: who they are, and what is set."""
    by_name = {fold(person.name): person for person in had}
    found: list[tuple[CustomerPerson | None, dict[str, str]]] = []
    for name, role, reach in entry.people:
        person = by_name.get(fold(name))
        given = {"role": role, "reach": reach}
        if person is None:
            found.append((None, {"name": name, **given}))
        elif differs := {
            key: value for key, value in given.items() if value and getattr(person, key) != value
        }:
            found.append((person, differs))
    return found


def _certain(entry: Entry, same: Sequence[int], known: Known) -> Customer | None:
    """The customer that it certainly is; where several may be meant, or the file's number is somebody else, it is asked."""
    referred = known.customers.get(entry.reference) if entry.reference is not None else None
    if referred is not None:
        if referred.number in same:
            return referred
        if not same:
            entry.alike = [(referred.number, referred.name)]
            entry.doubts.append(f"C-{referred.number} is called “{referred.name}” here.")
            return None
    found = [known.customers[number] for number in same if number in known.customers]
    spelled = [each for each in found if entry.name.casefold() in _spellings(each)]
    if len(spelled) == 1:
        return spelled[0]
    if len(found) == 1 and not _another_form(entry.name, found[0]):
        return found[0]
    if len(found) == 1:
        entry.alike = [(found[0].number, found[0].name)]
        entry.doubts.append(f"C-{found[0].number} is “{found[0].name}”: another legal form.")
    elif found:
        entry.alike = [(each.number, each.name) for each in found[:MOST_ALIKE]]
        entry.doubts.append(f"{len(found)} customers go by that name.")
    return None


def _spellings(customer: Customer) -> set[str]:
    return {name.casefold() for name in (customer.name, *customer.other_names.split("\n"))}


def _another_form(name: str, customer: Customer) -> bool:
    """Whether each name of the customer that folds alike says another legal form: Acme Ltd is not Acme GmbH."""
    form = legal_form(name)
    same = [each for each in (customer.name, *customer.other_names.split("\n")) if fold(each) == fold(name)]
    return bool(form) and all(legal_form(each) not in {"", form} for each in same)


def _may_be(entry: Entry, numbers: Sequence[int], known: Known) -> None:
    found = [known.customers[number] for number in numbers if number in known.customers][:MOST_ALIKE]
    if found:
        entry.alike = [(each.number, each.name) for each in found]
        names = " or ".join(f"{each.name} (C-{each.number})" for each in found)
        entry.doubts.append(f"Is it {names}?")


def _looks_like_earlier(entry: Entry, earlier: Sequence[Entry]) -> None:
    if earlier:
        other = earlier[0]
        entry.doubts.append(
            f"Line {other.lines[0]} is “{other.name}”: the same name, or one that looks alike."
        )
        # Number 0 is nobody: it is asked whether this is a customer of its own.
        entry.alike = entry.alike or [(0, other.name)]


def _compare(entry: Entry, customer: Customer, known: Known) -> None:
    entry.number = customer.number
    entry.after = settle(entry, customer)
    for name, most in (("other_names", OTHER_NAMES_MAX), ("tags", TAGS_MAX)):
        if name in entry.after and entry.after[name].count("\n") >= most:
            del entry.after[name]
            entry.fields.pop(name, None)
            entry.doubts.append(
                f"Together that would be more than {most} {name.replace('_', ' ')}, so none is added."
            )
    entry.before = {name: getattr(customer, name) for name in entry.after}
    entry.new_people = len(new_people(entry, known.people.get(customer.id or 0, ())))
    entry.verdict = "changed" if entry.after or entry.new_people else "same"


def _owner_and_backup(entry: Entry, owner: str | None) -> None:
    if owner and entry.fields.get("backup_id") == owner:
        del entry.fields["backup_id"]
        entry.doubts.append("The backup stands in for the owner and cannot be the same person: left out.")


def _check_channels(entry: Entry, known: Known, customer_id: int | None) -> None:
    """Channels that are linked to somebody else stay with them; those that are linked already are no change."""
    free = []
    for channel in entry.channels:
        linked = known.channels.get(channel)
        if linked is None:
            free.append(channel)
        elif linked != customer_id:
            entry.doubts.append("A channel of theirs is linked to another customer, and stays so.")
    entry.channels = free
