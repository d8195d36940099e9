"""What Kept says about mistakes: every confirmation, lists of cases, and the messages to a colleague or a lead."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, DividerBlock

from bot.apologies import Turn
from bot.mistake_endings import missing, missing_in_words
from handlers.views.eye import Eye
from handlers.views.mistake_parts import (
    in_public,
    kind_of,
    last_questions,
    next_button,
    open_steps,
    owner_of,
    pointed_at,
    puts_it_on_them,
    questions,
    row,
    step_buttons,
    waive_menu,
)
from handlers.views.parts import Message, Piece, actions, bold, button, line, to_copy, who
from storage.tables import Customer, History, Mistake

THANKS = "Thank you for saying so: now it can be put right."


def saved(
    mistake: Mistake,
    customer: Customer,
    entry: History,
    *,
    remarks: Sequence[str] = (),
    turns: Sequence[Turn] = (),
) -> Message:
    """The confirmation: everything that was understood, what is still to be asked, with *Edit* and *Undo* on it."""
    pieces: list[Piece | str] = [
        bold(f"M-{mistake.number}"),
        f" is open. {THANKS}\n",
        bold(customer.name),
        f": {mistake.words}\n{kind_of(mistake)}",
        *owner_of(mistake),
    ]
    number = str(mistake.number)
    blocks: list[Block] = [line(*pieces), *(line(remark) for remark in remarks), *pointed_at(turns)]
    blocks += [*puts_it_on_them(mistake), *in_public(mistake), *questions(mistake)]
    blocks.append(
        actions(
            "saved",
            button("Edit", "mistake_edit", number),
            button("Undo", "undo", str(entry.id)),
            button("Open", "mistake_show", number),
        )
    )
    return Message(blocks)


def changed(
    mistake: Mistake,
    customer: Customer,
    said: str,
    entry: History,
    eye: Eye,
    *,
    extra: Sequence[Block] = (),
    turns: Sequence[Turn] = (),
) -> Message:
    """A change in one sentence, what it came to, what comes next, and *Undo*."""
    number = str(mistake.number)
    blocks: list[Block] = [line(bold(f"M-{number}"), said), *pointed_at(turns), *extra]
    blocks += [row(mistake, customer.name, eye), *questions(mistake)]
    blocks.append(
        actions(
            "changed",
            *next_button(mistake),
            button("Undo", "undo", str(entry.id)),
            button("Open", "mistake_show", number),
        )
    )
    return Message(blocks)


def rows(mistakes: Sequence[tuple[Mistake, str]], eye: Eye) -> list[Block]:
    """Open cases with their customers' names, each with what comes next and *Open*."""
    blocks: list[Block] = []
    for mistake, name in mistakes:
        number = str(mistake.number)
        take = [] if mistake.owner_id else [button("I take it", "mistake_take", number)]
        blocks += [
            *([DividerBlock()] if blocks else []),
            row(mistake, name, eye),
            actions(
                f"case-{number}", *take, *_plain(next_button(mistake)), button("Open", "mistake_show", number)
            ),
        ]
    return blocks


def _plain(buttons: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """The same without a style: in a list no button stands out from its neighbours."""
    return [{name: value for name, value in each.items() if name != "style"} for each in buttons]


def mine(
    mistakes: Sequence[tuple[Mistake, str]],
    count: int,
    nobodys: Sequence[tuple[Mistake, str]],
    count_of_nobody: int,
    eye: Eye,
) -> Message:
    """The cases that I put right, the oldest first, and those that nobody has taken [practice 16]."""
    blocks: list[Block] = []
    if nobodys:
        blocks += [line(bold(_counted(count_of_nobody, "with no owner yet"))), *rows(nobodys, eye)]
        if count_of_nobody > len(nobodys):
            blocks.append(line(f"And {count_of_nobody - len(nobodys)} more without an owner."))
        blocks.append(DividerBlock())
    if mistakes:
        blocks += [line(bold(_counted(count, "of yours to put right"))), *rows(mistakes, eye)]
        if count > len(mistakes):
            blocks.append(line(f"And {count - len(mistakes)} more: they are all on Kept's Home tab."))
    else:
        blocks += [
            line("You have no open cases." if nobodys else "Nothing to put right: no open cases of yours."),
            actions("mine", button("Log a mistake", "mistake_new", "new")),
        ]
    return Message(blocks)


def _counted(count: int, which: str) -> str:
    return f"1 open case {which}." if count == 1 else f"{count} open cases {which}, the oldest first."


def unfinished(mistake: Mistake, customer: Customer, eye: Eye) -> Message:
    """The case cannot close yet: what is missing, with a button for each. Whose the repair was and who noticed first are
    asked once nothing else is missing."""
    number, left = str(mistake.number), missing(mistake)
    steps = open_steps(mistake)
    buttons = step_buttons(mistake, steps)
    if {"cause", "could_have"} & set(left):
        buttons.append(button("Name the cause", "mistake_cause", number, primary=not steps))
    if steps:
        buttons.append(waive_menu(mistake))
    blocks: list[Block] = [
        line(bold(f"M-{number}"), f" stays open for now. {missing_in_words(left)}"),
        row(mistake, customer.name, eye),
    ]
    if not buttons:
        blocks += last_questions(mistake)
    blocks.append(actions("unfinished", *buttons, button("Open", "mistake_show", number)))
    return Message(blocks)


def opened_with(mistake: Mistake) -> list[Block]:
    """The case of a promise that was not kept, on the answer that says so."""
    number = str(mistake.number)
    return [
        line(bold(f"M-{number}"), " is open for it, so that it is put right. Undo takes both back."),
        actions(f"case-{number}", button(f"Open M-{number}", "mistake_show", number, primary=True)),
    ]


def made_owner(mistake: Mistake, customer: Customer, by: str, eye: Eye) -> Message:
    """What a colleague gave this person to put right."""
    number = str(mistake.number)
    return Message(
        [
            line(who(by), " asks you to put something right."),
            row(mistake, customer.name, eye),
            actions(f"mistake-{number}", *next_button(mistake), button("Open", "mistake_show", number)),
        ]
    )


def not_reached(name: str, mistake: Mistake) -> Message:
    """The owner could not be told."""
    said = f"I could not reach {name}, so please tell them yourself that "
    return Message([line(said, bold(f"M-{mistake.number}"), " is theirs to put right.")])


def briefed(mistake: Mistake, customer: Customer, by: str, text: str) -> Message:
    """To a leader: the five lines, and the button that says they called."""
    number = str(mistake.number)
    return Message(
        [
            line(who(by), f" asks you to call {customer.name} about ", bold(f"M-{number}"), "."),
            to_copy(text),
            actions(
                f"brief-{number}",
                button("I called them", "mistake_called", number, primary=True),
                button("Open", "mistake_show", number),
            ),
        ]
    )


def sent(mistake: Mistake, name: str) -> Message:
    """The brief is on its way to a lead."""
    number = str(mistake.number)
    said = f"{name} gets the five lines about "
    told = " from me now, with a button that says they called. The owner of the repair hears when they have."
    return Message(
        [line(said, bold(f"M-{number}"), told), actions("sent", button("Open", "mistake_show", number))]
    )


def brief_not_reached(name: str) -> Message:
    """The lead could not be told."""
    return Message([line(f"I could not reach {name}: please call them yourself.")])
