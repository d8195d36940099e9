"""What Kept says to plain words: what it is not sure of, what is logged already, what is still missing, and answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, ExternalDataSelectElement, InputBlock
from slack_sdk.models.views import View

from bot.moments import day_in_words, moment_in_words
from bot.text import shorten
from handlers.views.customer_facts import HOW, Known
from handlers.views.eye import Eye
from handlers.views.parts import Message, Piece, Words, actions, bold, button, line, to_copy, who
from handlers.views.promises import rows
from handlers.views.things import name
from handlers.views.which_customer import BUTTON_MAX, LABEL_MAX, called, write
from storage.tables import Contact, Customer, Mistake, Promise, Waiting

# What can be logged from a message.
Logged = Promise | Mistake | Contact | Waiting

QUOTED_MAX = 300
ON_A_LIST = 10
LABELS = {
    "promise": "A promise",
    "mistake": "A mistake",
    "contact": "A contact",
    "waiting": "They wait on us",
}


def fitting(memory: Mapping[str, Any]) -> str:
    """What a button remembers, without the words where they are too long: those stand in the message they came from."""
    written = write(memory)
    if len(written) <= BUTTON_MAX:
        return written
    return write({name: value for name, value in memory.items() if name != "typed"})


def unclear(text: str, likely: Sequence[str], memory: Mapping[str, Any]) -> Message:
    """The question what words are meant as; the likelier first."""
    order = [*likely, *(kind for kind in LABELS if kind not in likely)]
    buttons = [
        button(LABELS[kind], f"say_{kind}", fitting(memory), primary=bool(likely) and kind == likely[0])
        for kind in order
    ]
    return Message(
        [
            line(f"I'm not sure what that is: “{shorten(text, QUOTED_MAX)}”. What shall I keep it as?"),
            actions("unclear", *buttons, button("Nothing", "say_nothing", "nothing")),
        ]
    )


def also(kinds: Sequence[str], memory: Mapping[str, Any]) -> list[Block]:
    """What else was said in the same breath, with a button to log that too."""
    said = " and ".join({"waiting": "somebody who waits"}.get(kind, LABELS[kind].lower()) for kind in kinds)
    label = {"promise": "Log the promise", "mistake": "Log the mistake", "contact": "Log the contact"}
    buttons = [button(label.get(kind, "Start the clock"), f"say_{kind}", fitting(memory)) for kind in kinds]
    return [line(f"There is {said} in it too."), actions("also", *buttons)]


def rest(kind: str, memory: Mapping[str, Any], form: View | None = None, *, why: str = "") -> Message:
    """What was said is not enough: the one thing that the `form` asks first, and the button that opens it with the rest
    filled in."""
    said = (
        why
        or f"{LABELS.get(kind, 'That')}, but not all of it is said. {_asked(form) if form else ''}".strip()
    )
    fill = button("Fill in the rest", "say_rest", fitting(memory), primary=True)
    return Message([line(said), actions("rest", fill)])


def _asked(form: View) -> str:
    """Whom it is about where the form does not know, which is written for its field; else what stands above its fields
    first."""
    blocks = form.blocks or []
    for block in blocks:
        if isinstance(block, InputBlock) and block.block_id == "customer":
            if isinstance(block.element, ExternalDataSelectElement) and block.element.initial_option is None:
                return "Which customer is it about?"
            break
    first = blocks[0] if blocks else None
    if not isinstance(first, Words):
        return ""
    return "".join(str(element.get("text") or "") for element in first.spoken)


def form_waits(memory: Mapping[str, Any]) -> Message:
    """An order that came in a message and needs its form."""
    return Message(
        [
            line("That needs its form."),
            actions("order", button("Open the form", "say_order", write(memory), primary=True)),
        ]
    )


def which(names: Sequence[tuple[str, Customer]], memory: Mapping[str, Any]) -> Message | None:
    """Several customers are named: a button for each; None where the words are too many for a button."""
    said = " and ".join(f"“{typed}”" for typed, _ in names)
    buttons = [
        button(
            shorten(called(customer), LABEL_MAX),
            f"customer_is_{place}",
            write({**memory, "name": "", "number": customer.number, "whole": True}),
        )
        for place, (_, customer) in enumerate(names)
    ]
    if any(len(each["value"]) > BUTTON_MAX for each in buttons):
        return None
    return Message([line(f"You named {said}. Whom is it about?"), actions("which", *buttons)])


def already(row: Logged, customer: str, undo: int | None) -> Message:
    """The message was logged before; `undo` is the entry that says so, where it is to be taken back."""
    what = "That contact" if isinstance(row, Contact) else name(row)
    return Message(
        [
            line(
                "That is logged already: ",
                bold(f"{what} · {customer}"),
                f"\n{shorten(row.words, QUOTED_MAX)}",
            ),
            actions("already", opens(row), *([button("Undo", "undo", str(undo))] if undo else [])),
        ]
    )


def opens(row: Logged) -> dict[str, Any]:
    """The button that opens what was logged."""
    key = row.id if isinstance(row, Contact) else row.number
    return button("Open", f"{type(row).__tablename__}_show", str(key))


def typed_back(sentence: str, text: str) -> Message:
    """A sentence, and what was typed, to be said again."""
    return Message([line(sentence), to_copy(shorten(text, 2900))])


def owed(customer: Customer, promises: Sequence[Promise], count: int, eye: Eye) -> Message:
    """What we promised a customer and have not kept yet, soonest first."""
    card = button("Open their card", "customer_show", str(customer.number))
    new = button("New promise", "promise_new", str(customer.number))
    if not promises:
        return Message(
            [line("We owe ", bold(customer.name), " nothing: no open promises."), actions("owed", card, new)]
        )
    head = "1 open promise to " if count == 1 else f"{count} open promises to "
    blocks: list[Block] = [line(bold(f"{head}{customer.name}"), ", soonest first." if count > 1 else ".")]
    blocks += rows([(each, customer.name) for each in promises], eye)
    if count > len(promises):
        blocks.append(line(f"And {count - len(promises)} more: their card has all that is open."))
    return Message([*blocks, actions("owed", card, new)])


def last_talk(known: Known, eye: Eye) -> Message:
    """When we last talked to a customer, who did, how they sounded, and what is next. An attempt is no talk."""
    customer = known.customer
    last = next((each for each in known.contacts if each.how != "attempt"), None)
    if last is None:
        tried = " so far, only attempts that nobody answered" if known.contacts else " yet"
        pieces: list[Piece | str] = ["No contact with ", bold(customer.name), f" is logged{tried}."]
    else:
        sounded = f" They sounded {last.sounded}." if last.sounded and last.sounded != "no answer" else ""
        pieces = [
            "Last with ",
            bold(customer.name),
            f": {HOW.get(last.how, last.how)} by ",
            who(last.by_id),
            f", {moment_in_words(last.at, eye.zone, now=eye.now)}.{sounded}",
        ]
    pieces.append(" ")
    planned = known.next
    if planned is None:
        pieces.append("Nothing is planned next.")
    else:
        wall = planned.next_wall
        when = f", {day_in_words(wall, now=eye.now, zone=planned.zone)}" if wall else ""
        pieces += [
            f"Next: {shorten(planned.next_words or 'a word with them', QUOTED_MAX)}{when} · ",
            who(planned.by_id),
            ".",
        ]
    number = str(customer.number)
    return Message([line(*pieces), actions("last-talk", button("Open", "customer_show", number))])


def plainly(sentence: str) -> Message:
    """One sentence."""
    return Message([line(sentence)])
