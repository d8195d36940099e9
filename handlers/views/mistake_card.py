"""The card of a mistake: everything about one case on one screen, with all that can be done to it."""

from collections.abc import Sequence
from typing import NamedTuple

from slack_sdk.models.blocks import Block, DividerBlock

from bot import moments
from bot.apologies import Turn, by_when
from bot.mistake_endings import missing
from bot.mistake_goodwill import amount_in_words
from bot.mistake_kinds import RETURN
from bot.notes import Draft
from bot.text import shorten
from handlers.views.eye import Eye, date_in_words
from handlers.views.history import happened
from handlers.views.mistake_parts import (
    LABELS,
    LINE_WORDS,
    draft,
    in_public,
    kind_of,
    open_steps,
    owner_of,
    pointed_at,
    questions,
    state_in_words,
    step_buttons,
    waive_menu,
)
from handlers.views.parts import Message, Piece, actions, bold, button, line, link, who
from storage.tables import Customer, History, Mistake, Promise


class Known(NamedTuple):
    """All that the card shows: the case, its customer, what happened to it, and the promise that was not kept with what
    happened to that."""

    mistake: Mistake
    customer: Customer
    entries: Sequence[History] = ()
    promise: Promise | None = None
    promise_entries: Sequence[History] = ()


def card(
    known: Known,
    currency: str,
    eye: Eye,
    *,
    notice: str = "",
    written: Draft | None = None,
    turns: Sequence[Turn] = (),
) -> Message:
    """Everything about one case, with all that can be done to it, and the apology if the facts for it are there."""
    mistake, customer = known.mistake, known.customer
    blocks: list[Block] = [line(notice), DividerBlock()] if notice else []
    pieces: list[Piece | str] = [
        bold(f"M-{mistake.number} · {customer.name}"),
        f" · {state_in_words(mistake, eye)}\n{mistake.words}\n{kind_of(mistake)}",
        *owner_of(mistake),
        " · said by ",
        who(mistake.said_by),
    ]
    if mistake.kind == RETURN or mistake.calls > 1:
        times = "once" if mistake.calls == 1 else f"{mistake.calls} times"
        pieces.append(f"\nThey had to contact us {times} about it.")
    if mistake.source_link:
        pieces += ["\n", link("Where it was said", mistake.source_link)]
    blocks += [line(*pieces), line(*_steps(mistake, currency, eye)), *_cause(mistake)]
    blocks += in_public(mistake)
    blocks += _buttons(mistake)
    blocks += pointed_at(turns)
    if written is not None:
        blocks += draft(customer, written)
    blocks += _promise(known, eye)
    blocks += happened(known.entries, zone=eye.zone, now=eye.now)
    return Message(blocks)


def _steps(mistake: Mistake, currency: str, eye: Eye) -> list[Piece | str]:
    """The four steps, each with a sign and in words."""
    pieces: list[Piece | str] = []
    for step, label in LABELS.items():
        pieces.append("\n" if pieces else "")
        at, by = getattr(mistake, f"{step}_at"), getattr(mistake, f"{step}_by")
        reason = getattr(mistake, f"{step}_waived")
        if at is None:
            pieces += ["○ ", bold(label), ": not yet"]
        else:
            when = moments.moment_in_words(at, eye.zone, now=eye.now)
            mark, how = ("–", "waived by ") if reason else ("✓", "done by ")
            pieces += [f"{mark} ", bold(label), f": {how}", who(by or mistake.said_by), f", {when}"]
            pieces.append(f". Reason: {reason}" if reason else "")
        if step == "right":
            pieces += _how(mistake, currency)
    return pieces


def _how(mistake: Mistake, currency: str) -> list[Piece | str]:
    """What makes it right, what that cost us and which rule was broken for it."""
    how, by = mistake.right_how, by_when(mistake)
    pieces: list[Piece | str] = []
    if how:
        pieces.append(f"\n    What we do about it: {how}{f', by {by}' if by else ''}")
    if mistake.goodwill:
        pieces.append(f"\n    Goodwill: {amount_in_words(mistake.goodwill, currency)}")
    if mistake.broken_rule:
        pieces.append(f"\n    Rule broken for it: {mistake.broken_rule}")
    return pieces


def _cause(mistake: Mistake) -> list[Block]:
    pieces: list[Piece | str] = []
    for label, said in (("Cause: ", mistake.cause), ("What we could have done: ", mistake.could_have)):
        if said:
            pieces += ["\n" if pieces else "", bold(label), said]
    return [line(*pieces)] if pieces else []


def _buttons(mistake: Mistake) -> list[Block]:
    number = str(mistake.number)
    if mistake.status != "open":
        return [
            actions(
                f"mistake-{number}",
                button("Open it again", "mistake_reopen", number),
                button("Edit", "mistake_edit", number),
            )
        ]
    blocks: list[Block] = questions(mistake)
    steps = open_steps(mistake)
    if steps:
        waive = waive_menu(mistake)
        blocks.append(actions(f"steps-{number}", *step_buttons(mistake, steps), waive))
    rest = [
        button("Change the cause" if mistake.cause else "Name the cause", "mistake_cause", number),
        button("Write the apology", "mistake_apology", number),
    ]
    if mistake.right_at is not None and not mistake.right_waived:
        rest.append(button("Change how", "mistake_step_right", number))
    if mistake.kind == RETURN:
        rest.append(button("They contacted us again", "mistake_again", number))
    if mistake.severity == "high":
        rest.append(button("Brief a lead", "mistake_brief", number))
    if mistake.owner_id is not None:
        rest.append(button("Hand over", "mistake_owner", number))
    rest.append(button("Edit", "mistake_edit", number))
    if not steps:
        rest.append(button("Close the case", "mistake_close", number, primary=not missing(mistake)))
    return [*blocks, actions(f"mistake-{number}", *rest)]


def _promise(known: Known, eye: Eye) -> list[Block]:
    """The promise that was not kept, with what happened to it [practice 6]."""
    promise = known.promise
    if promise is None:
        return []
    due = (
        f", due {date_in_words(promise.due_wall, promise.due_at, promise.zone, eye)}"
        if promise.due_wall
        else ""
    )
    number = str(promise.number)
    return [
        line(bold(f"P-{number} was not kept"), f": {shorten(promise.words, LINE_WORDS)}{due}"),
        *happened(known.promise_entries, zone=eye.zone, now=eye.now)[1:],
        actions(f"promise-{number}", button(f"Open P-{number}", "promise_show", number)),
    ]
