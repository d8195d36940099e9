"""What a system fix looks like: its card, the list, the forms, its confirmations, and who is to be told that it is done."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, DividerBlock, UserSelectElement
from slack_sdk.models.views import View

from bot import moments
from bot.system_fixes import WORDS_MAX
from bot.text import shorten
from handlers.gestures import remember
from handlers.views.eye import Eye, date_in_words
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
    who,
)
from storage.tables import Customer, History, Mistake, SystemFix

LINE_WORDS = 200
CASES_SHOWN = 8
LISTED = 12
MOST_NAMED = 5
ABOUT = "Where three cases in 60 days had the same cause, I open one: somebody ends that cause for good."
DATELESS = "Name owner and date"
DATE_HINT = "As you would say it: Fri, in 2 weeks, 18 Dec."


class Known(NamedTuple):
    """All that the card shows: the fix, its cases with their customers' names (the oldest first), the customers whom the
    cause hit with their cases, once it is done, and what happened to it."""

    fix: SystemFix
    cases: Sequence[tuple[Mistake, str]] = ()
    hit: Sequence[tuple[Customer, Sequence[Mistake]]] = ()
    entries: Sequence[History] = ()


def due_in_words(fix: SystemFix, eye: Eye) -> str:
    """By when it is to be done."""
    return date_in_words(fix.due_wall, fix.due_at, fix.zone, eye) if fix.due_wall else "no date yet"


def row(fix: SystemFix, eye: Eye) -> Block:
    """One fix in a list: its cause, where it stands, who sees to it."""
    return line(bold(f"F-{fix.number}"), f" · {_state(fix, eye)}\n", *_about(fix, eye))


def _state(fix: SystemFix, eye: Eye) -> str:
    if fix.status == "done":
        return f"done {moments.moment_in_words(fix.closed_at or eye.now, eye.zone, now=eye.now)}"
    late = " · its date is over" if fix.due_at and fix.due_at < eye.now else ""
    return f"{moments.open_for(eye.now - fix.created_at)}{late}"


def _about(fix: SystemFix, eye: Eye) -> list[Piece | str]:
    change = f"\nWhat we change: {shorten(fix.words, LINE_WORDS)}" if fix.words else ""
    owner: list[Piece | str] = [who(fix.owner_id)] if fix.owner_id else [bold("nobody yet")]
    due = f"\nDate: {due_in_words(fix, eye)}" if fix.status == "open" else ""
    return [f"Cause: {shorten(fix.cause, LINE_WORDS)}{change}\nWho sees to it: ", *owner, due]


def buttons(fix: SystemFix, *, opens: bool = True) -> list[dict[str, object]]:
    """What can be done to it next."""
    number = str(fix.number)
    found: list[dict[str, object]] = []
    if fix.status == "open":
        if fix.owner_id is None:
            found.append(button("I take it", "fix_take", number))
        label = "New date" if fix.due_at else DATELESS
        found += [button(label, "fix_plan", number), button("Done", "fix_done", number)]
    return [*found, button("Open", "system_fix_show", number)] if opens else found


def card(known: Known, eye: Eye, *, notice: str = "", telling: Sequence[Block] = ()) -> Message:
    """Everything about one fix, with all that can be done to it; once it is done, with who is to be told (`telling`)."""
    fix, number = known.fix, str(known.fix.number)
    blocks: list[Block] = [line(notice), DividerBlock()] if notice else []
    blocks += [line(bold(f"F-{number} · system fix"), f" · {_state(fix, eye)}\n", *_about(fix, eye))]
    blocks.append(_cases(known, eye))
    if fix.status == "open":
        drop = button("They only sound alike", "fix_drop", number)
        blocks.append(actions(f"fix-{number}", *buttons(fix, opens=False), drop))
    else:
        blocks += telling
        blocks.append(
            actions(f"fix-{number}", button("It was not enough: open it again", "fix_reopen", number))
        )
    return Message([*blocks, *happened(known.entries, zone=eye.zone, now=eye.now)])


def _cases(known: Known, eye: Eye) -> Block:
    """The cases that had the cause, the newest first."""
    count = len(known.cases)
    whose = _customers(len({case.customer_id for case, _ in known.cases}))
    pieces: list[Piece | str] = [f"{count} case{'' if count == 1 else 's'} had this cause, of {whose}:"]
    for case, name in list(reversed(known.cases))[:CASES_SHOWN]:
        opened_on = case.created_at.astimezone(ZoneInfo(eye.zone)).date()
        day = moments.day_in_words(opened_on.isoformat(), now=eye.now, zone=eye.zone)
        pieces += ["\n", bold(f"M-{case.number} · {name}"), f", {day}: {shorten(case.words, LINE_WORDS)}"]
    if count > CASES_SHOWN:
        pieces.append(f"\n… and {count - CASES_SHOWN} more")
    return line(*pieces)


def for_whom(known: Known) -> str:
    """Whom it is for: "It is for 3 mistakes of 2 customers: Acme and Globex." """
    names = list(dict.fromkeys(name for _, name in known.cases))
    cases = f"{len(known.cases)} mistake{'' if len(known.cases) == 1 else 's'}"
    shown = names[:MOST_NAMED] + ([f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else [])
    named = " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""
    count = len({case.customer_id for case, _ in known.cases})
    return f"It is for {cases} of {_customers(count)}: {named}." if named else ""


def _customers(count: int) -> str:
    return "1 customer" if count == 1 else f"{count} customers"


def listed(fixes: Sequence[SystemFix], untold: Mapping[int, int], eye: Eye) -> Message:
    """`/mistake fixes`: the open ones, then those that are done; `untold` are customers to be told, by the fix's id."""
    if not fixes:
        return Message([line(f"No system fixes. {ABOUT}")])
    blocks: list[Block] = [line(bold("System fixes"), f"\n{ABOUT}")]
    for fix in fixes[:LISTED]:
        left = untold.get(fix.id or 0, 0)
        blocks += [DividerBlock(), row(fix, eye)]
        if left:
            blocks.append(line(bold(f"{left} customer{'' if left == 1 else 's'} to be told yet")))
        blocks.append(actions(f"fix-{fix.number}", *buttons(fix)))
    return Message(blocks)


def changed(
    fix: SystemFix, said: str, entry: History, eye: Eye, *, whom: str = "", more: Sequence[Block] = ()
) -> Message:
    """A change in one sentence, how it stands and for `whom`, and *Undo*."""
    number, for_them = str(fix.number), [f"\n{whom}"] if whom else []
    dateless = fix.removed_at is None and fix.status == "open" and fix.owner_id and not fix.due_at
    return Message(
        [
            line(bold(f"F-{number}"), said),
            *([line(*_about(fix, eye), *for_them)] if fix.removed_at is None else []),
            *more,
            actions(
                "changed-fix",
                *([button(DATELESS, "fix_plan", number)] if dateless else []),
                button("Undo", "undo", str(entry.id)),
                *([button("Open", "system_fix_show", number)] if fix.removed_at is None else []),
            ),
        ]
    )


def asked(fix: SystemFix, by: str, eye: Eye) -> Message:
    """To a colleague: somebody named them."""
    return Message(
        [
            line(who(by), " asks you to see to a system fix: what several of our mistakes had in common."),
            row(fix, eye),
            actions(f"fix-{fix.number}", *buttons(fix)),
        ]
    )


def plan_form(fix: SystemFix, facts: Mapping[str, str], *, owner_id: str, seen: Mapping[str, str]) -> View:
    """Who sees to it, by when, and what is to change."""
    return form(
        "fix_plan",
        f"System fix F-{fix.number}",
        "Save",
        [
            line("Cause: ", bold(shorten(fix.cause, LINE_WORDS))),
            input_of("owner", "Who sees to it?", UserSelectElement(action_id="value", initial_user=owner_id)),
            field_text("due", "By when?", value=facts["due"], hint=DATE_HINT),
            field_text(
                "words",
                "What do we change?",
                value=facts["words"],
                hint="So that it does not happen again. Customers hear it once it is done.",
                optional=True,
                lines=True,
                most=WORDS_MAX,
            ),
        ],
        memory=remember(number=fix.number, shown=dict(seen)),
    )


def done_form(fix: SystemFix) -> View:
    """What we changed, before it is done: every customer who was hit hears it."""
    return form(
        "fix_done",
        f"F-{fix.number} is done",
        "It is done",
        [
            line("Cause: ", bold(shorten(fix.cause, LINE_WORDS))),
            field_text(
                "words",
                "What have we changed?",
                value=fix.words,
                hint="In words that a customer may hear, such as: two people check every order before it leaves.",
                lines=True,
                most=WORDS_MAX,
            ),
        ],
        memory=remember(number=fix.number),
    )
