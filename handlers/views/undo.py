"""What was undone, in words, and the way back."""

from handlers.views.parts import Message, actions, bold, button, line
from storage.tables import Channel, Customer, History, Promise


def undone(row: Customer | Channel | Promise, entry: History) -> Message:
    """What stands now, with the button that puts it back as it was."""
    back = entry.what == "put back"
    return Message(
        [
            line(bold(_name(row)), _stands(row, back=back)),
            actions("undone", button("Undo" if back else "Put it back", "undo", str(entry.id))),
        ]
    )


def _name(row: Customer | Channel | Promise) -> str:
    if isinstance(row, Promise):
        return f"P-{row.number}"
    return row.name if isinstance(row, Customer) else "The link of this channel"


def _stands(row: Customer | Channel | Promise, *, back: bool) -> str:
    if back:
        return " is put back."
    gone = row.customer_id is None if isinstance(row, Channel) else row.removed_at is not None
    return (
        " is taken back, as if it had never been said."
        if gone
        else ": your last step is undone. It is as it was before."
    )
