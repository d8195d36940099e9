"""Which channels have a digest, when it comes, and that it stops."""

from collections.abc import Collection, Sequence

from slack_sdk.models.blocks import Block

from bot import digests as rules
from bot.preference_fields import days_in_words
from bot.weekdays import WEEKDAYS
from handlers.views.parts import Message, actions, bold, button, line, place
from storage.tables import Digest

MOST_NAMED = 12
HOW_TO = f"Type in the channel that is to have it: {rules.EXAMPLE} (any day, any time), and /kept digest off to stop it."


def how_it_stands(
    digests: Sequence[Digest],
    here: Digest | None,
    *,
    channel_id: str,
    mine: Collection[str] = (),
    closed: str = "",
) -> Message:
    """`/kept digest`: which channels have one, and what to type. `mine` are the channels whose digests the reader may stop
    from elsewhere, and `closed` is why the one that is set here does not come, if it does not."""
    blocks: list[Block] = []
    if here is not None and closed:
        blocks.append(
            line(
                "A digest is set for ", bold(rules.in_words(here)), f", but nothing comes here now: {closed}"
            )
        )
    elif here is not None:
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
        "whom nobody has met for long."
    )
    blocks.append(line(f"{what}\n{HOW_TO}"))
    if here is not None:
        blocks.append(actions("digest", button("Stop it", "digest_off", channel_id)))
    return Message(blocks)


def on_a_day_off(asked: rules.Asked, days: Collection[int]) -> Message:
    """The day that was said is nobody's working day: what is meant?"""
    day = WEEKDAYS[asked.weekday]
    other = rules.working_day_after(asked.weekday, days)
    instead = rules.typed(other, asked.at)
    anyway = rules.typed(asked.weekday, asked.at, sure=True)
    labels = [each.removeprefix("here ").removesuffix(" anyway") for each in (instead, anyway)]
    return Message(
        [
            line(
                bold(f"{day} is no working day here"),
                f" ({days_in_words(days)}), so the digest would stand unread until people are back. Nothing is set up yet. "
                f"Choose, or type the day and the time: /kept digest {instead}",
            ),
            actions(
                "digest-day",
                button(labels[0], "digest_here", instead, primary=True),
                button(f"{labels[1]} all the same", "digest_here_anyway", anyway),
            ),
        ]
    )


def set_up(digest_: Digest, first: str, entry_id: int | None) -> Message:
    """What was understood: which day, which time, and when the first one comes."""
    return Message(
        [
            line("The digest comes here ", bold(rules.in_words(digest_)), f". The first one: {first}."),
            line(
                "Where a week had nothing to tell, I say nothing. If a guest or somebody from outside comes in, I say none of it "
                "here: you have it in our direct messages instead."
            ),
            *([actions("digest-set", button("Undo", "undo", str(entry_id)))] if entry_id else []),
        ]
    )


def stopped(channel_id: str, entry_id: int | None) -> Message:
    """No digest comes there any more."""
    undo = actions("digest-off", button("Undo", "undo", str(entry_id)))
    return Message([line("No digest comes to ", place(channel_id), " any more."), undo])
