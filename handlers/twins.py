"""What somebody has just logged, held beside what they logged just before."""

from functools import partial

from bot import twins as rules
from handlers.gestures import Gesture
from handlers.house import House
from storage import twins
from storage.tables import LETTERS, Contact


async def remark(house: House, gesture: Gesture, row: twins.Logged) -> list[str]:
    """That something says the same, and how this one goes back; nothing where nothing does."""
    asked = partial(twins.before, since=gesture.now - rules.WITHIN)
    twin = rules.twin(row.words, await house.db.read(asked, row))
    if twin is None:
        return []
    kind = str(type(row).__tablename__)
    name = "What you logged just before" if isinstance(row, Contact) else f"{LETTERS[kind]}-{twin}"
    return [f"{name} says the same; Undo takes this one back."]
