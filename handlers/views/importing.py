"""What an import looks like: the form, the preview that is leafed through, progress, and what came of it."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block, CheckboxesElement, StaticSelectElement
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from bot.import_columns import LABELS
from bot.import_plan import Plan, Progress
from bot.importing import AS_NEW, GROUPS, LEAVE, Entry, Group, counts, decision, to_take
from bot.text import shorten
from handlers.gestures import remember
from handlers.views.parts import (
    Controls,
    Message,
    Piece,
    actions,
    bold,
    button,
    field_text,
    form,
    input_of,
    line,
    option,
    who,
)

A_PAGE = 10
PASTE_MAX = 3000  # https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
SHOWN = 60
MOST_LINES = 4
MOST_COLUMNS = 14
MOST_SKIPPED = 10
# What each heading of the preview is called, and what its customers are.
CALLED: Mapping[Group, str] = {
    "doubtful": "Doubtful",
    "new": "New",
    "changed": "Changed",
    "same": "The same",
    "refused": "Refused",
}
EXPLAINED: Mapping[Group, str] = {
    "doubtful": "Whoever may be a customer you have already is left out until you say who it is. The others are taken in, without "
    "what could not be read.",
    "new": "They are added. Tick who is to be left out.",
    "changed": "Only what stands here changes; nothing is emptied. Tick who is to be left as they are.",
    "same": "Everything about them is known already, so nothing changes.",
    "refused": "These are not taken in.",
}
COLUMNS = {
    {"owner": "owner_id", "backup": "backup_id"}.get(name, name): label for name, label in LABELS.items()
}
ORDER = {name: place for place, name in enumerate(COLUMNS)}


def file_form(*, remark: str = "") -> View:
    """A file, or pasted lines."""
    return form(
        "import_file",
        "Import customers",
        "Look at it",
        [
            line(
                remark
                or "From a spreadsheet or another system, saved as CSV: one line for each customer, and a first line that "
                "names the columns (name, owner, tier, tags, since, contact, e-mail …). You see what would happen before "
                "anything does."
            ),
            input_of(
                "file",
                "A file",
                FileInputElement(
                    action_id="value", filetypes=["csv", "txt", "tsv", "text", "json"], max_files=1
                ),
                optional=True,
                hint="CSV or text, up to 5 MB and 20,000 lines.",
            ),
            field_text(
                "lines",
                "Or paste the lines",
                placeholder="name, owner, tier\nAcme Industries, @mia, gold",
                lines=True,
                optional=True,
                most=PASTE_MAX,
            ),
        ],
    )


def reading(name: str) -> View:
    """While a large file is being read."""
    return Message([line(f"I am reading {shorten(name, SHOWN)} …")]).as_view("Import")


def refused(sentence: str) -> View:
    """The file cannot be taken, and why; another one may be given at once."""
    return file_form(remark=sentence)


def preview(
    plan: Plan, progress: Progress, *, upload_id: int, group: Group | None = None, page: int = 0
) -> View:
    """What would become of each line: counts on top, one heading's customers below, those in doubt first."""
    each = counts(plan.entries)
    first: Group = next((name for name in GROUPS if each[name]), "new")
    group = group or first
    count = len(to_take(plan.entries, progress.decisions))
    places = [place for place, entry in enumerate(plan.entries) if entry.group == group]
    page = min(page, max(len(places) - 1, 0) // A_PAGE)
    blocks: list[Block] = [*_head(plan), *_tabs(each, group)]
    if count:
        many = f"{count:,} customer{'' if count == 1 else 's'}"
        blocks.append(actions("take", button(f"Take in {many}", "import_take", str(upload_id), primary=True)))
    else:
        blocks.append(line("Nothing would be taken in as it stands."))
    blocks.append(line(bold(f"{CALLED[group]}: {len(places):,}"), f". {EXPLAINED[group]}"))
    alike = sum(bool(entry.alike) for entry in plan.entries)
    if group == "doubtful" and alike > 1:
        blocks.append(
            actions(
                "alike",
                button(f"All {alike:,} look-alikes are new", "import_alike_new", AS_NEW),
                button("Leave all look-alikes out", "import_alike_leave", LEAVE),
            )
        )
    for place in places[page * A_PAGE : (page + 1) * A_PAGE]:
        blocks += _entry(plan.entries[place], place, progress.decisions)
    blocks += _leaf(group, page, len(places))
    return View(
        type="modal",
        callback_id="said",
        title=PlainTextObject(text="Import"),
        close=PlainTextObject(text="Close"),
        private_metadata=remember(upload=upload_id, group=group, page=page),
        blocks=blocks,
    )


def _head(plan: Plan) -> list[Block]:
    columns = "; ".join(
        f"{ours} ← {shorten(theirs, 30)}" for ours, theirs in plan.columns[:MOST_COLUMNS] if theirs
    )
    pieces: list[Piece | str] = [bold(shorten(plan.name, SHOWN)), f" · read as {plan.read_as}.\n{columns}"]
    if plan.unused:
        unused = ", ".join(f"“{shorten(each, 30)}”" for each in plan.unused[:MOST_COLUMNS])
        pieces.append(f"\nNot used: {unused}")
    return [line(*pieces)]


def _tabs(each: Mapping[Group, int], chosen: Group) -> list[Block]:
    shown: list[Group] = [group for group in GROUPS if each[group] or group == chosen]
    tabs = [
        button(f"{CALLED[group]} {each[group]:,}", f"import_group_{group}", f"{group}:0") for group in shown
    ]
    return [actions("groups", *tabs)]


def _leaf(group: Group, page: int, count: int) -> list[Block]:
    pages = -(-count // A_PAGE)
    if pages <= 1:
        return []
    back = [button("Back", "import_page_back", f"{group}:{page - 1}")] if page else []
    on = [button("More", "import_page_on", f"{group}:{page + 1}")] if page + 1 < pages else []
    first, last = page * A_PAGE + 1, min((page + 1) * A_PAGE, count)
    return [line(f"{first:,} to {last:,} of {count:,}"), actions("leaf", *back, *on)]


def _entry(entry: Entry, place: int, decisions: Mapping[str, str]) -> list[Block]:
    blocks: list[Block] = [line(*_words(entry))]
    said = decision(entry, place, decisions)
    # Slack keeps what was chosen under an id; another id shows what is decided by now.
    block_id = f"entry-{place}-{said}"
    if entry.verdict == "refused":
        return blocks
    if entry.alike:
        choices = [("Leave out", LEAVE), ("Take as new", AS_NEW)]
        choices += [(f"It is C-{number} {name}", str(number)) for number, name in entry.alike if number]
        options = [option(label, value) for label, value in choices]
        chosen = next((each for each in options if each.value == said), options[0])
        menu = StaticSelectElement(action_id="import_say", options=options, initial_option=chosen)
        blocks.append(Controls(block_id, [menu.to_dict()]))
    elif entry.verdict != "same":
        leave = option("Leave out", LEAVE)
        box = CheckboxesElement(
            action_id="import_say", options=[leave], initial_options=[leave] if said == LEAVE else None
        )
        blocks.append(Controls(block_id, [box.to_dict()]))
    return blocks


def _words(entry: Entry) -> list[Piece | str]:
    more = f" and {len(entry.lines) - MOST_LINES} more" if len(entry.lines) > MOST_LINES else ""
    lines = ", ".join(str(number) for number in entry.lines[:MOST_LINES])
    pieces: list[Piece | str] = [
        bold(entry.name or "…"),
        f" · line{'' if len(entry.lines) == 1 else 's'} {lines}{more}",
    ]
    if entry.verdict == "refused":
        return [*pieces, f"\n{entry.reason}"]
    pieces += [f"\n{doubt}" for doubt in entry.doubts[:6]]
    if len(entry.doubts) > 6:
        pieces.append(f"\n… and {len(entry.doubts) - 6} more")
    pieces += [f"\n{note}" for note in entry.notes]
    if entry.verdict == "changed":
        pieces.append(f"\nC-{entry.number}: " if entry.number else "\n")
        pieces += _changes(entry)
    elif entry.verdict == "new":
        pieces += _values(entry)
    return pieces


def _values(entry: Entry) -> list[Piece | str]:
    pieces: list[Piece | str] = []
    for name, value in _sorted(entry.fields):
        pieces += [" · " if pieces else "\n", f"{COLUMNS.get(name, name)}: ", _value(name, value)]
    if entry.people:
        names = ", ".join(shorten(name, 30) for name, _, _ in entry.people[:5])
        pieces += [" · " if pieces else "\n", f"People: {names}{' …' if len(entry.people) > 5 else ''}"]
    if entry.channels:
        pieces += [" · " if pieces else "\n", f"Channels: {len(entry.channels)}"]
    return pieces


def _changes(entry: Entry) -> list[Piece | str]:
    pieces: list[Piece | str] = []
    for name, value in _sorted(entry.after):
        before = entry.before.get(name)
        pieces += [" · " if pieces else "", f"{COLUMNS.get(name, name)}: "]
        pieces += [_value(name, before), " → ", _value(name, value)] if before else [_value(name, value)]
    if entry.new_people:
        pieces += [" · " if pieces else "", f"People: {entry.new_people} new or changed"]
    if entry.channels:
        pieces += [" · " if pieces else "", f"Channels: {len(entry.channels)} to link"]
    return pieces


def _sorted(fields: Mapping[str, object]) -> list[tuple[str, object]]:
    return sorted(fields.items(), key=lambda each: ORDER[each[0]])


def _value(name: str, value: object) -> Piece | str:
    if name in {"owner_id", "backup_id"}:
        return who(str(value)) if value else "nobody"
    return shorten(str(value).replace("\n", ", "), SHOWN) if value else "nothing"


def under_way(name: str, at: int, total: int, upload_id: int) -> Message:
    """How far the taking in is; the button goes on with one that was broken off."""
    return Message(
        [
            line(f"I am taking in {shorten(name, SHOWN)}: {at:,} of {total:,} …"),
            actions("under-way", button("It stands still: go on", "import_go_on", str(upload_id))),
        ]
    )


def begun(total: int) -> Message:
    """That a large one has begun, and where it is told of."""
    return Message(
        [line(f"I have begun to take in {total:,} customers. How far it is stands in our direct messages.")]
    )


def taken(name: str, progress: Progress) -> Message:
    """What was taken in, what was not, and the way back."""
    pieces: list[Piece | str] = [
        bold(shorten(name, SHOWN)),
        f" is taken in: {_many(progress.added, 'new customer')}, {progress.changed:,} changed",
        f", {_many(progress.people, 'person', 'people')} new or changed." if progress.people else ".",
    ]
    blocks: list[Block] = [
        line(*pieces),
        *_stayed("Left as they are", progress.skipped, progress.skipped_count),
    ]
    if progress.entry_id:
        blocks.append(actions("taken", button("Undo the import", "undo", str(progress.entry_id))))
    return Message(blocks)


def going_back(done: int, total: int, *, back: bool) -> Message:
    """How far the undoing is."""
    said = "putting the import back" if back else "taking the import back"
    return Message([line(f"I am {said}: {done:,} of {total:,} steps …")])


def gone_back(
    customers: int, stayed: Sequence[str], stayed_count: int, entry_id: int, *, back: bool, older: int = 0
) -> Message:
    """What was taken back, or put back, what stays, and the way back from there; where nothing was, the way on to what
    was done before the entry `older`, so that nobody is stuck at it."""
    said = "put back" if back else "taken back"
    blocks: list[Block] = [
        line(bold("The import is " + said), f": {_many(customers, 'customer')}."),
        *_stayed("These stay as they are", stayed, stayed_count),
    ]
    if entry_id:
        label = "Undo the import" if back else "Put it back"
        blocks.append(actions("gone-back", button(label, "undo", str(entry_id))))
    elif older:
        blocks.append(actions("gone-back", button("Undo the step before it", "undo_older", str(older))))
    return Message(blocks)


def stopped(sentence: str) -> Message:
    """It could not go on, and why."""
    return Message([line(sentence)])


def _stayed(heading: str, some: Sequence[str], count: int) -> list[Block]:
    if not count:
        return []
    shown = [shorten(each, 200) for each in some[:MOST_SKIPPED]]
    if count > len(shown):
        shown.append(f"… and {count - len(shown):,} more")
    return [line(f"{heading}, {count:,}:\n", "\n".join(shown))]


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"
