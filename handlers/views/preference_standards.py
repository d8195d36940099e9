"""The form with the team's standards."""

from slack_sdk.models.views import View

from handlers.gestures import remember
from handlers.views.parts import field_text, form, line
from handlers.views.preference_parts import Filled


def standards_form(given: Filled) -> View:
    """How soon who waits has an answer and trouble is told, and how many promises are to be kept [practice 21]."""
    filled = given.now_in_it
    return form(
        "settings_standards",
        "Standards",
        "Save",
        [
            line("What the team aims for. It stands in every digest, and the clocks go by it."),
            field_text(
                "reply_within",
                "Working hours until who waits has an answer",
                value=filled["reply_within"],
                hint="Where nobody says by when: /waiting Acme: call Dana back.",
                most=3,
            ),
            field_text(
                "tell_within",
                "Working hours until trouble is told",
                value=filled["tell_within"],
                hint="From when we know that a promise may slip until the customer knows it too.",
                most=3,
            ),
            field_text(
                "kept_aim",
                "Of 100 promises, so many are kept on time",
                value=filled["kept_aim"],
                hint="The digest says how many of the week's were.",
                most=4,
            ),
        ],
        memory=remember(**given.memory),
    )
