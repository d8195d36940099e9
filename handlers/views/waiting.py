"""What a customer who waits looks like: their line, the card, the lists, the form, and every confirmation."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from slack_sdk.models.blocks import (
    Block,
    DividerBlock,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot import moments
from bot.text import WORDS_MAX, shorten
from bot.waiting import is_over
from handlers.gestures import remember
from handlers.views.eye import Eye, date_in_words, moment_for
from handlers.views.history import happened
from handlers.views.parts import (
    Message,
    Piece,
    actions,
    bold,
    button,
    field_text,
    form,
    input_of,
    line,
    link,
    menu,
    who,
)
from handlers.views.which_customer import above, customer_field
from storage.tables import Customer, History, Waiting

LINE_WORDS = 300
MINUTE = timedelta(minutes=1)
DATE_HINT = "As you would say it: in 2h, 3pm, tomorrow noon, Fri. Empty: two working hours from now."


def due_in_words(waiting: Waiting, eye: Eye) -> str:
    """By when they are to have their answer."""
    if waiting.due_wall is None:
        return "no time yet"
    return date_in_words(waiting.due_wall, waiting.due_at, waiting.zone, eye)


def since_in_words(waiting: Waiting, eye: Eye, *, lasting: bool = False) -> str:
    """Since when they wait, how long that is, and how often they called again; `lasting`: in words that stay true on
    another day."""
    until = waiting.closed_at or eye.now

    def when(at: datetime) -> str:
        return moment_for(at, eye) if lasting else moments.moment_in_words(at, eye.zone, now=eye.now)

    said = f"since {when(waiting.since_at)}"
    if until - waiting.since_at >= MINUTE:
        said += f" ({moments.how_long(until - waiting.since_at)})"
    if waiting.calls:
        times = {1: "once", 2: "twice"}.get(waiting.calls, f"{waiting.calls} times")
        said += f", called again {times}"
        if waiting.called_at:
            said += f", last {when(waiting.called_at)}"
    return said


def saved(
    waiting: Waiting, customer: Customer, entry: History, eye: Eye, *, remarks: Sequence[str] = ()
) -> Message:
    """The confirmation: everything that was understood, with what may come next on it."""
    pieces: list[Piece | str] = [
        bold(f"W-{waiting.number}"),
        " saved. ",
        bold(customer.name),
        f" waits for us: {waiting.words}\nAnswer them by: ",
        bold(due_in_words(waiting, eye)),
        f"\nThey have been waiting {since_in_words(waiting, eye)}\nOwner: ",
        who(waiting.owner_id),
    ]
    blocks: list[Block] = [line(*pieces), *(line(remark) for remark in remarks)]
    return Message([*blocks, _buttons(waiting, entry)])


def changed(
    waiting: Waiting, customer: Customer, said: str, entry: History, eye: Eye, *, undo: str = "Undo"
) -> Message:
    """A change in one sentence, what it came to, and what may come next."""
    return Message(
        [
            line(bold(f"W-{waiting.number}"), said),
            _row(waiting, customer.name, eye),
            _buttons(waiting, entry, undo=undo),
        ]
    )


def card(
    waiting: Waiting,
    customer: Customer,
    entries: Sequence[History],
    eye: Eye,
    *,
    undo: History | None = None,
    notice: str = "",
) -> Message:
    """Everything about one customer's wait; `undo` is the step that this person may take back."""
    blocks: list[Block] = [line(notice), DividerBlock()] if notice else []
    pieces: list[Piece | str] = [
        bold(f"W-{waiting.number} · {customer.name}"),
        f" · {state_in_words(waiting, eye)}\n{waiting.words}\n{_by(waiting)}: ",
        bold(due_in_words(waiting, eye)),
        f"\n{'They have been waiting' if waiting.status == 'open' else 'They waited'} {since_in_words(waiting, eye)}",
        "\nOwner: ",
        who(waiting.owner_id),
        " · said by ",
        who(waiting.said_by),
    ]
    if waiting.source_link:
        pieces += ["\n", link("Where it was said", waiting.source_link)]
    blocks.append(line(*pieces))
    if waiting.status == "open":
        blocks.append(_buttons(waiting, undo, takes=True))
    elif undo:
        blocks.append(actions(f"waiting-{waiting.number}", button("Undo", "undo", str(undo.id))))
    return Message([*blocks, *happened(entries, zone=eye.zone, now=eye.now)])


def _by(waiting: Waiting) -> str:
    return "Answer them by" if waiting.status == "open" else "To be answered by"


def state_in_words(waiting: Waiting, eye: Eye) -> str:
    """Where it stands, plainly."""
    if waiting.status != "open":
        return "done"
    if is_over(waiting, now=eye.now) and waiting.due_at:
        return f"over its time by {moments.how_long(eye.now - waiting.due_at)}"
    return "waiting"


def _buttons(waiting: Waiting, entry: History | None, *, undo: str = "Undo", takes: bool = False) -> Block:
    number = str(waiting.number)
    back = [button(undo, "undo", str(entry.id))] if entry else []
    if waiting.status != "open":
        return actions(f"waiting-{number}", *back, button("Open", "waiting_show", number))
    return actions(
        f"waiting-{number}",
        button("Done", "waiting_done", number, primary=True),
        button("They called again", "waiting_again", number),
        button("Edit", "waiting_edit", number),
        *([button("I take it", "waiting_take", number)] if takes else []),
        *back,
    )


def _row(waiting: Waiting, name: str, eye: Eye, *, owner: bool = False) -> Block:
    state = state_in_words(waiting, eye)
    pieces: list[Piece | str] = [
        bold(f"W-{waiting.number} · {name}"),
        " · ",
        bold(state) if is_over(waiting, now=eye.now) else state,
        f"\n{shorten(waiting.words, LINE_WORDS)}\n"
        f"{'They have been waiting' if waiting.status == 'open' else 'They waited'} {since_in_words(waiting, eye)}\n"
        f"{_by(waiting)}: {due_in_words(waiting, eye)}",
    ]
    if owner:
        pieces += ["\nOwner: ", who(waiting.owner_id)]
    return line(*pieces)


def rows(found: Sequence[tuple[Waiting, str]], eye: Eye, *, owners: bool = False) -> list[Block]:
    """Customers who wait, with their names, each with its buttons; three blocks an item but for the first's two."""
    blocks: list[Block] = []
    for waiting, name in found:
        number = str(waiting.number)
        blocks += [
            *([DividerBlock()] if blocks else []),
            _row(waiting, name, eye, owner=owners),
            actions(
                f"waits-{number}",
                button("Done", "waiting_done", number),
                button("They called again", "waiting_again", number),
                menu("waiting_more", [("Open", f"{number} show"), ("Edit", f"{number} edit")]),
            ),
        ]
    return blocks


def listed(
    found: Sequence[tuple[Waiting, str]], count: int, eye: Eye, *, everyone: bool, page: int, first: int = 0
) -> Message:
    """Those who wait on me, or on anybody, the longest wait first; `page` of them at a time, after the `first` ones."""
    other = button("Mine", "waiting_mine", "0") if everyone else button("Everyone's", "waiting_everyone", "0")
    new = button("Somebody waits", "waiting_new", "new", primary=not found)
    if not found:
        said = "No customer waits on anybody here." if everyone else "No customer waits on you."
        return Message([line(said), actions("waiting", new, other)])
    whose = "on us" if everyone else "on you"
    head = f"1 customer waits {whose}." if count == 1 else f"{count:,} wait {whose}, the longest wait first."
    if count > len(found):
        head += f" Here {first + 1} to {first + len(found)}."
    page_of = "everyone" if everyone else "mine"
    leaves = []
    if first:
        leaves.append(button("Longer waits", f"waiting_{page_of}_back", str(max(first - page, 0))))
    if first + len(found) < count:
        leaves.append(button("Shorter waits", f"waiting_{page_of}_on", str(first + len(found))))
    return Message(
        [line(bold(head)), *rows(found, eye, owners=everyone), actions("waiting", *leaves, other, new)]
    )


def made_owner(waiting: Waiting, customer: Customer, by: str, eye: Eye) -> Message:
    """Whom a colleague gave this person to answer."""
    return Message(
        [
            line(who(by), " gave you a customer who waits on us."),
            _row(waiting, customer.name, eye),
            _buttons(waiting, None),
        ]
    )


def not_reached(name: str, waiting: Waiting) -> Message:
    """The owner could not be told."""
    return Message(
        [
            line(
                f"I could not reach {name}, so please tell them yourself that ",
                bold(f"W-{waiting.number}"),
                " is theirs.",
            )
        ]
    )


def waiting_form(
    *,
    words: str = "",
    due: str = "",
    owner_id: str,
    customer: Customer | None = None,
    new_customer: str = "",
    remarks: Sequence[str] = (),
    number: int | None = None,
    memory: Mapping[str, object] | None = None,
) -> View:
    """A customer's wait as a form, filled with what is known; with a `number` it corrects that one."""
    blocks = above(words, remarks)
    blocks += [
        customer_field(customer, new_customer),
        field_text(
            "words",
            "What do they wait for?",
            value=words,
            lines=True,
            most=WORDS_MAX,
            placeholder="call Dana back about the quote",
        ),
        field_text("due", "Answer them by", value=due, hint=DATE_HINT, optional=True),
        input_of("owner", "Who answers them", UserSelectElement(action_id="value", initial_user=owner_id)),
    ]
    title, send = (f"Edit W-{number}", "Save") if number else ("A customer waits", "Log it")
    return form(
        "waiting_edit" if number else "waiting_give",
        title,
        send,
        blocks,
        memory=remember(number=number, **(memory or {})),
    )
