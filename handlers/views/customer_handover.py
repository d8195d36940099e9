"""Handing a customer over, or all of one person's: the form with the brief and the counts."""

from collections import Counter
from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block, UserSelectElement
from slack_sdk.models.views import View

from bot.text import shorten
from bot.urgent_first import in_a_line, urgent_first
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
from storage.tables import Customer, Owed

COUNTED = {
    "customer": ("customer", "customers"),
    "promise": ("open promise", "open promises"),
    "mistake": ("open case", "open cases"),
    "waiting": ("wait", "waits"),
}
NAMES = 15
# So many customers are named to who had them, each with its way back.
MOST_BACK = 5


def counted(counts: Mapping[str, int]) -> str:
    """What goes, in words: "1 customer, 2 open promises and 1 open case", or nothing."""
    said = [f"{counts[kind]:,} {COUNTED[kind][counts[kind] != 1]}" for kind in COUNTED if counts.get(kind)]
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
    blocks += _fields(counts, to, everything=everything)
    open_ = known.promise_count + known.case_count + known.waiting_count - sum(counts.values())
    if open_ > 0:
        blocks.append(line("What colleagues have open with them stays with those colleagues."))
    blocks += customer_brief.body(known, eye)
    memory = remember(number=known.customer.number, what="customer")
    return form("customer_handover", "Hand over", "Hand over", blocks, memory=memory)


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
    has = [f"owns {count}"] if owned else []
    has += [f"is backup of {stands_in:,}"] if stands_in else []
    open_ = counted(counts)
    has += [f"has {open_}"] if open_ and not has else []
    blocks.append(line(who(person_id), f" {' and '.join(has)}."))
    if owned:
        names = "\n".join(f"C-{each.number} · {each.name}" for each in owned[:NAMES])
        more = f"\nand {len(owned) - NAMES:,} more" if len(owned) > NAMES else ""
        blocks.append(line(bold("They are:\n"), names, more))
    blocks += _fields(counts, to, everything=everything, customers=bool(owned or stands_in))
    what = "customer" if owned or stands_in else "everything"
    memory = remember(person=person_id, what=what)
    return form("customer_handover", "Hand over", "Hand over", blocks, memory=memory)


def handed_on(
    customers: Sequence[Customer], counts: Mapping[str, int], backups: Sequence[Customer], to: str, told: str
) -> list[Block]:
    """What is with whom now, and for whom they stand in; `told` goes on it."""
    stands_in = f"stands in for {_names(backups)} now."
    what = counted({"customer": len(customers), **counts})
    if not what:
        return [line(who(to), f" {stands_in}")]
    are = "is" if len(customers) + sum(counts.values()) == 1 else "are"
    also: list[Piece | str] = ["\n", who(to), f" {stands_in}"] if backups else []
    return [line(bold(f"{what} {are} with "), who(to), f" now.{told}", *also)]


def _names(customers: Sequence[Customer]) -> str:
    more = len(customers) - NAMES
    return ", ".join(each.name for each in customers[:NAMES]) + (f" and {more:,} more" if more > 0 else "")


def taken_over(
    customers: Sequence[Customer],
    things: Sequence[Owed],
    names: Mapping[int, str],
    backups: Sequence[Customer],
    by: str,
    eye: Eye,
) -> Message:
    """To who takes over from somebody: all that is theirs now, what presses most first, and for whom they stand in."""
    stands_in: list[Block] = (
        [line(who(by), " made you the backup of ", bold(_names(backups)), ".")] if backups else []
    )
    if not customers and not things:
        return Message(stands_in)
    count = "1 customer" if len(customers) == 1 else f"{len(customers):,} customers"
    open_ = counted(Counter(str(type(each).__tablename__) for each in things))
    also = f", with {open_}" if customers and open_ else ""
    head = line(who(by), " handed ", bold(count if customers else open_), f" over to you{also}.")
    return Message([head, *got(customers, things, names, eye), *stands_in])


def got(
    customers: Sequence[Customer], things: Sequence[Owed], names: Mapping[int, str], eye: Eye
) -> list[Block]:
    """All that somebody has taken over, what presses most first, and the customers with their briefs."""
    blocks: list[Block] = []
    if things:
        pieces: list[Piece | str] = [bold("What presses most first:" if len(things) > 1 else "It is this:")]
        for each in urgent_first(things)[:NAMES]:
            name = names.get(each.customer_id, "")
            pieces.append(f"\n• {in_a_line(each, name, now=eye.now, zone=eye.zone)}")
        if (more := len(things) - NAMES) > 0:
            pieces.append(f"\n• and {more:,} more: type /promise mine")
        blocks.append(line(*pieces))
    if customers:
        listed = "\n".join(f"C-{each.number} · {each.name}" for each in customers[:NAMES])
        rest = len(customers) - NAMES
        also = f"\nand {rest:,} more: type /customer list mine" if rest > 0 else ""
        blocks.append(line(bold("The customers:\n"), listed, also))
        opens = [
            button(shorten(f"Brief: {each.name}", 70), f"customer_brief_{place}", str(each.number))
            for place, each in enumerate(customers[: customer_brief.MOST])
        ]
        blocks.append(actions("briefs", *opens))
    return blocks


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


def _fields(
    counts: Mapping[str, int], to: str | None, *, everything: bool, customers: bool = True
) -> list[Block]:
    """Who takes over; and what goes along, where there is a choice."""
    open_ = counted(counts)
    blocks: list[Block] = [
        input_of(
            "to",
            "Who takes over?",
            UserSelectElement(action_id="value", initial_user=to),
            hint="They get the brief from me at once.",
        )
    ]
    if open_ and customers:
        choices = [("Only who owns them", "customer"), (f"With everything open: {open_}", "everything")]
        blocks.append(
            field_choice(
                "what",
                "What goes along?",
                choices,
                chosen="everything" if everything else "customer",
                hint="Open promises, cases and waits keep their owners otherwise.",
                open_=True,
            )
        )
    return blocks
