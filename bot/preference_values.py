"""Single values as people type them into a settings form: a time, a number, a channel."""

from datetime import time

from bot.refusals import Unreadable

MOST_DIGITS = 12


def a_time(typed: str, *, field: str) -> time:
    """A time of day: "8:30", "08:30" or "8". Raises Unreadable."""
    plain = typed.strip()
    try:
        return time.fromisoformat((f"{plain}:00" if plain.isdigit() else plain).zfill(5))
    except ValueError:
        raise Unreadable("Choose a time, for example 09:00.", field=field) from None


def a_number(typed: str, *, most: int, field: str) -> int:
    """A whole number from nothing to `most`. Raises Unreadable."""
    digits = typed.strip().replace(",", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
        raise Unreadable("Write a whole number, for example 50.", field=field)
    if int(digits) > most:
        raise Unreadable(f"{most:,} is the most I take here.", field=field)
    return int(digits)
