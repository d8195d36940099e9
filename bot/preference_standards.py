"""The team's standards as a form has them: how soon, and how surely [practice 21]."""

from collections.abc import Mapping

from bot.preference_values import a_number
from bot.preferences import Preferences
from bot.refusals import Unreadable

# Working hours; longer than a month of them is no clock.
MOST_HOURS = 200


def as_form(held: Preferences) -> dict[str, str]:
    """What is set now, by the fields of the form."""
    return {
        "reply_within": str(held.reply_within),
        "tell_within": str(held.tell_within),
        "kept_aim": str(held.kept_aim),
    }


def reply_within(form: Mapping[str, str]) -> int:
    """Working hours in which a customer who waits has an answer."""
    return _hours(form, "reply_within")


def tell_within(form: Mapping[str, str]) -> int:
    """Working hours in which a customer is told of trouble, from when we know."""
    return _hours(form, "tell_within")


def kept_aim(form: Mapping[str, str]) -> int:
    """Of a hundred promises, how many the team means to keep on time."""
    found = a_number(form.get("kept_aim", "").strip().removesuffix("%"), most=100, field="kept_aim")
    if not found:
        raise Unreadable("Aim for at least one of a hundred.", field="kept_aim")
    return found


def _hours(form: Mapping[str, str], field: str) -> int:
    found = a_number(form.get(field, ""), most=MOST_HOURS, field=field)
    if not found:
        raise Unreadable("Give them at least one working hour.", field=field)
    return found
