"""What was undone, in words, how things stand now, and the way back."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.text import shorten
from handlers.views.eye import Eye
from handlers.views.parts import Message, Piece, actions, bold, button, line, who
from handlers.views.promises import LINE_WORDS, due_in_words, state_in_words
from storage.tables import (
    Channel,
    Contact,
    Customer,
    CustomerPerson,
    History,
    Mistake,
    Praise,
    Promise,
    Row,
    Setting,
    Waiting,
)

Owned = Promise | Mistake | Waiting
MOST_STAYED = 10


def undone(
    row: Row,
    entry: History,
    customer: Customer | None,
    eye: Eye,
    *,
    others: int = 0,
    stayed: Sequence[str] = (),
) -> Message:
    """What stands now, with the button that puts it back as it was. `customer` is whom it is about.

    Of what was done at once, `others` were undone with it, and some `stayed`, each with the reason.
    """
    back = entry.what == "put back"
    gone = is_gone(row)
    if back:
        said = " is put back."
    elif gone:
        said = " is taken back, as if it had never been said."
    else:
        said = ": that step is undone."
    blocks: list[Block] = [line(bold(name(row)), said)]
    if not gone:
        blocks += _stands(row, customer, eye)
    if others:
        blocks.append(line(f"So {'is' if others == 1 else 'are'} {others:,} more that came with it."))
    if stayed:
        more = [f"… and {len(stayed) - MOST_STAYED:,} more"] if len(stayed) > MOST_STAYED else []
        blocks.append(line("These stay as they are:\n", "\n".join([*stayed[:MOST_STAYED], *more])))
    blocks.append(actions("undone", button("Undo" if back else "Put it back", "undo", str(entry.id))))
    return Message(blocks)


def blocked(row: Row, sentence: str, entry: History) -> Message:
    """The last step cannot be undone, and why, with the one before it."""
    return Message(
        [
            line(bold(name(row)), f": {sentence}"),
            actions("blocked", button("Undo the step before it", "undo_older", str(entry.id))),
        ]
    )


def concerns(
    row: Owned, customer: Customer | None, by: str, news: str, eye: Eye, *, undo: History | None = None
) -> Message:
    """One sentence to a colleague whom it concerns: `news` is what `by` did, and how the thing stands. `undo` is the
    entry that they may take back themselves."""
    blocks: list[Block] = [line(bold(name(row)), ": ", who(by), f" {news}"), *_stands(row, customer, eye)]
    if row.removed_at is None and isinstance(row, Promise | Mistake | Waiting):
        buttons = [button("Undo", "undo", str(undo.id))] if undo else []
        blocks.append(
            actions("concerns", *buttons, button("Open", f"{type(row).__tablename__}_show", str(row.number)))
        )
    return Message(blocks)


def is_gone(row: Row) -> bool:
    """Whether the thing is taken back, as if it had never been said."""
    if isinstance(row, Channel):
        return row.customer_id is None
    return not isinstance(row, Setting) and row.removed_at is not None


def name(row: Row) -> str:
    """A thing as people call it."""
    match row:
        case Promise():
            return f"P-{row.number}"
        case Mistake():
            return f"M-{row.number}"
        case Waiting():
            return f"W-{row.number}"
        case Customer() | CustomerPerson():
            return row.name
        case Contact():
            return "The contact"
        case Praise():
            return "The kind word"
        case Channel():
            return "The link of this channel"
        case Setting():
            return "The setting"


def _stands(row: Row, customer: Customer | None, eye: Eye) -> list[Block]:
    """How it stands now."""
    whom = f"{customer.name}: " if customer else ""
    if isinstance(row, Promise):
        pieces: list[Piece | str] = [
            whom,
            shorten(row.words, LINE_WORDS),
            f" · {state_in_words(row, eye)}" if row.removed_at is None else "",
            f"\nDue: {due_in_words(row, eye)}\nOwner: ",
            who(row.owner_id),
        ]
        return [line(*pieces)]
    if isinstance(row, Mistake | Waiting):
        owned: list[Piece | str] = ["\nOwner: ", who(row.owner_id)] if row.owner_id else []
        return [line(whom, shorten(row.words, LINE_WORDS), f" · {row.status}", *owned)]
    if isinstance(row, Contact | Praise):
        return [line(whom, shorten(row.words, LINE_WORDS))]
    if isinstance(row, Customer) and row.other_names:
        return [line(f"Other names: {', '.join(row.other_names.splitlines())}")]
    return []
