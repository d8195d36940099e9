"""What the tests' own small app draws: every kind of block and element once."""

from typing import Any

Json = dict[str, Any]


def words(text: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    """A mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str = "", **more: Any) -> Json:
    """An option of a menu."""
    return {"text": words(text), "value": value or text.lower(), **more}


def asked(block_id: str, label: str, element: Json, **more: Any) -> Json:
    """An input block whose action_id is `it`."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": words(label),
        "element": {"action_id": "it", **element},
        **more,
    }


COLOURS = [option("Green"), option("Grey", description=words("as the old ones")), option("Red")]


def order_form(title: str = "Order a pump") -> Json:
    """A modal with every kind of input."""
    return {
        "type": "modal",
        "callback_id": "order",
        "title": words(title),
        "submit": words("Order"),
        "close": words("Not now"),
        "blocks": [
            asked("what", "What", {"type": "plain_text_input", "placeholder": words("Two words will do")}),
            asked("why", "Why", {"type": "plain_text_input", "multiline": True}, optional=True, hint=words("In the customer's words")),
            asked("count", "How many", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "9"}),
            asked("mail", "Mail", {"type": "email_text_input"}, optional=True),
            asked("link", "Link", {"type": "url_text_input"}, optional=True),
            asked("colour", "Colour", {"type": "static_select", "options": COLOURS}),
            asked("parts", "Parts", {"type": "multi_static_select", "options": [option("Seal"), option("Valve"), option("Motor")]}, optional=True),
            asked("customer", "Customer", {"type": "external_select", "min_query_length": 1}, optional=True),
            asked("who", "Who", {"type": "users_select"}),
            asked("crew", "Crew", {"type": "multi_users_select"}, optional=True),
            asked("where", "Where", {"type": "conversations_select", "default_to_current_conversation": True}, optional=True),
            asked("room", "Room", {"type": "channels_select"}, optional=True),
            asked("day", "Day", {"type": "datepicker"}),
            asked("hour", "Hour", {"type": "timepicker", "initial_time": "09:00"}),
            asked("moment", "Moment", {"type": "datetimepicker"}, optional=True),
            asked("speed", "Speed", {"type": "radio_buttons", "options": [option("Slow"), option("Fast")]}),
            asked("extras", "Extras", {"type": "checkboxes", "options": [option("Gloves"), option("Manual")]}, optional=True),
            asked("papers", "Papers", {"type": "file_input", "max_files": 2}, optional=True),
        ],
    }  # fmt: skip


def steps_form(step: int) -> Json:
    """A modal that redraws itself at a button, keeping one field and exchanging the other."""
    return {
        "type": "modal",
        "callback_id": "steps",
        "title": words("Steps"),
        "submit": words("Next"),
        "blocks": [
            {"type": "section", "block_id": "told", "text": marked(f"This is step *{step}*.")},
            asked("kept", "Kept field", {"type": "plain_text_input"}, optional=True),
            asked(f"changing-{step}", "Changing field", {"type": "plain_text_input"}, optional=True),
            {
                "type": "actions",
                "block_id": "again",
                "elements": [
                    {
                        "type": "button",
                        "action_id": "redraw",
                        "text": words("Draw again"),
                        "value": str(step + 1),
                    }
                ],
            },
        ],
    }


def board(count: int) -> list[Json]:
    """A message with words of every kind, buttons, a menu and a date."""
    return [
        {"type": "header", "text": words("Board")},
        {
            "type": "section",
            "block_id": "top",
            "text": marked(
                "*bold* _slanted_ ~gone~ `code` <https://example.org/a?b=1&amp;c=2|a link> <@U0SAM000001> <#C0GENERAL01|general> &lt;b&gt;\n"
                "&gt; quoted\n<!date^1767225600^{date_num}|someday> snake_case_stays 2*3*4"
            ),
            "fields": [marked("*Left*\none"), marked("*Right*\ntwo")],
            "accessory": {
                "type": "overflow",
                "action_id": "more",
                "options": [option("First"), option("Second")],
            },
        },
        {"type": "divider"},
        {
            "type": "image",
            "image_url": "https://example.org/pump.png",
            "alt_text": "a pump",
            "block_id": "pic",
        },
        {"type": "context", "elements": [marked(f"pressed {count} times")]},
        {
            "type": "actions",
            "block_id": "row",
            "elements": [
                {
                    "type": "button",
                    "action_id": "press",
                    "text": words("Press"),
                    "style": "primary",
                    "value": str(count + 1),
                },
                {
                    "type": "button",
                    "action_id": "scrap",
                    "text": words("Scrap"),
                    "style": "danger",
                    "value": "board",
                    "confirm": {
                        "title": words("Scrap the board?"),
                        "text": marked("It *cannot* come back."),
                        "confirm": words("Scrap it"),
                        "deny": words("Keep it"),
                        "style": "danger",
                    },
                },
                {
                    "type": "static_select",
                    "action_id": "pick",
                    "placeholder": words("Pick a colour"),
                    "options": COLOURS,
                },
                {"type": "datepicker", "action_id": "when", "placeholder": words("When")},
            ],
        },
    ]


def home_view(told: str) -> Json:
    """The Home tab."""
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": words("Your orders")},
            {"type": "section", "text": marked(told)},
            {
                "type": "actions",
                "block_id": "home-row",
                "elements": [
                    {"type": "button", "action_id": "home", "text": words("Press at home"), "value": "once"}
                ],
            },
        ],
    }
