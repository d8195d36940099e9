"""What is planned in the next two weeks, by customer."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.coming_up import Coming
from bot.moments import day_in_words
from handlers.views.eye import Eye
from handlers.views.parts import Message, Piece, actions, bold, button, line

# Two blocks each, and a message holds 50.
MOST = 20
MOST_TOUCHES = 5


def coming_up(found: Sequence[Coming], eye: Eye) -> Message:
    """A line for each customer with all that is planned with them, and the buttons to log it or to look."""
    if not found:
        return Message(
            [
                line(
                    "Nothing is planned with your customers for the next two weeks. After each contact I ask what is next: ",
                    bold("/contact Acme: called Dana; next demo in 2 weeks"),
                )
            ]
        )
    blocks: list[Block] = [line(bold("Coming up in the next two weeks"))]
    for each in found[:MOST]:
        pieces: list[Piece | str] = [bold(each.name)]
        for touch in each.touches[:MOST_TOUCHES]:
            day = day_in_words(touch.day.isoformat(), now=eye.now, zone=eye.zone)
            pieces += ["\n", bold(day), f": {touch.what}"]
        if more := len(each.touches) - MOST_TOUCHES:
            pieces += [f"\n… and {more} more"] if more > 0 else []
        number = str(each.number)
        blocks += [
            line(*pieces),
            actions(
                f"coming-{number}",
                button("Log contact", "contact_new", number),
                button("Open", "customer_show", number),
            ),
        ]
    if (left := len(found) - MOST) > 0:
        what = "customer" if left == 1 else "customers"
        blocks.append(line(f"… and {left:,} more {what}. All of yours: ", bold("/customer list mine")))
    return Message(blocks)
