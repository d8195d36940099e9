"""A confirmation as everybody in a channel sees it."""

from slack_sdk.models.blocks import Block

from handlers.views.parts import Controls, Message, Words, actions, line, who


def confirmed(message: Message, by: str) -> Message | None:
    """What somebody did or took back, in one line with *Open* on it; nothing where the message confirms nothing, which is
    where it has neither *Undo* nor *Put it back*."""
    rows = [block for block in message.blocks if isinstance(block, Controls)]
    buttons = {each["text"]["text"]: each for row in rows for each in row.drawn if each["type"] == "button"}
    said = next((block for block in message.blocks if isinstance(block, Words)), None)
    if said is None or not {"Undo", "Put it back"} & set(buttons):
        return None
    first = line(who(by), ": ")
    blocks: list[Block] = [Words(first.part, [*first.spoken, *said.spoken])]
    if "Open" in buttons:
        blocks.append(actions("shown", buttons["Open"]))
    return Message(blocks)


def outsiders() -> Message:
    """Why the channel does not see it."""
    return Message(
        [
            line(
                "I did not show this in the channel: a guest or somebody from outside is in it. Only you see it."
            )
        ]
    )


def not_shown() -> Message:
    """Slack did not let us."""
    return Message(
        [
            line(
                "I could not show this in the channel. Invite me there (/invite @Kept), then others see it too."
            )
        ]
    )
