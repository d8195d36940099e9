"""What an import looks like at the command line."""

from collections.abc import Mapping

from bot import importing
from bot.import_plan import Plan, Progress
from bot.importing import GROUPS, Entry, Group
from bot.text import shorten

SHOWN = 20
WORDS_SHOWN = 100
HEADINGS: Mapping[Group, str] = {
    "doubtful": "Doubtful",
    "new": "New",
    "changed": "Changed",
    "same": "The same",
    "refused": "Refused",
}


def preview(plan: Plan, count: int, *, whole: bool) -> str:
    """What would happen, as text: of the new and the same ones the first few, unless the `whole` is asked for."""
    each = importing.counts(plan.entries)
    said = [f"{plan.name}: read as {plan.read_as}."]
    said += [f"  {ours} <- {theirs}" for ours, theirs in plan.columns if theirs]
    if plan.unused:
        said.append(f"  not used: {', '.join(plan.unused)}")
    for group in GROUPS:
        entries = [entry for entry in plan.entries if entry.group == group]
        if not entries:
            continue
        said.append(f"{HEADINGS[group]}: {each[group]:,}")
        shown = entries if whole or group in {"doubtful", "refused"} else entries[:SHOWN]
        said += [f"  {_line(entry)}" for entry in shown]
        if len(entries) > len(shown):
            said.append(f"  … and {len(entries) - len(shown):,} more (--dry-run shows all)")
    left_out = sum(bool(entry.alike) for entry in plan.entries)
    if left_out:
        said.append(
            f"Left out, because they may be customers you have already: {left_out:,}. --new-look-alikes takes them in as new."
        )
    said.append(f"{customers(count)} would be taken in.")
    return "\n".join(said)


def _line(entry: Entry) -> str:
    where = f"line {entry.lines[0]}" if len(entry.lines) == 1 else f"lines {', '.join(map(str, entry.lines))}"
    said = " ".join([entry.reason, *entry.doubts, *entry.notes]).strip()
    if entry.verdict == "changed":
        changes = "; ".join(
            f"{name.removesuffix('_id')}: {_value(entry.before.get(name))} -> {_value(value)}"
            for name, value in entry.after.items()
        )
        people = f"{entry.new_people} people" if entry.new_people else ""
        said = " ".join(filter(None, [said, changes, people]))
    return f"{where}, {entry.name}{': ' + said if said else ''}"


def _value(value: object) -> str:
    return shorten(str(value).replace("\n", ", "), WORDS_SHOWN) if value else "nothing"


def taken(progress: Progress) -> str:
    """What was taken in, and how it is taken back."""
    said = [
        f"Taken in: {progress.added:,} new, {progress.changed:,} changed, {progress.people:,} people new or changed."
    ]
    said += [f"  left as it is: {sentence}" for sentence in progress.skipped]
    if progress.skipped_count > len(progress.skipped):
        said.append(f"  … and {progress.skipped_count - len(progress.skipped):,} more")
    said.append("To take it back: python -m bot import --undo (with the same --team and --as)")
    return "\n".join(said)


def customers(count: int) -> str:
    """So many customers."""
    return f"{count:,} customer{'' if count == 1 else 's'}"
