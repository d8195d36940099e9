"""That somebody is away, said to whoever just gave them something."""

from handlers.absent import absences
from handlers.gestures import Gesture
from handlers.house import UNREACHED, House
from storage.tables import Customer


async def note(house: House, gesture: Gesture, owner_id: str | None, customer: Customer | None) -> str:
    """ "Sam Okafor is away until Fri 27 Nov; Tom Whitlock stands in." Empty where they are not away, have left, or are who
    says it; `customer` is whose backup stands in where they named nobody."""
    if not owner_id or owner_id == gesture.person.id:
        return ""
    try:
        found = await absences(house, [owner_id], now=gesture.now)
        away = found.get(owner_id)
        if away is None or away.gone:
            return ""
        covers = [each for each in (away.cover_id, customer.backup_id if customer else None) if each]
        absent = await absences(house, covers, now=gesture.now)
        people = await house.people.several([owner_id, *covers], now=gesture.now)
    except UNREACHED:
        return ""
    if owner_id not in people:
        return ""
    here = [each for each in covers if each in people and each not in absent and each != owner_id]
    if not here:
        return f"{people[owner_id].name} is {away.why}."
    stands_in = "you stand" if here[0] == gesture.person.id else f"{people[here[0]].name} stands"
    return f"{people[owner_id].name} is {away.why}; {stands_in} in."


async def after(house: House, gesture: Gesture, owner_id: str | None, customer: Customer | None) -> str:
    """The same, to go on a sentence."""
    said = await note(house, gesture, owner_id, customer)
    return f" {said}" if said else ""
