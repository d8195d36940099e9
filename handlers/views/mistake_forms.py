"""The forms about a mistake: to open or correct a case, make it right, waive a step, name the cause, write the apology,
hand it over and brief a lead."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block, UserSelectElement
from slack_sdk.models.views import View

from bot import mistake_kinds as kinds
from bot.mistake_goodwill import Purse, amount_in_words
from bot.mistakes import HOW_MAX, NOTICED, REASON_MAX, RULE_MAX, STEPS, did_most
from bot.text import WORDS_MAX, shorten
from handlers.gestures import remember
from handlers.views.mistake_parts import LINE_WORDS
from handlers.views.parts import bold, field_choice, field_text, form, input_of, line, to_copy
from handlers.views.promise_forms import DATE_HINT
from handlers.views.which_customer import above, customer_field
from storage.tables import Customer, Mistake

NOT_SAID = "not said"
AMOUNT_MAX = 30


def give_form(
    *,
    words: str = "",
    owner_id: str | None = None,
    kind: str = "",
    severity: str = "normal",
    noticed_by: str = "",
    public: bool = False,
    customer: Customer | None = None,
    new_customer: str = "",
    remarks: Sequence[str] = (),
    number: int | None = None,
    memory: Mapping[str, object] | None = None,
) -> View:
    """The case as a form, filled with what is known. With a `number` it corrects that case; `memory` comes back with
    the form. Words that are too long for the field stand above it whole."""
    blocks = above(words, remarks)
    blocks += [
        customer_field(customer, new_customer),
        field_text(
            "words",
            "What happened?",
            value=words,
            lines=True,
            most=WORDS_MAX,
            placeholder="invoice billed twice",
            hint="What went wrong for them, in plain words. Nobody is asked who did it.",
        ),
        input_of(
            "owner",
            "Who puts it right?",
            UserSelectElement(action_id="value", initial_user=owner_id),
            hint="Empty: no owner yet.",
            optional=True,
        ),
        field_choice(
            "kind",
            "Kind",
            [("Guess it from the words", "guess"), *((each.capitalize(), each) for each in kinds.ALL)],
            chosen=kind or "guess",
        ),
        field_choice(
            "severity",
            "Severity",
            [("Normal", "normal"), ("High", "high")],
            chosen=severity,
            hint="Money or price is always high.",
        ),
        field_choice(
            "noticed",
            "Who noticed it first?",
            [
                ("Not said yet", NOT_SAID),
                *((said.capitalize(), each) for each, said in NOTICED.items()),
            ],
            chosen=noticed_by or NOT_SAID,
        ),
        field_choice(
            "public",
            "Does it stand in public, such as in a review?",
            [("No", "no"), ("Yes", "yes")],
            chosen="yes" if public else "no",
        ),
    ]
    title, send = (f"Edit M-{number}", "Save") if number else ("Log a mistake", "Log it")
    return form(
        "mistake_edit" if number else "mistake_give",
        title,
        send,
        blocks,
        memory=remember(number=number, **(memory or {})),
    )


def right_form(
    mistake: Mistake,
    customer: Customer,
    facts: Mapping[str, str],
    purse: Purse,
    *,
    seen: Mapping[str, str],
    remark: str = "",
) -> View:
    """How it was made right, what that cost us, and the rule that was broken for it [practice 26]."""
    limit = amount_in_words(purse.limit * 100, purse.currency)
    return form(
        "mistake_right",
        f"Make M-{mistake.number} right",
        "It is right",
        [
            _about(mistake, customer),
            *([line(remark)] if remark else []),
            field_text(
                "how",
                "What did we do?",
                value=facts["how"],
                lines=True,
                most=HOW_MAX,
                placeholder="corrected the invoice and sent a credit note",
                optional=True,
            ),
            field_text(
                "goodwill",
                f"Goodwill, in {purse.currency}",
                value=facts["goodwill"],
                hint=f"What we gave on top. Up to {limit} you can give without asking.",
                most=AMOUNT_MAX,
                optional=True,
            ),
            field_text(
                "rule",
                "Did we break a rule of ours for it?",
                value=facts["rule"],
                hint="Which one, so that the rule can be changed if it stands in the way often.",
                most=RULE_MAX,
                optional=True,
            ),
        ],
        memory=remember(number=mistake.number, shown=dict(seen)),
    )


def waive_form(mistake: Mistake, customer: Customer, step: str) -> View:
    """The reason why a step is not taken; or, without a step, which one too [practice 14]."""
    asked = [
        field_choice(
            "step",
            "Which step?",
            [(said.capitalize(), each) for each, said in STEPS.items()],
            chosen=step,
            open_=True,
        )
    ]
    return form(
        "mistake_waive",
        f"Waive a step of M-{mistake.number}",
        "Waive it",
        [
            _about(mistake, customer),
            *([] if step else asked),
            field_text(
                "reason",
                f"Why is “{STEPS[step]}” not needed?" if step else "Why is it not needed?",
                hint="A reason that a colleague understands a year from now.",
                lines=True,
                most=REASON_MAX,
            ),
        ],
        memory=remember(number=mistake.number, step=step),
    )


def cause_form(
    mistake: Mistake,
    customer: Customer,
    facts: Mapping[str, str],
    *,
    seen: Mapping[str, str],
    remark: str = "",
) -> View:
    """Why it happened, and what we could have done [practice 53]."""
    return form(
        "mistake_cause",
        f"Cause of M-{mistake.number}",
        "Save",
        [
            _about(mistake, customer),
            *([line(remark)] if remark else []),
            field_text(
                "cause",
                "What caused it?",
                value=facts["cause"],
                lines=True,
                most=WORDS_MAX,
                hint="What in our way of working let it happen, not who.",
            ),
            field_text(
                "could_have",
                "What could we have done?",
                value=facts["could_have"],
                lines=True,
                most=WORDS_MAX,
                optional=True,
                hint="The case closes once this is answered, whoever it began with.",
            ),
        ],
        memory=remember(number=mistake.number, shown=dict(seen)),
    )


def apology_form(
    mistake: Mistake, customer: Customer, facts: Mapping[str, str], *, seen: Mapping[str, str], done: bool
) -> View:
    """The facts that an apology needs: those that are known by field, and the marks of what it shows."""
    blocks: list[Block] = [
        _about(mistake, customer),
        line(
            f"I write an apology to {customer.name} from these facts alone. You send it; I never write to a customer."
        ),
        field_text(
            "plan",
            "What have we done about it?" if done else "What do we do about it?",
            value=facts["plan"],
            lines=True,
            most=HOW_MAX,
        ),
    ]
    if not done:
        blocks.append(field_text("by", "By when?", value=facts["by"], hint=DATE_HINT))
    return form(
        "mistake_apology",
        f"Apology for M-{mistake.number}",
        "Write it",
        blocks,
        memory=remember(number=mistake.number, shown=dict(seen)),
    )


def owner_form(mistake: Mistake, customer: Customer) -> View:
    """Who puts it right from now on; where nobody does, who took its steps is chosen beforehand."""
    return form(
        "mistake_owner",
        f"Who puts M-{mistake.number} right?",
        "Save",
        [
            _about(mistake, customer),
            input_of(
                "owner",
                "Owner of the repair",
                UserSelectElement(action_id="value", initial_user=mistake.owner_id or did_most(mistake)),
            ),
        ],
        memory=remember(number=mistake.number),
    )


def brief_form(mistake: Mistake, customer: Customer, text: str, *, lead_id: str | None) -> View:
    """The five lines, to be copied or sent to a lead [practice 18]."""
    return form(
        "mistake_brief",
        f"Brief a lead on M-{mistake.number}",
        "Send it",
        [
            line(f"A call from somebody who leads means most to {customer.name} now. They get this from me:"),
            to_copy(text),
            input_of("lead", "Who should call?", UserSelectElement(action_id="value", initial_user=lead_id)),
        ],
        memory=remember(number=mistake.number),
    )


def _about(mistake: Mistake, customer: Customer) -> Block:
    return line(bold(customer.name), f": {shorten(mistake.words, LINE_WORDS)}")
