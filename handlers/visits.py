"""The house as one person finds it: their own working hours, and nothing saved while they practise."""

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from bot.access import Standing
from bot.preferences import Preferences
from handlers.gestures import Gesture
from handlers.house import House
from handlers.rehearsal import rehearsed


async def visited(house: House, gesture: Gesture) -> tuple[House, Preferences | None]:
    """The house for this gesture, and what holds for the person and in the channel, which is nothing but for members."""
    if gesture.person.standing is not Standing.MEMBER:
        return house, None
    held = await house.preferences(person_id=gesture.person.id, channel_id=gesture.channel_id)
    if held.hours != house.settings.working_hours:
        house = replace(house, settings=house.settings._replace(working_hours=held.hours))
    within = _hours(held.tell_within), _hours(held.reply_within)
    if within != (house.tell_within, house.answer_within):
        house = replace(house, tell_within=within[0], answer_within=within[1])
    practises = held.practice_until is not None and gesture.now < held.practice_until
    # A form that was opened in practice is sent off in practice, however late.
    if practises or gesture.memory.get("practice"):
        return rehearsed(house, gesture.person.id), held
    return house, held


@lru_cache(maxsize=64)
def _hours(count: int) -> timedelta:
    """So many hours; kept, since making two of them was a third of this at every gesture (make bench)."""
    return timedelta(hours=count)
