"""The offer to follow a message that was edited or deleted after something was logged from it."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block, InputBlock
from slack_sdk.models.blocks.block_elements import PlainTextInputElement
from slack_sdk.models.views import View

from bot.text import shorten
from handlers.views.eye import Eye
from handlers.views.heard import Logged, opens
from handlers.views.parts import Message, Piece, actions, bold, button, line, link
from handlers.views.promise_forms import CORRECTS
from handlers.views.promises import due_in_words
from handlers.views.things import name
from handlers.views.waiting import due_in_words as waits_until
from handlers.views.which_customer import write
from storage.tables import Contact, Promise, Waiting

QUOTED_MAX = 600


def called(row: Logged) -> str:
    """What was logged, as people call it."""
    return "The contact" if isinstance(row, Contact) else name(row)


def offer(
    row: Logged, customer: str, eye: Eye, *, text: str | None, quoted: bool, memory: Mapping[str, Any]
) -> Message:
    """What the message says now (`text`, None where it is deleted), what was logged, and the two ways on. What was said
    in private to others is not `quoted`."""
    happened = "deleted" if text is None else "edited"
    words = "the message" if not row.source_link else link("the message", row.source_link)
    pieces: list[Piece | str] = [words, " that you logged ", bold(called(row)), f" from was {happened}."]
    pieces.insert(0, "Something changed: ")
    blocks: list[Block] = [line(*pieces)]
    if text is not None:
        now = (
            f"“{shorten(text, QUOTED_MAX)}”" if quoted else "that was said in private, so I quote none of it"
        )
        blocks.append(line("It says now: ", now))
    blocks.append(line("Logged is: ", bold(customer), f": {shorten(row.words, QUOTED_MAX)}", _due(row, eye)))
    if text is None:
        blocks.append(line("Follow it, and it is taken back as if it had never been said."))
    value = write(memory)
    blocks.append(
        actions(
            "follow",
            button("Follow it", "follow_it", value, primary=True),
            button("Leave it as it is", "follow_leave", value),
            opens(row),
        )
    )
    return Message(blocks)


def _due(row: Logged, eye: Eye) -> str:
    if isinstance(row, Promise):
        return f"\nDue: {due_in_words(row, eye)}"
    return f"\nAnswer them by: {waits_until(row, eye)}" if isinstance(row, Waiting) else ""


def left(row: Logged) -> Message:
    """It stays as it was logged."""
    return Message([line(bold(called(row)), " stays as it is."), actions("left", opens(row))])


def gone() -> Message:
    """There is nothing to follow any more."""
    return Message([line("That was taken back meanwhile, so there is nothing to follow.")])


def filled(view: View, proposed: Mapping[str, str], remark: str) -> View:
    """A form with other words in some of its text fields, and why, in place of what it says otherwise about correcting."""
    for block in view.blocks or []:
        value = proposed.get(block.block_id or "")
        if value is None or not isinstance(block, InputBlock):
            continue
        if isinstance(block.element, PlainTextInputElement):
            block.element.initial_value = shorten(value, block.element.max_length or 3000)
    usual = line(CORRECTS).to_dict()
    view.blocks = [line(remark), *(each for each in view.blocks or [] if each.to_dict() != usual)]
    return view
