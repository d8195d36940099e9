"""What stands in for a post that could not be said where it was to be said."""

from collections.abc import Mapping
from types import MappingProxyType

from slack_sdk.models.blocks import Block

from handlers.views.parts import Message, actions, button, line, place, spoken

MOST_BLOCKS = 50
# By Slack's name for it.
WHY: Mapping[str, str] = MappingProxyType(
    {
        "is_archived": "the channel is archived",
        "channel_not_found": "the channel is not there any more, or I am not in it",
        "not_in_channel": "I am not in it (/invite @Kept lets me in)",
        "outsiders": "people from outside sit there, and this is for members only",
    }
)
OTHER = "I am not allowed to write there"


def elsewhere(channel_id: str, why: str, message: Message, *, digest: bool = False) -> Message:
    """The message for a channel, to somebody whom it concerns, with the reason in front of it; a `digest`, which would come
    every week, with the way to stop it."""
    first = line(
        "I could not say this in ", place(channel_id), f": {WHY.get(why, OTHER)}. So you have it here."
    )
    blocks: list[Block] = [first]
    if digest:
        blocks += [
            line(
                "It comes here every week until it can be said there again. To end it, press Stop it, or type /kept digest."
            ),
            actions("digest-elsewhere", button("Stop it", "digest_off", channel_id)),
        ]
    blocks = [*blocks, *message.blocks][:MOST_BLOCKS]
    return Message(blocks, f"{spoken([first])}\n{message.body()['text']}")
