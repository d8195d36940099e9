"""Which channels have a digest, when it comes, and that it stops."""

from collections.abc import Collection, Sequence

from slack_sdk.models.blocks import Block

from bot import digests as rules
from handlers.views.parts import Message, actions, bold, button, line, place
from storage.tables import Digest

MOST_NAMED = 12
HOW_TO = f"Type in the channel that is to have it: {rules.EXAMPLE} (any day, any time), and /kept digest off to stop it."


def how_it_stands(
    digests: Sequence[Digest], here: Digest | None, *, channel_id: str, mine: Collection[str] = ()
) -> Message:
    """`/kept digest`: which channels have one, and what to type. `mine` are the channels whose digests the reader may stop
    from elsewhere."""
    blocks: list[Block] = []
    if here is not None:
        blocks.append(line("The digest comes here ", bold(rules.in_words(here)), "."))
    elif channel_id:
        blocks.append(line("This channel has no weekly digest."))
    others = [each for each in digests if here is None or each.id != here.id]
    for each in others[:MOST_NAMED]:
        blocks.append(line(place(each.channel_id), f" has one {rules.in_words(each)}."))
        if each.channel_id in mine:
            stop = button("Stop that one", "digest_off", each.channel_id)
            blocks.append(actions(f"digest-{each.id}", stop))
    if len(others) > MOST_NAMED:
        blocks.append(line(f"… and {len(others) - MOST_NAMED} more channels."))
    what = (
        "A digest tells a channel once a week what was kept, with thanks, what is late and who has it, and one customer "
        "who was forgotten."
    )
    blocks.append(line(f"{what}\n{HOW_TO}"))
    if here is not None:
        blocks.append(actions("digest", button("Stop it", "digest_off", channel_id)))
    return Message(blocks)


def set_up(digest_: Digest, first: str, entry_id: int | None) -> Message:
    """What was understood: which day, which time, and when the first one comes."""
    return Message(
        [
            line("The digest comes here ", bold(rules.in_words(digest_)), f". The first one: {first}."),
            line(
                "Where a week had nothing to tell, I say nothing. Nothing comes once a guest or somebody from outside is here."
            ),
            *([actions("digest-set", button("Undo", "undo", str(entry_id)))] if entry_id else []),
        ]
    )


def stopped(channel_id: str, entry_id: int | None) -> Message:
    """No digest comes there any more."""
    undo = actions("digest-off", button("Undo", "undo", str(entry_id)))
    return Message([line("No digest comes to ", place(channel_id), " any more."), undo])
