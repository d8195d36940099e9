"""The forms that change settings: a person's, the workspace's, a channel's."""

from slack_sdk.models.blocks import (
    CheckboxesElement,
    ExternalDataSelectElement,
    InputBlock,
    TimePickerElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from bot.countries import COUNTRIES
from bot.preference_fields import APART, DAYS, LOGGED, ROLES
from bot.preferences import Preferences
from handlers.gestures import remember
from handlers.views.parts import field_choice, field_text, form, input_of, line, option
from handlers.views.preference_lines import OF_MINE, WHO_SEES
from handlers.views.preference_nudging import mine_fields
from handlers.views.preference_parts import Filled, set_by_oneself

LOGS = {"promise": "a promise", "mistake": "a mistake", "contact": "a contact"}


def mine_form(given: Filled) -> View:
    """A person's own hours, days and country, and when they are spoken to."""
    return form(
        "settings_mine",
        "My settings",
        "Save",
        [
            line(set_by_oneself(given.held, OF_MINE)),
            *_working_time(given),
            _country(given.held),
            *mine_fields(given),
        ],
        memory=remember(**given.memory),
    )


def workspace_form(given: Filled) -> View:
    """The workspace's hours, days, country and leads."""
    return form(
        "settings_workspace",
        "Hours and leads",
        "Save",
        [
            line("These hold for everybody who has set nothing else for themselves."),
            *_working_time(given),
            _country(given.held),
            input_of(
                "leads",
                "Leads",
                UserMultiSelectElement(
                    action_id="value", initial_users=sorted(given.held.leads) or None, max_selected_items=100
                ),
                hint="They see what the team carries, and change these settings. Admins always may.",
                optional=True,
            ),
        ],
        memory=remember(**given.memory),
    )


def customers_form(given: Filled) -> View:
    """The rhythms of the tiers, and how much each role may give."""
    labels = {
        "prospect": "Days between contacts with prospects",
        "dormant": "… with dormant customers",
        "untiered": "… with customers without a tier",
    }
    roles = {"member": "Everybody may give", "lead": "Leads may give", "admin": "Admins may give"}
    return form(
        "settings_customers",
        "Rhythms and goodwill",
        "Save",
        [
            field_text(
                "tiers",
                "Tiers and their rhythms",
                value=given.now_in_it["tiers"],
                hint="A tier and the days between two contacts on each line, for example gold 14.",
                lines=True,
                optional=True,
                most=1000,
            ),
            *(field_text(name, labels[name], value=given.now_in_it[name], most=10) for name in APART),
            *(
                field_text(
                    f"goodwill_{role}",
                    roles[role],
                    value=given.now_in_it[f"goodwill_{role}"],
                    hint="To make a mistake right, without asking anybody." if role == "member" else "",
                    most=12,
                )
                for role in ROLES
            ),
            field_text(
                "currency",
                "Currency",
                value=given.now_in_it["currency"],
                hint="Three letters, such as EUR.",
                most=10,
            ),
        ],
        memory=remember(**given.memory),
    )


def reactions_form(given: Filled) -> View:
    """The emojis that log something from one's own message."""
    hint = "Reacting with it to your own message logs it. Several are fine, with blanks between them."
    return form(
        "settings_reactions",
        "Reactions",
        "Save",
        [
            field_text(
                f"emoji_{what}",
                f"Logs {LOGS[what]}",
                value=given.now_in_it[f"emoji_{what}"],
                hint=hint if what == LOGGED[0] else "",
                most=600,
            )
            for what in LOGGED
        ],
        memory=remember(**given.memory),
    )


def channel_form(given: Filled) -> View:
    """Who sees a channel's confirmations."""
    return form(
        "settings_channel",
        "This channel",
        "Save",
        [
            field_choice(
                "public",
                "Who sees what is logged here?",
                [(label, value) for value, label in WHO_SEES.items()],
                chosen=given.now_in_it["public"],
                hint="As long as a guest or somebody from outside is in the channel, I show it to its author alone.",
                open_=True,
            )
        ],
        memory=remember(**given.memory),
    )


def _working_time(given: Filled) -> list[InputBlock]:
    days = [option(label, str(day)) for day, label in enumerate(DAYS)]
    chosen = [each for each in days if each.value in given.now_in_it["days"].split()]
    return [
        input_of(
            "starts",
            "Working hours from",
            TimePickerElement(action_id="value", initial_time=given.now_in_it["starts"]),
        ),
        input_of(
            "ends",
            "Working hours until",
            TimePickerElement(action_id="value", initial_time=given.now_in_it["ends"]),
            hint="A date without a time means the end of the working day.",
        ),
        input_of(
            "days",
            "Working days",
            CheckboxesElement(action_id="value", options=days, initial_options=chosen or None),
        ),
    ]


def _country(held: Preferences) -> InputBlock:
    known = option(COUNTRIES[held.country], held.country) if held.country in COUNTRIES else None
    return input_of(
        "country",
        "Public holidays of",
        ExternalDataSelectElement(action_id="country_name", min_query_length=1, initial_option=known),
        hint="The country whose holidays are days off. Empty: none.",
        optional=True,
    )
