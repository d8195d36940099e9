"""What practice looks like: its beginning and end, and the remark on everything said in between."""

import json
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.gestures import MEMORY_MAX, recall
from handlers.views.parts import Controls, Message, actions, bold, button, line

NOT_SAVED = "Practice: nothing of this is saved."
# https://docs.slack.dev/reference/block-kit/blocks/actions-block and what a message holds
MOST_BUTTONS = 25
MOST_BLOCKS = 50
# The row of buttons on what is said about practice itself.
OWN = "practice"


def begun(until: str) -> Message:
    """Practice has begun."""
    return Message(
        [
            line(
                bold("You are practising now. "),
                f"Say whatever you like: I answer as always, but nothing is saved and nobody hears of it. It ends by "
                f"itself {until}.",
            ),
            line("For example: ", bold("/promise Acme: replacement pump by Fri 5pm")),
            actions(
                OWN,
                button("Log a promise", "promise_new", "new", primary=True),
                button("Stop practising", "practice_stop", "stop"),
            ),
        ]
    )


def ended() -> Message:
    """Practice is over."""
    return Message(
        [
            line(bold("Practice is over."), " From now on what you say is saved."),
            actions(
                OWN,
                button("Log a promise", "promise_new", "new", primary=True),
                button("Practise again", "practice_start", "start"),
            ),
        ]
    )


def nothing_there(label: str) -> Message:
    """A button under something that was never saved."""
    if label in {"Undo", "Put it back"}:
        return Message([line("There is nothing to undo: that was practice, and nothing of it was saved.")])
    return Message(
        [line(f"“{label}” works on what is saved. That was practice, and nothing of it was saved.")]
    )


def practised(message: Message, *, tried: bool) -> Message:
    """A message with the remark, and the way out; if it is about something `tried`, its buttons say that it is not there."""
    if any(block.block_id == OWN for block in message.blocks):
        return message
    blocks = [_dead(block) if tried else block for block in message.blocks]
    room = MOST_BLOCKS - 2
    if len(blocks) > room:
        blocks = [*blocks[: room - 1], line("The rest is left out while you practise.")]
    return Message(
        [
            line(bold(NOT_SAVED)),
            *blocks,
            actions(OWN, button("Stop practising", "practice_stop", "stop")),
        ]
    )


def _dead(block: Block) -> Block:
    """A row of buttons that all say that nothing was saved; menus have no room for that and go."""
    if not isinstance(block, Controls):
        return block
    pressed = [each for each in block.drawn if each["type"] == "button"]
    if not pressed:
        return line(" ")
    return Controls(block.block_id or "", [_dead_button(each, place) for place, each in enumerate(pressed)])


def _dead_button(drawn: Mapping[str, Any], place: int) -> dict[str, Any]:
    return {**drawn, "action_id": f"practised_{place}", "value": drawn["text"]["text"]}


def mark_form(view: View) -> None:
    """The remark at the head of a form, which remembers it, so that it is never sent off in earnest."""
    view.blocks = [line(bold(NOT_SAVED)), *(view.blocks or [])]
    memory = json.dumps(
        {**recall(view.private_metadata or ""), "practice": True}, ensure_ascii=False, separators=(",", ":")
    )
    if len(memory) <= MEMORY_MAX:
        view.private_metadata = memory
