"""Settings as people see them: what holds and where it comes from."""

from typing import NamedTuple

from slack_sdk.models.blocks import Block, DividerBlock

from bot.preferences import Preferences
from handlers.views import listening_learning
from handlers.views.listening_learning import Learned
from handlers.views.parts import Message, actions, bold, button, line
from handlers.views.preference_lines import OF_MINE, OF_NUDGES, OF_STANDARDS, OF_TEAM, lines

OWN = "set here"


class Shown(NamedTuple):
    """What the page shows: what holds for the person, for the workspace, and in the channel they are in, if it is one;
    `may` says that they change the workspace's, `learned` what offers have taught."""

    mine: Preferences
    workspace: Preferences
    channel: Preferences | None
    channel_id: str
    may: bool
    learned: Learned | None = None


def page(shown: Shown) -> Message:
    """Everything that is set, with the buttons that change it."""
    mine, workspace = shown.mine, shown.workspace
    own = any(mine.sources.get(name) == "person" for name in OF_MINE)
    learned = listening_learning.of_workspace(shown.learned) if shown.learned else ()
    blocks: list[Block] = [
        line(bold("Yours"), *lines(mine, OF_MINE)),
        actions(
            "settings-mine",
            button("Change mine", "settings_mine", "mine", primary=True),
            *([button("Use the workspace's again", "settings_reset", "mine")] if own else []),
            button("Practice", "practice_start", "start"),
        ),
        DividerBlock(),
        line(bold("The workspace's"), *lines(workspace, OF_TEAM, own=OWN)),
        line(bold("What we aim for"), *lines(workspace, OF_STANDARDS, own=OWN)),
        line(bold("What I say by myself"), *lines(workspace, OF_NUDGES, own=OWN), *learned),
    ]
    if shown.may:
        blocks.append(
            actions(
                "settings-workspace",
                button("Hours and leads", "settings_workspace", "workspace"),
                button("Rhythms and goodwill", "settings_customers", "workspace"),
                button("Reactions", "settings_reactions", "workspace"),
                button("Briefs and nudges", "settings_nudging", "workspace"),
                button("Standards", "settings_standards", "workspace"),
            )
        )
    else:
        blocks.append(line("Leads and admins of this workspace change these."))
    return Message([*blocks, *_channel(shown)])


def _channel(shown: Shown) -> list[Block]:
    if shown.channel is None:
        return []
    blocks: list[Block] = [
        DividerBlock(),
        line(bold("This channel's"), *lines(shown.channel, ["public"])),
    ]
    if shown.may:
        change = button("Change this channel's", "settings_channel", shown.channel_id)
        blocks.append(actions("settings-channel", change))
    if shown.learned:
        blocks += listening_learning.of_channel(shown.learned, may=shown.may)
    return blocks
