"""Everything that is mine, in one list."""

from slack_sdk.models.blocks import Block, DividerBlock

from handlers.views import home
from handlers.views.eye import Eye
from handlers.views.parts import Message, actions, bold, button, line

# How many of each: with two blocks each and what stands around them they fit the 50 of a message.
SHOWN = {"owe": 5, "waits": 5, "cases": 5, "steps": 4}


def mine(desk: home.Desk, eye: Eye) -> Message:
    """What I owe, who waits on me, what I put right and what is next, each with its buttons."""
    blocks: list[Block] = []
    for section in SHOWN:
        rows = [row for row in home.rows_of(section, desk, eye) if not isinstance(row, DividerBlock)]
        if not rows:
            continue
        count = desk.counts.get(section, 0)
        blocks += [line(bold(f"{home.TITLES[section]} ({count:,})")), *rows]
        if count > SHOWN[section]:
            whole = button(f"Show all {count:,}", "home_all", f"{section} 0")
            blocks.append(actions(f"all-{section}", whole))
    if blocks:
        return Message(blocks)
    return Message(
        [
            line(
                "Nothing is open: you owe nobody anything, nobody waits on you, and there is nothing to put right."
            ),
            actions("mine", button("Log a promise", "promise_new", "new", primary=True)),
        ]
    )
