"""Settings of what Kept says by itself as people see them: lines of the settings page, and fields of its forms."""

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

from bot import preference_nudging as words
from bot.preferences import Preferences
from bot.quiet import hour_of_brief
from handlers.gestures import remember
from handlers.views.parts import Piece, bold, field_text, form, input_of, line, place
from handlers.views.preference_parts import Filled, now, said


def of_mine(held: Preferences, *, own: str = "") -> list[Piece | str]:
    """When somebody's brief comes, when nothing is said to them, and how much may be between two briefs."""
    return [
        *said("Daily brief", brief(held), held, "brief_at", own=own, default="when the day begins"),
        *said("Quiet hours", words.quiet_in_words(held.quiet), held, "quiet", own=own),
        *said("Nudges between two briefs", f"{held.most_nudges} a day at most", held, "most_nudges", own=own),
    ]


def of_workspace(held: Preferences, *, own: str) -> list[Piece | str]:
    """The same for everybody, and what holds for the whole team."""
    plan = words.plan_in_words(held.start_plan)
    calls = f"{held.leader_calls} a month" if held.leader_calls else "none"
    hours = held.question_hours
    asked = (
        f"after {hours} working hour{'' if hours == 1 else 's'} without a word of ours" if hours else "never"
    )
    check = f"{held.check_days} working day{'' if held.check_days == 1 else 's'} after"
    return [
        *of_mine(held, own=own),
        *said("If nobody answers: cover, then lead", words.ladder_in_words(held), held, "ladder", own=own),
        *said("Asking whether it was right", check, held, "check_days", own=own),
        *said("New customers hear from us", f"on day {plan}" if plan else "by their rhythm", held, "start_plan", own=own),
        *said("Calls by each lead", calls, held, "leader_calls", own=own),
        *said("A customer’s question is brought up", asked, held, "question_hours", own=own),
        "\nTeam channel: ",
        place(held.team_channel) if held.team_channel else bold("none"),
        f" ({own if held.source('team_channel') != 'default' else 'default'})",
    ]  # fmt: skip


def brief(held: Preferences) -> str:
    """When the brief comes: "09:00", and where the quiet hours move it, why."""
    at = hour_of_brief(held.quiet, held.brief_at)
    return f"{at:%H:%M}" if at == held.brief_at else f"{at:%H:%M}, when the quiet hours end"


def mine_fields(given: Filled, *, whose: str = "Your") -> Sequence[InputBlock]:
    """When the brief comes, quiet hours, and how many nudges between two briefs."""
    held, filled = given.held, given.now_in_it
    of_day = "" if "brief_at" in held.sources else " As long as none is set, it comes when the day begins."
    return [
        input_of(
            "brief_at",
            f"{whose} daily brief comes at",
            TimePickerElement(action_id="value", initial_time=filled["brief_at"]),
            hint=now(held, "brief_at") + of_day,
        ),
        input_of(
            "quiet_from",
            "Quiet hours from",
            TimePickerElement(action_id="value", initial_time=filled["quiet_from"]),
            hint=now(held, "quiet"),
        ),
        input_of(
            "quiet_to",
            "Quiet hours until",
            TimePickerElement(action_id="value", initial_time=filled["quiet_to"]),
            hint="I say nothing by myself then, nor on days off. The same time twice: no quiet hours.",
        ),
        field_text(
            "most_nudges",
            "Nudges between two briefs, at most",
            value=filled["most_nudges"],
            hint=f"Only what cannot wait comes between two briefs; 0 leaves it all to the next one. {now(held, 'most_nudges')}",
            most=3,
        ),
    ]


def nudging_form(given: Filled) -> View:
    """The workspace's briefs and nudges."""
    filled = given.now_in_it
    blocks: list[Block] = [
        line("The first four hold for everybody who has set nothing else for themselves."),
        *mine_fields(given, whose="The"),
        field_text(
            "ladder",
            "If nobody answers: who hears of it, and when",
            value=filled["ladder"],
            hint="A tier on each line, with the working hours until the cover hears of it, and how many later a lead does: "
            "gold 4 8. The line “others” is for all else.",
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
            "A customer’s question is brought up after working hours",
            value=filled["question_hours"],
            hint="Where I listen in a channel that is linked to them and shared with them, and nobody of us has said a word "
            "since. 0: never.",
            most=3,
        ),
        input_of(
            "team_channel",
            "Team channel",
            ConversationSelectElement(
                action_id="value",
                initial_conversation=given.held.team_channel or None,
                filter=ConversationFilter(include=["public", "private"]),
                placeholder=PlainTextObject(text="Choose a channel"),
            ),
            hint="A mistake that nobody sees to is said there. I have to be in it, and nobody from outside may be.",
            optional=True,
        ),
    ]
    return form("settings_nudging", "Briefs and nudges", "Save", blocks, memory=remember(**given.memory))
