"""The small parts that every message and view is made of; people's text is inert in all of them.

Words stand in rich text, where Slack reads no markup at all, or in plain text. Only the notification line (`text`)
is markup, and it is escaped.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.text import shorten

FALLBACK_MAX = 3000
# Slack's page names no limit for a piece of rich text; a text object's is 3,000 characters.
COPIED_MAX = 2900
TITLE_MAX = 24
OPTION_MAX = 75
# Compiled at the first proof that somebody shows, not at the start.
_ADDRESS = r"https?://[A-Za-z0-9][A-Za-z0-9.-]{0,252}(?::\d{1,5})?(?:[/?#][^\s<>|]{0,2000})?"
# Elements of rich text that name somebody or a channel by an id: where it stands, and its mark in markup.
MENTIONS = {"user": ("user_id", "@"), "channel": ("channel_id", "#")}


# Some words in a line that are not plain, as Slack takes them: an element of rich text.
# https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#element-types
Piece = dict[str, Any]


def bold(text: str) -> Piece:
    """Words that stand out."""
    return {"type": "text", "text": text, "style": {"bold": True}}


def struck(text: str) -> Piece:
    """Words that are over, struck through."""
    return {"type": "text", "text": text, "style": {"strike": True}}


def who(user_id: str) -> Piece:
    """A person, shown by Slack under their own name."""
    return {"type": "user", "user_id": user_id}


def place(channel_id: str) -> Piece:
    """A channel, shown by Slack under its name to whoever may see it."""
    return {"type": "channel", "channel_id": channel_id}


def link(text: str, url: str) -> Piece:
    """Words that lead to an address."""
    return {"type": "link", "url": url, "text": text}


def linked(text: str) -> list[Piece | str]:
    """People's words, in which a web address leads to where it says that it leads."""
    pieces: list[Piece | str] = []
    at = 0
    for found in re.finditer(_ADDRESS, text):
        address = found[0].rstrip(".,;:!?)'\"”")
        pieces += [text[at : found.start()], link(address, address)]
        at = found.start() + len(address)
    return [*pieces, text[at:]]


class Words(Block):
    """Rich text of one part, its elements written as Slack takes them: the SDK's classes for these check nothing
    and take twenty times as long. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block"""

    type = "rich_text"
    block_id = None

    def __init__(self, part: str, elements: list[Piece]) -> None:
        # The SDK's own would set no more than what stands above.
        self.part = part
        self.spoken = elements

    def to_dict(self) -> dict[str, Any]:
        """As Slack takes it."""
        return {"type": self.type, "elements": [{"type": self.part, "elements": self.spoken}]}


def line(*pieces: Piece | str) -> Words:
    """A paragraph: pieces of text one after another; `\\n` begins a new line."""
    elements = []
    for piece in pieces:
        drawn = {"type": "text", "text": piece} if isinstance(piece, str) else piece
        if drawn.get("text") or drawn.get("user_id") or drawn.get("channel_id"):
            elements.append(drawn)
    return Words("rich_text_section", elements or [{"type": "text", "text": " "}])


class Beside(Block):
    """A line of plain text with a small button at its end. https://docs.slack.dev/reference/block-kit/blocks/section-block"""

    def __init__(self, text: str, pressed: dict[str, Any]) -> None:
        super().__init__(type="section")
        self.said = text
        self.pressed = pressed

    def to_dict(self) -> dict[str, Any]:
        """As Slack takes it."""
        text = {"type": "plain_text", "text": shorten(self.said, FALLBACK_MAX), "emoji": False}
        return {"type": "section", "text": text, "accessory": self.pressed}


def to_copy(text: str) -> Words:
    """Words to be copied as they stand."""
    return Words("rich_text_preformatted", [{"type": "text", "text": text}])


def copied(text: str) -> list[Block]:
    """The same however long they are: in as many blocks as they need, each ending between two words where it can."""
    blocks: list[Block] = []
    while text or not blocks:
        cut = len(text) if len(text) <= COPIED_MAX else text.rfind(" ", 1, COPIED_MAX) + 1 or COPIED_MAX
        blocks.append(to_copy(text[:cut]))
        text = text[cut:]
    return blocks


class Controls(Block):
    """A row of buttons and menus, written as Slack takes them: drawing three with the SDK's classes took 160 µs, four
    times what the rest of a confirmation's blocks take. Their limits are checked by the tests, which draw the longest of
    everything."""

    type = "actions"

    def __init__(self, block_id: str, elements: Sequence[dict[str, Any]]) -> None:
        self.block_id = block_id
        self.drawn = list(elements)

    def to_dict(self) -> dict[str, Any]:
        """As Slack takes it."""
        return {"type": self.type, "block_id": self.block_id, "elements": self.drawn}


def button(label: str, action: str, value: str, *, primary: bool = False) -> dict[str, Any]:
    """A button; `value` (at most 2,000 characters) comes back when it is pressed.
    https://docs.slack.dev/reference/block-kit/block-elements/button-element"""
    drawn = {
        "type": "button",
        "text": {"type": "plain_text", "text": label, "emoji": True},
        "action_id": action,
        "value": value,
    }
    return drawn | {"style": "primary"} if primary else drawn


def menu(action: str, options: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A ⋯ menu of two to five (label, value).
    https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element"""
    return {
        "type": "overflow",
        "action_id": action,
        "options": [
            {
                "text": {"type": "plain_text", "text": shorten(label, OPTION_MAX), "emoji": False},
                "value": value,
            }
            for label, value in options
        ],
    }


def choices(action: str, said: str, groups: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, Any]:
    """A menu that says what it is for, of up to a hundred (label, value) in groups with a name each; a value has at most 150
    characters. https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"""
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": {"type": "plain_text", "text": said, "emoji": False},
        "option_groups": [
            {
                "label": {"type": "plain_text", "text": name, "emoji": False},
                "options": [
                    {
                        "text": {"type": "plain_text", "text": shorten(label, OPTION_MAX), "emoji": False},
                        "value": value,
                    }
                    for label, value in options
                ],
            }
            for name, options in groups.items()
        ],
    }


def actions(block_id: str, *elements: dict[str, Any]) -> Controls:
    """A row of buttons and menus; `block_id` is unique in its message or view."""
    return Controls(block_id, elements)


def option(label: str, value: str) -> Option:
    """One choice, its label shortened to what Slack shows."""
    return Option(text=PlainTextObject(text=shorten(label, OPTION_MAX), emoji=False), value=value)


def field_text(
    name: str,
    label: str,
    *,
    value: str = "",
    hint: str = "",
    placeholder: str = "",
    optional: bool = False,
    lines: bool = False,
    most: int = 150,
    focus: bool = False,
) -> InputBlock:
    """A text field called `name`; its value comes back under that name. With `focus` the cursor is in it as the form opens:
    one of a form's at most."""
    return InputBlock(
        block_id=name,
        label=label,
        hint=hint or None,
        optional=optional,
        element=PlainTextInputElement(
            action_id="value",
            initial_value=shorten(value, most) or None,
            multiline=lines,
            max_length=most,
            placeholder=placeholder or None,
            focus_on_load=focus or None,
        ),
    )


def field_choice(
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    *,
    chosen: str,
    hint: str = "",
    open_: bool = False,
) -> InputBlock:
    """One of a few (label, value), as a menu or, `open_`, as radio buttons."""
    shown = [option(text, value) for text, value in options]
    initial = next((each for each in shown if each.value == chosen), None)
    element: Any = (
        RadioButtonsElement(action_id="value", options=shown, initial_option=initial)
        if open_
        else StaticSelectElement(action_id="value", options=shown, initial_option=initial)
    )
    return InputBlock(block_id=name, label=label, hint=hint or None, element=element)


def input_of(name: str, label: str, element: Any, *, hint: str = "", optional: bool = False) -> InputBlock:  # noqa: ANN401 - any input element
    """A field called `name` around any other element."""
    return InputBlock(block_id=name, label=label, hint=hint or None, element=element, optional=optional)


class Message(NamedTuple):
    """What Kept says: blocks for the eye, and the same in one text for notifications and screen readers."""

    blocks: list[Block]
    text: str = ""

    def body(self) -> dict[str, Any]:
        """As the Web API, an acknowledgement and a `response_url` take it; links are not unfurled."""
        return {
            "text": self.text or spoken(self.blocks),
            "blocks": [block.to_dict() for block in self.blocks],
        }

    def as_view(self, title: str) -> View:
        """The same in a form's place, with nothing to submit."""
        return View(
            type="modal",
            callback_id="said",
            title=PlainTextObject(text=shorten(title, TITLE_MAX)),
            close=PlainTextObject(text="Close"),
            blocks=self.blocks,
        )


def form(callback: str, title: str, submit: str, blocks: Sequence[Block], *, memory: str = "") -> View:
    """A form; `memory` (at most 3,000 characters) comes back with it."""
    return View(
        type="modal",
        callback_id=callback,
        title=PlainTextObject(text=shorten(title, TITLE_MAX)),
        submit=PlainTextObject(text=submit),
        close=PlainTextObject(text="Cancel"),
        private_metadata=memory or None,
        blocks=list(blocks),
    )


def spoken(blocks: Sequence[Block]) -> str:
    """The words of rich text blocks as markup, escaped, for the notification line and screen readers."""
    said: list[str] = []
    left = FALLBACK_MAX
    for block in blocks:
        for element in block.spoken if isinstance(block, Words) else ():
            place_, mark = MENTIONS.get(element["type"], ("text", ""))
            text = element[place_]
            if len(text) > left:
                text = shorten(text, left) if left > 0 else ""
            left -= len(text)
            said.append(f"<{mark}{text}>" if text and mark else escape(text))
        said.append("\n")
    return "".join(said).strip() or "Kept"


def escape(text: str) -> str:
    """Text that Slack shows as it is; always the last step, after shortening."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
