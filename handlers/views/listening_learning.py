"""What offers have taught, as people see it: on the settings page, and to the lead who hears of a rule that went quiet."""

from collections.abc import Sequence
from typing import NamedTuple

from slack_sdk.models.blocks import Block

from bot.offers import DISMISSED, LAST, Rate, rate_in_words
from bot.text import shorten
from handlers.views.parts import Message, Piece, actions, bold, button, line, place

LABELS = {"promise": "promises", "mistake": "mistakes", "contact": "contacts"}
MOST_NAMED = 8
RULE_MAX = 60


class Learned(NamedTuple):
    """How often offers were right in all channels together and in this one, whether that one is listened to, and the rules that
    are quiet in it."""

    everywhere: Rate
    here: Rate
    quiet: Sequence[str]
    channel_id: str
    listening: bool = False


def rule_in_words(rule: str) -> str:
    """A rule as people may read it: "promise-get-back" is "promises (get back)"."""
    label, _, rest = rule.partition("-")
    said = rest.replace("-", " ")
    whole = f"{LABELS[label]} ({said})" if label in LABELS and said else rule.replace("-", " ")
    return shorten(whole, RULE_MAX)


def of_workspace(learned: Learned) -> list[Piece | str]:
    """How often offers were right in the whole workspace; nothing where none was made."""
    found = learned.everywhere
    if not (found.answered or found.open):
        return []
    return ["\nOffers to log what was said: ", rate_in_words(found, place="in all channels")]


def of_channel(learned: Learned, *, may: bool) -> list[Block]:
    """Whether a channel is listened to, how often offers were right there, and which rules are quiet."""
    found = learned.here
    said = "I listen here. To stop it: " if learned.listening else "I don't listen here. To start it: "
    blocks: list[Block] = [
        line(bold("Listening: "), said, f"/kept listen {'off' if learned.listening else 'on'}")
    ]
    if found.answered or found.open:
        blocks.append(line(bold("Offers: "), rate_in_words(found)))
    if learned.quiet:
        blocks.append(
            line(bold("Quiet here, since they were dismissed again and again: "), _named(learned.quiet))
        )
        if may:
            again = button("Let them speak again", "listening_again_all", f"{learned.channel_id} ")
            blocks.append(actions("listening-quiet", again))
    return blocks


def _named(some: Sequence[str]) -> str:
    said = ", ".join(rule_in_words(each) for each in some[:MOST_NAMED])
    more = len(some) - MOST_NAMED
    return f"{said} and {more} more" if more > 0 else said


def went_quiet(channel_id: str, rule: str, *, again: bool = False) -> Message:
    """To a lead: a rule went quiet in a channel by itself."""
    pieces: list[Piece | str] = [
        bold(rule_in_words(rule).capitalize()),
        ": I stopped offering to log these in ",
        place(channel_id),
        f", since {DISMISSED} of the last {LAST} offers there were answered with “Not a promise”. Everything else I notice "
        "there is offered as before.",
    ]
    if again:
        return Message([line(*pieces, " They are offered there again since.")])
    return Message(
        [
            line(*pieces),
            actions("quiet-rule", button("Let it speak again", "listening_again", f"{channel_id} {rule}")),
        ]
    )


def speaks_again(channel_id: str, some: Sequence[str], entry_id: int | None) -> Message:
    """Rules that somebody has had speak again."""
    back = [button("Undo", "undo", str(entry_id))] if entry_id else []
    return Message(
        [
            line(
                bold(_named(some).capitalize()),
                ": offered again in ",
                place(channel_id),
                ". Older answers count no more.",
            ),
            actions("speaks-again", *back),
        ]
    )
