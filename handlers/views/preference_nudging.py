"""Settings of what Kept says by itself, as fields of the forms."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    Block,
    ConversationFilter,
    ConversationSelectElement,
    InputBlock,
    PlainTextObject,
    TimePickerElement,
)
from slack_sdk.models.views import View

from handlers.gestures import remember
from handlers.views.parts import field_text, form, input_of, line
from handlers.views.preference_parts import Filled


def mine_fields(given: Filled) -> Sequence[InputBlock]:
    """When the brief comes, quiet hours, and how many nudges between two briefs."""
    held, filled = given.held, given.now_in_it
    of_day = "" if "brief_at" in held.sources else "As long as none is set, it comes when the day begins."
    return [
        input_of(
            "brief_at",
            "Daily brief at",
            TimePickerElement(action_id="value", initial_time=filled["brief_at"]),
            hint=of_day,
        ),
        input_of(
            "quiet_from",
            "Quiet hours from",
            TimePickerElement(action_id="value", initial_time=filled["quiet_from"]),
            hint="I say nothing by myself then, nor on days off.",
        ),
        input_of(
            "quiet_to",
            "Quiet hours until",
            TimePickerElement(action_id="value", initial_time=filled["quiet_to"]),
            hint="The same time twice: no quiet hours.",
        ),
        field_text(
            "most_nudges",
            "Nudges between two briefs, at most",
            value=filled["most_nudges"],
            hint="A day, of what cannot wait. 0 leaves it all to the next brief.",
            most=3,
        ),
    ]


def nudging_form(given: Filled) -> View:
    """The workspace's briefs and nudges."""
    filled = given.now_in_it
    blocks: list[Block] = [
        line("The first four hold for everybody who has set nothing else for themselves."),
        *mine_fields(given),
        field_text(
            "ladder",
            "If nobody answers: who hears of it, and when",
            value=filled["ladder"],
            hint="A tier on each line, with the working hours until the cover hears of it, and how many later a lead does: "
            "gold 4 8. The line “waiting” is for customers who wait on us, “others” for all else.",
            lines=True,
            most=1000,
        ),
        field_text(
            "check_days",
            "Working days until a customer is asked whether it was right",
            value=filled["check_days"],
            hint="After a promise was kept, or a mistake made right.",
            most=3,
        ),
        field_text(
            "start_plan",
            "A new customer hears from us on day",
            value=filled["start_plan"],
            hint="Days after they came, for example 2, 14, 30. Empty: only by their rhythm.",
            optional=True,
            most=100,
        ),
        field_text(
            "leader_calls",
            "Customers that each lead calls a month",
            value=filled["leader_calls"],
            hint="I pick them: let down lately, or not met for long. 0: none.",
            most=3,
        ),
        field_text(
            "question_hours",
            "Working hours until a customer’s question is brought up",
            value=filled["question_hours"],
            hint="Where I listen in a channel that is linked to them and shared with them, and nobody of us has said a word "
            "since. 0: never.",
            most=3,
        ),
        _channel_field(
            "team_channel",
            "Team channel",
            given.held.team_channel,
            "A mistake that nobody sees to is said there.",
        ),
        _channel_field(
            "voice_channel",
            "Channel for what customers ask",
            given.held.voice_channel,
            "/customer voice passes it on there, to those who can decide it.",
        ),
    ]
    return form("settings_nudging", "Briefs and nudges", "Save", blocks, memory=remember(**given.memory))


def _channel_field(name: str, label: str, channel_id: str, what_for: str) -> InputBlock:
    return input_of(
        name,
        label,
        ConversationSelectElement(
            action_id="value",
            initial_conversation=channel_id or None,
            filter=ConversationFilter(include=["public", "private"]),
            placeholder=PlainTextObject(text="Choose a channel"),
        ),
        hint=f"{what_for} I have to be in it, and nobody from outside may be.",
        optional=True,
    )
