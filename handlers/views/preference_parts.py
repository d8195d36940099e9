"""What all lines and forms of the settings are made of: a value with its source, and what a form opens with."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.preferences import Preferences
from handlers.views.parts import Piece, bold


@dataclass(frozen=True)
class Filled:
    """What a form opens with: what holds, the same by its fields, and what it has to remember."""

    held: Preferences
    now_in_it: Mapping[str, str]
    memory: Mapping[str, object]


def said(
    label: str, value: str, held: Preferences, name: str, *, own: str = "", default: str = ""
) -> list[Piece | str]:
    """A line with a value and where it comes from; `own` is what it says of a value that was set here, and `default` why
    it is so where nothing was set."""
    source = held.source(name)
    if source == "default":
        return [f"\n{label}: ", bold(value), f" (default: {default})" if default else " (default)"]
    return [f"\n{label}: ", bold(value), f" ({own or source})"]


def now(held: Preferences, name: str) -> str:
    """Where the value in a field comes from."""
    return f"What is set now: {held.source(name)}."
