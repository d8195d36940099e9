"""What Slack accepts of Block Kit blocks, per surface.

Limits: https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Mapping

from playground.element_rules import (
    ELEMENTS,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    SLACK_FILE,
    URL,
    plain,
    words,
)  # fmt: skip
from playground.rules import (
    Rule,
    anything,
    at_least_one,
    boolean,
    both,
    choice,
    exactly_one,
    items,
    or_null,
    shape,
    string,
    typed,
    whole,
)  # fmt: skip

_TYPE: Mapping[str, Rule] = {"type": anything}
_ID: Mapping[str, Rule] = {"block_id": string(255)}

# -- rich text

_STYLE: Mapping[str, Rule] = {
    "style": shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean))
}  # fmt: skip
_RICH_WORDS = typed(
    {
        "text": shape({**_TYPE, "text": string(12_000)}, _STYLE),
        "link": shape({**_TYPE, "url": URL}, {**_STYLE, "text": string(3000), "unsafe": boolean}),
        "user": shape({**_TYPE, "user_id": string(255)}, _STYLE),
        "usergroup": shape({**_TYPE, "usergroup_id": string(255)}, _STYLE),
        "team": shape({**_TYPE, "team_id": string(255)}, _STYLE),
        "channel": shape({**_TYPE, "channel_id": string(255)}, _STYLE),
        "broadcast": shape({**_TYPE, "range": choice("here", "channel", "everyone")}, _STYLE),
        "color": shape({**_TYPE, "value": string(20)}, _STYLE),
        "emoji": shape({**_TYPE, "name": string(100)}, {**_STYLE, "unicode": string(100), "skin_tone": whole(1, 6), "url": URL}),
        "date": shape({**_TYPE, "timestamp": whole(0, 9_999_999_999)}, {**_STYLE, "format": string(255), "url": URL, "fallback": string(3000)}),
    }
)  # fmt: skip
_RICH_SECTION = shape({**_TYPE, "elements": items(_RICH_WORDS, 1000, 0)})
_BORDER: Mapping[str, Rule] = {"border": whole(0, 1)}
_RICH_TEXT = shape(
    {
        **_TYPE,
        "elements": items(
            typed(
                {
                    "rich_text_section": _RICH_SECTION,
                    "rich_text_list": shape(
                        {
                            **_TYPE,
                            "style": choice("bullet", "ordered"),
                            "elements": items(typed({"rich_text_section": _RICH_SECTION}), 1000, 0),
                        },
                        {**_BORDER, "indent": whole(0, 8), "offset": whole(0, 100_000)},
                    ),
                    "rich_text_preformatted": shape(
                        {**_TYPE, "elements": items(_RICH_WORDS, 1000, 0)},
                        {**_BORDER, "language": string(50)},
                    ),
                    "rich_text_quote": shape({**_TYPE, "elements": items(_RICH_WORDS, 1000, 0)}, _BORDER),
                }
            ),
            1000,
            0,
        ),
    },
    _ID,
)

# -- blocks

_STATUS = choice("pending", "in_progress", "complete", "error")
_RICH = typed({"rich_text": _RICH_TEXT})
_SOURCE = typed({"url": shape({**_TYPE, "url": URL, "text": string(3000)}, {"icon_url": URL})})
_TASK: Mapping[str, Rule] = {"task_id": string(255), "title": string(3000)}
_TASK_MORE: Mapping[str, Rule] = {
    "status": _STATUS, "details": _RICH, "output": _RICH, "sources": items(_SOURCE, 100, 0),
}  # fmt: skip
_CELL = typed(
    {
        "raw_text": shape({**_TYPE, "text": string(20_000, 0)}),
        "raw_number": shape({**_TYPE, "value": anything}),
        "rich_text": _RICH_TEXT,
    }
)
_COLUMN = shape({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean})
_CARD = both(
    shape(
        _TYPE,
        {
            **_ID, "icon": IMAGE, "slack_icon": anything, "title": words(150), "subtitle": words(150), "subtext": words(200),
            "hero_image": IMAGE, "body": words(200), "actions": items(typed({"button": ELEMENTS["button"]}), 5),
        },
    ),
    at_least_one("hero_image", "title", "actions", "body"),
)  # fmt: skip

BLOCKS: Mapping[str, Rule] = {
    "section": both(
        shape(
            _TYPE,
            {**_ID, "text": words(3000), "fields": items(words(2000), 10), "accessory": IN_SECTION, "expand": boolean},
        ),
        at_least_one("text", "fields"),
    ),
    "actions": shape({**_TYPE, "elements": items(IN_ACTIONS, 25)}, _ID),
    "context": shape({**_TYPE, "elements": items(IN_CONTEXT, 10)}, _ID),
    "divider": shape(_TYPE, _ID),
    "header": shape({**_TYPE, "text": plain(150)}, {**_ID, "level": whole(1, 6)}),
    "image": both(
        shape(
            {**_TYPE, "alt_text": string(2000, 0)},
            {**_ID, "image_url": URL, "slack_file": SLACK_FILE, "title": plain(2000)},
        ),
        exactly_one("image_url", "slack_file"),
    ),
    "input": shape(
        {**_TYPE, "label": plain(2000), "element": IN_INPUT},
        {**_ID, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": _RICH_TEXT,
    "markdown": shape({**_TYPE, "text": string(12_000)}, _ID),
    "video": shape(
        {**_TYPE, "title": plain(199), "alt_text": string(2000), "video_url": URL, "thumbnail_url": URL},
        {
            **_ID, "title_url": URL, "description": plain(200), "author_name": string(49),
            "provider_name": string(100), "provider_icon_url": URL,
        },
    ),
    "table": shape(
        {**_TYPE, "rows": items(items(_CELL, 20), 100)}, {**_ID, "column_settings": items(or_null(_COLUMN), 20, 0)}
    ),
    "context_actions": shape({**_TYPE, "elements": items(IN_CONTEXT_ACTIONS, 5)}, _ID),
    "task_card": shape({**_TYPE, **_TASK}, {**_ID, **_TASK_MORE}),
    "plan": shape({**_TYPE, "title": string(3000)}, {**_ID, "tasks": items(shape(_TASK, {**_TASK_MORE, **_TYPE}), 100, 0)}),
    "card": _CARD,
    "carousel": shape({**_TYPE, "elements": items(typed({"card": _CARD}), 10)}, _ID),
    "alert": shape({**_TYPE, "text": words(3000)}, {**_ID, "level": choice("default", "info", "success", "warning", "error")}),
}  # fmt: skip

_EVERYWHERE = ("section", "actions", "context", "divider", "header", "image", "input", "rich_text", "video")
ON_SURFACE: Mapping[str, Rule] = {
    "message": typed({name: rule for name, rule in BLOCKS.items() if name != "alert"}),
    "modal": typed({name: BLOCKS[name] for name in (*_EVERYWHERE, "alert")}),
    "home": typed({name: BLOCKS[name] for name in _EVERYWHERE}),
}
