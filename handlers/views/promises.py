"""What a promise looks like: its line, its card, lists of them and every confirmation about one."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, DividerBlock

from bot import moments
from bot.notes import Draft
from bot.promise_checks import CHECKED, DONE, is_reopened
from bot.promise_endings import may_be_late
from bot.promises import AGREED, OUTCOMES, is_late
from bot.text import shorten
from handlers.views.eye import Eye, date_for, date_in_words, tell_by_in_words
from handlers.views.history import happened
from handlers.views.parts import Message, Piece, actions, bold, button, line, link, linked, menu, to_copy, who
from handlers.views.promise_proof import proof_in_words, shown_by
from storage.tables import Customer, History, Promise

LINE_WORDS = 300
AIM_GONE = " Our own aim came after that date, so it is gone."
NOBODY_SAID = "not known yet how it stands"


def due_in_words(promise: Promise, eye: Eye) -> str:
    """The told date, or that there is none."""
    if promise.due_wall is None:
        return "no date yet"
    return date_in_words(promise.due_wall, promise.due_at, promise.zone, eye)


def due_day_in_words(promise: Promise, eye: Eye) -> str:
    """The told date in a line: "due Fri 27 Nov", with its hour where it has one, and with the zone where the reader's clock
    shows another hour then."""
    if promise.due_wall is None:
        return "no date yet"
    return f"due {date_for(promise.due_wall, promise.due_at, promise.zone, eye)}"


def state_in_words(promise: Promise, eye: Eye) -> str:
    """Where it stands, plainly: late before at risk before open."""
    if promise.status != "open":
        return OUTCOMES[promise.status]
    if is_reopened(promise):
        return "open again, since it was not quite right"
    if late := _late(promise, eye):
        return late
    if promise.health == "unknown":
        return NOBODY_SAID
    return promise.health if promise.due_at or promise.health == "at risk" else "no date yet"


def slip_in_words(promise: Promise, eye: Eye) -> str:
    """How a promise that slips, stands: at risk, or once its date has passed, late by so much."""
    return _late(promise, eye) or "at risk"


def _late(promise: Promise, eye: Eye) -> str:
    if promise.due_at is None or not is_late(promise, now=eye.now):
        return ""
    return f"late by {moments.how_long(eye.now - promise.due_at)}"


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
        pieces.append(f"\nOur own aim: {date_in_words(promise.aim_wall, promise.aim_at, promise.zone, eye)}")
    pieces += ["\nOwner: ", who(promise.owner_id), f" · kind: {promise.kind}"]
    blocks: list[Block] = [line(*pieces), *map(line, remarks)]
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
    blocks: list[Block] = [line(bold(f"P-{promise.number}"), *linked(said)), *extra]
    blocks.append(_row(promise, customer, eye))
    blocks.append(
        actions(
            "changed",
            button("Undo", "undo", str(entry.id)),
            button("Open", "promise_show", str(promise.number)),
        )
    )
    return Message(blocks)


def untold(promise: Promise, customer: Customer, eye: Eye) -> list[Block]:
    """What the customer does not know yet, until when to tell them, and the button that says they do."""
    if promise.new_due_wall is None and promise.tell_by is None:
        return []
    pieces: list[Piece | str] = []
    if promise.new_due_wall:
        new = date_in_words(promise.new_due_wall, promise.new_due_at, promise.zone, eye)
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
        pieces.append(f"\nOur own aim: {date_in_words(promise.aim_wall, promise.aim_at, promise.zone, eye)}")
    pieces += ["\nOwner: ", who(promise.owner_id), " · said by ", who(promise.said_by)]
    pieces.append(f"\nKind: {promise.kind} · {AGREED[promise.agreed]}")
    if promise.risk_why and promise.status == "open" and promise.health == "at risk":
        pieces.append(f"\nWhat happened: {promise.risk_why}")
    if promise.risk_plan and promise.status == "open" and promise.health == "at risk":
        pieces.append(f"\nWhat we do about it: {promise.risk_plan}")
    if promise.status != "open":
        pieces += ["\n", *linked(proof_in_words(promise) or shown_by(promise.status).missing)]
    if promise.status in DONE and promise.checked and promise.checked_at:
        asked = moments.day_in_words(
            promise.checked_at.astimezone(ZoneInfo(eye.zone)).date().isoformat(), now=eye.now, zone=eye.zone
        )
        pieces.append(f"\nWas it right? {CHECKED[promise.checked]} ({asked})")
    if promise.source_link:
        pieces += ["\n", link("Where it was said", promise.source_link)]
    blocks.append(line(*pieces))
    if promise.status == "open":
        blocks += untold(promise, customer, eye)
    blocks.append(_buttons(promise, eye))
    if written is not None and written.text:
        blocks += draft(customer, written)
    blocks += happened(entries, zone=eye.zone, now=eye.now)
    return Message(blocks)


def _buttons(promise: Promise, eye: Eye) -> Block:
    number = str(promise.number)
    if promise.status != "open":
        said = shown_by(promise.status)
        label = said.change if promise.proof else said.add
        asks = promise.status in DONE and promise.checked != "right"
        return actions(
            f"promise-{number}",
            button(label, "promise_proof", number),
            *(
                [
                    button("It was right", "promise_check_right", number),
                    button("Not quite right", "promise_check_not_quite", number),
                ]
                if asks
                else []
            ),
        )
    unsaid = promise.health != "on track"
    return actions(
        f"promise-{number}",
        button("Kept", "promise_close_kept", number, primary=True),
        *([button("On track", "promise_on_track", number)] if unsaid else []),
        button("At risk", "promise_risk", number),
        button("New date", "promise_move", number),
        button("Edit", "promise_edit", number),
        menu("promise_more", _endings(promise, eye)),
    )


def _endings(promise: Promise, eye: Eye) -> list[tuple[str, str]]:
    """The endings beside kept that can be true by now."""
    never = {"kept"} if may_be_late(promise, now=eye.now) else {"kept", "late"}
    return [
        (label.capitalize(), f"{promise.number} {outcome}")
        for outcome, label in OUTCOMES.items()
        if outcome not in never
    ]


def _row(promise: Promise, customer: Customer | str, eye: Eye) -> Block:
    name = customer if isinstance(customer, str) else customer.name
    state = state_in_words(promise, eye)
    pieces: list[Piece | str] = [
        bold(f"P-{promise.number} · {name}"),
        " · ",
        bold(state) if is_late(promise, now=eye.now) else state,
        f"\n{shorten(promise.words, LINE_WORDS)}\nDue: {due_in_words(promise, eye)}",
        *still_to_tell(promise, eye),
    ]
    return line(*pieces)


def still_to_tell(promise: Promise, eye: Eye) -> list[Piece | str]:
    """What the customer has still to hear, in a line each."""
    pieces: list[Piece | str] = []
    if promise.status == "open" and promise.new_due_wall:
        new = moments.day_in_words(promise.new_due_wall, now=eye.now, zone=promise.zone)
        pieces.append(f"\nNew date {new}, not told yet")
    if promise.status == "open" and promise.tell_by:
        pieces += ["\nTell them by ", bold(tell_by_in_words(promise.tell_by, eye))]
    return pieces


def rows(promises: Sequence[tuple[Promise, str]], eye: Eye) -> list[Block]:
    """Open promises with their customers' names, each with its buttons."""
    blocks: list[Block] = []
    for promise, name in promises:
        number = str(promise.number)
        untold = promise.tell_by is not None or promise.new_due_at is not None
        more = [("Open", f"{number} show"), ("Edit", f"{number} edit"), *_endings(promise, eye)[:3]]
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
            _buttons(promise, eye),
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
