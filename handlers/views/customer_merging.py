"""Merging two customers, looked at before it is done: what would move, and which of two values holds afterwards."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block, ExternalDataSelectElement, PlainTextObject
from slack_sdk.models.views import View

from bot.customer_leaving import year_in_words
from bot.customer_merging import Compared
from bot.text import shorten
from handlers.views.customers import STAGES
from handlers.views.parts import Message, Piece, actions, bold, button, form, input_of, line, who
from handlers.views.which_customer import called, customer_option
from storage.tables import CALLED, Customer
from storage.tables import called as called_by_people

WORDS = 120
NAMES_SHOWN = 300
LABELS = {
    "stage": "Stage",
    "owner_id": "Owner",
    "backup_id": "Backup",
    "tier": "Tier",
    "since": "Customer since",
    "rhythm_days": "Days between contacts",
    "matters": "What matters to them",
    "reach": "How to reach them",
    "style": "Style",
    "dos": "Do",
    "donts": "Don't",
}
# What of all that moves is called otherwise here, one and several.
MOVES = {
    "mistake": ("case", "cases"),
    "question": ("unanswered question", "unanswered questions"),
    "channel": ("linked channel", "linked channels"),
}


def merge_form(into: Customer | None = None, other: Customer | None = None, *, remark: str = "") -> View:
    """Which two are one; filled with whoever is known."""

    def field(name: str, label: str, chosen: Customer | None, hint: str) -> Block:
        menu = ExternalDataSelectElement(
            action_id="customer_known",
            placeholder=PlainTextObject(text="Type a name"),
            min_query_length=0,
            initial_option=customer_option(chosen) if chosen else None,
        )
        return input_of(name, label, menu, hint=hint)

    blocks: list[Block] = [line(remark)] if remark else []
    blocks += [
        field("other", "This customer …", other, "Goes: the names stay as other names."),
        field("into", "… is part of this one", into, "Stays, with everything of both."),
    ]
    return form("customer_merge", "Merge two customers", "Look at it", blocks)


def look(
    into: Customer,
    other: Customer,
    compared: Sequence[Compared],
    counts: Mapping[str, int],
    names: Sequence[str],
) -> Message:
    """Side by side: what would move, what holds; nothing is merged yet."""
    moves = _moves(counts)
    pieces: list[Piece | str] = [
        "Merge ",
        bold(called(other)),
        " into ",
        bold(called(into)),
        "?\nNothing is merged yet. It can be undone afterwards.",
    ]
    blocks: list[Block] = [line(*pieces)]
    blocks.append(line(bold("What moves: "), moves or "nothing: nothing is logged there", "."))
    if names:
        blocks.append(line(bold("Names afterwards: "), shorten(", ".join([into.name, *names]), NAMES_SHOWN)))
    if compared:
        rows: list[Piece | str] = [bold("What holds afterwards:")]
        for each in compared:
            rows += ["\n", f"{LABELS[each.column]}: ", *_value(each.column, each.stays)]
            if each.taken:
                rows.append(f" (from {called(other)})")
            else:
                rows += [" instead of ", *_value(each.column, each.goes)]
        blocks.append(line(*rows))
    value = f"{other.number} {into.number}"
    blocks.append(
        actions(
            "merge",
            button("Merge them", "customer_merge_now", value, primary=True),
            button("The other way round", "customer_merge_look", f"{into.number} {other.number}"),
            button("Leave them as they are", "customer_show", str(into.number)),
        )
    )
    return Message(blocks)


def _value(column: str, value: object) -> list[Piece | str]:
    if column in {"owner_id", "backup_id"}:
        return [who(str(value))]
    if column == "since":
        return [year_in_words(str(value))]
    return [STAGES.get(str(value), str(value)) if column == "stage" else f"“{shorten(str(value), WORDS)}”"]


def moved_in_words(counts: Mapping[str, int]) -> str:
    """What came along, for the confirmation."""
    moves = _moves(counts)
    return f" With them came {moves}." if moves else ""


def _moves(counts: Mapping[str, int]) -> str:
    """How much of each kind, in the order in which kinds are listed."""
    return ", ".join(
        f"{counts[kind]:,} {(MOVES.get(kind) or called_by_people(kind))[counts[kind] != 1]}"
        for kind in (*CALLED, *(counts.keys() - CALLED.keys()))
        if counts.get(kind)
    )
