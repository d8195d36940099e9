"""What an export says: that it comes, what it holds, and what went wrong."""

from collections.abc import Mapping

from bot.text import shorten
from handlers.views.parts import Message, actions, bold, button, line

NAME_SHOWN = 60


def begun(whose: str) -> Message:
    """It is being put together."""
    return Message([line(f"I am putting {whose} together. It comes as a file in our direct messages.")])


def working(whose: str) -> Message:
    """The first words in the direct message."""
    return Message([line(f"I am putting {whose} together …")])


def here(counts: Mapping[str, int], *, as_json: bool) -> Message:
    """What the files below hold."""
    held = " · ".join(
        f"{name.removesuffix('.csv').replace('_', ' ')} {count:,}" for name, count in counts.items() if count
    )
    more = (
        "Every row and column, with what was taken back."
        if as_json
        else "Cells that a spreadsheet would run as a formula begin with an apostrophe; an import takes it off again. "
        "For every row and column: /kept export json"
    )
    return Message([line(bold("The export is here: "), held or "nothing yet", f".\n{more}")])


def for_customer(name: str, number: int) -> Message:
    """One customer's file, and the button for the internal one."""
    return Message(
        [
            line(
                bold(shorten(name, NAME_SHOWN)),
                ": promises and how they ended, what was put right, when we met. Nothing that we wrote for ourselves "
                "is in it, so it may be put before them; read it once all the same.",
            ),
            actions("export", button("Everything, for us alone", "export_whole", str(number))),
        ]
    )


def whole(name: str) -> Message:
    """One customer's everything."""
    return Message([line(bold(shorten(name, NAME_SHOWN)), ": everything that Kept holds, for us alone.")])


def failed() -> Message:
    """The file could not be put there."""
    return Message([line("Slack did not take the file. Try once more: /kept export")])
