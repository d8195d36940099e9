"""Handing a customer over, or all of one person's: the form with the brief and the counts."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block, UserSelectElement
from slack_sdk.models.views import View

from bot.text import shorten
from handlers.gestures import remember
from handlers.views import customer_brief, customer_facts
from handlers.views.eye import Eye
from handlers.views.parts import (
    Message,
    Piece,
    actions,
    bold,
    button,
    field_choice,
    form,
    input_of,
    line,
    who,
)
from storage.tables import Customer

OPEN = {
    "promise": ("open promise", "open promises"),
    "mistake": ("open case", "open cases"),
    "waiting": ("wait", "waits"),
}
NAMES = 15
# So many customers are named to who had them, each with its way back.
MOST_BACK = 5


def counted(counts: Mapping[str, int]) -> str:
    """What is open, in words: "2 open promises and 1 open case", or nothing."""
    said = [f"{count:,} {OPEN[kind][count != 1]}" for kind, count in counts.items() if count]
    return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)


def one_form(
    known: customer_facts.Known,
    counts: Mapping[str, int],
    eye: Eye,
    *,
    to: str | None,
    everything: bool,
    remark: str,
) -> View:
    """One customer: the brief, who takes them over, and what comes along."""
    blocks: list[Block] = [line(remark)] if remark else []
    blocks += [*_fields(counts, to, everything=everything), *customer_brief.body(known, eye)]
    return form(
        "customer_handover", "Hand over", "Hand over", blocks, memory=remember(number=known.customer.number)
    )


def all_form(
    person_id: str,
    owned: Sequence[Customer],
    stands_in: int,
    counts: Mapping[str, int],
    *,
    to: str | None,
    everything: bool,
    remark: str,
) -> View:
    """All of one person's customers, and what comes along."""
    blocks: list[Block] = [line(remark)] if remark else []
    count = "1 customer" if len(owned) == 1 else f"{len(owned):,} customers"
    blocks.append(
        line(who(person_id), f" owns {count}", f" and is backup of {stands_in:,}." if stands_in else ".")
    )
    if owned:
        names = "\n".join(f"C-{each.number} · {each.name}" for each in owned[:NAMES])
        more = f"\nand {len(owned) - NAMES:,} more" if len(owned) > NAMES else ""
        blocks.append(line(bold("They are:\n"), names, more))
    blocks += _fields(counts, to, everything=everything)
    return form("customer_handover", "Hand over", "Hand over", blocks, memory=remember(person=person_id))


def handed_away(customers: Sequence[Customer], by: str, to: str, *, also: str) -> Message:
    """To who had them: what went, who did it and who has it now, and for each customer the way back; `also` is what went
    along with them."""
    names = ", ".join(each.name for each in customers[:MOST_BACK])
    names += f" and {len(customers) - MOST_BACK:,} more" if len(customers) > MOST_BACK else ""
    along = also if names else ""
    pieces: list[Piece | str] = [
        who(by),
        " took " if by == to else " handed ",
        bold(names or "what you had open"),
    ]
    if by == to:
        pieces.append(f" over from you{along}.")
    else:
        pieces += [" over from you to ", who(to), f"{along}."]
    backs = [
        button(
            "Hand them back to me" if len(customers) == 1 else shorten(f"Back to me: {each.name}", 70),
            f"customer_back_{place}",
            remember(number=each.number, everything=bool(also), **{"from": to}),
        )
        for place, each in enumerate(customers[:MOST_BACK])
    ]
    return Message([line(*pieces), *([actions("back", *backs)] if backs else [])])


def _fields(counts: Mapping[str, int], to: str | None, *, everything: bool) -> list[Block]:
    open_ = counted(counts)
    choices = [("Only who owns them", "customer")]
    choices.append(
        (f"With everything open: {open_}" if open_ else "With everything open: nothing is", "everything")
    )
    return [
        input_of(
            "to",
            "Who takes over?",
            UserSelectElement(action_id="value", initial_user=to),
            hint="They get the brief from me at once.",
        ),
        field_choice(
            "what",
            "What goes along?",
            choices,
            chosen="everything" if everything else "customer",
            hint="Open promises, cases and waits keep their owners otherwise.",
            open_=True,
        ),
    ]
