"""What all forms of the settings are made of: what they open with, and which of it somebody has set for themselves."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bot.preferences import Preferences
from handlers.views.preference_lines import LINES


class Filled(NamedTuple):
    """What a form opens with: what holds, the same by its fields, and what it has to remember."""

    held: Preferences
    now_in_it: Mapping[str, str]
    memory: Mapping[str, object]


def set_by_oneself(held: Preferences, names: Iterable[str]) -> str:
    """Which of these a person has set for themselves; all else is as the workspace has it."""
    own = [LINES[name][0] for name in names if held.sources.get(name) == "person"]
    if not own:
        return "You have set nothing of your own yet: this is what holds for everybody."
    named = " and ".join(filter(None, (", ".join(own[:-1]), own[-1])))
    return f"Your own: {named}. All else is what holds for everybody."
