"""What Slack accepts of Block Kit elements and the objects inside them.

Limits: https://docs.slack.dev/reference/block-kit/block-elements and .../composition-objects
"""

from collections.abc import Mapping
from datetime import date, datetime

from playground.rules import (
    Problems,
    Rule,
    anything,
    boolean,
    both,
    choice,
    exactly_one,
    items,
    parsed,
    refuse,
    shape,
    string,
    typed,
    whole,
)  # fmt: skip

_TYPE: Mapping[str, Rule] = {"type": anything}
ACTION_ID = string(255)
URL = string(3000)


def plain(most: int) -> Rule:
    """A plain_text object."""
    return typed({"plain_text": shape({**_TYPE, "text": string(most)}, {"emoji": boolean})})


def words(most: int) -> Rule:
    """A plain_text or mrkdwn object."""
    mrkdwn = shape({**_TYPE, "text": string(most)}, {"verbatim": boolean})
    return typed({"plain_text": shape({**_TYPE, "text": string(most)}, {"emoji": boolean}), "mrkdwn": mrkdwn})


def _date(value: str) -> date:
    if len(value) != 10:
        raise ValueError(value)
    return date.fromisoformat(value)


def _time(value: str) -> datetime:
    if len(value) != 5:
        raise ValueError(value)
    return datetime.strptime(value, "%H:%M")  # noqa: DTZ007  # only its form is looked at


CONFIRM = shape(
    {"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)
SLACK_FILE = both(shape({}, {"id": string(255), "url": URL}), exactly_one("id", "url"))
IMAGE = both(
    shape({**_TYPE, "alt_text": string(2000, 0)}, {"image_url": URL, "slack_file": SLACK_FILE}),
    exactly_one("image_url", "slack_file"),
)
_SELECT_OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75)})
_WORDS_OPTION = shape({"text": words(75), "value": string(150)}, {"description": words(75)})
_OVERFLOW_OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": URL})
_GROUP = shape({"label": plain(75), "options": items(_SELECT_OPTION, 100)})
_COMMON: Mapping[str, Rule] = {"action_id": ACTION_ID, "confirm": CONFIRM}
_FOCUS: Mapping[str, Rule] = {**_COMMON, "focus_on_load": boolean}
_CHOOSE: Mapping[str, Rule] = {**_FOCUS, "placeholder": plain(150)}
_MOST: Mapping[str, Rule] = {"max_selected_items": whole(1, 100)}
_FILTER = shape(
    {},
    {
        "include": items(choice("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
_CONVERSATION: Mapping[str, Rule] = {"default_to_current_conversation": boolean, "filter": _FILTER}
_STATIC: Mapping[str, Rule] = {"options": items(_SELECT_OPTION, 100), "option_groups": items(_GROUP, 100)}
_TYPED: Mapping[str, Rule] = {
    "action_id": ACTION_ID,
    "placeholder": plain(150),
    "focus_on_load": boolean,
    "dispatch_action_config": shape(
        {"trigger_actions_on": items(choice("on_enter_pressed", "on_character_entered"), 2)}
    ),
}
_NUMBER = parsed(float, "a number")


def _first_is_offered(value: object, at: str, problems: Problems) -> None:
    """initial_option(s) must equal options of the element exactly."""
    if not isinstance(value, dict):
        return
    groups = [g.get("options", []) for g in value.get("option_groups", []) if isinstance(g, dict)]
    offered = [_bare(o) for options in [value.get("options", []), *groups] for o in options]
    firsts = [("initial_option", value.get("initial_option"))]
    firsts += [("initial_options", o) for o in value.get("initial_options") or ()]
    for name, first in firsts:
        if first is not None and _bare(first) not in offered:
            refuse(problems, f"{name} must match one of the options exactly", f"{at}/{name}")


def _bare(option: object) -> object:
    if not isinstance(option, dict):
        return option
    return {
        k: {n: t for n, t in v.items() if n not in ("emoji", "verbatim")} if isinstance(v, dict) else v
        for k, v in option.items()
    }


def _input(**fields: Rule) -> Rule:
    return shape(_TYPE, {**_TYPED, **fields})


ELEMENTS: Mapping[str, Rule] = {
    "button": shape(
        {**_TYPE, "text": plain(75)},
        {
            **_COMMON, "url": URL, "value": string(2000, 0), "style": choice("primary", "danger"),
            "accessibility_label": string(75), "agent_prompt": string(4000),
        },
    ),
    "overflow": shape({**_TYPE, "options": items(_OVERFLOW_OPTION, 5)}, _COMMON),
    "static_select": both(
        shape(_TYPE, {**_CHOOSE, **_STATIC, "initial_option": _SELECT_OPTION}),
        exactly_one("options", "option_groups"), _first_is_offered,
    ),
    "multi_static_select": both(
        shape(_TYPE, {**_CHOOSE, **_STATIC, **_MOST, "initial_options": items(_SELECT_OPTION, 100)}),
        exactly_one("options", "option_groups"), _first_is_offered,
    ),
    "external_select": shape(
        _TYPE, {**_CHOOSE, "initial_option": _SELECT_OPTION, "min_query_length": whole(0, 100)}
    ),
    "multi_external_select": shape(
        _TYPE, {**_CHOOSE, **_MOST, "initial_options": items(_SELECT_OPTION, 100), "min_query_length": whole(0, 100)}
    ),
    "users_select": shape(_TYPE, {**_CHOOSE, "initial_user": string(255)}),
    "multi_users_select": shape(_TYPE, {**_CHOOSE, **_MOST, "initial_users": items(string(255), 100)}),
    "conversations_select": shape(
        _TYPE, {**_CHOOSE, **_CONVERSATION, "initial_conversation": string(255), "response_url_enabled": boolean}
    ),
    "multi_conversations_select": shape(
        _TYPE, {**_CHOOSE, **_CONVERSATION, **_MOST, "initial_conversations": items(string(255), 100)}
    ),
    "channels_select": shape(_TYPE, {**_CHOOSE, "initial_channel": string(255), "response_url_enabled": boolean}),
    "multi_channels_select": shape(_TYPE, {**_CHOOSE, **_MOST, "initial_channels": items(string(255), 100)}),
    "datepicker": shape(_TYPE, {**_CHOOSE, "initial_date": parsed(_date, "a date as YYYY-MM-DD")}),
    "timepicker": shape(
        _TYPE, {**_CHOOSE, "initial_time": parsed(_time, "a time as HH:mm"), "timezone": string(100)}
    ),
    "datetimepicker": shape(_TYPE, {**_FOCUS, "initial_date_time": whole(1_000_000_000, 9_999_999_999)}),
    "checkboxes": both(
        shape(
            {**_TYPE, "options": items(_WORDS_OPTION, 10)}, {**_FOCUS, "initial_options": items(_WORDS_OPTION, 10)}
        ),
        _first_is_offered,
    ),
    "radio_buttons": both(
        shape({**_TYPE, "options": items(_WORDS_OPTION, 10)}, {**_FOCUS, "initial_option": _WORDS_OPTION}),
        _first_is_offered,
    ),
    "plain_text_input": _input(
        multiline=boolean, initial_value=string(3000, 0), min_length=whole(0, 3000), max_length=whole(1, 3000)
    ),
    "email_text_input": _input(initial_value=string(3000)),
    "url_text_input": _input(initial_value=string(3000)),
    "number_input": shape(
        {**_TYPE, "is_decimal_allowed": boolean},
        {**_TYPED, "initial_value": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER},
    ),
    "rich_text_input": _input(initial_value=anything, min_lines=whole(1, 100), max_lines=whole(1, 100)),
    "file_input": shape(_TYPE, {"action_id": ACTION_ID, "filetypes": items(string(50), 100), "max_files": whole(1, 10)}),
    "image": IMAGE,
    "feedback_buttons": shape(
        {
            **_TYPE,
            "positive_button": shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)}),
            "negative_button": shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)}),
        },
        {"action_id": ACTION_ID},
    ),
    "icon_button": shape(
        {**_TYPE, "icon": string(75), "text": plain(75)},
        {**_COMMON, "value": string(2000), "accessibility_label": string(75), "visible_to_user_ids": items(string(255), 100)},
    ),
}  # fmt: skip

_PRESSED = ("button", "overflow", "datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons")
_SELECTS = tuple(name for name in ELEMENTS if name.endswith("_select"))
IN_ACTIONS = typed({name: ELEMENTS[name] for name in (*_PRESSED, *_SELECTS)})
IN_SECTION = typed({name: ELEMENTS[name] for name in (*_PRESSED, *_SELECTS, "image")})
IN_INPUT = typed(
    {
        name: ELEMENTS[name]
        for name in (
            *_SELECTS, "datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons", "plain_text_input",
            "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input",
        )
    }
)  # fmt: skip
IN_CONTEXT = typed({"image": IMAGE, "plain_text": plain(3000), "mrkdwn": words(3000)})
IN_CONTEXT_ACTIONS = typed({name: ELEMENTS[name] for name in ("feedback_buttons", "icon_button")})
