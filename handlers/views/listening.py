"""Listening as people see it: what Kept would do in a channel, that it listens, what it offers, and how it stands."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.text import shorten
from handlers.gestures import remember
from handlers.views.heard import fitting
from handlers.views.parts import Message, Piece, actions, bold, button, form, line, place, who
from handlers.views.which_customer import customer_field
from storage.tables import Customer

SAID_MAX = 300
MOST_NAMED = 12
WHAT = (
    "When one of us promises a customer something, owns up to a mistake of ours or tells of a talk with one, I offer them to "
    "log it. Only the speaker sees that, and I keep nothing of what is said here unless they press Log it."
)
# In a channel with somebody from outside.
QUESTIONS = (
    "If the channel is linked to a customer and one of them asks something that none of us answers, I tell their owner after "
    "some working hours."
)
STOP = "/kept listen off"
NOT_ONE = {"promise": "Not a promise", "mistake": "Not a mistake", "contact": "Not a contact"}
SOUNDS = {
    "promise": "Sounds like a promise to ",
    "mistake": "Sounds like a mistake of ours, for ",
    "contact": "Sounds like a talk with ",
}


def invitation(channel_id: str, *, quietly: bool) -> Message:
    """What Kept would do in a channel that it was invited to; `quietly`: somebody from outside is there."""
    first = (
        "Somebody from outside is in this channel, so only you see this, and I say nothing here that others see. "
        if quietly
        else ""
    )
    return Message(
        [
            line(f"{first}I can listen here, if you like. {WHAT}{f' {QUESTIONS}' if quietly else ''}"),
            actions(
                "listening-invited",
                button("Start listening", "listen_start", channel_id, primary=True),
                button("Link to a customer", "listen_link", channel_id),
                button("Not here", "listen_not_here", channel_id),
            ),
        ]
    )


def listens(channel_id: str, by: str, *, again: bool = False, shared: bool = False) -> Message:
    """What a channel is told once it is listened to, and how to stop it. `again`: it was before Kept had to leave; `shared`:
    somebody from outside is there."""
    started: list[Piece | str] = (
        ["I am back, and listen here as before. "] if again else [who(by), " has me listen here. "]
    )
    return Message(
        [
            line(*started, WHAT, f" {QUESTIONS}" if shared else "", " To stop it: ", bold(STOP)),
            actions("listening-on", button("Stop listening", "listen_stop", channel_id)),
        ]
    )


def listens_no_more(by: str) -> Message:
    """What a channel is told once it is not listened to any more."""
    return Message(
        [line(who(by), " had me stop listening here. To start it again: ", bold("/kept listen on"))]
    )


def not_here(by: str) -> Message:
    """*Not here*, for everybody who saw the question."""
    return Message(
        [
            line(
                who(by),
                ": not here. I don't listen in this channel; ",
                bold("/kept listen on"),
                " starts it.",
            )
        ]
    )


def turned(*, on: bool, entry_id: int | None, told: str) -> Message:
    """The answer to who started or stopped it; `told` says who else hears of it."""
    said = f"I listen here now. {told} To stop it: {STOP}" if on else f"I don't listen here any more. {told}"
    return Message([line(said), actions("listening-turned", button("Undo", "undo", str(entry_id)))])


def link_form(channel_id: str, linked: Customer | None) -> View:
    """Whom a channel is about."""
    return form(
        "listen_link",
        "Link to a customer",
        "Link",
        [
            line(
                "What is said in this channel is about them then, unless another customer is named; in a command the name may "
                "be left out. Nothing is posted there."
            ),
            customer_field(linked),
        ],
        memory=remember(channel=channel_id),
    )


def linked(
    customer: Customer, entry_id: int | None, channel_id: str, *, listening: bool, before: str = ""
) -> Message:
    """That a channel is about a customer now, whose it was `before`, in a sentence, and the next step."""
    start = [] if listening else [button("Start listening", "listen_start", channel_id, primary=True)]
    more = "" if listening else " I don't listen there yet."
    return Message(
        [
            line(
                bold(customer.name),
                f" is who that channel is about now.{before} Nothing is posted there.{more}",
            ),
            actions("listening-linked", *start, button("Undo", "undo", str(entry_id))),
        ]
    )


def how_it_stands(
    channel_id: str, elsewhere: Sequence[str], *, more: int, listening: bool, offers: bool, offers_here: bool
) -> Message:
    """`/kept listen`: in this channel (none in a direct message), in others (and in so many `more`), and for this person."""
    blocks: list[Block] = []
    if channel_id:
        turn = (
            button("Stop listening", "listen_stop", channel_id)
            if listening
            else button("Start listening", "listen_start", channel_id, primary=True)
        )
        said = (
            f"I listen here. {WHAT}"
            if listening
            else f"I don't listen here. {WHAT.replace('I offer', 'I could offer', 1)}"
        )
        link = button("Link to a customer", "listen_link", channel_id)
        blocks += [line(said), actions("listening", turn, link)]
    blocks += [line(place(each), ": I listen there.") for each in elsewhere]
    if more:
        blocks.append(line(f"… and in {more:,} more {'channel' if more == 1 else 'channels'}."))
    if not channel_id and not elsewhere:
        blocks.append(line("I listen nowhere. Type /kept listen on in the channel where I am to."))
    if not offers or not offers_here:
        where = " in this channel" if offers else ""
        blocks += [
            line(f"You want no offers{where}."),
            actions("listening-me", button("Offer me again", "listen_me_on", channel_id or "me")),
        ]
    elif listening or elsewhere:
        blocks += [
            line(
                "What you say yourself: at most one offer an hour, unless you take it up. To have none: /kept listen me off"
            ),
            actions("listening-me", button("Offer me nothing", "listen_me_off", channel_id or "me")),
        ]
    return Message(blocks)


def offer(label: str, customers: Sequence[Customer], understood: str, memory: dict[str, object]) -> Message:
    """The offer: what was understood, in one line, and its answers."""
    names = [customer.name for customer in customers]
    whom = " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    written = fitting(memory)
    return Message(
        [
            line(SOUNDS[label], bold(whom), f": {shorten(understood, SAID_MAX)}"),
            actions(
                "offer",
                button("Log it", "offer_log", written, primary=True),
                button(NOT_ONE[label], "offer_dismiss", written),
                button("Don't offer here", "offer_not_here", written),
            ),
        ]
    )


def dismissed(label: str, memory: dict[str, object]) -> Message:
    """It was none of them, with the way back."""
    what = {"promise": "promise", "mistake": "mistake", "contact": "contact"}[label]
    log_it = button("Log it after all", "offer_log", fitting(memory))
    return Message(
        [
            line(f"Fine, nothing of it is kept, only that this was no {what}: so I learn when to be quiet."),
            actions("offer-dismissed", log_it),
        ]
    )


def offers_off(entry_id: int | None, *, here: bool) -> Message:
    """No more offers: in this channel, or anywhere."""
    said = (
        "I offer you nothing in this channel any more; others still get offers. /kept listen me on brings them back, and "
        "/kept listen me off stops them everywhere."
        if here
        else "I offer you nothing any more, wherever I listen. /kept listen me on brings offers back."
    )
    return Message([line(said), *_undo("offers-off", entry_id)])


def offers_on(entry_id: int | None) -> Message:
    """Offers again, wherever Kept listens."""
    return Message(
        [
            line("I offer you again to log what you said, in every channel where I listen."),
            actions("offers-on", button("Undo", "undo", str(entry_id))),
        ]
    )


def _undo(block_id: str, entry_id: int | None) -> list[Block]:
    return [actions(block_id, button("Undo", "undo", str(entry_id)))] if entry_id else []
