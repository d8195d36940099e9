"""What `/kept` says where there is nothing to do: what comes later, and what may have been meant."""

from slack_sdk.models.blocks import Block

from bot.text import shorten
from handlers.views.parts import Message, actions, button, line, to_copy

# https://docs.slack.dev/reference/block-kit/block-elements/button-element
VALUE_MAX = 2000
LABEL_WORDS = 50
# Longer ones are no words to look for.
SEARCH_MAX = 200


def later(sentence: str) -> Message:
    """Something that this Kept cannot do yet."""
    return Message([line(sentence), actions("later", button("What I can do", "help_all", "all"))])


def unknown(typed: str, close: str) -> Message:
    """What was typed is no order: the closest one, a search for the words, and the help. Nothing typed is lost."""
    blocks: list[Block] = [
        line("I don't know that order. Did you mean one of these?" if close else "I don't know that order."),
        to_copy(f"/kept {typed}"),
    ]
    buttons = []
    if close and len(close) <= VALUE_MAX:
        buttons.append(button(f"/kept {shorten(close, LABEL_WORDS)}", "kept_meant", close, primary=True))
    if len(typed) <= SEARCH_MAX:
        label = f"Look for “{shorten(typed, LABEL_WORDS)}”"
        buttons.append(button(label, "kept_search", f"search {typed}"))
    buttons.append(button("What I can do", "help_all", "all"))
    return Message([*blocks, actions("unknown", *buttons)])
