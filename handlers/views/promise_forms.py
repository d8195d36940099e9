"""The forms about a promise: to give or correct it, move it, close it, prove it, and write a note about it."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block, UserSelectElement
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from bot import kinds, moments
from bot.promises import AGREED, OUTCOMES, PROOF_MAX
from bot.text import WORDS_MAX, shorten
from handlers.gestures import remember
from handlers.views.eye import Eye
from handlers.views.parts import bold, field_choice, field_text, form, input_of, line, to_copy
from handlers.views.promise_proof import shown_by
from handlers.views.promises import LINE_WORDS, due_in_words
from handlers.views.which_customer import above, customer_field
from storage.tables import Customer, Promise

DATE_HINT = "As you would say it: Fri 5pm, tomorrow, 27 Nov, in 2 weeks. A day ends with the working day."
DATE_MAX = 150
PROOF_HINT = (
    "A link, a tracking number, a name: or just “customer said so”. If it was not kept or called off: why."
)
CORRECTS = "This corrects what was logged. If the date has changed since, use New date instead."


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
    focus: str = "",
) -> View:
    """The promise as a form, filled with what is known. With a `number` it corrects that promise; `memory` comes back
    with the form. Words that are too long for the field stand above it whole. The cursor is in the field `focus`, one of
    words, due and aim, or in the first one."""
    blocks = above(words, remarks)
    if number:
        blocks.append(line(CORRECTS))
    blocks += [
        customer_field(customer, new_customer),
        field_text(
            "words",
            "What did you promise?",
            value=words,
            lines=True,
            most=WORDS_MAX,
            placeholder="replacement pump",
            focus=focus == "words",
        ),
        field_text(
            "due",
            "Which date were they told?",
            value=due,
            hint=f"{DATE_HINT} Empty: no date yet.",
            optional=True,
            focus=focus == "due",
        ),
        field_text(
            "aim",
            "Our own aim",
            value=aim,
            hint="Earlier than the told date, if you want to be ahead of it.",
            optional=True,
            focus=focus == "aim",
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
    """How it ended, and one piece of proof, or why it was not kept."""
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
                shown_by(outcome).question,
                hint=PROOF_HINT,
                most=PROOF_MAX,
                optional=True,
            ),
            input_of("file", "Or a file", FileInputElement(action_id="value", max_files=1), optional=True),
        ],
        memory=remember(number=promise.number),
    )


def proof_form(promise: Promise, customer: Customer) -> View:
    """What shows that it was done, or why it was not, after closing."""
    said = shown_by(promise.status)
    return form(
        "promise_proof",
        f"{said.title} P-{promise.number}",
        "Save",
        [
            line(bold(customer.name), f": {shorten(promise.words, LINE_WORDS)}"),
            field_text(
                "proof",
                said.question,
                value=promise.proof,
                hint=said.hint,
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
