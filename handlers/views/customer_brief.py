"""A customer for a colleague who takes over: everything that matters on one screen, nothing to press but *Open*."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.moments import how_long
from bot.text import shorten
from handlers.views import customer_facts as facts
from handlers.views.eye import Eye
from handlers.views.parts import Message, Piece, actions, bold, button, line, who
from handlers.views.promises import due_in_words, state_in_words

# Of each kind the brief names so many; the card has the rest.
MOST = 8
WORDS = 120


def brief(known: facts.Known, eye: Eye, *, before: Sequence[Piece | str] = ()) -> Message:
    """The brief as a message; `before` is what it begins with, such as who hands it over [practice 41]."""
    number = str(known.customer.number)
    blocks: list[Block] = [line(*before)] if before else []
    return Message(
        [
            *blocks,
            *body(known, eye),
            actions(
                f"brief-{number}",
                button("Open", "customer_show", number, primary=True),
                button("Timeline", "customer_timeline", number),
                button("Hand over", "customer_handover", number),
            ),
        ]
    )


def body(known: facts.Known, eye: Eye) -> list[Block]:
    """The brief without its buttons, for a form."""
    blocks: list[Block] = [line(*facts.head(known)), *facts.cares(known.customer)]
    if known.people:
        blocks.append(line(*facts.people(known.people)))
    blocks.append(line(*_open(known, eye)))
    blocks.append(line(*facts.contacts(known.contacts, eye), "\n", *facts.next_step(known, eye)))
    return blocks


def _open(known: facts.Known, eye: Eye) -> list[Piece | str]:
    pieces: list[Piece | str] = [bold("Open")]
    for promise in known.promises:
        pieces += [
            f"\nP-{promise.number}: {shorten(promise.words, WORDS)}, {due_in_words(promise, eye)}, ",
            bold(state_in_words(promise, eye)),
            " · ",
            who(promise.owner_id),
        ]
    for case in known.cases:
        left = [said for step, said in facts.STEPS.items() if getattr(case, f"{step}_at") is None]
        pieces.append(
            f"\nM-{case.number}: {shorten(case.words, WORDS)}, left: {', '.join(left) or 'to close it'}"
        )
        pieces += [" · ", who(case.owner_id)] if case.owner_id else []
    for waiting in known.waiting:
        pieces += [
            f"\nW-{waiting.number}: {shorten(waiting.words, WORDS)}, they wait for {how_long(eye.now - waiting.since_at)} · ",
            who(waiting.owner_id),
        ]
    count = known.promise_count + known.case_count + known.waiting_count
    more = count - len(known.promises) - len(known.cases) - len(known.waiting)
    pieces.append(f"\nAnd {more:,} more on the card." if more else "")
    return pieces if count else [bold("Open: "), "nothing."]
