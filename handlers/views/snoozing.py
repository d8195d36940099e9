"""What a snooze looks like: the form that asks until when, and what was understood."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.snoozes import REPLY, STOP, UNTIL, in_words
from handlers.gestures import remember
from handlers.views.eye import Eye
from handlers.views.parts import Message, actions, bold, button, field_choice, field_text, form, line
from storage.tables import Customer, History, Snooze

OPENED = frozenset(["promise", "mistake", "waiting", "customer"])


def snoozed(
    snooze: Snooze,
    name: str,
    number: int | None,
    customer: Customer | None,
    entry: History,
    eye: Eye,
    *,
    ladder: bool = False,
    at_once: bool = False,
) -> Message:
    """Until when it is quiet, in words, how it comes then, what would end that sooner, and the way back. `ladder`: others
    would have heard. `at_once`: it comes at that time, and not with that day's brief."""
    others = " Nobody else hears of it meanwhile." if ladder else ""
    when = "right then" if at_once else "in the brief of that day"
    sooner = f", or sooner if {customer.name} gets in touch" if customer and snooze.how == UNTIL else ""
    then = "" if snooze.how == REPLY else f" I ask you again {when}{sooner}."
    said = in_words(snooze, now=eye.now, zone=eye.zone)
    buttons = [button("Undo", "undo", str(entry.id))]
    if snooze.kind in OPENED and number is not None:
        buttons.append(button("Open", f"{snooze.kind}_show", str(number)))
    return Message(
        [
            line(bold(name), ": I keep quiet about it ", bold(said), f".{then}{others}"),
            actions("snoozed", *buttons),
        ]
    )


def over(name: str, sentence: str) -> Message:
    """There is nothing to be quiet about."""
    return Message([line(bold(name), f": {sentence}")])


def until_form(name: str, *, reference: str, typed: str = "", remark: str = "", stop: bool = False) -> View:
    """Until when, in one's own words. `reference` is what it is about, as one types it."""
    blocks: list[Block] = [line(bold(name))]
    if remark:
        blocks.append(line(remark))
    blocks += [
        field_text(
            "until",
            "Until when?",
            value=typed,
            placeholder="Thu, 3 Dec 14:00, 2 days, 1h, they reply",
            hint="A day means its brief. An hour outside your working time means the first brief after it.",
        ),
        field_choice(
            "how",
            "And if they get in touch before?",
            [("Then I speak up sooner", UNTIL), ("Keep quiet all the same", STOP)],
            chosen=STOP if stop else UNTIL,
            open_=True,
        ),
    ]
    return form("nudge_snooze", "Snooze", "Snooze it", blocks, memory=remember(reference=reference))
