"""What a promise looks like: its line, its card, its forms and every confirmation about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import (
    Block,
    DividerBlock,
    ExternalDataSelectElement,
    PlainTextObject,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from bot import kinds, moments
from bot.calendar import WorkingHours
from bot.notes import Draft
from bot.promises import AGREED, OUTCOMES, PROOF_MAX, is_late
from bot.text import WORDS_MAX, shorten
from handlers.gestures import remember
from handlers.views.history import happened
from handlers.views.parts import (
    Message,
    Piece,
    actions,
    bold,
    button,
    field_choice,
    field_text,
    form,
    input_of,
    line,
    link,
    menu,
    to_copy,
    who,
)
from handlers.views.which_customer import customer_option, new_option
from storage.tables import Customer, History, Promise

LINE_WORDS = 300
COPIED_MAX = 2900
DATE_HINT = "As you would say it: Fri 5pm, tomorrow, 27 Nov, in 2 weeks. A day ends with the working day."
DATE_MAX = 150


@dataclass(frozen=True)
class Eye:
    """Who looks, and when: dates are said in the promise's zone, clocks that run now in the reader's own."""

    zone: str
    hours: WorkingHours
    now: datetime


def due_in_words(promise: Promise, eye: Eye) -> str:
    """The told date, or that there is none."""
    if promise.due_wall is None:
        return "no date yet"
    return moments.wall_in_words(promise.due_wall, promise.zone, eye.hours, now=eye.now)


def state_in_words(promise: Promise, eye: Eye) -> str:
    """Where it stands, plainly: late before at risk before open."""
    if promise.status != "open":
        return OUTCOMES[promise.status]
    if is_late(promise, now=eye.now) and promise.due_at:
        return f"late by {moments.how_long(eye.now - promise.due_at)}"
    return promise.health if promise.due_at or promise.health == "at risk" else "no date yet"


def saved(
    promise: Promise, customer: Customer, entry: History, eye: Eye, *, remarks: Sequence[str] = ()
) -> Message:
    """The confirmation: everything that was understood, with *Edit* and *Undo* on it."""
    pieces: list[Piece | str] = [
        bold(f"P-{promise.number}"),
        " saved. ",
        bold(customer.name),
        f": {promise.words}\nDue: ",
        bold(due_in_words(promise, eye)),
    ]
    if promise.aim_wall:
        pieces.append(
            f"\nOur own aim: {moments.wall_in_words(promise.aim_wall, promise.zone, eye.hours, now=eye.now)}"
        )
    pieces += ["\nOwner: ", who(promise.owner_id), f" · kind: {promise.kind}"]
    blocks: list[Block] = [line(*pieces), *(line(remark) for remark in remarks)]
    number = str(promise.number)
    buttons = [button("Edit", "promise_edit", number), button("Undo", "undo", str(entry.id))]
    if promise.due_wall is None:
        blocks.insert(1, line("No date yet. Which date were they told? Without one nobody can be on time."))
        buttons.insert(0, button("Add a date", "promise_move", number, primary=True))
    blocks.append(actions("saved", *buttons, button("Open", "promise_show", number)))
    return Message(blocks)


def changed(
    promise: Promise, customer: Customer, said: str, entry: History, eye: Eye, *, extra: Sequence[Block] = ()
) -> Message:
    """A change in one sentence, what it came to, and *Undo*."""
    blocks: list[Block] = [line(bold(f"P-{promise.number}"), said), *extra]
    blocks.append(_row(promise, customer, eye))
    blocks.append(
        actions(
            "changed",
            button("Undo", "undo", str(entry.id)),
            button("Open", "promise_show", str(promise.number)),
        )
    )
    return Message(blocks)


def tell_by_in_words(tell_by: datetime, eye: Eye) -> str:
    """When the tell-clock runs out, on the reader's own clock, and whether it has."""
    over = " (that has passed)" if tell_by < eye.now else ""
    return moments.moment_in_words(tell_by, eye.zone, now=eye.now) + over


def untold(promise: Promise, customer: Customer, eye: Eye) -> list[Block]:
    """What the customer does not know yet, until when to tell them, and the button that says they do."""
    if promise.new_due_wall is None and promise.tell_by is None:
        return []
    pieces: list[Piece | str] = []
    if promise.new_due_wall:
        new = moments.wall_in_words(promise.new_due_wall, promise.zone, eye.hours, now=eye.now)
        pieces += [
            "New date ",
            bold(new),
            f", which {customer.name} has not been told.",
            " Until then the old date counts." if promise.due_wall else "",
        ]
    if promise.tell_by:
        pieces += ["\n" if pieces else "", "Tell them by ", bold(tell_by_in_words(promise.tell_by, eye)), "."]
    number = str(promise.number)
    buttons = [button("Told them", "promise_told", number, primary=True)]
    if promise.tell_by or promise.health == "at risk":  # an earlier date needs no note on what went wrong
        buttons.append(button("Write the note", "promise_note", number))
    return [line(*pieces), actions(f"untold-{number}", *buttons)]


def card(
    promise: Promise,
    customer: Customer,
    entries: Sequence[History],
    eye: Eye,
    *,
    notice: str = "",
    written: Draft | None = None,
) -> Message:
    """Everything about one promise, with all that can be done to it, and the note to the customer if there is one."""
    blocks: list[Block] = [line(notice), DividerBlock()] if notice else []
    pieces: list[Piece | str] = [
        bold(f"P-{promise.number} · {customer.name}"),
        f" · {state_in_words(promise, eye)}\n{promise.words}\nDue: ",
        bold(due_in_words(promise, eye)),
    ]
    if promise.aim_wall:
        pieces.append(
            f"\nOur own aim: {moments.wall_in_words(promise.aim_wall, promise.zone, eye.hours, now=eye.now)}"
        )
    pieces += ["\nOwner: ", who(promise.owner_id), " · said by ", who(promise.said_by)]
    pieces.append(f"\nKind: {promise.kind} · {AGREED[promise.agreed]}")
    if promise.risk_why and promise.status == "open" and promise.health == "at risk":
        pieces.append(f"\nWhat happened: {promise.risk_why}")
    if promise.risk_plan and promise.status == "open" and promise.health == "at risk":
        pieces.append(f"\nWhat we do about it: {promise.risk_plan}")
    if promise.status != "open":
        pieces.append(f"\nProof: {promise.proof or 'none yet'}")
    if promise.source_link:
        pieces += ["\n", link("Where it was said", promise.source_link)]
    blocks.append(line(*pieces))
    if promise.status == "open":
        blocks += untold(promise, customer, eye)
    blocks.append(_buttons(promise))
    if written is not None and written.text:
        blocks += draft(customer, written)
    blocks += happened(entries, zone=eye.zone, now=eye.now)
    return Message(blocks)


def _buttons(promise: Promise) -> Block:
    number = str(promise.number)
    if promise.status != "open":
        label = "Change the proof" if promise.proof else "Add proof"
        return actions(f"promise-{number}", button(label, "promise_proof", number))
    return actions(
        f"promise-{number}",
        button("Kept", "promise_close_kept", number, primary=True),
        button("At risk", "promise_risk", number),
        button("New date", "promise_move", number),
        button("Edit", "promise_edit", number),
        menu("promise_more", _endings(number)),
    )


def _endings(number: str) -> list[tuple[str, str]]:
    return [
        (label.capitalize(), f"{number} {outcome}")
        for outcome, label in OUTCOMES.items()
        if outcome != "kept"
    ]


def _row(promise: Promise, customer: Customer | str, eye: Eye) -> Block:
    name = customer if isinstance(customer, str) else customer.name
    pieces: list[Piece | str] = [
        bold(f"P-{promise.number} · {name}"),
        " · ",
        Piece(state_in_words(promise, eye), bold=is_late(promise, now=eye.now)),
        f"\n{shorten(promise.words, LINE_WORDS)}\nDue: {due_in_words(promise, eye)}",
    ]
    if promise.status == "open" and promise.new_due_wall:
        new = moments.day_in_words(promise.new_due_wall, now=eye.now, zone=promise.zone)
        pieces.append(f"\nNew date {new}, not told yet")
    if promise.status == "open" and promise.tell_by:
        pieces += ["\nTell them by ", bold(tell_by_in_words(promise.tell_by, eye))]
    return line(*pieces)


def rows(promises: Sequence[tuple[Promise, str]], eye: Eye) -> list[Block]:
    """Open promises with their customers' names, each with its buttons."""
    blocks: list[Block] = []
    for promise, name in promises:
        number = str(promise.number)
        untold = promise.tell_by is not None or promise.new_due_at is not None
        more = [("Open", f"{number} show"), ("Edit", f"{number} edit"), *_endings(number)[:3]]
        blocks += [
            *([DividerBlock()] if blocks else []),
            _row(promise, name, eye),
            actions(
                f"row-{number}",
                button("Kept", "promise_close_kept", number),
                button("Told them", "promise_told", number)
                if untold
                else button("At risk", "promise_risk", number),
                button("New date", "promise_move", number),
                menu("promise_more", more),
            ),
        ]
    return blocks


def mine(promises: Sequence[tuple[Promise, str]], count: int, eye: Eye) -> Message:
    """My open promises, soonest first."""
    if not promises:
        return Message(
            [
                line("You owe nobody anything: no open promises of yours."),
                actions("mine", button("Log a promise", "promise_new", "new", primary=True)),
            ]
        )
    head = "1 open promise of yours." if count == 1 else f"{count} open promises of yours, soonest first."
    rest = count - len(promises)
    blocks: list[Block] = [line(bold(head)), *rows(promises, eye)]
    if rest:
        blocks.append(line(f"And {rest} more: they are all on Kept's Home tab."))
    return Message(blocks)


def made_owner(promise: Promise, customer: Customer, by: str, eye: Eye) -> Message:
    """What a colleague gave this person to keep."""
    return Message(
        [
            line(who(by), " made you the owner of a promise."),
            _row(promise, customer, eye),
            _buttons(promise),
        ]
    )


def not_reached(name: str, promise: Promise) -> Message:
    """The owner could not be told."""
    return Message(
        [
            line(
                f"I could not reach {name}, so please tell them yourself that ",
                bold(f"P-{promise.number}"),
                " is theirs.",
            )
        ]
    )


def give_form(
    *,
    words: str = "",
    due: str = "",
    aim: str = "",
    owner_id: str,
    kind: str = "",
    agreed: str = "said",
    customer: Customer | None = None,
    new_customer: str = "",
    remarks: Sequence[str] = (),
    number: int | None = None,
    memory: Mapping[str, object] | None = None,
) -> View:
    """The promise as a form, filled with what is known. With a `number` it corrects that promise; `memory` comes back
    with the form. Words that are too long for the field stand above it whole."""
    chosen = customer_option(customer) if customer else new_option(new_customer) if new_customer else None
    blocks: list[Block] = [line(remark) for remark in remarks]
    if len(words) > WORDS_MAX:
        blocks += [
            line(
                f"That is {len(words):,} characters, and {WORDS_MAX:,} is the most I keep. The field has the beginning; all of it:"
            ),
            to_copy(shorten(words, COPIED_MAX)),
        ]
    if number:
        blocks.append(
            line("This corrects what was logged. If the date has changed since, use New date instead.")
        )
    blocks += [
        input_of(
            "customer",
            "Customer",
            ExternalDataSelectElement(
                action_id="customer_name",
                placeholder=PlainTextObject(text="Type a name"),
                min_query_length=0,
                initial_option=chosen,
            ),
            hint="A name that is not known yet can be added right here.",
        ),
        field_text(
            "words",
            "What did you promise?",
            value=words,
            lines=True,
            most=WORDS_MAX,
            placeholder="replacement pump",
        ),
        field_text(
            "due",
            "Which date were they told?",
            value=due,
            hint=f"{DATE_HINT} Empty: no date yet.",
            optional=True,
        ),
        field_text(
            "aim",
            "Our own aim",
            value=aim,
            hint="Earlier than the told date, if you want to be ahead of it.",
            optional=True,
        ),
        input_of("owner", "Owner", UserSelectElement(action_id="value", initial_user=owner_id)),
        field_choice(
            "kind",
            "Kind",
            [("Guess it from the words", "guess"), *((each.capitalize(), each) for each in kinds.ALL)],
            chosen=kind or "guess",
        ),
        field_choice(
            "agreed",
            "How firmly",
            [(label.capitalize(), each) for each, label in AGREED.items()],
            chosen=agreed,
        ),
    ]
    title, send = (f"Edit P-{number}", "Save") if number else ("Log a promise", "Log it")
    return form(
        "promise_edit" if number else "promise_give",
        title,
        send,
        blocks,
        memory=remember(number=number, **(memory or {})),
    )


def move_form(promise: Promise, customer: Customer, eye: Eye, *, typed: str = "", remark: str = "") -> View:
    """A new date, and whether the customer knows of it. `typed` could not be read, and is there to be put right."""
    fits = len(typed) <= DATE_MAX
    blocks: list[Block] = [
        line(
            bold(customer.name),
            f": {shorten(promise.words, LINE_WORDS)}\nDue until now: {due_in_words(promise, eye)}",
        ),
        *([line(remark)] if remark else []),
        *([] if fits else [to_copy(typed)]),
        field_text("due", "New date", value=typed if fits else "", hint=_date_hint(promise), most=DATE_MAX),
    ]
    if promise.due_wall is not None:
        blocks.append(
            field_choice(
                "told",
                f"Has {shorten(customer.name, 80)} been told?",
                [("Not yet", "no"), ("Yes, they know", "yes")],
                chosen="no",
                hint="Until they know, the promise counts against its old date.",
                open_=True,
            )
        )
    return form(
        "promise_move",
        f"New date for P-{promise.number}",
        "Save",
        blocks,
        memory=remember(number=promise.number),
    )


def close_form(promise: Promise, customer: Customer, eye: Eye, *, outcome: str) -> View:
    """How it ended, and one piece of proof."""
    return form(
        "promise_close",
        f"Close P-{promise.number}",
        "Close it",
        [
            line(
                bold(customer.name),
                f": {shorten(promise.words, LINE_WORDS)}\nDue: {due_in_words(promise, eye)}",
            ),
            field_choice(
                "outcome",
                "How did it end?",
                [(label.capitalize(), each) for each, label in OUTCOMES.items()],
                chosen=outcome,
                open_=True,
            ),
            field_text(
                "proof",
                "What shows it?",
                hint="A link, a tracking number, a name: or just “customer said so”.",
                most=PROOF_MAX,
                optional=True,
            ),
            input_of("file", "Or a file", FileInputElement(action_id="value", max_files=1), optional=True),
        ],
        memory=remember(number=promise.number),
    )


def proof_form(promise: Promise, customer: Customer) -> View:
    """What shows that it was done, after closing."""
    return form(
        "promise_proof",
        f"Proof for P-{promise.number}",
        "Save",
        [
            line(bold(customer.name), f": {shorten(promise.words, LINE_WORDS)}"),
            field_text(
                "proof",
                "What shows it?",
                value=promise.proof,
                hint="A link, a tracking number, a name: or just “customer said so”.",
                most=PROOF_MAX,
                optional=True,
            ),
            input_of("file", "Or a file", FileInputElement(action_id="value", max_files=1), optional=True),
        ],
        memory=remember(number=promise.number),
    )


def note_form(
    promise: Promise, customer: Customer, facts: Mapping[str, str], *, seen: Mapping[str, str]
) -> View:
    """The facts that a note to the customer needs: those that are known by field, and the marks of what it shows."""
    return form(
        "promise_note",
        f"Note about P-{promise.number}",
        "Write it",
        [
            line(
                f"I write a plain note for {customer.name} from these facts alone. You send it; I never write to a customer."
            ),
            field_text("why", "What happened?", value=facts["why"], lines=True, most=WORDS_MAX),
            field_text(
                "plan",
                "What do we do about it?",
                value=facts["plan"],
                lines=True,
                most=WORDS_MAX,
                optional=True,
            ),
            field_text("due", "New date", value=facts["due"], hint=_date_hint(promise), optional=True),
        ],
        memory=remember(number=promise.number, shown=dict(seen)),
    )


def _date_hint(promise: Promise) -> str:
    return f"{DATE_HINT} A time is {moments.place(promise.zone)}."


def draft(customer: Customer, written: Draft) -> list[Block]:
    """The note, to be copied, or which facts it still needs."""
    if not written.text:
        return [
            line(
                f"For a note to {customer.name} I still need {', and '.join(written.missing)}: press Write the note."
            )
        ]
    return [
        line(f"A note for {customer.name}, from what you told me. Copy it and say it your way:"),
        to_copy(written.text),
    ]
