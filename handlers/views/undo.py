"""What was undone, in words, how things stand now, and the way back."""

from slack_sdk.models.blocks import Block

from bot.text import shorten
from handlers.views.parts import Message, Piece, actions, bold, button, line, who
from handlers.views.promises import LINE_WORDS, Eye, due_in_words, state_in_words
from storage.tables import Channel, Customer, History, Promise

Row = Customer | Channel | Promise


def undone(row: Row, entry: History, customer: Customer | None, eye: Eye) -> Message:
    """What stands now, with the button that puts it back as it was. `customer` is a promise's."""
    back = entry.what == "put back"
    gone = row.customer_id is None if isinstance(row, Channel) else row.removed_at is not None
    if back:
        said = " is put back."
    elif gone:
        said = " is taken back, as if it had never been said."
    else:
        said = ": that step is undone."
    blocks: list[Block] = [line(bold(name(row)), said)]
    if not gone:
        blocks += _stands(row, customer, eye)
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
    row: Promise, customer: Customer | None, by: str, news: str, eye: Eye, *, undo: History | None = None
) -> Message:
    """One sentence to a colleague whom it concerns: `news` is what `by` did, and how the promise stands. `undo` is the
    entry that they may take back themselves."""
    blocks: list[Block] = [line(bold(name(row)), ": ", who(by), f" {news}"), *_stands(row, customer, eye)]
    if row.removed_at is None:
        buttons = [button("Undo", "undo", str(undo.id))] if undo else []
        blocks.append(actions("concerns", *buttons, button("Open", "promise_show", str(row.number))))
    return Message(blocks)


def name(row: Row) -> str:
    """A thing as people call it."""
    if isinstance(row, Promise):
        return f"P-{row.number}"
    return row.name if isinstance(row, Customer) else "The link of this channel"


def _stands(row: Row, customer: Customer | None, eye: Eye) -> list[Block]:
    """How it stands now."""
    if isinstance(row, Promise):
        pieces: list[Piece | str] = [
            f"{customer.name}: " if customer else "",
            shorten(row.words, LINE_WORDS),
            f" · {state_in_words(row, eye)}" if row.removed_at is None else "",
            f"\nDue: {due_in_words(row, eye)}\nOwner: ",
            who(row.owner_id),
        ]
        return [line(*pieces)]
    if isinstance(row, Customer) and row.other_names:
        return [line(f"Other names: {', '.join(row.other_names.splitlines())}")]
    return []
