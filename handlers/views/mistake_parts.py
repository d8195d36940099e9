"""The parts that the views of a mistake share: its line, its steps as buttons, what is still to be asked, the apology."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot import moments
from bot.apologies import Turn, by_when
from bot.blame import blamed
from bot.mistake_endings import missing
from bot.mistakes import NOTICED, STEPS
from bot.notes import Draft
from bot.text import shorten
from handlers.views.eye import Eye
from handlers.views.parts import Piece, actions, bold, button, line, menu, to_copy, who
from storage.tables import Customer, Mistake

LINE_WORDS = 300
# Practice 19: answer once in public, then go private.
IN_PUBLIC = (
    "It stands in public, so: ",
    "\n1. One calm line there, once: that it was ours, and that somebody gets in touch today."
    "\n2. Then call or write to them privately, and settle it there."
    "\n3. No particulars of theirs in public, and no second round.",
)
LABELS = {step: said.capitalize() for step, said in STEPS.items()}


def state_in_words(mistake: Mistake, eye: Eye) -> str:
    """Where it stands: "open for 2 days · 1 of 4 steps · high severity"."""
    serious = " · high severity" if mistake.severity == "high" else ""
    if mistake.status != "open":
        return f"closed{serious}"
    count = sum(getattr(mistake, f"{step}_at") is not None for step in STEPS)
    return f"{moments.open_for(eye.now - mistake.created_at)} · {count} of 4 steps{serious}"


def pointed_at(turns: Sequence[Turn]) -> list[Block]:
    """Defensive turns, quoted, with what to say instead [practice 15]."""
    if not turns:
        return []
    pieces: list[Piece | str] = ["Before a customer reads it:"]
    for turn in turns:
        pieces += ["\n“", bold(turn.phrase), f"” sounds defensive: {turn.instead}."]
    return [line(*pieces, "\nYour words stay as they are.")]


def puts_it_on_them(mistake: Mistake) -> list[Block]:
    """Where the words put it on the customer: that phrase, and the question that never lets it stand alone [practice 53]."""
    phrase = blamed(mistake.words)
    if not phrase or mistake.could_have or mistake.status != "open":
        return []
    asked = "” puts it on them. That may be so, and it never stands alone: what could we have done so that it could not happen?"
    return [line("“", bold(phrase), asked, "\nYour words stay as they are."), *could_have(mistake)]


def in_public(mistake: Mistake) -> list[Block]:
    """What to do about a public review, in its order."""
    return [line(bold(IN_PUBLIC[0]), IN_PUBLIC[1])] if mistake.public and mistake.status == "open" else []


def kind_of(mistake: Mistake) -> str:
    """Kind, severity and who noticed first."""
    first = f" · who noticed first: {NOTICED[mistake.noticed_by]}" if mistake.noticed_by else ""
    return f"Kind: {mistake.kind} · severity: {mistake.severity}{first}"


def owner_of(mistake: Mistake) -> list[Piece | str]:
    """Who puts it right, or plainly that nobody does yet [practice 16]."""
    if mistake.owner_id is None:
        return ["\nOwner of the repair: ", bold("No owner yet")]
    return ["\nOwner of the repair: ", who(mistake.owner_id)]


def step_buttons(mistake: Mistake, steps: Sequence[str]) -> list[dict[str, object]]:
    """A button for each of these steps; the first one stands out."""
    number, first = str(mistake.number), steps[:1]
    return [
        button(LABELS[step], f"mistake_step_{step}", number, primary=[step] == list(first)) for step in steps
    ]


def open_steps(mistake: Mistake) -> list[str]:
    """The steps that are neither done nor waived."""
    return [step for step in STEPS if getattr(mistake, f"{step}_at") is None]


def next_button(mistake: Mistake) -> list[dict[str, object]]:
    """The one thing that comes next, as a button."""
    number, left = str(mistake.number), missing(mistake)
    if mistake.status != "open":
        return []
    if steps := open_steps(mistake):
        return step_buttons(mistake, steps[:1])
    if {"cause", "could_have"} & set(left):
        return [button("Name the cause", "mistake_cause", number, primary=True)]
    return [button("Close the case", "mistake_close", number, primary=True)]


def questions(mistake: Mistake) -> list[Block]:
    """What nobody has said yet, with a button for each answer: who puts it right, and who noticed first."""
    return _asked(mistake, "Who puts it right?", "I take it")


def last_questions(mistake: Mistake) -> list[Block]:
    """The same once everything is done, and only closing is left."""
    return _asked(mistake, "Who put it right?", "It was me")


def _asked(mistake: Mistake, who_does: str, me: str) -> list[Block]:
    number = str(mistake.number)
    blocks: list[Block] = []
    if mistake.status != "open":
        return blocks
    if mistake.owner_id is None:
        take = button(me, "mistake_take", number, primary=True)
        blocks += [
            line(who_does),
            actions(f"owner-{number}", take, button("Somebody else", "mistake_owner", number)),
        ]
    if not mistake.noticed_by:
        blocks += [
            line("Who noticed it first?"),
            actions(
                f"noticed-{number}",
                button("We did", "mistake_noticed_us", number),
                button("They did", "mistake_noticed_them", number),
            ),
        ]
    return blocks


def row(mistake: Mistake, name: str, eye: Eye) -> Block:
    """One case in a list: where it stands, what happened, what we do about it, who owns the repair."""
    state = state_in_words(mistake, eye)
    how, by = mistake.right_how, by_when(mistake)
    plan = f"\nWhat we do about it: {shorten(how, LINE_WORDS)}{f', by {by}' if by else ''}" if how else ""
    return line(
        bold(f"M-{mistake.number} · {name}"),
        " · ",
        bold(state) if mistake.severity == "high" else state,
        f"\n{mistake.kind.capitalize()}: {shorten(mistake.words, LINE_WORDS)}{plan}",
        *owner_of(mistake),
    )


def draft(customer: Customer, written: Draft) -> list[Block]:
    """The apology, to be copied, or which facts it still needs [practice 48]."""
    if not written.text:
        return [
            line(
                f"For an apology to {customer.name} I still need {', and '.join(written.missing)}: press Write the "
                "apology."
            )
        ]
    style = f" They like it {customer.style}." if customer.style else ""
    return [
        line(
            f"An apology to {customer.name}, from what you told me.{style} Copy it and say it your way; I never write "
            "to a customer."
        ),
        to_copy(written.text),
    ]


def could_have(mistake: Mistake) -> list[Block]:
    """The button that asks for what we could have done."""
    ask = button("Say what we could have done", "mistake_cause", str(mistake.number))
    return [actions("could-have", ask)]


def waive_menu(mistake: Mistake) -> dict[str, object]:
    """The ⋯ menu of the steps that may be waived."""
    steps = [(f"Waive “{STEPS[step]}”", f"{mistake.number} {step}") for step in open_steps(mistake)]
    return menu("mistake_waive", steps)
