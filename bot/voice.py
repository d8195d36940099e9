"""What a customer asks of us, passed on to those who can decide it: a promise to come back to them with an answer
[practice 54]."""

from datetime import datetime

from bot.calendar import WorkingHours
from bot.kinds import ASKED
from bot.text import WORDS_MAX
from bot.working_days import day_at, later
from storage.tables import Promise

__all__ = ["ASKED", "asked", "key", "promised", "until"]

# Working days until they hear from us, where nobody says another date.
WITHIN = 5
PROMISED = "come back with an answer: "


def promised(ask: str) -> str:
    """An ask in the words of the promise that it becomes, as long as there is room for them."""
    said = f"{PROMISED}{ask}"
    return ask if ask.startswith(PROMISED) or len(said) > WORDS_MAX else said


def asked(promise: Promise) -> str:
    """What they asked for, out of the promise's words as they stand now."""
    return promise.words.removeprefix(PROMISED)


def until(now: datetime, hours: WorkingHours, zone: str) -> str:
    """The day (`YYYY-MM-DD`, in `zone`) by which they hear from us, if nobody says another one."""
    return later(day_at(now, zone), WITHIN, hours).isoformat()


def key(promise_id: int) -> str:
    """The key of the one message that passes an ask on."""
    return f"voice:{promise_id}"
