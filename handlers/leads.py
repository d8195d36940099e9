"""What only leads and admins do: whoever is neither hears whom to ask for it, by name."""

from bot.access import Standing, admit_lead, role
from handlers.gestures import Gesture
from handlers.house import House

# So many are looked up to be named; a large list of leads costs nobody their three seconds.
LOOKED_UP = 10


async def admit(house: House, gesture: Gesture, *, to: str, typed: str = "") -> None:
    """Raises NotAllowed unless this person is a lead or an admin. `to` is what they want, such as "merge customers", and
    `typed` what somebody who may has to type for it."""
    leads = (await house.preferences()).leads
    if role(gesture.person, leads) != "member":
        return
    asked = [await house.people.get(user_id, now=gesture.now) for user_id in sorted(leads)[:LOOKED_UP]]
    names = [person.name for person in asked if person.standing is Standing.MEMBER]
    admit_lead(gesture.person, leads, to=to, names=names, typed=typed)
