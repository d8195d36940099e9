"""A number behind a command and nothing else: the thing of that number where there is one, otherwise words."""

from collections.abc import Awaitable, Callable

from handlers.gestures import Answer, Gesture
from handlers.house import House
from storage import references

Show = Callable[[House, Gesture, int, str], Awaitable[Answer]]
Give = Callable[[House, Gesture, str], Awaitable[Answer]]


async def show_or_give(
    house: House, gesture: Gesture, number: int, kind: str, *, show: Show, give: Give, form: str
) -> Answer:
    """`/promise 12`: P-12, saying that the `form` takes the number as words; where there is no P-12 it is words."""
    if await house.db.read(references.by_number, gesture.team_id, kind, number) is None:
        return await give(house, gesture, gesture.value)
    return await show(
        house, gesture, number, f"To log “{gesture.value.strip()}” itself, write it in the form: {form}"
    )
