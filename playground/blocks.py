"""What people can fill in and press inside Block Kit blocks, and the values Slack reports for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playground.shapes import Json, fresh_id

# type of element -> field of its value in `state.values`, field of its first value in the view
VALUES: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
}
PRESSED = ("button", "overflow", "icon_button", "feedback_buttons")
_LISTS = ("selected_options", "selected_users", "selected_conversations", "selected_channels", "files")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class Control:
    """One element that a person can use, with the block it stands in."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        """The block's id."""
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        """The element's id within its block."""
        return str(self.element["action_id"])

    @property
    def type(self) -> str:
        """The element's type."""
        return str(self.element["type"])

    @property
    def is_input(self) -> bool:
        """Does it stand in an input block, so that it is sent with the form?"""
        return bool(self.block["type"] == "input")

    @property
    def label(self) -> str:
        """What a person calls it: the input's label, the button's words or the placeholder."""
        for text in (self.block.get("label"), self.element.get("text"), self.element.get("placeholder")):
            if isinstance(text, dict):
                return str(text["text"])
        return ""


def completed(blocks: list[Json]) -> list[Json]:
    """Blocks as Slack keeps them: every block has a block_id, every usable element an action_id."""
    for block in blocks:
        block.setdefault("block_id", fresh_id("", 5))
        for element in elements_of(block):
            if element.get("type") in VALUES or element.get("type") in PRESSED:
                element.setdefault("action_id", fresh_id("", 5))
    return blocks


def controls(blocks: list[Json]) -> list[Control]:
    """Everything usable in completed blocks, in reading order."""
    return [
        Control(block, element)
        for block in blocks
        for element in elements_of(block)
        if element.get("type") in VALUES or element.get("type") in PRESSED
    ]


def find(blocks: list[Json], block_id: str, action_id: str) -> Control | None:
    """The control with these ids."""
    return next((c for c in controls(blocks) if c.block_id == block_id and c.action_id == action_id), None)


def state_values(blocks: list[Json], given: Json) -> Json:
    """Slack's `state.values`: what was filled in (`given`, same shape), else the first values, else empty ones."""
    values: Json = {}
    for control in controls(blocks):
        if control.type not in VALUES:
            continue
        field, first = VALUES[control.type]
        entry: Json = {"type": control.type, field: _empty(field)}
        chosen = (given.get(control.block_id) or {}).get(control.action_id)
        if isinstance(chosen, dict) and field in chosen:
            entry[field] = chosen[field]
        elif first and first in control.element:
            entry[field] = control.element[first]
        elif not control.is_input:
            continue
        values.setdefault(control.block_id, {})[control.action_id] = entry
    return values


def client_errors(blocks: list[Json], values: Json) -> dict[str, str]:
    """What Slack's own form says before anything is sent to the app: {block_id: sentence}."""
    errors: dict[str, str] = {}
    for control in controls(blocks):
        if not control.is_input:
            continue
        value = values[control.block_id][control.action_id][VALUES[control.type][0]]
        if value in (None, "", []):
            if not control.block.get("optional", False):
                errors[control.block_id] = "Please complete this required field."
        elif problem := _wrong(control.element, value):
            errors[control.block_id] = problem
    return errors


def elements_of(block: Json) -> Iterator[Json]:
    """The elements that stand directly in a block (and in the cards of a carousel)."""
    if isinstance(block.get("element"), dict):
        yield block["element"]
    if isinstance(block.get("accessory"), dict):
        yield block["accessory"]
    for name in ("elements", "actions"):
        for element in block.get(name) or ():
            if isinstance(element, dict):
                yield element
                if block.get("type") == "carousel":
                    yield from elements_of(element)


def _empty(field: str) -> object:
    return [] if field in _LISTS else None


def _wrong(element: Json, value: object) -> str:
    kind = element["type"]
    if kind == "plain_text_input":
        return _wrong_length(element, str(value))
    if kind == "number_input":
        return _wrong_number(element, str(value))
    if kind == "email_text_input" and not _EMAIL.fullmatch(str(value)):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not str(value).startswith(("http://", "https://")):
        return "Please enter a valid URL."
    most = element.get("max_files" if kind == "file_input" else "max_selected_items")
    if isinstance(value, list) and isinstance(most, int) and len(value) > most:
        return f"Please choose at most {most}."
    return ""


def _wrong_length(element: Json, value: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Please enter at least {least} characters."
    if len(value) > most:
        return f"Please enter at most {most} characters."
    return ""


def _wrong_number(element: Json, value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and not number.is_integer():
        return "Please enter a whole number."
    if "min_value" in element and number < float(element["min_value"]):
        return f"Please enter {element['min_value']} or more."
    if "max_value" in element and number > float(element["max_value"]):
        return f"Please enter {element['max_value']} or less."
    return ""
